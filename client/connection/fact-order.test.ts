import { expect, test } from 'vitest';
import type { Epoch } from '../../server/contract/ids.ts';
import { aSnapshot, EPOCH, NOON } from '../store/record-builders.ts';
import { isWhole, judgeDelta, judgeHeartbeat, judgeSnapshot } from './fact-order.ts';

const OTHER = 'epoch-2' as Epoch;
const applied = { epoch: EPOCH, seq: 10 };
const withheld = (seq: number) => ({ seq, at: NOON, kind: 'withheld' }) as const;
const aDelta = (from: number, to: number, epoch = EPOCH) => ({
  epoch,
  from,
  to,
  facts: Array.from({ length: to - from + 1 }, (_, i) => withheld(from + i)),
});
const aHeartbeat = (seq: number, epoch = EPOCH) => ({ serverTime: NOON, epoch, seq, build: 'b' });

test.each([
  ['the next fact', 11, 11, [11]],
  ['several', 11, 13, [11, 12, 13]],
  ['a duplicate', 9, 10, []],
  ['an overlap', 9, 12, [11, 12]],
  ['figures only', 11, 10, []],
])('[A6] %s: what is new is applied', (_what, from, to, applicable) => {
  const verdict = judgeDelta(applied, aDelta(from, to));
  expect(verdict).toEqual({ name: 'apply', facts: applicable.map(withheld) });
});

test('[A6] nothing is applied over a gap, not even figures', () => {
  expect(judgeDelta(applied, aDelta(12, 12)).name).toBe('gap');
  expect(judgeDelta(applied, aDelta(13, 12)).name).toBe('gap');
});

test('[A4] facts of another life of the log, or before any snapshot, need a snapshot', () => {
  expect(judgeDelta(applied, aDelta(11, 11, OTHER)).name).toBe('other-epoch');
  expect(judgeDelta(null, aDelta(1, 1)).name).toBe('other-epoch');
});

test('a snapshot older than what is applied is a late duplicate, unless it was asked for', () => {
  expect(judgeSnapshot(applied, aSnapshot({ seq: 9 }), false)).toBe('old');
  expect(judgeSnapshot(applied, aSnapshot({ seq: 10 }), false)).toBe('apply');
  expect(judgeSnapshot(applied, aSnapshot({ seq: 9 }), true)).toBe('apply');
  expect(judgeSnapshot(applied, aSnapshot({ seq: 1, epoch: OTHER }), false)).toBe('apply');
  expect(judgeSnapshot(null, aSnapshot(), false)).toBe('apply');
});

test('a heartbeat tells whether we are even, behind, or in another life', () => {
  expect(judgeHeartbeat(applied, aHeartbeat(10))).toBe('even');
  expect(judgeHeartbeat(applied, aHeartbeat(11))).toBe('behind');
  expect(judgeHeartbeat(applied, aHeartbeat(10, OTHER))).toBe('other-epoch');
  expect(judgeHeartbeat(applied, aHeartbeat(9)), 'the log was put back to an earlier day').toBe('other-epoch');
  expect(judgeHeartbeat(null, aHeartbeat(0))).toBe('other-epoch');
});

test('a delta that does not hold exactly what it says is not whole', () => {
  expect(isWhole(aDelta(11, 13))).toBe(true);
  expect(isWhole(aDelta(11, 10))).toBe(true);
  expect(isWhole({ ...aDelta(11, 13), to: 12 })).toBe(false);
  expect(isWhole({ ...aDelta(11, 12), facts: [withheld(11), withheld(13)] })).toBe(false);
});
