/** Where units are, as the server found it. */
export const zhGround = {
  'ground.in': '位于{{community}}',
  'ground.outside': '位于辖区外',
  'ground.away': '离开责任区',
} as const;
