/**
 * The life of an incident as a pure step: record, command, what the jurisdiction says and the time go in; the next record and the
 * effects to carry out come back, or an objection. Rules: SPEC.md. Which event is possible when is incident-transitions.ts, who may
 * is who-may.ts, what each does stands in the files of its theme.
 */

import type { Actor } from '../access/actor.ts';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../contract/incident-event.ts';
import { breach } from '../deadlines/count-limit.ts';
import { isObjection, type Objection, objection } from '../http/objection.ts';
import { assigningEvents } from './assigning-events.ts';
import { clockEvents } from './clock-events.ts';
import { closingEvents } from './closing-events.ts';
import { correctionEvents } from './correction-events.ts';
import { handlingEvents } from './handling-events.ts';
import { resumedFromHold } from './hold.ts';
import { type Effect, effectsOf, WORK_TIME_OVER } from './incident-effects.ts';
import type { RawPlace } from './incident-repository.ts';
import { isPossible, leadsTo } from './incident-transitions.ts';
import { EVENT_WORDS } from './incident-words.ts';
import { gradeMissing, illegalMove, notYours } from './objections.ts';
import { actingOrgan, leadOf } from './organ-tasks.ts';
import { oversightEvents } from './oversight-events.ts';
import { settledLimits } from './owed-limits.ts';
import { receivingEvents } from './receiving-events.ts';
import type { Change, EventRule, EventRules, Fetched, IncidentContext, Situation } from './situation.ts';
import { unitEvents } from './unit-events.ts';
import { actorMay, eventsFor, roleMay } from './who-may.ts';

const RULES: EventRules<IncidentEventName> = {
  ...receivingEvents,
  ...assigningEvents,
  ...unitEvents,
  ...handlingEvents,
  ...closingEvents,
  ...clockEvents,
  ...oversightEvents,
  ...correctionEvents,
};

/** One shape for all: the table is typed by event, and whoever asks knows the event only when it comes. */
function ruleOf(event: IncidentEventName): EventRule {
  return RULES[event] as unknown as EventRule;
}

export interface NextIncident {
  record: IncidentRecord;
  effects: Effect[];
  /** Name for the history: the command's event, or what the server did by itself. */
  event: string;
  note: string | null;
  /** The other incident of a merge, its version grown. */
  partner: IncidentRecord | null;
  /** A new pair, as it was sent. */
  raw: RawPlace | null;
}

export type Step = ({ ok: true } & NextIncident) | { ok: false; objection: Objection };

export function step(
  known: IncidentRecord,
  command: IncidentCommand,
  { actor, context, fetched }: { actor: Actor; context: IncidentContext; fetched: Fetched },
  now: number,
): Step {
  // A clock may have run out since the ticker looked last; what an extension or a merge does next must not hide that.
  const record = { ...known, limits: known.limits.map(limit => breach(limit, now)) };
  const situation = { record, actor, context, now };
  const refused = refusedFor(command.event, situation);
  if (refused) return { ok: false, objection: refused };
  const answer = ruleOf(command.event).apply({ ...situation, command: command as never, fetched });
  if (isObjection(answer)) return { ok: false, objection: answer };
  if (takesOn(record, answer) && (answer.patch?.grade ?? record.grade) === null)
    return { ok: false, objection: gradeMissing(record) };
  if (!leadsTo(record.state, command.event, answer.to))
    throw new Error(`${command.event} led from ${record.state} to ${answer.to}, which the table does not say.`);
  return { ok: true, ...moved(answer, command.event, known, situation) };
}

/**
 * Names for the buttons of one viewer: what he could send now, whatever he then writes into it. The same questions as `refusedFor`,
 * without the sentences: a snapshot asks them for every open incident.
 */
export function allowedEvents(
  record: IncidentRecord,
  actor: Actor,
  context: IncidentContext,
  now: number,
): IncidentEventName[] {
  const situation = { record, actor, context, now };
  return eventsFor(actor.role, record.state).filter(
    event => actorMay(actor, event, record, context) && !ruleOf(event).when?.(situation),
  );
}

/** Right and state, not the command's own content. Role first: who may never do it learns nothing about the state. */
function refusedFor(event: IncidentEventName, situation: Situation): Objection | null {
  const { record, actor, context } = situation;
  if (!roleMay(actor.role, event)) return notYours(event, actor, 'role', '');
  if (!isPossible(record.state, event)) return illegalMove(record, event);
  if (!actorMay(actor, event, record, context)) return wrongOrgan(event, situation);
  return ruleOf(event).when?.(situation) ?? null;
}

