/**
 * What was done, in words, for whoever reads the audit. Every kind of fact has its name here: a new one without a name does not compile.
 * What is written by other hands than facts stands first.
 */
import type { Fact } from '../contract/fact.ts';
import type { Language, Sentence } from '../http/refused.ts';

const OWN = {
  'sign-in': { zh: '登录', en: 'signed in' },
  'sign-out': { zh: '退出登录', en: 'signed out' },
  'sign-in-failed': { zh: '登录失败', en: 'sign-in failed' },
  denied: { zh: '越权被拒', en: 'denied' },
  'account-created': { zh: '新建账号', en: 'account created' },
  'account-changed': { zh: '修改账号', en: 'account changed' },
  'token-issued': { zh: '签发令牌', en: 'token issued' },
  'token-revoked': { zh: '吊销令牌', en: 'token revoked' },
  'feed-made': { zh: '建立日历订阅', en: 'calendar feed made' },
  'feed-revoked': { zh: '撤销日历订阅', en: 'calendar feed revoked' },
  'table-exported': { zh: '导出表格', en: 'table exported' },
  'document-exported': { zh: '导出文档', en: 'document exported' },
  'track-read': { zh: '查看轨迹', en: 'track read' },
  'track-exported': { zh: '导出轨迹', en: 'track exported' },
  'point-photo-added': { zh: '上传测评点照片', en: 'photo of a scoring point added' },
  'handover-signed': { zh: '交班签字', en: 'handover signed' },
  'handover-accepted': { zh: '接班签字', en: 'handover accepted' },
} as const satisfies Record<string, Sentence>;

const FACTS: Record<Exclude<Fact['kind'], 'withheld'>, Sentence> = {
  'incident-received': { zh: '事件登记', en: 'incident received' },
  'incident-imported': { zh: '事件导入', en: 'incident imported' },
  'incident-changed': { zh: '事件办理', en: 'incident changed' },
  'alarm-raised': { zh: '告警产生', en: 'alarm raised' },
  'alarm-acknowledged': { zh: '告警确认', en: 'alarm acknowledged' },
  'alarm-shelved': { zh: '告警搁置', en: 'alarm shelved' },
  'alarm-escalated': { zh: '告警升级', en: 'alarm escalated' },
  'alarm-cleared': { zh: '告警解除', en: 'alarm cleared' },
  'negative-list-published': { zh: '发布负面清单', en: 'negative list published' },
  'limit-filed': { zh: '备案时限', en: 'limit filed' },
  'device-changed': { zh: '设备登记或变更', en: 'device changed' },
  'shift-plan-filed': { zh: '备案班次方案', en: 'shift plan filed' },
  'roster-changed': { zh: '修改排班', en: 'roster changed' },
  'unit-registered': { zh: '单位登记或变更', en: 'unit registered' },
  'unit-duty-changed': { zh: '上岗或离岗', en: 'duty changed' },
  'unit-ground-changed': { zh: '单位跨区', en: 'unit crossed a border' },
  'unit-interval-changed': { zh: '单位上报间隔变更', en: 'reporting interval changed' },
  'deduction-recorded': { zh: '测评扣分', en: 'deduction recorded' },
  'points-changed': { zh: '测评点状态变更', en: 'scoring points changed' },
  'operation-due': { zh: '联合行动到期提醒', en: 'joint operation due' },
  'bulletin-changed': { zh: '通报变更', en: 'bulletin changed' },
  'warning-changed': { zh: '预警变更', en: 'warning changed' },
  'major-action-changed': { zh: '重大行动变更', en: 'major action changed' },
  'emergency-changed': { zh: '突发事件办理', en: 'emergency changed' },
  'operation-changed': { zh: '联合行动变更', en: 'joint operation changed' },
};

const WORDS: Readonly<Record<string, Sentence>> = { ...OWN, ...FACTS };

export function auditActionNames(language: Language): { action: string; name: string }[] {
  return Object.entries(WORDS).map(([action, name]) => ({ action, name: name[language] }));
}

/** One that has no name (a row of an older version) is called by its code. */
export function auditActionName(action: string, language: Language): string {
  return Object.hasOwn(WORDS, action) ? WORDS[action]![language] : action;
}
