import { expect, test } from 'vitest';
import type { OperationId, ZoneId } from '../../server/contract/ids.ts';
import type { OperationState } from '../../server/contract/operation.ts';
import { type ListFilter, type ListView, listed, listQuery, monthOf } from './list-view.ts';

const ZONE = 'Asia/Shanghai';
const NOW = Date.parse('2026-11-22T09:00:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = monthOf(NOW, ZONE);

function one(id: string, startsAt: number, state: OperationState = 'planned', version = 1) {
  const ids = { id: id as OperationId, zone: 'binhai' as ZoneId, kind: 'special' };
  return Object.freeze({ ...ids, version, state, startsAt, endsAt: startsAt + 4 * HOUR });
}
const filter = (view: ListView, more: Partial<ListFilter> = {}): ListFilter => ({
  ...{ view, zone: '', kind: '', state: '' },
  ...more,
});
const shown = (of: readonly ReturnType<typeof one>[], by: ListFilter) =>
  listed(of, [], by, MONTH, NOW).map(({ id }) => id);

test('a month is that of the jurisdiction, over the new year too', () => {
  expect(MONTH).toEqual({ from: Date.parse('2026-11-01T00:00+08:00'), to: Date.parse('2026-12-01T00:00+08:00') });
  expect(monthOf(Date.parse('2026-12-31T20:00+08:00'), ZONE).to).toBe(Date.parse('2027-01-01T00:00+08:00'));
});

test('this month has whatever touches it, in every state', () => {
  const before = one('a', MONTH.from - 2 * HOUR);
  const next = one('b', MONTH.to);
  const off = one('c', NOW + DAY, 'cancelled');
  expect(shown([next, off, before], filter('month'))).toEqual(['a', 'c']);
});

test('to come is what is not over, with the one that is under way; past is the rest, the last first', () => {
  const all = [
    one('old', NOW - 9 * DAY, 'archived'),
    one('forgotten', NOW - 2 * DAY, 'proposed'),
    one('now', NOW - HOUR, 'under-way'),
    one('early', NOW - HOUR, 'finished'),
    one('next', NOW + DAY, 'proposed'),
    one('off', NOW + DAY, 'cancelled'),
  ];
  expect(shown(all, filter('coming'))).toEqual(['now', 'next']);
  expect(shown(all, filter('past'))).toEqual(['early', 'forgotten', 'old']);
});

test('zone, kind and state narrow it', () => {
  const draft = one('draft', NOW, 'proposed');
  expect(shown([one('a', NOW), draft], filter('month', { state: 'proposed' }))).toEqual(['draft']);
  expect(shown([draft], filter('month', { zone: 'haiyu' }))).toEqual([]);
  expect(shown([draft], filter('month', { kind: 'whistle' }))).toEqual([]);
});

test('of one that came twice the newer version stands, whichever way it came', () => {
  const live = one('a', NOW, 'under-way', 5);
  const told = one('a', NOW, 'planned', 4);
  const by = filter('month');
  expect(listed([told], [live], by, MONTH, NOW)).toEqual([live]);
  expect(listed([{ ...live, version: 6 }], [live], by, MONTH, NOW)[0]?.version).toBe(6);
});

test('the server is asked for the same time', () => {
  expect(listQuery(filter('month'), MONTH, NOW)).toMatchObject({ from: String(MONTH.from), to: String(MONTH.to - 1) });
  expect(listQuery(filter('coming'), MONTH, NOW)).toMatchObject({ from: String(NOW) });
  expect(listQuery(filter('past', { zone: 'binhai' }), MONTH, NOW)).toMatchObject({ to: String(NOW), zone: 'binhai' });
});
