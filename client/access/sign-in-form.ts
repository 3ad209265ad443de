/**
 * What the sign-in form knows without a screen. In: what was typed, and the server's answer. Out: sentences beside the fields
 * and one for the whole form.
 */
import type { RefusalCode } from '../../server/contract/refusal.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import type { SessionAnswer } from './session.ts';

export type Field = 'account' | 'password';
export type Typed = Record<Field, string>;

const MISSING: Record<Field, WordingKey> = {
  account: 'sign-in.account-missing',
  password: 'sign-in.password-missing',
};

/** The sentence beside a field, or undefined when there is nothing to say. */
export function fieldProblem(field: Field, typed: Typed): string | undefined {
  // A password may begin with a blank; an account never does.
  const isMissing = field === 'account' ? typed.account.trim() === '' : typed.password === '';
  return isMissing ? say(MISSING[field]) : undefined;
}

const OWN_SENTENCES: Partial<Record<RefusalCode, WordingKey>> = {
  'sign-in-failed': 'refusal.sign-in-failed',
  'sign-in-locked': 'refusal.sign-in-locked',
  'too-many-requests': 'refusal.too-many-requests',
};

/** Why the answer is not a session; undefined when it is one. The server's own sentence comes first: it knows more. */
export function answerProblem(answer: SessionAnswer): string | undefined {
  if (answer.name === 'signed-in') return undefined;
  if (answer.name === 'unreachable') return say('sign-in.unreachable');
  const { refusal, message, retryAfterS } = answer.refusal;
  const sentence = message || say(OWN_SENTENCES[refusal] ?? 'refusal.other');
  if (retryAfterS === undefined) return sentence;
  return `${sentence} · ${say('sign-in.retry-after', { age: ageText(retryAfterS * 1000) })}`;
}
