/**
 * The life of an emergency as a pure step: record, command, what the jurisdiction says and the time go in; the next record comes back,
 * or an objection. Rules: SPEC.md. Which event is possible when is emergency-transitions.ts, who may is who-may.ts, what each does
 * stands in the files of its theme; clocks are settled anew after each step (report-clocks.ts).
 */
import type { Actor } from '../access/actor.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { EmergencyCommand, EmergencyEventName } from '../contract/emergency-event.ts';
import { isObjection, type Objection } from '../http/objection.ts';
import { commandEvents } from './command-events.ts';
import { isPossible, leadsTo } from './emergency-transitions.ts';
import { linkingEvents } from './linking-events.ts';
import { illegalMove, notYours } from './objections.ts';
import { overdue, settledClocks } from './report-clocks.ts';
import { reportEvents } from './report-events.ts';
import type { EmergencyContext, EventRule, EventRules, Fetched, Situation, Wording } from './situation.ts';
import { actorMay, eventsFor, roleMay } from './who-may.ts';

const RULES: EventRules<EmergencyEventName> = { ...commandEvents, ...linkingEvents, ...reportEvents };

/** One shape for all: the table is typed by event, and whoever asks knows the event only when it comes. */
function ruleOf(event: EmergencyEventName): EventRule {
  return RULES[event] as unknown as EventRule;
}

export interface NextEmergency {
  record: EmergencyRecord;
  /** Name of the command, or what the server did by itself: `declared`, `report-warned`, `report-late`. */
  event: string;
  note: string | null;
  /** A new wording of a report. */
  wording: Wording | null;
  /** The line of the timeline that this one corrects. */
  corrects: number | null;
}

export type Step = ({ ok: true } & NextEmergency) | { ok: false; objection: Objection };

export function step(
  known: EmergencyRecord,
  command: EmergencyCommand,
  { actor, context, fetched }: { actor: Actor; context: EmergencyContext; fetched: Fetched },
  now: number,
): Step {
  // A clock may have run out since the ticker looked last; what a correction does next must not hide that.
  const record = { ...known, clocks: known.clocks.map(clock => overdue(clock, now)) };
  const situation = { record, actor, context, now };
  const refused = refusedFor(command.event, situation);
  if (refused) return { ok: false, objection: refused };
  const answer = ruleOf(command.event).apply({ ...situation, command: command as never, fetched });
  if (isObjection(answer)) return { ok: false, objection: answer };
  const { to, patch, note, wording = null } = answer;
  if (!leadsTo(record.state, command.event, to))
    throw new Error(`${command.event} led from ${record.state} to ${to}, which the table does not say.`);
  const next: EmergencyRecord = {
    ...{ ...record, ...patch, state: to, version: record.version + 1 },
    stateSince: to === record.state ? record.stateSince : now,
  };
  return {
    ...{ ok: true, event: command.event, note, wording },
    corrects: command.event === 'correct-entry' ? command.entry : null,
    record: { ...next, clocks: settledClocks(next, context.clockRules, now) },
  };
}

/** [EM-22] [EM-23] What the clock itself does. Null = nothing is due. */
export function stepByClock(record: EmergencyRecord, now: number): NextEmergency | null {
  const clocks = record.clocks.map(clock => overdue(clock, now));
  const changed = clocks.filter((clock, i) => clock !== record.clocks[i]);
  if (changed.length === 0) return null;
  const late = changed.filter(({ lateSince, id }) => lateSince !== null && lateOf(record, id) === null);
  const told = late.length > 0 ? late : changed;
  return {
    record: { ...record, clocks, version: record.version + 1 },
    event: late.length > 0 ? 'report-late' : 'report-warned',
    note: told.map(({ name }) => name).join('、'),
    ...{ wording: null, corrects: null },
  };
}

/** Names for the buttons of one viewer: what he could send now, whatever he then writes into it. */
export function allowedEvents(
  record: EmergencyRecord,
  actor: Actor,
  context: EmergencyContext,
  now: number,
): EmergencyEventName[] {
  const situation = { record, actor, context, now };
  return eventsFor(actor.role, record.state).filter(
    event => actorMay(actor, event, record) && !ruleOf(event).when?.(situation),
  );
}

/** Right and state, not the command's own content. Role first: who may never do it learns nothing about the state. */
function refusedFor(event: EmergencyEventName, situation: Situation): Objection | null {
  const { record, actor } = situation;
  if (!roleMay(actor.role, event)) return notYours(event, actor, null);
  if (!isPossible(record.state, event)) return illegalMove(record, event);
  if (!actorMay(actor, event, record)) return notYours(event, actor, record);
  return ruleOf(event).when?.(situation) ?? null;
}

const lateOf = ({ clocks }: EmergencyRecord, id: string) => clocks.find(clock => clock.id === id)?.lateSince ?? null;
