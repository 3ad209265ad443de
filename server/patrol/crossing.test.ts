/** Borders with hysteresis. Ids in brackets are rules of SPEC.md and rows of reliability.md. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { crosses, standingIn } from './crossing.ts';

/** West of x = 0 is area 0, east of it area 1; places are metres from the line. */
function walk(xs: readonly (readonly [atS: number, x: number])[], accuracyM: number | null = 5): number[] {
  const standing = standingIn(0, 0);
  const areas: number[] = [];
  for (const [atS, x] of xs)
    if (crosses(standing, x < 0 ? 0 : 1, { fixTimeMs: atS * 1000, accuracyM }, () => Math.abs(x)))
      areas.push(standing.area);
  return areas;
}

describe('[P-51] [C8] a border is crossed', () => {
  test.each([
    ['at once beyond 30 m', [[0, 31]], 1],
    ['not yet at 30 m', [[0, 30]], 0],
    ['after 20 s on the other side', [[0, 5], [20, 6]], 1], // biome-ignore format: a table
    ['not after 19', [[0, 5], [19, 6]], 0], // biome-ignore format: a table
    ['not when it was back in between', [[0, 5], [10, -1], [20, 6], [39, 6]], 0], // biome-ignore format: a table
  ] as const)('%s', (_, xs, crossings) => {
    expect(walk(xs)).toHaveLength(crossings);
  });

  test('no nearer than the fix is exact', () => {
    expect(walk([[0, 60]], 80)).toEqual([]);
    expect(walk([[0, 81]], 80)).toEqual([1]);
    expect(walk([[0, 31]], null)).toEqual([1]);
  });

  test('and is dated from the first fix on the other side', () => {
    const standing = standingIn(0, 0);
    for (const atS of [100, 110, 120]) crosses(standing, 1, { fixTimeMs: atS * 1000, accuracyM: 5 }, () => 3);
    expect(standing).toMatchObject({ area: 1, sinceMs: 100_000 });
  });
});

test('[P-52] back over a border that time decided takes 30 m or five minutes clear of it', () => {
  const over = [[0, 5], [20, 5]] as const; // biome-ignore format: a table
  expect(walk([...over, [30, -6], [329, -6]])).toEqual([1]);
  expect(walk([...over, [30, -6], [330, -6]])).toEqual([1, 0]);
  expect(walk([...over, [30, -6], [200, -5], [330, -6]])).toEqual([1]);
  expect(walk([...over, [30, -31]])).toEqual([1, 0]);
});

test('[C8] a random walk on the line is one event, whatever the rhythm of the reports', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.constantFrom(1, 5, 10, 30), (seed, everyS) => {
      const random = seededNumbers(seed);
      const xs: [number, number][] = [];
      let error = 0;
      // One hour: it comes to the line, walks along it with the wandering error of a phone, and goes on beyond.
      for (let atS = 0; atS <= 3600; atS += everyS) {
        const kept = 0.8 ** (everyS / 10);
        error = kept * error + Math.sqrt(1 - kept * kept) * 12 * (random() + random() + random() - 1.5);
        const truth = atS < 60 ? -60 + atS : atS > 3540 ? atS - 3540 : 0;
        xs.push([atS, truth + Math.max(-25, Math.min(25, error))]);
      }
      expect(walk(xs, 12)).toEqual([1]);
    }),
    { seed: 20_261_128, numRuns: 500 },
  );
});
