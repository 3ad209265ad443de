import { expect, test } from 'vitest';
import { heardInterval, type Sender } from './heard-interval.ts';

const NOW = 1_795_000_000_000;
const CLASS_S = 30;
/** A device with an interval of its own, heard so many seconds ago; null = not heard. */
const heard = (ownIntervalS: number | null, agoS: number | null): Sender => ({
  ownIntervalS,
  lastFixAt: agoS === null ? null : NOW - agoS * 1000,
});
const judge = (holds: number | null, ...senders: Sender[]) => heardInterval(senders, CLASS_S, holds, NOW);

test('[P-95] the interval of the device that is heard; one without its own reports as the class does', () => {
  expect(judge(null, heard(60, 10))).toBe(60);
  expect(judge(60, heard(null, 10))).toBeNull();
  expect(judge(60, heard(CLASS_S, 10))).toBeNull();
});

test('[P-96] of several that are heard the one that reports most often, until it has been silent for five reports and three minutes', () => {
  expect(judge(null, heard(10, 1), heard(60, 50))).toBe(10);
  expect(judge(10, heard(10, 180), heard(60, 50))).toBe(10);
  expect(judge(10, heard(10, 181), heard(60, 50))).toBe(60);
  expect(judge(60, heard(60, 300), heard(null, 10))).toBeNull();
  expect(judge(null, heard(600, 3000), heard(900, 10))).toBe(600);
  expect(judge(600, heard(600, 3001), heard(900, 10))).toBe(900);
});

test('[P-97] while none is heard nothing changes, unless no device has that interval any more', () => {
  expect(judge(60, heard(60, null), heard(null, null))).toBe(60);
  expect(judge(60, heard(60, 400))).toBe(60);
  expect(judge(60, heard(90, null))).toBeNull();
  expect(judge(60)).toBeNull();
  expect(judge(null, heard(90, null))).toBeNull();
});
