/** What kinds of alarms are called in the sentences and sheets that the server writes: the same words as on screens. */
import type { AlarmKind } from '../contract/alarm.ts';
import type { Sentence } from '../http/refused.ts';

export const KIND_WORDS: Record<AlarmKind, Sentence> = {
  'limit-breached': { zh: '超时', en: 'overdue' },
  'major-incident': { zh: '重大事件', en: 'major incident' },
  help: { zh: '求助', en: 'call for help' },
  'silent-unit': { zh: '失联', en: 'silent unit' },
  'off-route': { zh: '偏离路线', en: 'off its route' },
  'report-clock': { zh: '报告时限', en: 'report due' },
};
