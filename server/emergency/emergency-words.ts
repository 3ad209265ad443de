/** What states, events and reports are called in the sentences that the server writes. */
import type { EmergencyState } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import type { ReportHead } from '../contract/emergency-report.ts';
import type { Sentence } from '../http/refused.ts';

export const STATE_WORDS: Record<EmergencyState, Sentence> = {
  reported: { zh: '已接报', en: 'reported' },
  judged: { zh: '已研判', en: 'judged' },
  'first-disposal': { zh: '先期处置', en: 'in first disposal' },
  command: { zh: '统一处置', en: 'under one command' },
  expanded: { zh: '扩大处置', en: 'expanded' },
  ended: { zh: '已结束', en: 'ended' },
  reviewed: { zh: '已总结', en: 'reviewed' },
};

export const EVENT_WORDS: Record<EmergencyEventName, Sentence> = {
  judge: { zh: '研判', en: 'judge it' },
  'first-disposal': { zh: '先期处置', en: 'record the first disposal' },
  'name-lead': { zh: '明确牵头单位', en: 'name the lead' },
  expand: { zh: '扩大处置', en: 'expand it' },
  'check-item': { zh: '勾选清单', en: 'tick the checklist' },
  'link-incident': { zh: '并入事件', en: 'link an incident' },
  'unlink-incident': { zh: '移出事件', en: 'unlink an incident' },
  correct: { zh: '更正时间地点', en: 'correct time or place' },
  note: { zh: '记事', en: 'add a note' },
  'correct-entry': { zh: '更正记录', en: 'correct a line of the timeline' },
  end: { zh: '结束应急', en: 'end it' },
  dismiss: { zh: '核实不构成', en: 'dismiss it' },
  review: { zh: '总结', en: 'review it' },
  reopen: { zh: '重启应急', en: 'reopen it' },
  'record-report': { zh: '登记报送', en: 'record a report' },
  'draft-report': { zh: '起草报告', en: 'draft a report' },
  'edit-report': { zh: '修改报告', en: 'edit a report' },
  'submit-report': { zh: '送审报告', en: 'submit a report' },
  'return-report': { zh: '退回报告', en: 'return a report' },
  'approve-report': { zh: '审定报告', en: 'approve a report' },
};

const NUMERALS = '一二三四五六七八九十';

/** 首报, 续报二, 终报. */
export function reportName({ kind, ordinal }: Pick<ReportHead, 'kind' | 'ordinal'>): Sentence {
  if (kind === 'first') return { zh: '首报', en: 'first report' };
  if (kind === 'final') return { zh: '终报', en: 'final report' };
  const n = ordinal ?? 1;
  return { zh: `续报${NUMERALS[n - 1] ?? n}`, en: `follow-up report ${n}` };
}
