import { expect, test } from 'vitest';
import { archivedAfterMs } from '../../server/contract/freshness.ts';
import type { UnitIndex } from '../../server/contract/ids.ts';
import { unitRows } from '../patrol/unit-rows.ts';
import { unitsOf } from '../patrol/unit-slice.ts';
import { anIncident, aUnit, incidentNumber, NOON } from '../store/record-builders.ts';
import { hiddenCount } from './hidden-count.ts';
import { EVERY_LAYER } from './map-controls.tsx';
import { thingKey } from './map-thing-words.ts';
import { nearbyUnits } from './nearby-units.ts';
import { thingsAt } from './things-at.ts';

const HERE: [number, number] = [113.88, 22.56];
const EAST_100_M = 100 / 102_700;
const REACH = { incidentM: 60, unitM: 40, pointM: 20 };

/** Units at places, all fixed `ageMs` ago. */
function unitsAt(...places: { lon: number; lat: number; ageMs?: number }[]) {
  return {
    units: unitsOf(places.map((_, i) => aUnit(i))),
    reportIntervalS: () => 30,
    positions: {
      count: places.length,
      slotOf: (index: number) => index,
      lon: Float64Array.from(places, p => p.lon),
      lat: Float64Array.from(places, p => p.lat),
      fixTimeMs: Float64Array.from(places, p => NOON - (p.ageMs ?? 1000)),
      forEach: (visit: (slot: number, index: number) => void) => {
        for (let i = 0; i < places.length; i++) visit(i, i as UnitIndex);
      },
    },
  };
}

const point = (code: string, lon: number, lat: number) => ({
  properties: { code, name: code },
  geometry: { coordinates: [lon, lat] as const },
});

const shown = { incidents: [], ...unitsAt(), points: [], serverNow: NOON };

test('[21] what coincides is all there: incidents before units before points, nearest first inside each', () => {
  const things = thingsAt(HERE, REACH, {
    incidents: [
      anIncident({ id: incidentNumber(2), lon: HERE[0] + EAST_100_M * 0.5 }),
      anIncident({ id: incidentNumber(1), lon: HERE[0], lat: HERE[1] }),
    ],
    ...unitsAt({ lon: HERE[0], lat: HERE[1] }),
    points: [point('XA-0001', HERE[0], HERE[1]), point('XA-0002', HERE[0] + EAST_100_M, HERE[1])],
    serverNow: NOON,
  });
  expect(things.map(thingKey)).toEqual([incidentNumber(1), incidentNumber(2), 'unit unit-0', 'XA-0001']);
});

test('nothing there is an empty list', () => {
  expect(thingsAt(HERE, REACH, shown)).toEqual([]);
  expect(
    thingsAt(HERE, REACH, { ...shown, incidents: [anIncident({ lon: HERE[0] + EAST_100_M })] }),
    'just out of reach',
  ).toEqual([]);
});

test('what is not drawn cannot be chosen: archived and off-duty units', () => {
  const here = { lon: HERE[0], lat: HERE[1] };
  expect(thingsAt(HERE, REACH, { ...shown, ...unitsAt({ ...here, ageMs: archivedAfterMs(30) + 1 }) })).toEqual([]);
  const offDuty = { ...unitsAt(here), units: unitsOf([aUnit(0, { onDuty: false })]) };
  expect(thingsAt(HERE, REACH, { ...shown, ...offDuty })).toEqual([]);
});

test('[21] 20,000 incidents, 500 units and 936 points answer a hover far inside 100 ms', () => {
  const incidents = Array.from({ length: 20_000 }, (_, i) =>
    anIncident({ id: incidentNumber(i), lon: 113.85 + (i % 200) * 4e-4, lat: 22.54 + Math.floor(i / 200) * 4e-4 }),
  );
  const many = {
    incidents,
    ...unitsAt(...Array.from({ length: 500 }, (_, i) => ({ lon: 113.85 + i * 1e-4, lat: 22.56 }))),
    points: Array.from({ length: 936 }, (_, i) => point(`XA-${i}`, 113.85 + i * 1e-4, 22.561)),
    serverNow: NOON,
  };
  thingsAt(HERE, REACH, many);
  const from = performance.now();
  for (let i = 0; i < 10; i++) thingsAt(HERE, REACH, many);
  expect((performance.now() - from) / 10).toBeLessThan(50);
});

test('[19] the nearest come first however far; a lost unit is counted where it was last seen, never listed as near', () => {
  const { units, positions } = unitsAt(
    { lon: HERE[0] + EAST_100_M * 8, lat: HERE[1] },
    { lon: HERE[0] + EAST_100_M * 2, lat: HERE[1], ageMs: 170_000 },
    { lon: HERE[0], lat: HERE[1], ageMs: 11 * 60_000 },
    { lon: HERE[0] + EAST_100_M * 12, lat: HERE[1], ageMs: 11 * 60_000 },
    { lon: HERE[0] + EAST_100_M * 30, lat: HERE[1] },
    { lon: HERE[0] + EAST_100_M, lat: HERE[1], ageMs: -70_000 },
  );
  const rows = unitRows({
    units,
    positions,
    works: new Map(),
    helpSince: new Map(),
    reportIntervalS: () => 30,
    serverNow: NOON,
  });
  const near = nearbyUnits(HERE, rows, null);
  expect(near.near.map(n => [n.item.unit.index, Math.round(n.distanceM / 100), n.item.seen?.freshness])).toEqual([
    [1, 2, 'stale'],
    [0, 8, 'fresh'],
    [4, 30, 'fresh'],
  ]);
  expect(near.lost).toBe(1);
  expect(nearbyUnits(HERE, rows, units.byIndex.get(1 as never)!.id).near.map(n => n.item.unit.index)).toEqual([0, 4]);
});

test('[wall-ux 6] what a switch or the list leaves out is counted', () => {
  const open = [anIncident(), anIncident({ id: incidentNumber(2) })];
  const units = unitsOf([aUnit(1), aUnit(2, { onDuty: false })]);
  const of = { open, drawn: open, units, points: 936 };
  expect(hiddenCount({ ...of, shown: EVERY_LAYER })).toBe(0);
  expect(hiddenCount({ ...of, drawn: open.slice(1), shown: EVERY_LAYER })).toBe(1);
  expect(hiddenCount({ ...of, drawn: [], shown: { ...EVERY_LAYER, incidents: false } })).toBe(2);
  expect(hiddenCount({ ...of, shown: { ...EVERY_LAYER, units: false, points: false } })).toBe(937);
});