function wrongOrgan(event: IncidentEventName, { record, actor, context }: Situation): Objection {
  const { organ } = actor;
  if (actor.role === 'field')
    return objection(
      'not-this-organ',
      `${record.id} 未派给你的单位，不能“${EVENT_WORDS[event].zh}”（${event}）`,
      `${record.id}: your unit is not sent there, or it is not yours to ${EVENT_WORDS[event].en} (${event}).`,
    );
  const own = [record.acceptedBy, leadOf(record)];
  if (
    event === 'evaluate-close' &&
    organ !== null &&
    organ === record.revisitedBy &&
    own.includes(record.revisitedBy)
  ) {
    const name = context.organs.name(organ);
    return objection(
      'same-organ',
      `回访与评价须由不同部门，${name}已回访 ${record.id}`,
      `Revisit and evaluation are done by different organs; ${name} has revisited ${record.id}.`,
    );
  }
  return notYours(event, actor, 'organ', organ === null ? '' : context.organs.name(organ));
}

/** What a change brings with it, whichever event it was. */
function moved(
  { to, patch, note, partner, raw }: Change,
  event: string,
  known: IncidentRecord,
  situation: Situation,
): NextIncident {
  const { record, context, now } = situation;
  let next: IncidentRecord = { ...record, ...patch, state: to, version: record.version + 1 };
  if (to !== record.state) {
    next = { ...next, stateSince: now, closedAt: to === 'closed' ? now : null };
    // [I-54] Whoever goes on does not stand still.
    if (next.heldUntil !== null) next = { ...next, ...resumedFromHold(next, now, context.time) };
    if (record.state === 'promised' && to !== 'merged') next.promise = null;
    if (to === 'at-centre') next.tasks = [];
    if (takesOn(record, { to }))
      next = { ...next, acceptedAt: now, acceptedBy: next.acceptedBy ?? actingOrgan(situation) };
  }
  next.limits = settledLimits(record, next, context, now);
  return {
    record: next,
    effects: effectsOf(known, next),
    event,
    note,
    partner: partner ?? null,
    raw: raw ?? null,
  };
}

/** [I-97] It becomes part of an emergency, or stays where it is and is told of one. */
export function inEmergency(
  record: IncidentRecord,
  emergency: IncidentRecord['emergency'],
  context: IncidentContext,
  now: number,
): NextIncident {
  const next: IncidentRecord = { ...record, emergency, version: record.version + 1 };
  next.limits = settledLimits(record, next, context, now);
  return {
    ...{
      record: next,
      effects: effectsOf(record, next),
      event: emergency === null ? 'emergency-unlinked' : 'emergency-linked',
      note: emergency,
    },
    ...{ partner: null, raw: null },
  };
}

/** [I-21] Whoever goes on with a report has accepted it; these leave it as it was or end it unaccepted. */
const NOT_TAKEN: ReadonlySet<IncidentState> = new Set([
  'received',
  'promised',
  'rejected',
  'forwarded',
  'merged',
  'void',
]);

function takesOn({ acceptedAt, state }: IncidentRecord, { to }: Pick<Change, 'to'>): boolean {
  return acceptedAt === null && to !== state && !NOT_TAKEN.has(to);
}

/** [I-54] [I-74] What the clock itself does: clocks that are over, a hold whose date has come. `name` of the deadline. Null = nothing is due. */
export function stepByClock(
  record: IncidentRecord,
  name: string,
  { time }: Pick<IncidentContext, 'time'>,
  now: number,
): NextIncident | null {
  const holdEnds = record.heldUntil !== null && record.heldUntil <= now;
  const going = holdEnds ? { ...record, ...resumedFromHold(record, record.heldUntil ?? now, time) } : record;
  const limits = going.limits.map(limit => breach(limit, now));
  const isLate = limits.some((limit, i) => limit !== going.limits[i]);
  const wayBackCloses = name === WORK_TIME_OVER && record.state === 'revisit-due';
  if (!holdEnds && !isLate && !wayBackCloses) return null;
  const next = { ...going, limits, version: record.version + 1 };
  const event = holdEnds ? 'hold-ended' : isLate ? 'limit-breached' : 'work-time-over';
  return { record: next, effects: effectsOf(record, next), event, note: null, partner: null, raw: null };
}
