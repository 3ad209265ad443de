/** The same in English. */
import type { zhCover } from './zh-cover.ts';

export const enCover: Readonly<Record<keyof typeof zhCover, string>> = {
  'cover.no-cover': 'no unit for {{age}}',
  'cover.next-begins': '{{time}} change of shift',
  'cover.next-ends': '{{time}} end of shift',
  'cover.no-shift-change': 'no change of shift within a day',
  'cover.shifts-not-set': 'Shifts: not set',
  'cover.between-shifts': ', ',
};
