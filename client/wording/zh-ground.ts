/** Where units are, as the server found it; and which ground was patrolled today. */
export const zhGround = {
  'ground.in': '位于{{community}}',
  'ground.outside': '位于辖区外',
  'ground.away': '离开责任区',
  'history.unit-seen': '定位显示已到现场',
  'task.seen': '定位显示已到现场 {{time}}',
  'coverage.title': '巡查覆盖',
  'coverage.visited': '今日巡查 {{n}} / {{of}} 格',
  'coverage.full': '全面巡查 {{n}} / {{of}} 格',
  'coverage.full.unset': '全面巡查标准未设定',
  'coverage.left': '未巡查',
  'coverage.step.some': '已到过',
  'coverage.step': '已巡 {{percent}}% 以上',
  'coverage.left.by-community': '各社区未巡查网格',
  'coverage.left.n': '{{n}} / {{of}} 格',
} as const;
