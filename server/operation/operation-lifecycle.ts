/**
 * The life of a joint operation as a pure step: record, command, what the jurisdiction says and the time go in; the next record comes
 * back, or an objection. Rules: SPEC.md. Which event is possible when is operation-transitions.ts, who may is who-may.ts, what each does
 * stands in the files of its theme; counts are made anew after each step (stop-progress.ts).
 */
import type { Actor } from '../access/actor.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { OperationCommand, OperationEventName } from '../contract/operation-event.ts';
import { isObjection, type Objection } from '../http/objection.ts';
import { compositionOf } from './composition.ts';
import { dayEvents } from './day-events.ts';
import { findingEvents } from './finding-events.ts';
import { illegalMove, notYours } from './objections.ts';
import { isPossible, leadsTo } from './operation-transitions.ts';
import { planEvents } from './plan-events.ts';
import type { Change, EventRule, EventRules, Fetched, OperationContext, Situation } from './situation.ts';
import { stopEvents } from './stop-events.ts';
import { counted } from './stop-progress.ts';
import { actorMay, eventsFor, roleMay } from './who-may.ts';

const RULES: EventRules<OperationEventName> = { ...planEvents, ...dayEvents, ...stopEvents, ...findingEvents };

/** One shape for all: the table is typed by event, and whoever asks knows the event only when it comes. */
function ruleOf(event: OperationEventName): EventRule {
  return RULES[event] as unknown as EventRule;
}

export interface NextOperation {
  record: OperationRecord;
  event: string;
  note: string | null;
}

export type Step = ({ ok: true } & NextOperation) | { ok: false; objection: Objection };

export function step(
  record: OperationRecord,
  command: OperationCommand,
  { actor, context, fetched }: { actor: Actor; context: OperationContext; fetched: Fetched },
  now: number,
): Step {
  const situation = { record, actor, context, now };
  const refused = refusedFor(command.event, situation);
  if (refused) return { ok: false, objection: refused };
  const answer = ruleOf(command.event).apply({ ...situation, command: command as never, fetched });
  if (isObjection(answer)) return { ok: false, objection: answer };
  if (!leadsTo(record.state, command.event, answer.to))
    throw new Error(`${command.event} led from ${record.state} to ${answer.to}, which the table does not say.`);
  return { ok: true, ...moved(record, answer, command.event, context, now) };
}

/** What a change brings with it, whoever made it. */
export function moved(
  record: OperationRecord,
  { to, patch, note }: Change,
  event: string,
  context: OperationContext,
  now: number,
): NextOperation {
  const next: OperationRecord = {
    ...{ ...record, ...patch, state: to, version: record.version + 1 },
    stateSince: to === record.state ? record.stateSince : now,
  };
  // [O-22] What was there when it began stays as it was found then.
  const composition =
    record.startedAt === null ? compositionOf(next, context.kind(next.kind), context.organs) : record.composition;
  return { record: counted({ ...next, composition }, now), event, note };
}

/** Names for the buttons of one viewer: what he could send now, whatever he then writes into it. */
export function allowedEvents(
  record: OperationRecord,
  actor: Actor,
  context: OperationContext,
  now: number,
): OperationEventName[] {
  const situation = { record, actor, context, now };
  return eventsFor(actor.role, record.state).filter(
    event =>
      actorMay(actor, event, record) &&
      !ruleOf(event).when?.(situation) &&
      (ruleOf(event).isOffered?.(situation) ?? true),
  );
}

/** Right and state, not the command's own content. Role first: who may never do it learns nothing about the state. */
function refusedFor(event: OperationEventName, situation: Situation): Objection | null {
  const { record, actor, context } = situation;
  if (!roleMay(actor.role, event)) return notYours(event, { ...actor, organ: null }, context.organs);
  if (!isPossible(record.state, event)) return illegalMove(record, event);
  if (!actorMay(actor, event, record)) return notYours(event, actor, context.organs);
  return ruleOf(event).when?.(situation) ?? null;
}
