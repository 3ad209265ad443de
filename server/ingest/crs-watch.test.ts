/** [C5] [P-33] Who sends in the wrong coordinate system, judged by the streets of the profile and the units of the simulated day. */
import gcoord from 'gcoord';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type ProfileTown, profileTown } from '../../scripts/simulation/profile-town.ts';
import { chanceFor } from '../../scripts/simulation/random-stream.ts';
import { unitRoster } from '../../scripts/simulation/unit-roster.ts';
import { newWorld, stepWorld } from '../../scripts/simulation/world.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import { openProfile, type Profile } from '../profile/load.ts';
import { toWgs84 } from './convert-crs.ts';
import { CrsWatch } from './crs-watch.ts';
import { FAR_M, type RoadDistance, roadDistance } from './road-distance.ts';
import { SenderStandings } from './sender-standings.ts';

const START_MS = Date.parse('2026-11-22T09:00:00+08:00');

let xinan: ProfileTown;
let profile: Profile;
let roadM: RoadDistance;
let standings: SenderStandings;
let watch: CrsWatch;
beforeAll(async () => {
  xinan = await profileTown('xinan');
  profile = await openProfile('geodata/profiles/xinan');
  const roads = profile.data.roads.features.map(({ geometry }) => geometry);
  roadM = roadDistance(roads, profile.data.settings.centre[1]);
});
beforeEach(() => {
  standings = new SenderStandings();
  watch = new CrsWatch({ standings, roadM, area: profile.area });
});

interface Way {
  name: string;
  at: LonLat;
  fixTimeMs: number;
  speedMps?: number | null;
  accuracyM?: number | null;
}
/** `sent`: what the phone writes; `declared`: what it says it is. */
function send({ name, at, fixTimeMs, speedMps = 4, accuracyM = 5 }: Way, sent: Crs = 'WGS84', declared: Crs = 'WGS84') {
  const to = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 }[sent as string];
  const [lon, lat] = to ? gcoord.transform(at, gcoord.WGS84, to) : at;
  const place = toWgs84(lon, lat, declared);
  standings.heard(name, 'http', fixTimeMs);
  const fix = { lon, lat, fixTimeMs, accuracyM, speedMps };
  watch.taken(fix, { name, crs: declared, place: { lon: place[0], lat: place[1] } }, fixTimeMs);
}

/** The motion of the simulated day. Out: by how many it was reported, and what each who was ever flagged was flagged with. */
function play(sent: Crs, declared: Crs, minutes: number) {
  const world = newWorld(xinan.town, unitRoster(60, xinan.town.zones), { seed: 20261122, startMs: START_MS });
  const units = new Set<string>();
  const flagged = new Map<string, string>();
  for (let s = 1; s <= minutes * 60; s++) {
    const nowMs = START_MS + s * 1000;
    for (const { unit, lon, lat, crs, time, speedMps = null, accuracyM = null } of stepWorld(world, nowMs).positions) {
      units.add(unit);
      const at = toWgs84(lon, lat, crs ?? 'WGS84');
      send({ name: unit, at, fixTimeMs: time as number, speedMps, accuracyM }, sent, declared);
      for (const { flag, detail } of standings.flagsOf(unit, nowMs)) flagged.set(unit, `${flag} ${detail}`);
    }
  }
  return { units: units.size, flagged };
}

const METRE_LON = 1 / 102_800;
const METRE_LAT = 1 / 111_320;
/** A straight way eastwards from a place, one fix every 10 s and 12 m. */
function walk(name: string, [lon, lat]: LonLat, steps: number, sent: Crs, declared: Crs, from = 0) {
  for (let i = from; i < from + steps; i++)
    send({ name, at: [lon + (i - from) * 12 * METRE_LON, lat], fixTimeMs: START_MS + i * 10_000 }, sent, declared);
}
/** A town of one street, along which `walk` leads. */
const STREET: LonLat = [113.88, 22.565];
const END: LonLat = [113.93, 22.565];
const onOneStreet = () =>
  new CrsWatch({
    ...{ standings, area: profile.area },
    roadM: roadDistance([{ type: 'LineString', coordinates: [STREET, END] }], STREET[1]),
  });
const later = (steps: number) => START_MS + steps * 10_000;
const details = (name: string, now: number) => standings.flagsOf(name, now).map(({ detail }) => detail);

test.each(['WGS84', 'GCJ02', 'BD09', 'CGCS2000'] as const)(
  'ten minutes of the day, rightly declared %s, flag nobody',
  crs => {
    const { units, flagged } = play(crs, crs, 10);
    expect(units).toBe(45);
    expect([...flagged]).toEqual([]);
  },
);

test.each([
  ['GCJ02', 'WGS84'],
  ['BD09', 'WGS84'],
  ['WGS84', 'GCJ02'],
  ['BD09', 'GCJ02'],
  ['GCJ02', 'BD09'],
] as const)(
  'sent in %s and read as %s: within an hour most are flagged, and everybody with the right system',
  (sent, declared) => {
    const { units, flagged } = play(sent, declared, 60);
    expect(new Set(flagged.values())).toEqual(new Set([`wrong-crs ${sent}`]));
    expect(flagged.size / units).toBeGreaterThan(0.66);
  },
);

