/**
 * Keeps a change of an operation: row, bookings, findings, the clock of its stops, alarms and the fact, all in the caller's transaction.
 * What it needs of other rooms comes in as parts, because concepts do not import each other.
 */
import type { Transaction } from 'kysely';
import type { Doer } from '../access/doer.ts';
import type { OperationId, UnitId, ZoneId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { writeBookings } from './bookings.ts';
import type { NextOperation } from './operation-lifecycle.ts';
import { insertOperation, updateOperation, writeFindings } from './operation-repository.ts';
import { giveStopCodes } from './stop-codes.ts';
import { nextLateAt } from './stop-progress.ts';

type Tx = Transaction<Tables>;

export interface OperationEffects {
  deadlines: Pick<Deadlines, 'set' | 'clear'>;
  alarms: {
    raise(
      tx: Tx,
      log: FactWriter,
      cause: { kind: 'off-route'; priority: 3; operation: OperationId; squad: string; zone: ZoneId | null },
      now: number,
    ): Promise<unknown>;
    clearFor(
      tx: Tx,
      log: FactWriter,
      which: { kind: 'off-route'; operation: OperationId; squad?: string },
      now: number,
      why: string,
    ): Promise<unknown>;
  };
  callSign(unit: UnitId): string;
}

/** The name under which deadlines and facts know this concept. */
export const CONCEPT = 'operation';
export const LATE = 'late-stop';
const STOPS_ARE_OUT: ReadonlySet<OperationRecord['state']> = new Set(['planned', 'under-way', 'reinforced']);

export async function writeCreated(
  tx: Tx,
  log: FactWriter,
  { record, event, note }: NextOperation,
  doer: Doer,
  now: number,
  effects: OperationEffects,
): Promise<void> {
  await insertOperation(tx, record);
  await writeBookings(tx, record, effects.callSign);
  await append(log, { record, event, note }, doer, now);
}

export async function writeNext(
  tx: Tx,
  log: FactWriter,
  before: OperationRecord,
  next: NextOperation,
  doer: Doer,
  now: number,
  effects: OperationEffects,
): Promise<void> {
  const { record } = next;
  await updateOperation(tx, record);
  // Who is booked, and which stops there are, changes with the plan and the state alone.
  if (record.state !== before.state || next.event === 'edit') {
    await writeBookings(tx, record, effects.callSign);
    if (STOPS_ARE_OUT.has(record.state)) await giveStopCodes(tx, record);
  }
  const known = new Set(before.findings);
  await writeFindings(
    tx,
    record.id,
    record.findings.filter(finding => !known.has(finding)),
  );
  await setClock(tx, record, now, effects);
  await followRoutes(tx, log, before, record, now, effects);
  await append(log, next, doer, now);
}

/** [O-32] */
async function setClock(tx: Tx, record: OperationRecord, now: number, { deadlines }: OperationEffects): Promise<void> {
  const dueAt = nextLateAt(record, now);
  if (dueAt === null) await deadlines.clear(tx, CONCEPT, record.id, LATE);
  else await deadlines.set(tx, { concept: CONCEPT, subject: record.id, name: LATE, dueAt });
}

/** [O-38] The alarm is there exactly while the record says so. */
async function followRoutes(
  tx: Tx,
  log: FactWriter,
  before: OperationRecord,
  { id, zone, squads }: OperationRecord,
  now: number,
  { alarms }: OperationEffects,
): Promise<void> {
  for (const squad of squads) {
    const was = before.squads.find(one => one.id === squad.id)?.offRouteSince ?? null;
    if (was === null && squad.offRouteSince !== null)
      await alarms.raise(tx, log, { kind: 'off-route', priority: 3, operation: id, squad: squad.id, zone }, now);
    if (was !== null && squad.offRouteSince === null)
      await alarms.clearFor(tx, log, { kind: 'off-route', operation: id, squad: squad.id }, now, 'back-on-route');
  }
}

async function append(
  log: FactWriter,
  { record, event, note }: NextOperation,
  { by, onBehalfOf, ...cause }: Doer,
  now: number,
): Promise<void> {
  await log.append({
    ...{ kind: 'operation-changed', subject: record.id, zone: record.zone, at: now },
    ...cause,
    data: { operation: { ...record, allowed: [] }, event, by, onBehalfOf, note },
  });
}
