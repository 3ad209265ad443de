/**
 * What the doors over HTTP have in common: in whose name a request speaks, and what is said about what became of its positions.
 */
import { isAllowed } from '../access/guard.ts';
import type { Viewer } from '../access/viewer.ts';
import type { PositionsAnswer } from '../contract/position-report.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import { type Language, Refused } from '../http/refused.ts';
import type { Objection } from './objection.ts';
import type { Sender } from './position-intake.ts';
import { headOf } from './request-head.ts';

/** These say something about the sender, not about the position: the next position would fare no better. */
const ABOUT_THE_SENDER: ReadonlySet<RefusalCode> = new Set([
  ...(['unknown-device', 'unbound-device', 'retired-device'] as const),
  ...(['not-allowed', 'too-many-requests', 'bad-signature'] as const),
]);

export function senderOf(viewer: Viewer, headers: object): Sender {
  const knownAs = senderKnownAs(viewer, headers);
  return {
    speaksFor: unit => isAllowed(viewer, 'position:send', { unit: unit.id, zone: unit.homeZone }),
    address: viewer.address,
    ...(viewer.signature && { provenDevice: viewer.signature.device }),
    ...(knownAs && { knownAs }),
  };
}

/** A token that is good for one unit has one sender, as a signature has; of any other the head must name the device. */
function senderKnownAs(viewer: Viewer, headers: object): Sender['knownAs'] {
  const seen = headOf(headers);
  if (!seen) return undefined;
  if (viewer.signature || viewer.scope.units?.length === 1) return { ...seen, device: null };
  return seen.device === null ? undefined : seen;
}

export function positionsAnswerOf(answers: readonly (Objection | null)[], language: Language): PositionsAnswer {
  const refused = answers.flatMap((answer, index) =>
    answer ? [{ index, reason: answer.code, message: answer.sentence[language] }] : [],
  );
  return { accepted: answers.length - refused.length, refused };
}

/** Throws what a phone must be told with a status of its own, so that it keeps what it has. */
export function refuseTheSender(answers: readonly (Objection | null)[]): void {
  const found = answers.find(answer => answer && ABOUT_THE_SENDER.has(answer.code));
  if (found) throw refusedFor(found);
}

export function refusedFor({ code, sentence, field }: Objection): Refused {
  return new Refused(code, sentence, { field });
}
