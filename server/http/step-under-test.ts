/** For tests of pure rules: what came of an attempt. In: the event and what the rules answered. Each throws when it was the other. */
import type { Objection } from './objection.ts';

type Tried<R> = { ok: true; record: R } | { ok: false; objection: Objection };

export function recordOf<R>(event: string, tried: Tried<R>): R {
  if (tried.ok) return tried.record;
  throw new Error(`${event}: ${tried.objection.code} ${tried.objection.sentence.en}`);
}

export function objectionOf(event: string, tried: Tried<unknown>): Objection {
  if (tried.ok) throw new Error(`${event} was possible.`);
  return tried.objection;
}
