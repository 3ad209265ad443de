/** Why something is not done, as data: cheap enough to be asked for every button of every record. Pure rules answer with it. */
import type { RefusalCode } from '../contract/refusal.ts';
import { Refused, type Sentence } from './refused.ts';

export interface Objection {
  code: RefusalCode;
  sentence: Sentence;
  field?: string;
}

export function objection(code: RefusalCode, zh: string, en: string, field?: string): Objection {
  return { code, sentence: { zh, en }, ...(field !== undefined && { field }) };
}

export function isObjection(answer: object): answer is Objection {
  return 'code' in answer && 'sentence' in answer;
}

export function refusedBy({ code, sentence, field }: Objection): Refused {
  return new Refused(code, sentence, field === undefined ? {} : { field });
}
