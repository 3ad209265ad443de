/** What the gate makes of sequences of fixes. Ids in brackets: rows of reliability §4 and rules of patrol/SPEC.md. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { UnitId, UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { LatestPositions } from '../patrol/latest-positions.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { metresBetween } from './jump-watch.ts';
import { motionOfClass } from './motion-of-class.ts';
import { type Observation, PositionIntake, type PositionIntakeParts } from './position-intake.ts';
import { RefusalCounts } from './refusal-counts.ts';
import { SenderStandings } from './sender-standings.ts';

const T0 = Date.parse('2026-11-22T06:00:00Z');
const UNIT = {
  ...{ id: 'u1' as UnitId, index: 1 as UnitIndex, unitClass: 'patrol-person', callSign: '巡01', version: 1 },
  ...{
    homeZone: null,
    community: null,
    organ: null,
    onDuty: true,
    dutyChangedAt: 0,
    ground: null,
    reportIntervalS: null,
  },
} as UnitRecord;
const HERE = [113.89, 22.56] as const;
const KM_LON = 1 / 102.8;

let latest: LatestPositions;
let track: TrackPoint[];
let intake: PositionIntake;
let standings: SenderStandings;
let disk: () => Promise<void>;
let now: number;
beforeEach(() => {
  latest = new LatestPositions();
  track = [];
  standings = new SenderStandings();
  disk = () => Promise.resolve();
  now = T0;
  const tracks = {
    append: (point: TrackPoint) => disk().then(() => void track.push(point)),
    settled: () => Promise.resolve(),
  };
  const devices = { get: () => undefined, needsProof: () => false, sighted() {} };
  intake = new PositionIntake({
    ...{ units: { get: (id: string) => (id === 'u1' ? UNIT : undefined) }, devices, latest, tracks, standings },
    ...{ refusals: new RefusalCounts(), followers: [], crsWatch: { taken() {}, refused() {} } },
    area: { west: 113.86, south: 22.53, east: 113.93, north: 22.6 },
    classOf: motionOfClass([{ id: 'patrol-person', maxSpeedMps: 2.5, reportIntervalS: 30 }]),
  } as unknown as PositionIntakeParts);
});

/** `east` in km of HERE, `at` in seconds after T0. */
function aFix(at: number, east = 0, more: Partial<Observation> = {}): Observation {
  return {
    ...{ of: { unit: 'u1' }, lon: HERE[0] + east * KM_LON, lat: HERE[1], crs: null, fixTimeMs: T0 + at * 1000 },
    ...{ accuracyM: 5, speedMps: null, headingDeg: null, isMock: false, ...more },
  };
}
async function send(...fixes: Observation[]): Promise<string[]> {
  now = Math.max(now, ...fixes.map(({ fixTimeMs }) => fixTimeMs));
  const answers = await intake.take(fixes, { speaksFor: () => true, address: null }, 'http', now);
  return answers.map(answer => answer?.code ?? 'taken');
}
const eastKm = () => Math.round(((latest.spotOf(UNIT.index)?.lon ?? 0) - HERE[0]) / KM_LON / 0.1) / 10;
const flags = () => standings.flagsOf('u1', now).map(({ flag }) => flag as string);

describe('[C7] [P-26] jumps', () => {
  test('5 km in 2 s is held and not shown; a fix at the old place forgets it', async () => {
    expect(await send(aFix(0), aFix(2, 2.5), aFix(4))).toEqual(['taken', 'implausible-jump', 'taken']);
    expect(eastKm()).toBe(0);
    expect(await send(aFix(6, 2.5))).toEqual(['implausible-jump']);
    expect(track.map(({ fixTimeMs }) => fixTimeMs - T0)).toEqual([0, 4000]);
  });
  test('a second fix that agrees makes both true, and both are in the track', async () => {
    expect(await send(aFix(0), aFix(2, 2.5), aFix(4, 2.51))).toEqual(['taken', 'implausible-jump', 'taken']);
    expect(eastKm()).toBe(2.5);
    expect(track.map(({ fixTimeMs }) => fixTimeMs - T0)).toEqual([0, 2000, 4000]);
  });
  test('the same fix sent again confirms nothing', async () => {
    expect(await send(aFix(0), aFix(2, 2.5), aFix(2, 2.5))).toEqual(['taken', 'implausible-jump', 'implausible-jump']);
    expect(eastKm()).toBe(0);
  });
  test('after a long silence, at the speed of a bus, or within 300 m nothing is a jump', async () => {
    expect(await send(aFix(0), aFix(600, 2.5), aFix(630, 2), aFix(632, 2.28))).toEqual(Array(4).fill('taken'));
  });
  test('a late fix is never judged as a jump of the newest', async () => {
    expect(await send(aFix(100), aFix(50, 2.5))).toEqual(['taken', 'taken']);
    expect(eastKm()).toBe(0);
  });
  test('whatever comes, what is shown was sent; an outlier alone never shows and a true track goes on after it', async () => {
    const step = fc.record({
      outlier: fc.boolean(),
      km: fc.double({ min: 1.5, max: 4, noNaN: true }),
      west: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async steps => {
        latest.take({ ...aFix(0), unitIndex: 1, fixTimeMs: now + 600_000 });
        const start = (now - T0) / 1000 + 610;
        let at = start;
        await send(aFix(at));
        for (const { outlier, km, west } of steps) {
          at += 4;
          if (outlier) expect(await send(aFix(at - 2, west ? 0.5 - km : km))).toEqual(['implausible-jump']);
          const right = aFix(at, ((at - start) % 60) * 0.001);
          expect(await send(right)).toEqual(['taken']);
          expect(metresBetween(latest.spotOf(UNIT.index)!, right)).toBeLessThan(1);
        }
      }),
      { seed: 20261128, numRuns: 200 },
    );
  });
  test('any sequence at all: the shown place is one of the fixes that are in the track', async () => {
    const fixes = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 600 }),
        east: fc.double({ min: -2, max: 4, noNaN: true }),
        acc: fc.constantFrom(5, 2000),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fixes, async list => {
        await send(...list.map(({ at, east, acc }) => aFix(at, east, { accuracyM: acc })));
        const spot = latest.spotOf(UNIT.index);
        expect(track.some(point => point.lon === spot?.lon && point.fixTimeMs === spot.fixTimeMs)).toBe(true);
      }),
      { seed: 20261129, numRuns: 200 },
    );
  });
});

