/**
 * Keeps a change of an incident: row, time in states, deadlines, alarms and the fact, all in the caller's transaction. What the
 * effects need of other rooms comes in as parts, because concepts do not import each other.
 */
import type { Transaction } from 'kysely';
import type { Doer } from '../access/doer.ts';
import type { IncidentId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { Cause, FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import type { Begun } from './begin-incident.ts';
import type { Effect } from './incident-effects.ts';
import type { NextIncident } from './incident-lifecycle.ts';
import { enterStage, insertIncident, type RawPlace, updateIncident } from './incident-repository.ts';
import { withoutReporter } from './incident-view.ts';

type Tx = Transaction<Tables>;

export interface IncidentEffects {
  deadlines: Pick<Deadlines, 'set' | 'clear'>;
  alarms: {
    raise(
      tx: Tx,
      log: FactWriter,
      cause: {
        kind: 'limit-breached' | 'major-incident';
        priority: 1 | 2 | 3;
        incident: IncidentId;
        limit?: string;
        zone: ZoneId | null;
      },
      now: number,
    ): Promise<unknown>;
    clearFor(
      tx: Tx,
      log: FactWriter,
      which: { incident: IncidentId; kind?: 'major-incident'; limit?: string },
      now: number,
      why: string,
    ): Promise<unknown>;
  };
}

/** The name under which deadlines and facts know this concept. */
export const CONCEPT = 'incident';

export async function writeBegun(
  tx: Tx,
  log: FactWriter,
  { fact, record, effects }: Begun,
  raw: RawPlace,
  cause: Cause,
  now: number,
  parts: IncidentEffects,
): Promise<void> {
  await insertIncident(tx, record, raw);
  await log.append({
    ...{ kind: fact, subject: record.id, zone: record.zone, at: now },
    ...cause,
    data: { incident: withoutReporter(record) },
  });
  await carryOut(tx, log, record, effects, now, parts);
}

export async function writeNext(
  tx: Tx,
  log: FactWriter,
  before: IncidentRecord,
  next: NextIncident,
  doer: Doer,
  now: number,
  parts: IncidentEffects,
): Promise<void> {
  const { record, event, note, effects, partner, raw } = next;
  await updateIncident(tx, record, raw);
  await appendChanged(log, record, { event, note, leftZone: before.zone }, doer, now);
  await carryOut(tx, log, record, effects, now, parts);
  if (!partner) return;
  await updateIncident(tx, partner, null);
  const other = event === 'merge' ? 'merged-in' : 'merged-out';
  await appendChanged(log, partner, { event: other, note: record.id, leftZone: partner.zone }, doer, now);
}

async function appendChanged(
  log: FactWriter,
  record: IncidentRecord,
  { event, note, leftZone }: { event: string; note: string | null; leftZone: ZoneId | null },
  { by, onBehalfOf, ...cause }: Doer,
  now: number,
): Promise<void> {
  await log.append({
    ...{ kind: 'incident-changed', subject: record.id, zone: record.zone, at: now },
    ...cause,
    data: {
      ...{ incident: withoutReporter(record), event, by, onBehalfOf, note },
      // Or it would stay on the screen of the chief whose zone it left.
      ...(leftZone !== record.zone && { leftZone }),
    },
  });
}

async function carryOut(
  tx: Tx,
  log: FactWriter,
  { id, zone }: IncidentRecord,
  effects: readonly Effect[],
  now: number,
  { deadlines, alarms }: IncidentEffects,
): Promise<void> {
  for (const one of effects) {
    switch (one.effect) {
      case 'set-deadline':
        await deadlines.set(tx, { concept: CONCEPT, subject: id, name: one.name, dueAt: one.dueAt });
        break;
      case 'clear-deadline':
        await deadlines.clear(tx, CONCEPT, id, one.name);
        break;
      case 'enter-stage':
        await enterStage(tx, { incident: id, state: one.state, organ: one.organ }, now);
        break;
      case 'raise-alarm': {
        const about = one.limit === null ? {} : { limit: one.limit };
        await alarms.raise(tx, log, { kind: one.kind, priority: one.priority, incident: id, zone, ...about }, now);
        break;
      }
      case 'clear-alarms': {
        const which = { ...(one.kind !== null && { kind: one.kind }), ...(one.limit !== null && { limit: one.limit }) };
        await alarms.clearFor(tx, log, { incident: id, ...which }, now, one.why);
        break;
      }
    }
  }
}
