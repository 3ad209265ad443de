/** What states and events are called in the sentences that the server writes: the same words as on the client's buttons. */
import type { OperationState } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import type { Sentence } from '../http/refused.ts';

export const STATE_WORDS: Record<OperationState, Sentence> = {
  proposed: { zh: '草案', en: 'a draft' },
  countersigning: { zh: '会签中', en: 'being countersigned' },
  planned: { zh: '已下达', en: 'issued' },
  'under-way': { zh: '进行中', en: 'under way' },
  reinforced: { zh: '增援中', en: 'reinforced' },
  finished: { zh: '已收队', en: 'finished' },
  summarised: { zh: '已总结', en: 'summarised' },
  archived: { zh: '已归档', en: 'archived' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

export const EVENT_WORDS: Record<OperationEventName, Sentence> = {
  edit: { zh: '修改方案', en: 'edit the plan' },
  submit: { zh: '送会签', en: 'send it to be countersigned' },
  countersign: { zh: '会签', en: 'countersign' },
  issue: { zh: '下达', en: 'issue' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  cancel: { zh: '取消', en: 'cancel' },
  'call-organs': { zh: '吹哨', en: 'call organs' },
  'register-arrival': { zh: '报到', en: 'register an arrival' },
  'mark-absent': { zh: '记缺勤', en: 'mark somebody absent' },
  begin: { zh: '集结出发', en: 'begin' },
  reinforce: { zh: '增援', en: 'reinforce' },
  'arrive-stop': { zh: '到点', en: 'arrive at a stop' },
  'leave-stop': { zh: '离点', en: 'leave a stop' },
  'skip-stop': { zh: '跳过', en: 'skip a stop' },
  'check-item': { zh: '勾选清单', en: 'tick the checklist' },
  'add-finding': { zh: '登记发现', en: 'add a finding' },
  'add-after-photos': { zh: '补整改照片', en: 'add photos taken after' },
  'make-incident': { zh: '转为事件', en: 'make an incident' },
  finish: { zh: '收队', en: 'finish' },
  summarise: { zh: '总结', en: 'summarise' },
  archive: { zh: '归档', en: 'archive' },
  comment: { zh: '备注', en: 'comment' },
};