test('who wanders where no roads are is flagged one time in a hundred at most', () => {
  const chance = chanceFor(20261128, 'off the roads');
  const { west, south, east, north } = profile.area;
  let flagged = 0;
  for (let who = 0; who < 500; who++) {
    const at: LonLat = [chance.between(west, east), chance.between(south, north)];
    let heading = chance.between(0, 6.28);
    for (let i = 0; i < 200; i++) {
      heading += 0.2 * chance.normal();
      at[0] += Math.cos(heading) * 12 * METRE_LON;
      at[1] += Math.sin(heading) * 12 * METRE_LAT;
      send({ name: `w${who}`, at: [...at], fixTimeMs: later(i) });
    }
    if (details(`w${who}`, later(200)).length > 0) flagged++;
  }
  expect(flagged).toBeLessThanOrEqual(5);
});

test('who sits, says no speed or is inexact is not judged', () => {
  watch = onOneStreet();
  for (let i = 0; i < 200; i++) {
    const at: LonLat = [STREET[0] + i * 12 * METRE_LON, STREET[1]];
    const fixTimeMs = later(i);
    send({ name: 'sits', at, fixTimeMs, speedMps: 0 }, 'GCJ02');
    send({ name: 'silent', at, fixTimeMs, speedMps: null }, 'GCJ02');
    send({ name: 'inexact', at, fixTimeMs, accuracyM: 80 }, 'GCJ02');
    send({ name: 'on the spot', at: STREET, fixTimeMs }, 'GCJ02');
    send({ name: 'projected', at, fixTimeMs }, 'GCJ02', 'EPSG:4547');
  }
  for (const name of ['sits', 'silent', 'inexact', 'on the spot', 'projected'])
    expect(details(name, later(200))).toEqual([]);
});

test('the flag comes with the second stretch that says so, and goes with one that is declared rightly', () => {
  watch = onOneStreet();
  walk('u', STREET, 61, 'GCJ02', 'WGS84');
  expect(details('u', later(61))).toEqual([]);
  walk('u', STREET, 2, 'GCJ02', 'WGS84', 61);
  expect(details('u', later(63))).toEqual(['GCJ02']);
  walk('u', STREET, 32, 'GCJ02', 'GCJ02', 63);
  expect(details('u', later(95))).toEqual([]);
});

test('a way that lies on a street in two other systems says nothing: it is not clear in which', () => {
  const asBd = ([lon, lat]: LonLat) => toWgs84(...gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02), 'BD09');
  const steps = Array.from({ length: 63 }, (_, i): LonLat => [STREET[0] + i * 12 * METRE_LON, STREET[1]]);
  const streets = [steps, steps.map(asBd)].map(coordinates => ({ type: 'LineString' as const, coordinates }));
  watch = new CrsWatch({ standings, area: profile.area, roadM: roadDistance(streets, STREET[1]) });
  walk('u', STREET, 63, 'GCJ02', 'WGS84');
  expect(details('u', later(63))).toEqual([]);
});

test('a place that is refused and lies in the area in another system is a hint; one that lies nowhere is none', () => {
  for (const name of ['a', 'b', 'c']) standings.heard(name, 'http', START_MS);
  watch.refused({ lon: 489_642.6, lat: 2_497_145.6 }, { name: 'a', crs: 'WGS84' }, START_MS);
  watch.refused({ lon: 113.89, lat: 22.56 }, { name: 'b', crs: 'EPSG:4547' }, START_MS);
  watch.refused({ lon: 121.5, lat: 31.2 }, { name: 'c', crs: 'WGS84' }, START_MS);
  expect(details('a', START_MS)).toEqual(['EPSG:4547']);
  expect(details('b', START_MS)).toEqual([null]); // degrees, but of which system?
  expect(details('c', START_MS)).toEqual([]);
});

test('no more than 5,000 are looked at, and who broke off ten minutes ago makes room', () => {
  for (let i = 0; i < 5100; i++) send({ name: `n${i}`, at: STREET, fixTimeMs: START_MS });
  expect(watch.size).toBe(5000);
  send({ name: 'new', at: STREET, fixTimeMs: START_MS + 599_000 });
  expect(watch.size).toBe(5000);
  send({ name: 'new', at: STREET, fixTimeMs: START_MS + 660_000 });
  expect(watch.size).toBe(1);
});

test('the distance to the road is that of the nearest section, and no more than 100 m', () => {
  const near = roadDistance([{ type: 'LineString', coordinates: [STREET, END] }], STREET[1]);
  for (const metres of [0, 7, 55, 99]) expect(near(113.9, STREET[1] + metres * METRE_LAT)).toBeCloseTo(metres, 1);
  expect(near(STREET[0] - 50 * METRE_LON, STREET[1])).toBeCloseTo(50, 0);
  expect(near(113.9, STREET[1] + 150 * METRE_LAT)).toBe(FAR_M);
  expect(near(10, 10)).toBe(FAR_M);
});
