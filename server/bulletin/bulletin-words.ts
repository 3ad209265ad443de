/** What states and events are called in sentences and documents that the server writes: the same words as on the client's buttons. */
import type { BulletinState } from '../contract/bulletin.ts';
import type { BulletinEventName } from '../contract/bulletin-event.ts';
import type { Sentence } from '../http/refused.ts';

export const STATE_WORDS: Record<BulletinState, Sentence> = {
  draft: { zh: '草稿', en: 'a draft' },
  issued: { zh: '待签发', en: 'waiting for the signature' },
  signed: { zh: '已签发', en: 'signed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  replaced: { zh: '已更正', en: 'replaced by a later version' },
};

export const EVENT_WORDS: Record<BulletinEventName, Sentence> = {
  issue: { zh: '提交签发', en: 'issue it' },
  sign: { zh: '签发', en: 'sign it' },
  return: { zh: '退回', en: 'send it back' },
  withdraw: { zh: '撤回', en: 'withdraw it' },
  answer: { zh: '反馈整改', en: 'answer' },
};
