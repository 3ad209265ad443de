/**
 * Keeps a change of an emergency: row, wording, rows of the ticker, alarms, incidents that join or leave, and the fact, all in the
 * caller's transaction. What it needs of other rooms comes in as parts, because concepts do not import each other.
 */
import type { Transaction } from 'kysely';
import type { Doer } from '../access/doer.ts';
import { type EmergencyRecord, isOpenEmergency, type ReportClock } from '../contract/emergency.ts';
import type { EmergencyId, ZoneId } from '../contract/ids.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { IncidentsInEmergency } from '../incidents-in-emergency.ts';
import type { FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import type { NextEmergency } from './emergency-lifecycle.ts';
import { insertEmergency, keepWording, updateEmergency } from './emergency-repository.ts';

type Tx = Transaction<Tables>;

export interface EmergencyEffects {
  deadlines: Pick<Deadlines, 'set' | 'clear'>;
  alarms: {
    raise(
      tx: Tx,
      log: FactWriter,
      cause: { kind: 'report-clock'; priority: 1 | 2; emergency: EmergencyId; limit: string; zone: ZoneId | null },
      now: number,
    ): Promise<unknown>;
    clearFor(
      tx: Tx,
      log: FactWriter,
      which: { kind: 'report-clock'; emergency: EmergencyId; limit: string },
      now: number,
      why: string,
    ): Promise<unknown>;
  };
  incidents: IncidentsInEmergency;
}

/** The name under which deadlines and facts know this concept. */
export const CONCEPT = 'emergency';

/** `joins`: false where the incident itself becomes one and says so. */
export async function writeDeclared(
  tx: Tx,
  log: FactWriter,
  record: EmergencyRecord,
  doer: Doer,
  now: number,
  effects: EmergencyEffects,
  joins = true,
): Promise<void> {
  await insertEmergency(tx, record);
  await append(log, { record, event: 'declared', note: record.words, corrects: null }, null, doer, now);
  await carryOut(tx, log, null, record, now, effects);
  if (joins) await moveIncidents(tx, log, null, record, record.words, doer, now, effects);
}

export async function writeNext(
  tx: Tx,
  log: FactWriter,
  before: EmergencyRecord,
  next: NextEmergency,
  doer: Doer,
  now: number,
  effects: EmergencyEffects,
): Promise<void> {
  const { record, wording } = next;
  await updateEmergency(tx, record);
  if (wording !== null) await keepWording(tx, record.id, wording, doer.by, now);
  await append(log, next, before, doer, now);
  await carryOut(tx, log, before, record, now, effects);
  await moveIncidents(tx, log, before, record, next.note ?? '', doer, now, effects);
}

/** [EM-23] Rows of the ticker and alarms are there exactly while the record says so. */
async function carryOut(
  tx: Tx,
  log: FactWriter,
  before: EmergencyRecord | null,
  record: EmergencyRecord,
  now: number,
  { deadlines, alarms }: EmergencyEffects,
): Promise<void> {
  const { id, zone } = record;
  const was = dueRows(before);
  const is = dueRows(record);
  for (const name of was.keys()) if (!is.has(name)) await deadlines.clear(tx, CONCEPT, id, name);
  for (const [name, dueAt] of is)
    if (was.get(name) !== dueAt) await deadlines.set(tx, { concept: CONCEPT, subject: id, name, dueAt });
  for (const clock of record.clocks) {
    const old = before?.clocks.find(one => one.id === clock.id);
    const [had, has] = [old && before ? urgency(old, before) : null, urgency(clock, record)];
    const about = { kind: 'report-clock', emergency: id, limit: clock.id } as const;
    if (has !== null && (had === null || has < had))
      await alarms.raise(tx, log, { ...about, priority: has, zone }, now);
    if (has === null && had !== null)
      await alarms.clearFor(tx, log, about, now, clock.state === 'done' ? 'step-done' : 'not-owed');
  }
}

function dueRows(record: EmergencyRecord | null): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { id, state, warnedAt, warnAt, lateSince, dueAt } of record?.clocks ?? []) {
    if (state !== 'running') continue;
    if (warnedAt === null) rows.set(`warn:${id}`, warnAt);
    if (lateSince === null) rows.set(`due:${id}`, dueAt);
  }
  return rows;
}

/** [EM-23] What ran out while we looked is worse than what was over before anybody here knew. */
function urgency(
  { state, warnedAt, lateSince }: ReportClock,
  { declaredAt }: Pick<EmergencyRecord, 'declaredAt'>,
): 1 | 2 | null {
  if (state !== 'running') return null;
  if (lateSince !== null && lateSince > declaredAt) return 1;
  return lateSince !== null || warnedAt !== null ? 2 : null;
}

/** [EM-15] [EM-16] */
async function moveIncidents(
  tx: Tx,
  log: FactWriter,
  before: EmergencyRecord | null,
  { id, level, state, incidents }: EmergencyRecord,
  words: string,
  doer: Doer,
  now: number,
  effects: EmergencyEffects,
): Promise<void> {
  const known = before?.incidents ?? [];
  for (const one of incidents)
    if (!known.includes(one)) await effects.incidents.join(tx, log, one, { id, level, words }, doer, now);
  for (const one of known)
    if (!incidents.includes(one)) {
      await effects.incidents.leave(tx, log, one, words, doer, now);
      await effects.incidents.forget(tx, log, one, doer, now);
    }
  const hasEnded = before !== null && isOpenEmergency(before.state) && !isOpenEmergency(state);
  if (hasEnded) for (const one of incidents) await effects.incidents.leave(tx, log, one, words, doer, now);
}

async function append(
  log: FactWriter,
  { record, event, note, corrects }: Pick<NextEmergency, 'record' | 'event' | 'note' | 'corrects'>,
  before: EmergencyRecord | null,
  { by, onBehalfOf, ...cause }: Doer,
  now: number,
): Promise<void> {
  await log.append({
    ...{ kind: 'emergency-changed', subject: record.id, zone: record.zone, at: now },
    ...cause,
    data: {
      ...{ emergency: { ...record, allowed: [] }, event, by, onBehalfOf, note, corrects },
      // Or it would stay on the screen of the chief whose zone it left.
      ...(before !== null && before.zone !== record.zone && { leftZone: before.zone }),
    },
  });
}
