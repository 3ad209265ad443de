/** K17: which days of a desk are kept, and when units were on duty. Friday, 27 November 2026; the desk is open from 08:00 to 17:00. */
import { expect, test } from 'vitest';
import { spellsOf } from './duty-history.ts';
import { isKept, TOLERATED_MS } from './posted-desk.ts';
import { aShift, at } from './shift-builders.ts';

const shift = aShift('desk', '08:00', '17:00', { kind: 'desk', covers: 'organ', minPersons: 2, minQualified: 1 });
const [from, to] = [at('2026-11-27T08:00'), at('2026-11-27T17:00')];
const open = { shift, day: '2026-11-27', from, to };
const MINUTE_MS = 60_000;

/** Somebody on the roster, signed on from one time of the day to another; none = the whole day. */
function post(persons: number, qualified: number, ...times: [string, string][]) {
  const spells = times.map(([a, b]) => ({ from: at(`2026-11-27T${a}`), to: at(`2026-11-27T${b}`) }));
  return { persons, qualified, spells: times.length > 0 ? spells : [{ from: from - 1, to: to + 1 }] };
}

test('[P-107] enough people and enough of them qualified, through the whole shift; units of one body add up', () => {
  expect(isKept(open, [post(2, 1)])).toBe(true);
  expect(isKept(open, [post(1, 1), post(1, 0)])).toBe(true);
  expect(isKept(open, [post(1, 1)])).toBe(false);
  expect(isKept(open, [post(3, 0)])).toBe(false);
  expect(isKept(open, [{ persons: 2, qualified: 1, spells: [] }])).toBe(false);
});

test('[P-107] gaps up to a quarter of an hour are tolerated, all of the day together', () => {
  const signsOnAt = (minutes: number) => ({
    ...{ persons: 2, qualified: 1 },
    spells: [{ from: from + minutes * MINUTE_MS, to }],
  });
  const tolerated = TOLERATED_MS / MINUTE_MS;
  expect(isKept(open, [signsOnAt(tolerated)])).toBe(true);
  expect(isKept(open, [signsOnAt(tolerated + 1)])).toBe(false);
  expect(isKept(open, [post(2, 1, ['08:00', '12:00'], ['12:10', '17:00'])])).toBe(true);
  expect(isKept(open, [post(2, 1, ['08:10', '12:00'], ['12:10', '17:00'])])).toBe(false);
  // Relieved by another unit, without a gap.
  expect(isKept(open, [post(2, 1, ['07:30', '12:30']), post(2, 1, ['12:00', '18:00'])])).toBe(true);
});

test('[P-107] a minimum that is not set demands nothing', () => {
  const anybody = { ...open, shift: aShift('desk', '08:00', '17:00', { kind: 'desk', minPersons: 1 }) };
  expect(isKept(anybody, [post(1, 0)])).toBe(true);
});

test('spells come from the changes and from what was before them; what lasts goes to the end', () => {
  expect(spellsOf(false, [], 0, 100)).toEqual([]);
  expect(spellsOf(true, [], 0, 100)).toEqual([{ from: 0, to: 100 }]);
  expect(spellsOf(false, [10, 30, 90], 0, 100)).toEqual([
    { from: 10, to: 30 },
    { from: 90, to: 100 },
  ]);
  expect(spellsOf(true, [0, 40, 60], 0, 100)).toEqual([{ from: 40, to: 60 }]);
});
