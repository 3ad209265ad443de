import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Area, type FixHistory, judge, type Observed } from './observation-gate.ts';

const NOW = Date.parse('2026-11-22T06:00:00Z');
const AREA: Area = { west: 113.86, south: 22.53, east: 113.93, north: 22.6 };
const NEW_UNIT: FixHistory = { has: () => false };

function aFix(more: Partial<Observed> = {}): Observed {
  return { lon: 113.89, lat: 22.56, crs: 'WGS84', fixTimeMs: NOW - 1000, ...more };
}
function seen(...times: number[]): FixHistory {
  return { has: t => times.includes(t) };
}
const verdict = (fix: Observed, history = NEW_UNIT) => {
  const answer = judge(fix, history, NOW, AREA);
  return answer.ok ? 'taken' : answer.code;
};

describe('[C3] [C4] places that cannot be', () => {
  test.each([
    ['zero-position', { lon: 0, lat: 0 }],
    ['zero-position', { lon: -0, lat: 0.0001 }],
    ['swapped-lon-lat', { lon: 22.56, lat: 113.89 }],
    ['outside-range', { lon: 181, lat: 22 }],
    ['outside-range', { lon: 113.89, lat: -90.01 }],
    ['outside-range', { lon: 1e308, lat: 22.56 }],
    ['outside-range', { lon: 113.89, lat: -1e308 }],
    ['outside-range', { lon: Number.NaN, lat: 22.56 }],
    ['outside-range', { lon: 113.89, lat: Number.POSITIVE_INFINITY }],
    ['far-outside-area', { lon: 113.89, lat: 22.66 }],
    ['far-outside-area', { lon: 114.2, lat: 22.56 }],
    ['far-outside-area', { lon: -113.89, lat: 22.56 }],
    ['outside-range', { lon: 0, lat: 0, crs: 'EPSG:4547' }],
    ['outside-range', { lon: 2_497_145, lat: 489_642, crs: 'EPSG:4547' }],
    ['outside-range', { lon: 1e308, lat: 1e308, crs: 'EPSG:4526' }],
    ['outside-range', { lon: 113.89, lat: 22.56, crs: 'EPSG:4547' }],
    ['taken', { lon: 113.89, lat: 22.64 }], // 4.5 km north of the border
    ['taken', { lon: 489_642.6, lat: 2_497_145.6, crs: 'EPSG:4547' }],
  ] as const)('%s %j', (expected, place) => {
    expect(verdict(aFix(place))).toBe(expected);
  });

  test('the sentence names field and value in both languages', () => {
    const answer = judge(aFix({ lat: 95 }), NEW_UNIT, NOW, AREA);
    expect(answer).toMatchObject({
      field: 'lat',
      sentence: { zh: expect.stringMatching(/^lat：.*95/), en: expect.stringMatching(/^lat: .*95/) },
    });
  });
});

describe('[C6] times that cannot be', () => {
  test.each([
    ['taken', NOW + 60_000],
    ['future-time', NOW + 60_001],
    ['future-time', NOW + 8 * 3_600_000], // local time sent as UTC
    ['future-time', Number.NaN],
    ['too-old', 0],
    ['too-old', NOW - 30 * 86_400_000 - 1],
    ['taken', NOW - 30 * 86_400_000],
  ])('%s %d', (expected, fixTimeMs) => {
    expect(verdict(aFix({ fixTimeMs }))).toBe(expected);
  });
});

describe('[C1] [C2] order', () => {
  test('the same fix again is a duplicate, also when newer ones came between', () => {
    const history = seen(NOW - 5000, NOW - 1000);
    expect(verdict(aFix({ fixTimeMs: NOW - 1000 }), history)).toBe('duplicate');
    expect(verdict(aFix({ fixTimeMs: NOW - 5000 }), history)).toBe('duplicate');
  });
  test('an older fix is taken as well as a newer one', () => {
    const history = seen(NOW - 1000);
    for (const fixTimeMs of [NOW - 1001, NOW - 999]) expect(verdict(aFix({ fixTimeMs }), history)).toBe('taken');
  });
});

test('whatever numbers come, the gate answers, and what it lets through is near the area and not from the future', () => {
  const value = fc.oneof(fc.double(), fc.double({ min: 113, max: 115 }), fc.double({ min: 22, max: 23 }), fc.integer());
  fc.assert(
    fc.property(
      fc.record({
        lon: value,
        lat: value,
        crs: fc.constantFrom('WGS84', 'CGCS2000', 'GCJ02', 'BD09', 'EPSG:4547', 'EPSG:4526'),
        fixTimeMs: fc.oneof(fc.double(), fc.integer({ min: NOW - 4e9, max: NOW + 1e6 })),
      }),
      fix => {
        const answer = judge(fix, NEW_UNIT, NOW, AREA);
        if (!answer.ok) {
          expect(answer.sentence.en.startsWith(answer.field)).toBe(true);
          return;
        }
        const [lon, lat] = answer.lonLat;
        expect(Math.abs(lon - 113.895)).toBeLessThan(0.1);
        expect(Math.abs(lat - 22.565)).toBeLessThan(0.1);
        expect(fix.fixTimeMs).toBeLessThanOrEqual(NOW + 60_000);
      },
    ),
    { seed: 20261122, numRuns: 2000 },
  );
});