describe('[C7] [P-27] accuracy', () => {
  const coarse = { accuracyM: 2000 };
  test('a coarse fix is in the track and does not move a unit that is known better', async () => {
    expect(await send(aFix(0), aFix(30, 1, coarse))).toEqual(['taken', 'taken']);
    expect(eastKm()).toBe(0);
    expect(track).toHaveLength(2);
  });
  test('it does when what is known is no longer fresh, and the next exact one takes its place', async () => {
    await send(aFix(0), aFix(61, 1, coarse));
    expect(eastKm()).toBe(1);
    await send(aFix(62, 0.2));
    expect(eastKm()).toBe(0.2);
  });
});

describe('[C11] [P-29] one id, two phones', () => {
  test('going to and fro between two far places raises the flag with the metres; one trip there and back does not', async () => {
    await send(aFix(0), aFix(60, 2.5), aFix(62, 2.5), aFix(120), aFix(122));
    expect(flags()).toEqual([]);
    for (let i = 0; i < 8; i++) await send(aFix(800 + 10 * i, i % 2 === 0 ? 0 : 2.5));
    expect(standings.flagsOf('u1', now)).toMatchObject([
      { flag: 'two-places', detail: expect.stringMatching(/^2[45]\d\d$/) },
    ]);
    now += 31 * 60_000;
    expect(flags()).toEqual([]);
  });
  test('[P-29] jumps to ever other places are called jumps', async () => {
    await send(aFix(0));
    for (let i = 1; i < 4; i++) await send(aFix(10 * i, 0.8 * i + 0.5), aFix(10 * i + 2));
    expect(flags()).toEqual(['jumps']);
  });
});

test('[P-30] a position that another program made up is refused and the device flagged', async () => {
  expect(await send(aFix(0, 0, { isMock: true }))).toEqual(['mock-position']);
  expect(flags()).toEqual(['mock-position']);
  expect(track).toEqual([]);
});

test('[C6] [P-25] a clock that is ahead, or was never set, is refused and flagged; one such fix freezes nothing', async () => {
  await send(aFix(0));
  const ahead = { ...aFix(8 * 3600), of: { unit: 'u1' } };
  const answers = await intake.take([ahead], { speaksFor: () => true, address: null }, 'http', T0);
  expect(answers[0]?.code).toBe('future-time');
  expect(standings.flagsOf('u1', T0)).toMatchObject([{ flag: 'wrong-clock', detail: '28800' }]);
  await intake.take([aFix(59)], { speaksFor: () => true, address: null }, 'http', T0);
  expect(await send(aFix(60, 0.01))).toEqual(['taken']);
  expect(latest.spotOf(UNIT.index)?.fixTimeMs).toBe(T0 + 60_000);
});

describe('[C9] [P-28] density', () => {
  test('a device at a hundred a second is taken twice a second and flagged; a backlog may be as dense as it is', async () => {
    const answers = await send(...Array.from({ length: 300 }, (_, i) => aFix(i / 100)));
    expect(answers.filter(code => code === 'taken')).toHaveLength(6);
    expect(new Set(answers)).toEqual(new Set(['taken', 'too-dense']));
    expect(flags()).toEqual(['too-dense']);
    now += 3_600_000;
    const backlog = Array.from({ length: 300 }, (_, i) => aFix(100 + i / 100));
    expect(new Set(await send(...backlog))).toEqual(new Set(['taken']));
  });
});

test('[P-31] while the disk stands still what waits is bounded, and who comes then is told to come again', async () => {
  let go = () => {};
  const still = new Promise<void>(resolve => {
    go = resolve;
  });
  disk = () => still;
  now = T0 + 5_000_000;
  const sender = { speaksFor: () => true, address: null };
  const batch = (from: number) => Array.from({ length: 1000 }, (_, i) => aFix((from * 1000 + i) / 100));
  const waiting: Promise<unknown>[] = [];
  let turnedAway: unknown;
  for (let i = 0; i < 60 && !turnedAway; i++) {
    now += 200_000; // its allowance grows back
    const taken = intake.take(batch(i), sender, 'http', now);
    taken.catch(error => {
      turnedAway = error;
    });
    waiting.push(taken);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(turnedAway).toMatchObject({ code: 'storage-unavailable', detail: { retryAfterS: 2 } });
  expect(intake.waiting).toBe(50_000);
  go();
  await Promise.allSettled(waiting);
  expect(intake.waiting).toBe(0);
});
