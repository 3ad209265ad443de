/** The nearest units to a place: who is named, in which order, and that the desk says the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearbyUnits } from '../../client/console-map/nearby-units.ts';
import { unitRows } from '../../client/patrol/unit-rows.ts';
import { unitsOf } from '../../client/patrol/unit-slice.ts';
import { anIncident, aTask, aUnit, incidentNumber } from '../../client/store/record-builders.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitId, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { worksOfUnits } from '../contract/unit-task.ts';
import { type NearestQuestion, nearestUnitsTo } from './nearest-units.ts';
import { unitsOnGround } from './units-on-ground.ts';

const NOW = 1_795_060_800_000;
const MINUTE_MS = 60_000;
const HERE: LonLat = [113.89, 22.56];
const CLASSES = [{ id: 'patrol-person', reportIntervalS: 30 }];

interface Seen {
  unit: UnitRecord;
  /** Null = never. */
  at: LonLat | null;
  ageMs: number;
}

const seen = (index: number, metresEast: number, known: Partial<UnitRecord> = {}, ageMs = 1000): Seen => ({
  ...{ unit: aUnit(index, known), ageMs },
  at: [HERE[0] + metresEast / 102_690, HERE[1]],
});

function ask(
  all: readonly Seen[],
  question: Partial<NearestQuestion> = {},
  more: { open?: ReturnType<typeof anIncident>[]; shifts?: ReadonlyMap<UnitId, readonly string[]> | null } = {},
) {
  const fixes = all.flatMap(({ unit, at, ageMs }) =>
    at ? [{ unitIndex: unit.index, lon: at[0], lat: at[1], fixTimeMs: NOW - ageMs }] : [],
  );
  const units = { all: () => all.map(({ unit }) => unit) };
  return nearestUnitsTo(
    { at: HERE, limit: 10, zone: undefined, mayRead: () => true, ...question },
    {
      onGround: unitsOnGround({ units, latest: { all: () => fixes as never }, unitClasses: CLASSES }),
      sentTo: id => (more.open ?? []).filter(({ tasks }) => tasks.some(({ unit }) => unit === id)),
      shiftsOf: id => (more.shifts ? { now: (more.shifts.get(id) ?? []).map(name => ({ name })) } : null),
    },
    NOW,
  );
}

test('[P-100] the nearest first, by straight line; off duty, never seen and dated in the future are not there, lost is counted nearby', () => {
  const { units, all, lostNearby } = ask([
    seen(1, 800),
    seen(2, -200, {}, 4 * MINUTE_MS),
    seen(3, 10, { onDuty: false }),
    seen(4, 0, {}, 11 * MINUTE_MS),
    seen(5, 1200, {}, 11 * MINUTE_MS),
    seen(6, 0, {}, -2 * MINUTE_MS),
    { unit: aUnit(7), at: null, ageMs: 0 },
    seen(8, 200),
  ]);
  expect(units.map(({ callSign, distanceM, freshness }) => [callSign, distanceM, freshness])).toEqual([
    ['巡02', 200, 'stale'],
    ['巡08', 200, 'fresh'],
    ['巡01', 800, 'fresh'],
  ]);
  expect([all, lostNearby]).toEqual([3, 1]);
  expect(units[0]).toMatchObject({ fixAgeS: 240, onDutySince: NOW, task: 'free', incident: null, shifts: null });
  expect(ask([seen(1, 800), seen(2, 200)], { limit: 1 })).toMatchObject({ all: 2, units: [{ callSign: '巡02' }] });
});

test('[P-100] of two at the same place the one that was registered first', () => {
  expect(ask([seen(8, 200), seen(2, 200)]).units.map(({ callSign }) => callSign)).toEqual(['巡02', '巡08']);
});

test('[P-101] a chief is told the units of the own zone, and nobody an incident that he may not read', () => {
  const zone = 'other' as ZoneId;
  const all = [seen(1, 10), seen(2, 20, { homeZone: zone }), seen(3, 30, { homeZone: null })];
  expect(ask(all, { zone }).units.map(({ callSign }) => callSign)).toEqual(['巡02']);
  const task = aTask({ unit: all[0]!.unit.id });
  const open = [anIncident({ id: incidentNumber(7), state: 'handling', tasks: [task] })];
  expect(ask(all, {}, { open }).units[0]).toMatchObject({ task: 'sent', incident: incidentNumber(7) });
  expect(ask(all, { mayRead: () => false }, { open }).units[0]).toMatchObject({ task: 'sent', incident: null });
});

test('[P-102] the shifts a unit is on; none is an empty list, no plan is null', () => {
  const all = [seen(1, 10), seen(2, 20)];
  const shifts = new Map([[all[0]!.unit.id, ['早班', '值守']]]);
  expect(ask(all, {}, { shifts }).units.map(one => one.shifts)).toEqual([['早班', '值守'], []]);
  expect(ask(all).units.map(one => one.shifts)).toEqual([null, null]);
});

test('[P-100] desk and interface name the same units in the same order, whoever is where', () => {
  const someUnit = fc.record({
    onDuty: fc.boolean(),
    reportIntervalS: fc.constantFrom(null, 10, 900),
    metres: fc.integer({ min: -3000, max: 3000 }),
    ageMs: fc.constantFrom(0, 100_000, 4 * MINUTE_MS, 11 * MINUTE_MS, 40 * MINUTE_MS, -2 * MINUTE_MS),
    isSeen: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(someUnit, { maxLength: 30 }), some => {
      const all = some.map(({ onDuty, reportIntervalS, metres, ageMs, isSeen }, i): Seen => {
        const one = seen(i, metres, { onDuty, reportIntervalS }, ageMs);
        return isSeen ? one : { ...one, at: null };
      });
      const rows = unitRows({
        units: unitsOf(all.map(({ unit }) => unit)),
        positions: {
          slotOf: index => (all[index]!.at ? index : -1),
          lon: Float64Array.from(all, ({ at }) => at?.[0] ?? 0),
          lat: Float64Array.from(all, ({ at }) => at?.[1] ?? 0),
          fixTimeMs: Float64Array.from(all, ({ ageMs }) => NOW - ageMs),
        },
        works: worksOfUnits([]),
        helpSince: new Map(),
        reportIntervalS: unit => unit.reportIntervalS ?? 30,
        serverNow: NOW,
      });
      const desk = nearbyUnits(HERE, rows, null);
      const told = ask(all, { limit: 50 });
      expect(told.units.map(({ unit }) => unit)).toEqual(desk.near.map(({ item }) => item.unit.id));
      expect(told.lostNearby).toBe(desk.lost);
    }),
    { seed: 20261128 },
  );
});
