/** The objections that several rules share, each with the sentence that a person reads; and the checks that lead to them. */
import type { Actor } from '../access/actor.ts';
import { instantMs } from '../contract/coordinates.ts';
import type { EvidenceId, OrganId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { type Objection, objection } from '../http/objection.ts';
import { EVENT_WORDS, STATE_WORDS } from './incident-words.ts';
import type { Situation } from './situation.ts';

/** [I-20] */
export function illegalMove({ id, state }: IncidentRecord, event: IncidentEventName): Objection {
  return objection(
    'illegal-move',
    `${id} 当前为“${STATE_WORDS[state].zh}”，不能“${EVENT_WORDS[event].zh}”（${event}）`,
    `${id} is ${STATE_WORDS[state].en}; it is not possible to ${EVENT_WORDS[event].en} now (${event}).`,
  );
}

/** [I-50] `role`: it is nothing for this role; `organ`: it is another organ's business. */
export function notYours(event: IncidentEventName, actor: Actor, why: 'role' | 'organ', name: string): Objection {
  const what = EVENT_WORDS[event];
  if (why === 'role')
    return objection('not-allowed', `当前身份不能“${what.zh}”（${event}）`, `Your role may not ${what.en} (${event}).`);
  const who = actor.organ === null ? { zh: '当前身份', en: 'Your role' } : { zh: name, en: name };
  return objection(
    'not-this-organ',
    `${who.zh}不能对此事件“${what.zh}”（${event}），代录请注明部门`,
    `${who.en} may not ${what.en} here (${event}). Writing it down for an organ needs onBehalfOf.`,
  );
}

/** [I-21] */
export function gradeMissing({ id }: IncidentRecord): Objection {
  return objection(
    'grade-missing',
    `grade：受理前须定级，${id} 未定级`,
    `grade: it must be graded to be accepted; ${id} is not`,
    'grade',
  );
}

/** The organ itself, the community's own where the id stands for one a community; or the objection that there is none. */
export function knownOrgan(
  organ: OrganId,
  { record, context: { organs } }: Pick<Situation, 'record' | 'context'>,
  field: string,
): OrganId | Objection {
  const concrete = organs.concrete(organ, record.community);
  if (concrete !== null && organs.exists(concrete)) return concrete;
  return objection(
    'unknown-organ',
    `${field}：辖区没有部门 ${organ}`,
    `${field}: the profile has no organ ${organ}`,
    field,
  );
}

/** [I-46] A date that is still to come. */
export function notInFuture(until: string | number, now: number): Objection | null {
  if (instantMs(until) > now) return null;
  const shown = new Date(instantMs(until)).toISOString();
  return objection(
    'bad-input',
    `until：应晚于现在，收到 ${shown}`,
    `until: must lie ahead, received ${shown}`,
    'until',
  );
}

/** Photos are uploaded to the incident first. */
export function unknownEvidence(named: readonly EvidenceId[] | undefined, record: IncidentRecord): Objection | null {
  const missing = named?.find(id => !record.evidence.some(photo => photo.id === id));
  if (missing === undefined) return null;
  return objection(
    'bad-input',
    `evidence：此事件没有照片 ${missing}`,
    `evidence: this incident has no photo ${missing}`,
    'evidence',
  );
}

export function onlyOfGrade(
  { id, grade }: IncidentRecord,
  wanted: NonNullable<IncidentRecord['grade']>,
  word: { zh: string; en: string },
): Objection | null {
  if (grade === wanted) return null;
  return objection(
    'illegal-move',
    `${id} 不是${word.zh}事件，不能这样办理`,
    `${id} is not of the grade ${word.en}; this is not its way.`,
  );
}

/** [I-35] */
export function tierSkipped(
  upper: OrganId,
  lower: OrganId,
  { context: { organs } }: Pick<Situation, 'context'>,
): Objection | null {
  if (organs.tierAbove(upper, lower)) return null;
  return objection(
    'tier-skipped',
    `organ：${organs.name(upper)}不是${organs.name(lower)}的上一级，须逐级上报`,
    `organ: ${organs.name(upper)} is not exactly one tier above ${organs.name(lower)}`,
    'organ',
  );
}
