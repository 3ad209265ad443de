import { expect, test } from 'vitest';
import { aLimit, anIncident, NOON } from '../store/record-builders.ts';
import { clockFace, limitTone, rulingLimit } from './incident-clock.ts';
import { clockText, timeLeftText } from './limit-text.ts';

const MINUTE = 60_000;

test('of several running limits the one due first is shown; ended ones never', () => {
  const early = aLimit({ id: 'phone-report-1', dueAt: NOON + 5 * MINUTE });
  const late = aLimit({ id: 'written-report-1', dueAt: NOON + 50 * MINUTE });
  const ended = aLimit({ id: 'first-report-1', dueAt: NOON + MINUTE, state: 'ended' });
  expect(rulingLimit([ended, late, early])?.id).toBe('phone-report-1');
  expect(rulingLimit([ended])).toBeNull();
});

test('a running limit comes before a paused one that would be due earlier', () => {
  const paused = aLimit({ id: 'handle-1', dueAt: NOON, state: 'paused' });
  const running = aLimit({ id: 'supervise-1', dueAt: NOON + MINUTE });
  expect(rulingLimit([paused, running])?.id).toBe('supervise-1');
});

test('[demand 5] calm, amber from amberAt on, over from the due moment on', () => {
  const limit = aLimit({ amberAt: NOON + 8 * MINUTE, dueAt: NOON + 10 * MINUTE });
  expect(limitTone(limit, NOON + 8 * MINUTE - 1)).toBe('calm');
  expect(limitTone(limit, NOON + 8 * MINUTE)).toBe('soon');
  expect(limitTone(limit, NOON + 10 * MINUTE - 1)).toBe('soon');
  expect(limitTone(limit, NOON + 10 * MINUTE)).toBe('over');
});

test('a paused clock says 挂账, no clock says 未设定, neither is a number', () => {
  const held = anIncident({ limits: [aLimit({ state: 'paused' })], heldUntil: NOON + MINUTE });
  expect(clockText(clockFace(held, NOON))).toBe('挂账');
  expect(clockFace(held, NOON)).toMatchObject({ name: 'held', until: NOON + MINUTE });
  expect(clockText(clockFace(anIncident(), NOON))).toBe('未设定');
});

test.each([
  [0, '00:00:00'],
  [1, '00:00:01'],
  [26 * MINUTE + 19_000, '00:26:19'],
  [-(18 * MINUTE + 20_000), '−00:18:20'],
  [-1, '−00:00:00'],
  [47 * 3_600_000, '47:00:00'],
  [76 * 3_600_000, '3天4小时'],
  [-76 * 3_600_000, '−3天4小时'],
])('%d ms left is written %s', (ms, text) => {
  expect(timeLeftText(ms)).toBe(text);
});
