/** K16: how long a zone was covered, of rows that hold until the next one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ZoneId } from '../../contract/ids.ts';
import { type CoverRow, type CoverState, countCover } from './cover-record.ts';

const A = 'a' as ZoneId;
const row = (from_ms: number, state: CoverState): CoverRow => ({ zone: A, from_ms, state });

test('a state holds until the next row; what is outside the period does not count', () => {
  const rows = [row(0, 'covered'), row(100, 'no-cover'), row(130, 'covered'), row(200, 'not-due')];
  expect(countCover(A, rows, 50, 150)).toEqual({ zone: A, coveredMs: 70, noCoverMs: 30, unknownMs: 0, share: 0.7 });
  expect(countCover(A, rows, 200, 900)).toMatchObject({ coveredMs: 0, noCoverMs: 0, share: null });
});

test('before the first row, and while nobody watched, is neither covered nor uncovered', () => {
  expect(countCover(A, [], 0, 100)).toEqual({ zone: A, coveredMs: 0, noCoverMs: 0, unknownMs: 100, share: null });
  const rows = [row(40, 'covered'), row(60, 'unknown'), row(90, 'no-cover')];
  expect(countCover(A, rows, 0, 100)).toEqual({ zone: A, coveredMs: 20, noCoverMs: 10, unknownMs: 70, share: 2 / 3 });
});

test('the parts of a period are the period, however it is cut', () => {
  const states = fc.constantFrom<CoverState>('covered', 'no-cover', 'unknown');
  const history = fc.uniqueArray(fc.tuple(fc.nat(1000), states), { selector: ([at]) => at, maxLength: 12 });
  fc.assert(
    fc.property(history, fc.nat(1000), fc.nat(1000), fc.nat(1000), (pairs, x, y, z) => {
      const rows = pairs.sort(([a], [b]) => a - b).map(([at, state]) => row(at, state));
      const [from, cut, end] = [x, y, z].sort((a, b) => a - b) as [number, number, number];
      // As the database answers: from the row on that holds at the beginning, before the end.
      const count = (a: number, b: number) => {
        const first = rows.findLast(({ from_ms }) => from_ms <= a)?.from_ms ?? 0;
        return countCover(
          A,
          rows.filter(({ from_ms }) => from_ms >= first && from_ms < b),
          a,
          b,
        );
      };
      const [whole, left, right] = [count(from, end), count(from, cut), count(cut, end)];
      expect(whole.coveredMs + whole.noCoverMs + whole.unknownMs).toBe(end - from);
      expect(left.coveredMs + right.coveredMs).toBe(whole.coveredMs);
      expect(left.noCoverMs + right.noCoverMs).toBe(whole.noCoverMs);
    }),
    { seed: 20261128, numRuns: 500 },
  );
});
