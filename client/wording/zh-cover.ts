/** Words of shifts and of who covers which zone. */
export const zhCover = {
  'cover.no-cover': '无力量 {{age}}',
  'cover.next-begins': '{{time}} 交接',
  'cover.next-ends': '{{time}} 收班',
  'cover.no-shift-change': '一天内无交接',
  'cover.shifts-not-set': '班次：未设定',
  'cover.between-shifts': '、',
} as const;
