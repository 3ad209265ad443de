/**
 * Every registered unit as one row of 力量: where it was last seen, how far that can be believed, what it is busy with.
 * In: units, positions, their work, reporting intervals, server time. Out: rows, chosen and ordered. Pure; made anew every second,
 * because units grow old without any message.
 * Surprise: a lost unit is neither free nor busy, whatever its task says: nobody knows where it is (wall-ux §6).
 */
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type Freshness, freshnessOf } from '../../server/contract/freshness.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { isChosen, type UnitChoice, type UnitWords } from './unit-choice.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';
import type { UnitWork, UnitWorks } from './unit-tasks.ts';

/** `unlocated`: on duty and never seen, or seen at a time that cannot be. */
export const STANDINGS = ['lost', 'unlocated', 'busy', 'available', 'off-duty'] as const;
export type UnitStanding = (typeof STANDINGS)[number];

export interface UnitRow {
  unit: UnitRecord;
  standing: UnitStanding;
  /** Null = never seen. */
  seen: { at: LonLat; fixAgeMs: number; freshness: Freshness } | null;
  work: UnitWork | null;
}

export interface RowParts {
  units: UnitSlice;
  positions: Pick<UnitPositions, 'slotOf' | 'lon' | 'lat' | 'fixTimeMs'>;
  works: UnitWorks;
  reportIntervalS: (unit: UnitRecord) => number;
  serverNow: number;
}

export function unitRows(parts: RowParts): UnitRow[] {
  return [...parts.units.byId.values()].map(unit => unitRow(unit, parts));
}

export function unitRow(unit: UnitRecord, { positions, works, reportIntervalS, serverNow }: RowParts): UnitRow {
  const slot = positions.slotOf(unit.index);
  const work = works.get(unit.id) ?? null;
  if (slot < 0) return { unit, standing: unit.onDuty ? 'unlocated' : 'off-duty', seen: null, work };
  const fixAgeMs = serverNow - positions.fixTimeMs[slot]!;
  const freshness = freshnessOf(fixAgeMs, reportIntervalS(unit));
  const at: LonLat = [positions.lon[slot]!, positions.lat[slot]!];
  return { unit, standing: standingOf(unit, freshness, work), seen: { at, fixAgeMs, freshness }, work };
}

export function standingOf(unit: UnitRecord, freshness: Freshness, work: UnitWork | null): UnitStanding {
  if (!unit.onDuty) return 'off-duty';
  if (freshness === 'lost' || freshness === 'archived') return 'lost';
  if (freshness === 'clock-error') return 'unlocated';
  return work === null ? 'available' : 'busy';
}

export const ROW_STATES = [
  'all',
  'on-duty',
  'available',
  'busy',
  'stale',
  'lost',
  'unlocated',
  'away',
  'off-duty',
] as const;
export type RowState = (typeof ROW_STATES)[number];

export function isInState({ unit, standing, seen }: UnitRow, state: RowState): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'on-duty':
      return unit.onDuty;
    case 'stale':
      return unit.onDuty && seen?.freshness === 'stale';
    case 'away':
      return unit.onDuty && unit.ground?.away === true;
    default:
      return standing === state;
  }
}

export const ROW_SORTS = ['call-sign', 'state', 'age'] as const;
export type RowSort = (typeof ROW_SORTS)[number];

/** `state`: what needs a hand comes first. `age`: the longest silence first, never seen before all. */
export function sortedRows(rows: readonly UnitRow[], sort: RowSort): UnitRow[] {
  const age = ({ seen }: UnitRow) => seen?.fixAgeMs ?? Number.MAX_VALUE;
  const place = ({ standing }: UnitRow) => STANDINGS.indexOf(standing);
  return [...rows].sort((a, b) => {
    const first = sort === 'age' ? age(b) - age(a) : sort === 'state' ? place(a) - place(b) || age(b) - age(a) : 0;
    return first || a.unit.index - b.unit.index;
  });
}

export interface RowChoice extends UnitChoice {
  state: RowState;
  sort: RowSort;
}

export function chosenRows(rows: readonly UnitRow[], choice: RowChoice, words: UnitWords): UnitRow[] {
  return sortedRows(
    rows.filter(row => isInState(row, choice.state) && isChosen(row.unit, choice, words)),
    choice.sort,
  );
}
