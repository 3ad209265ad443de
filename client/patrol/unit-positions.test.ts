import { expect, test } from 'vitest';
import { freshnessOf } from '../../server/contract/freshness.ts';
import { encodePositionFrame, type FramePosition } from '../../server/contract/position-frame.ts';
import { NOON } from '../store/record-builders.ts';
import { trailKeeping, WALL_TRAIL } from './trail-length.ts';
import { UnitPositions } from './unit-positions.ts';

const LON = 113.88;
const LAT = 22.56;
/** Degrees of latitude that are so many metres. */
const north = (metres: number) => metres / 111_195;

const aFix = (unitIndex: number, known: Partial<FramePosition> = {}): FramePosition => ({
  unitIndex,
  lon: LON,
  lat: LAT,
  fixTimeMs: NOON,
  headingDeg: null,
  speedMps: null,
  accuracyM: null,
  ...known,
});

/** Positions, and `tell`, which sends fixes in one frame at server time `at`. */
function aMap() {
  const positions = new UnitPositions();
  const tell = (at: number, ...fixes: FramePosition[]) =>
    positions.applyFrame(encodePositionFrame(fixes, at), at - NOON);
  return { positions, tell };
}

/** What a wall draws. */
const trailOf = (positions: UnitPositions, slot: number, serverNow: number) => {
  const points: [lat: number, timeMs: number][] = [];
  positions.visitTrail(slot, serverNow - WALL_TRAIL.lengthMs, (_lon, lat, timeMs) => points.push([lat, timeMs]));
  return points;
};

test('a first fix stands where it is, with everything it said', () => {
  const { positions, tell } = aMap();
  tell(NOON + 200, aFix(5, { headingDeg: 90, speedMps: 1.5, accuracyM: 8 }));
  const slot = positions.slotOf(5);
  expect(slot).toBe(0);
  expect(positions.unitIndex[slot]).toBe(5);
  expect(positions.lon[slot]).toBeCloseTo(LON, 5);
  expect(positions.previousLat[slot]).toBe(positions.lat[slot]);
  expect(positions.fixTimeMs[slot]).toBe(NOON);
  expect(positions.headingDeg[slot]).toBeCloseTo(90, 0);
  expect(positions.speedMps[slot]).toBe(1.5);
  expect(positions.accuracyM[slot]).toBe(8);
  expect(positions.receivedAt[slot]).toBe(200);
});

test('what a device did not say is unknown, not zero', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  expect([positions.headingDeg[0], positions.speedMps[0], positions.accuracyM[0]]).toEqual([NaN, NaN, NaN]);
});

test('a unit that was never seen has no slot', () => {
  expect(new UnitPositions().slotOf(0)).toBe(-1);
  expect(new UnitPositions().slotOf(4_294_967_295)).toBe(-1);
});

test('a step is animated from the fix before', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  tell(NOON + 30_000, aFix(5, { lat: LAT + north(40), fixTimeMs: NOON + 30_000 }));
  expect(positions.previousLat[0]).toBeCloseTo(LAT, 5);
  expect(positions.lat[0]).toBeCloseTo(LAT + north(40), 5);
});

test.each([
  ['a jump of more than 300 m', 301, 30_000],
  ['a silence of more than two reporting intervals', 40, 60_100],
])('%s is not animated and cuts the trail', (_what, metres, laterMs) => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  tell(NOON + laterMs, aFix(5, { lat: LAT + north(metres), fixTimeMs: NOON + laterMs }));
  expect(positions.previousLat[0]).toBe(positions.lat[0]);
  expect(trailOf(positions, 0, NOON + laterMs)).toHaveLength(1);
});

test('the reporting interval of the unit decides what a silence is', () => {
  const { positions, tell } = aMap();
  positions.setReportInterval(5, 10_000);
  tell(NOON, aFix(5));
  tell(NOON + 25_000, aFix(5, { lat: LAT + north(40), fixTimeMs: NOON + 25_000 }));
  expect(positions.previousLat[0]).toBe(positions.lat[0]);
});

test('[C1] a fix older than the known one never moves a unit back', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5, { lat: LAT + north(40) }));
  const { version } = positions;
  tell(NOON + 100, aFix(5, { lat: LAT, fixTimeMs: NOON - 5000 }));
  tell(NOON + 100, aFix(5, { lat: LAT, fixTimeMs: NOON }));
  expect(positions.lat[0]).toBeCloseTo(LAT + north(40), 5);
  expect(positions.version).toBe(version);
});

test('[C2] one and the same fix, sent again with a coarser age, does not look newer', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  for (const laterMs of [140, 20_600, 385_000]) tell(NOON + laterMs, aFix(5));
  expect(positions.fixTimeMs[0]).toBe(NOON);
});

test('a parked unit that goes on reporting stays fresh', () => {
  const { positions, tell } = aMap();
  for (let at = NOON; at <= NOON + 300_000; at += 30_000) tell(at, aFix(5, { fixTimeMs: at }));
  expect(positions.fixTimeMs[0]).toBe(NOON + 300_000);
});

