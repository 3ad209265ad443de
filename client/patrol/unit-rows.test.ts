import { expect, test } from 'vitest';
import type { UnitId } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { anIncident, aUnit, NOON } from '../store/record-builders.ts';
import { chosenRows, ROW_STATES, type RowChoice, unitRows } from './unit-rows.ts';
import { unitsOf } from './unit-slice.ts';

const MINUTE = 60_000;
const WORDS = { organ: (id: string) => `部门${id}`, community: (code: string) => `社区${code}` };
const EVERYBODY: RowChoice = { q: '', zone: '', unitClass: '', state: 'all', sort: 'call-sign' };

/** Unit i has a fix of that age; null = never seen. */
function rows(
  agesMs: (number | null)[],
  known: Record<number, Partial<UnitRecord>> = {},
  busy: number[] = [],
  helpSince: ReadonlyMap<UnitId, number> = new Map(),
) {
  const fixTimeMs = Float64Array.from(agesMs, ageMs => NOON - (ageMs ?? 0));
  return unitRows({
    units: unitsOf(agesMs.map((_, i) => aUnit(i, known[i]))),
    positions: {
      slotOf: index => (agesMs[index] === null ? -1 : index),
      ...{ fixTimeMs, lon: new Float64Array(agesMs.length), lat: new Float64Array(agesMs.length) },
    },
    works: new Map(busy.map(i => [aUnit(i).id, { task: 'sent', incident: anIncident() }])),
    helpSince,
    reportIntervalS: () => 30,
    serverNow: NOON,
  });
}

const AGES = [0, 4 * MINUTE, 11 * MINUTE, null, -2 * MINUTE, 0, 0];
const all = rows(AGES, { 6: { onDuty: false } }, [2, 5]);

test('[wall-ux 6] on duty, seen and free is available; lost is neither available nor busy', () => {
  expect(all.map(({ standing }) => standing)).toEqual([
    'available',
    'available',
    'lost',
    'unlocated',
    'unlocated',
    'busy',
    'off-duty',
  ]);
});

test('the states on duty add up to who is on duty', () => {
  const n = Object.fromEntries(
    ROW_STATES.map(state => [state, chosenRows(all, { ...EVERYBODY, state }, WORDS).length]),
  );
  expect(n.available! + n.busy! + n.lost! + n.unlocated!).toBe(n['on-duty']);
  expect(n['on-duty']! + n['off-duty']!).toBe(n.all);
});

test('what needs a hand comes first, and the longest silence before all', () => {
  const order = (sort: RowChoice['sort']) =>
    chosenRows(all, { ...EVERYBODY, sort }, WORDS).map(({ unit }) => unit.index);
  expect(order('state')).toEqual([2, 3, 4, 1, 5, 0, 6]);
  expect(order('age')).toEqual([3, 2, 1, 0, 5, 6, 4]);
  expect(order('call-sign')).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

const awaySince = (minutesAgo: number) => ({
  ground: { zone: null, community: null, since: NOON - minutesAgo * MINUTE, away: true },
});

/** 0 to 3 away, the second longest; 4 lost and away; 5 calls and is lost; 6 calls longer; 7, 8 off duty; 9, 10 stale; 11 busy. */
const TROUBLED = rows(
  [0, 0, 4 * MINUTE, 0, 11 * MINUTE, 20 * MINUTE, 0, 0, 0, 4 * MINUTE, 5 * MINUTE, 0, 0],
  {
    ...{ 0: awaySince(5), 1: awaySince(60), 2: awaySince(20), 3: awaySince(1), 4: awaySince(90) },
    ...{ 7: { onDuty: false, ...awaySince(9) }, 8: { onDuty: false } },
  },
  [3, 9, 11],
  new Map([
    [aUnit(5).id, NOON - MINUTE],
    [aUnit(6).id, NOON - 3 * MINUTE],
  ]),
);

test('help before lost, before away, before who has not come, before stale; of one kind what has lasted longest', () => {
  const absent = new Set([aUnit(8).id]);
  const shown = chosenRows(TROUBLED, { ...EVERYBODY, sort: 'state' }, WORDS, absent).map(({ unit }) => unit.index);
  expect(shown).toEqual([6, 5, 4, 1, 2, 0, 3, 8, 10, 9, 11, 12, 7]);
  expect(chosenRows(TROUBLED, { ...EVERYBODY, state: 'help' }, WORDS).map(({ unit }) => unit.index)).toEqual([5, 6]);
});

test('a unit outside its own ground is found while it is on duty', () => {
  const ground = { zone: null, community: null, since: NOON, away: true };
  const found = chosenRows(
    rows([0, 0], { 0: { ground }, 1: { ground, onDuty: false } }),
    { ...EVERYBODY, state: 'away' },
    WORDS,
  );
  expect(found.map(({ unit }) => unit.index)).toEqual([0]);
});

test('words find call sign, number, organ and community; all of them must', () => {
  const some = rows([0, 0], { 0: { organ: 'chengguan' as never } });
  const found = (q: string) => chosenRows(some, { ...EVERYBODY, q }, WORDS).map(({ unit }) => unit.index);
  expect(found('巡')).toEqual([0, 1]);
  expect(found('UNIT-1')).toEqual([1]);
  expect(found('部门chengguan 巡00')).toEqual([0]);
  expect(found('部门chengguan 巡01')).toEqual([]);
});
