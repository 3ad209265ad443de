/**
 * Every registered unit as one row of 力量: where it was last seen, how far that can be believed, what it is busy with, whether it calls.
 * In: units, positions, their work, calls for help, reporting intervals, server time. Out: rows, chosen and ordered. Pure; made anew
 * every second, because units grow old without any message.
 * Surprise: a lost unit is neither free nor busy, whatever its task says: nobody knows where it is (wall-ux §6).
 */

import type { LonLat } from '../../server/contract/coordinates.ts';
import { type Freshness, freshnessOf, sightOf } from '../../server/contract/freshness.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { UnitWork, UnitWorks } from '../../server/contract/unit-task.ts';
import { isChosen, type UnitChoice, type UnitWords } from './unit-choice.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';

/** `unlocated`: on duty and never seen, or seen at a time that cannot be. */
export type UnitStanding = 'lost' | 'unlocated' | 'busy' | 'available' | 'off-duty';

export interface UnitRow {
  unit: UnitRecord;
  standing: UnitStanding;
  /** Null = never seen. */
  seen: { at: LonLat; fixAgeMs: number; freshness: Freshness } | null;
  work: UnitWork | null;
  /** Its call for help (求助) that nobody has ended: since when; null = none. */
  helpSince: number | null;
}

export interface RowParts {
  units: UnitSlice;
  positions: Pick<UnitPositions, 'slotOf' | 'lon' | 'lat' | 'fixTimeMs'>;
  works: UnitWorks;
  helpSince: ReadonlyMap<UnitId, number>;
  reportIntervalS: (unit: UnitRecord) => number;
  serverNow: number;
}

export function unitRows(parts: RowParts): UnitRow[] {
  return [...parts.units.byId.values()].map(unit => unitRow(unit, parts));
}

function unitRow(unit: UnitRecord, parts: RowParts): UnitRow {
  const { positions, works, reportIntervalS, serverNow } = parts;
  const slot = positions.slotOf(unit.index);
  const work = works.get(unit.id) ?? null;
  const helpSince = parts.helpSince.get(unit.id) ?? null;
  if (slot < 0) return { unit, standing: unit.onDuty ? 'unlocated' : 'off-duty', seen: null, work, helpSince };
  const fixAgeMs = serverNow - positions.fixTimeMs[slot]!;
  const freshness = freshnessOf(fixAgeMs, reportIntervalS(unit));
  const at: LonLat = [positions.lon[slot]!, positions.lat[slot]!];
  return { unit, standing: standingOf(unit, freshness, work), seen: { at, fixAgeMs, freshness }, work, helpSince };
}

function standingOf(unit: UnitRecord, freshness: Freshness, work: UnitWork | null): UnitStanding {
  if (!unit.onDuty) return 'off-duty';
  const sight = sightOf(freshness);
  if (sight === 'lost') return 'lost';
  if (sight === 'unknown') return 'unlocated';
  return work === null ? 'available' : 'busy';
}

/** On duty, and outside the ground it covers (P-54). */
export function isAway(unit: UnitRecord): boolean {
  return unit.onDuty && unit.ground?.away === true;
}

export const ROW_STATES = [
  'all',
  'on-duty',
  'available',
  'busy',
  'help',
  'lost',
  'unlocated',
  'away',
  'stale',
  'off-duty',
] as const;
export type RowState = (typeof ROW_STATES)[number];

export function isInState({ unit, standing, seen, helpSince }: UnitRow, state: RowState): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'on-duty':
      return unit.onDuty;
    case 'help':
      return helpSince !== null;
    case 'stale':
      return unit.onDuty && seen?.freshness === 'stale';
    case 'away':
      return isAway(unit);
    default:
      return standing === state;
  }
}

export const ROW_SORTS = ['call-sign', 'state', 'age'] as const;
export type RowSort = (typeof ROW_SORTS)[number];

/**
 * 先看异常: a life first; then who cannot be found, who is not where it should be, who has not come to its shift, whose place is
 * old; then the rest. A unit stands by the worst that is true of it.
 */
const WORST_FIRST = ['help', 'lost', 'unlocated', 'away', 'absent', 'stale', 'busy', 'available', 'off-duty'] as const;
type Concern = (typeof WORST_FIRST)[number];

function concernOf(row: UnitRow, absent: ReadonlySet<UnitId>): Concern {
  const { unit, standing } = row;
  if (row.helpSince !== null) return 'help';
  if (standing === 'lost' || standing === 'unlocated') return standing;
  if (isAway(unit)) return 'away';
  if (!unit.onDuty && absent.has(unit.id)) return 'absent';
  return isInState(row, 'stale') ? 'stale' : standing;
}

const NOBODY: ReadonlySet<UnitId> = new Set();

/**
 * `state`: what needs a hand comes first; of the same kind, what has lasted longest; who needs none keeps its place, so that no row
 * moves while a finger is on its way to it. `age`: the longest silence first, never seen before all.
 * `absent`: who is missed by a shift that runs (未上岗).
 */
export function sortedRows(rows: readonly UnitRow[], sort: RowSort, absent = NOBODY): UnitRow[] {
  const placed = rows.map(row => {
    const concern = sort === 'state' ? concernOf(row, absent) : null;
    return {
      row,
      place: concern === null ? 0 : WORST_FIRST.indexOf(concern),
      lasted: sort === 'call-sign' ? 0 : lastedMs(row, concern),
    };
  });
  placed.sort((a, b) => a.place - b.place || b.lasted - a.lasted || a.row.unit.index - b.row.unit.index);
  return placed.map(({ row }) => row);
}

/** Only compared with others of the same concern: a time (the earlier, the larger) and an age never meet. */
function lastedMs({ unit, seen, helpSince }: UnitRow, concern: Concern | null): number {
  switch (concern) {
    case 'help':
      return -helpSince!;
    case 'away':
      return -unit.ground!.since;
    case 'absent':
      return -unit.dutyChangedAt;
    case 'busy':
    case 'available':
    case 'off-duty':
      return 0;
    default:
      return seen?.fixAgeMs ?? Number.MAX_VALUE;
  }
}

export interface RowChoice extends UnitChoice {
  state: RowState;
  sort: RowSort;
}

export function chosenRows(
  rows: readonly UnitRow[],
  choice: RowChoice,
  words: UnitWords,
  absent?: ReadonlySet<UnitId>,
): UnitRow[] {
  return sortedRows(
    rows.filter(row => isInState(row, choice.state) && isChosen(row.unit, choice, words)),
    choice.sort,
    absent,
  );
}