test('[C10] a silent unit walks from fresh to archived, and one new fix brings it back', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  const seen: string[] = [];
  for (let now = NOON; now <= NOON + 31 * 60_000; now += 1000) {
    const word = freshnessOf(now - positions.fixTimeMs[0]!, 30);
    if (seen.at(-1) !== word) seen.push(word);
  }
  expect(seen).toEqual(['fresh', 'ageing', 'stale', 'lost', 'archived']);
  const now = NOON + 31 * 60_000;
  tell(now, aFix(5, { fixTimeMs: now, lat: LAT + north(200) }));
  expect(freshnessOf(now - positions.fixTimeMs[0]!, 30)).toBe('fresh');
  expect(positions.previousLat[0], 'it does not fly there').toBe(positions.lat[0]);
});

test('units come in any order, in great numbers and with wide gaps, and keep their slots', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(9), aFix(70_000), aFix(4_000_000_000));
  const many = Array.from({ length: 3000 }, (_, i) => aFix(i, { lat: LAT + north(i % 200), fixTimeMs: NOON + 1000 }));
  tell(NOON + 1000, ...many);
  expect(positions.count).toBe(3002);
  expect([9, 70_000, 4_000_000_000].map(index => positions.slotOf(index))).toEqual([0, 1, 2]);
  const slots = new Set<number>();
  positions.forEach((slot, unitIndex) => {
    expect(positions.slotOf(unitIndex)).toBe(slot);
    slots.add(slot);
  });
  expect(slots.size).toBe(3002);
});

test('a cut frame changes nothing', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5));
  const cut = encodePositionFrame([aFix(5, { lat: LAT + 0.001, fixTimeMs: NOON + 1000 })], NOON + 1000).slice(0, 30);
  const { version } = positions;
  expect(() => positions.applyFrame(cut, 0)).toThrow();
  expect(() => positions.applyFrame(new ArrayBuffer(3), 0)).toThrow();
  expect(positions.version).toBe(version);
});

test('clear forgets units, trails and intervals', () => {
  const { positions, tell } = aMap();
  tell(NOON, aFix(5), aFix(4_000_000_000));
  const { version } = positions;
  positions.clear();
  expect(positions.version).toBeGreaterThan(version);
  expect([positions.count, positions.slotOf(5), positions.slotOf(4_000_000_000)]).toEqual([0, -1, -1]);
  tell(NOON + 1000, aFix(6, { fixTimeMs: NOON + 1000 }));
  expect(trailOf(positions, positions.slotOf(6), NOON + 1000)).toHaveLength(1);
});

test('a trail has a point every 15 m, at most 60 of them, oldest first', () => {
  const { positions, tell } = aMap();
  for (let i = 0; i < 200; i++) tell(NOON + i * 1000, aFix(5, { lat: LAT + north(i * 8), fixTimeMs: NOON + i * 1000 }));
  const trail = trailOf(positions, 0, NOON + 200_000);
  expect(trail).toHaveLength(60);
  expect(trail.map(([, timeMs]) => timeMs)).toEqual([...trail].map(([, timeMs]) => timeMs).sort((a, b) => a - b));
  for (let i = 1; i < trail.length; i++) expect(trail[i]![0] - trail[i - 1]![0]).toBeGreaterThan(north(14.5));
  expect(trail.at(-1)![1], 'the newest end').toBeGreaterThan(NOON + 196_000);
});

test('a trail is five minutes long', () => {
  const { positions, tell } = aMap();
  for (let i = 0; i < 20; i++) {
    const at = NOON + i * 30_000;
    tell(at, aFix(5, { lat: LAT + north(i * 40), fixTimeMs: at }));
  }
  const now = NOON + 19 * 30_000;
  expect(trailOf(positions, 0, now).map(([, timeMs]) => (now - timeMs) / 1000)).toEqual([
    300, 270, 240, 210, 180, 150, 120, 90, 60, 30, 0,
  ]);
  expect(trailOf(positions, 0, now + 301_000)).toEqual([]);
});

test('[P-110] a trail of a desk ends at the newest fix, however dense the fixes are', () => {
  const { positions, tell } = aMap();
  positions.keepTrails(trailKeeping('30'));
  for (let s = 0; s <= 63; s++)
    tell(NOON + s * 1000, aFix(5, { lat: LAT + north(s * 10), fixTimeMs: NOON + s * 1000 }));
  const trail = trailOf(positions, 0, NOON + 63_000);
  expect(trail.map(([, timeMs]) => (timeMs - NOON) / 1000)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 63]);
  expect(trail.at(-1)![0]).toBeCloseTo(LAT + north(630), 5);
});

test('[P-110] trails are whole from the first frame on, and after a clear from the next one', () => {
  const { positions, tell } = aMap();
  expect(positions.trailsSinceMs).toBeNull();
  tell(NOON, aFix(5, { fixTimeMs: NOON - 20 * 60_000 }));
  tell(NOON + 1000);
  expect(positions.trailsSinceMs).toBe(NOON);
  positions.clear();
  expect(positions.trailsSinceMs).toBeNull();
  tell(NOON + 2000);
  expect(positions.trailsSinceMs).toBe(NOON + 2000);
});
