/**
 * Who and what an operation needs in which time, and who of them is somewhere else then. Rules [O-12], [O-16]. In: a record. Out: rows,
 * conflicts with a name. A draft books nobody and is told what stands against it; from the countersigning on it holds its people.
 */
import type { Kysely, Transaction } from 'kysely';
import type { OperationId, UnitId } from '../contract/ids.ts';
import type { OperationRecord, OperationState, PlanConflict } from '../contract/operation.ts';
import type { Tables } from '../store/tables.ts';

export interface Booking {
  what: 'person' | 'vehicle' | 'unit';
  thing: string;
  /** What people call it. */
  name: string;
  squad: string;
}

/** A shift of the roster that a unit is on, and when. */
export interface RosteredShift {
  unit: UnitId;
  name: string;
  from: number;
  to: number;
}

export interface BookingParts {
  callSign(unit: UnitId): string;
  /** Shifts of these units that touch the time; half open. */
  rostered(units: readonly UnitId[], from: number, to: number): Promise<readonly RosteredShift[]>;
}

const HOLDS: ReadonlySet<OperationState> = new Set(['countersigning', 'planned', 'under-way', 'reinforced']);

export function bookingsOf({ squads }: Pick<OperationRecord, 'squads'>, callSign: BookingParts['callSign']): Booking[] {
  return squads.flatMap(squad => [
    ...squad.members.map(({ name, organ }) => ({
      ...{ what: 'person' as const, thing: `${organ} ${name}`, name, squad: squad.name },
    })),
    ...squad.vehicles.map(plate => ({ what: 'vehicle' as const, thing: plate, name: plate, squad: squad.name })),
    ...squad.units.map(unit => ({ what: 'unit' as const, thing: unit, name: callSign(unit), squad: squad.name })),
  ]);
}

export async function writeBookings(
  tx: Transaction<Tables>,
  record: OperationRecord,
  callSign: BookingParts['callSign'],
): Promise<void> {
  await tx.deleteFrom('operation_booking').where('operation', '=', record.id).execute();
  if (!HOLDS.has(record.state)) return;
  const rows = bookingsOf(record, callSign).map(({ what, thing, squad }) => ({
    ...{ operation: record.id, squad, what, thing, from_ms: record.startsAt, to_ms: record.endsAt },
  }));
  if (rows.length > 0) await tx.insertInto('operation_booking').values(rows).execute();
}

/** `self`: the operation that asks, which is not in its own way; null = one that is not saved yet. */
export async function findConflicts(
  db: Kysely<Tables>,
  record: Pick<OperationRecord, 'squads' | 'startsAt' | 'endsAt'>,
  self: OperationId | null,
  { callSign, rostered }: BookingParts,
): Promise<PlanConflict[]> {
  const bookings = bookingsOf(record, callSign);
  if (bookings.length === 0) return [];
  const rows = await db
    .selectFrom('operation_booking')
    .innerJoin('operation', 'operation.id', 'operation_booking.operation')
    .select(['operation_booking.operation', 'what', 'thing', 'from_ms', 'to_ms', 'operation.record'])
    .where('from_ms', '<', record.endsAt)
    .where('to_ms', '>', record.startsAt)
    .where('operation_booking.operation', '!=', self ?? '')
    .where(
      'thing',
      'in',
      bookings.map(({ thing }) => thing),
    )
    .orderBy('from_ms')
    .execute();
  const units = bookings.filter(({ what }) => what === 'unit');
  const shifts = await rostered(
    units.map(({ thing }) => thing as UnitId),
    record.startsAt,
    record.endsAt,
  );
  return [
    ...rows.flatMap(row => {
      const booking = bookings.find(({ what, thing }) => what === row.what && thing === row.thing);
      if (!booking) return [];
      return {
        ...{ what: booking.what, name: booking.name, squad: booking.squad, operation: row.operation as OperationId },
        ...{ title: (JSON.parse(row.record) as OperationRecord).title, from: row.from_ms, to: row.to_ms },
      };
    }),
    ...shifts.flatMap(shift => {
      const booking = units.find(({ thing }) => thing === shift.unit);
      if (!booking) return [];
      return {
        ...{ what: 'roster' as const, name: booking.name, squad: booking.squad, operation: null },
        ...{ title: shift.name, from: shift.from, to: shift.to },
      };
    }),
  ];
}
