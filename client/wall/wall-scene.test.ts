import { expect, test } from 'vitest';
import type { OperationId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { anOperation, NOON } from '../store/record-builders.ts';
import { sceneOf, wishOf } from './wall-scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHENZHEN = 'Asia/Shanghai';
const one = (id: string, known: Partial<OperationRecord> = {}) => anOperation({ id: id as OperationId, ...known });
const planned = (id: string, startsAt: number) =>
  one(id, { state: 'planned', startedAt: null, startsAt, endsAt: startsAt + 2 * HOUR });
const anyOne = { name: 'operation', operation: null } as const;

/** 总览, or id, view and how many others. */
function scene(operations: OperationRecord[], now = NOON, operation: string | null = null): string {
  const shown = sceneOf({ ...anyOne, operation }, operations, now, SHENZHEN);
  return shown.name === 'overview' ? 'overview' : `${shown.operation.id} ${shown.view} ${shown.others}`;
}

test('the address wishes a scene; anything else is the overview', () => {
  expect(wishOf('?scene=operation&profile=lcd-4x2')).toEqual(anyOne);
  expect(wishOf('?scene=operation&operation=XA-1')).toEqual({ name: 'operation', operation: 'XA-1' });
  expect(wishOf('?scene=other')).toEqual({ name: 'overview' });
});

test('[wall-ux 9] the one under way that ends last, before one just ended, before the next of the day; the others of its kind are counted', () => {
  const short = one('short', { endsAt: NOON + HOUR });
  const long = one('long', { state: 'reinforced', endsAt: NOON + 5 * HOUR });
  const ended = one('ended', { state: 'finished', finishedAt: NOON - 10 * MINUTE });
  const next = planned('next', NOON + HOUR);
  const later = planned('later', NOON + 3 * HOUR);
  expect(scene([short, long, ended, next, later])).toBe('long live 1');
  expect(scene([ended, next, later])).toBe('ended live 0');
  expect(scene([next, later])).toBe('next plan 1');
});

test('tomorrow`s plan is shown to who asks for it by its number, not by itself', () => {
  const tomorrow = planned('tomorrow', NOON + 24 * HOUR);
  expect(scene([tomorrow])).toBe('overview');
  expect(scene([tomorrow], NOON, 'tomorrow')).toBe('tomorrow plan 0');
  expect(scene([tomorrow], NOON, 'unknown')).toBe('overview');
});

test('[wall-ux 9] 30 minutes after the end it falls back to the overview; a plan that nobody began too', () => {
  const ended = one('ended', { state: 'finished', finishedAt: NOON });
  expect(scene([ended], NOON + 30 * MINUTE - 1, 'ended')).toBe('ended live 0');
  expect(scene([ended], NOON + 30 * MINUTE, 'ended')).toBe('overview');
  const forgotten = planned('forgotten', NOON - 3 * HOUR);
  expect(scene([forgotten], NOON - 31 * MINUTE)).toBe('forgotten plan 0');
  expect(scene([forgotten], NOON)).toBe('overview');
  const draft = one('draft', { state: 'countersigning', startedAt: null });
  expect(scene([draft])).toBe('overview');
});
