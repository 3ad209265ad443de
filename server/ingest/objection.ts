/** Why something from outside was not taken, as data: the wire's code, the field, and one sentence in both languages. */
import type { RefusalCode } from '../contract/refusal.ts';
import type { Sentence } from '../http/refused.ts';

export interface Objection {
  ok: false;
  code: RefusalCode;
  field: string;
  sentence: Sentence;
}

export function objection(code: RefusalCode, field: string, zh: string, en: string): Objection {
  return { ok: false, code, field, sentence: { zh, en } };
}
