/** Which answers are no answer yet. In: what came back. Out: whether the same may be sent again later. */
import type { RefusalCode } from '../../server/contract/refusal.ts';
import type { ServerAnswer } from '../connection/ask-server.ts';

/** They pass by themselves, or when somebody has signed in again: nothing is lost by waiting. */
const TRY_LATER: ReadonlySet<RefusalCode> = new Set([
  'not-signed-in',
  'session-ended',
  'foreign-origin',
  'too-many-requests',
  'storage-unavailable',
  'internal-error',
]);

export function passesByItself(answer: ServerAnswer<unknown>): boolean {
  return answer.name === 'unreachable' || (answer.name === 'refused' && TRY_LATER.has(answer.refusal.refusal));
}
