import { expect, test } from 'vitest';
import type { CategoryId, CommunityCode, OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { aLimit, anIncident, aTask, incidentNumber, NOON } from '../store/record-builders.ts';
import { createRowKeeper, filterQueue, orderRows, type QueueChoice } from './queue.ts';
import { usualView, viewsOf } from './queue-views.ts';

const MINUTE = 60_000;
const CITY = 'urban-management' as OrganId;
const names = { category: (id: string | null) => (id === 'fire' ? '火情' : '暴露垃圾'), community: () => '灵芝园社区' };
const everything: QueueChoice = { q: '', level: '', zone: '', community: '', organ: '', category: '' };

function queueOf(records: IncidentRecord[]) {
  const row = createRowKeeper(names);
  return records.map(row);
}

const due = (n: number, minutes: number, known: Partial<IncidentRecord> = {}) =>
  anIncident({ id: incidentNumber(n), limits: [aLimit({ dueAt: NOON + minutes * MINUTE })], ...known });
const ids = (rows: readonly { record: IncidentRecord }[]) => rows.map(({ record }) => Number(record.id.slice(-4)));

test('[demand 5] sorted by time left: over first, then soonest, held after running, no clock last', () => {
  const rows = queueOf([
    due(1, 30),
    anIncident({ id: incidentNumber(2) }),
    due(3, -5),
    anIncident({ id: incidentNumber(4), limits: [aLimit({ dueAt: NOON - MINUTE, state: 'paused' })] }),
  ]);
  expect(ids(orderRows(rows, 'left'))).toEqual([3, 1, 4, 2]);
});

test('newest first, and worst level first with the ungraded last', () => {
  const rows = queueOf([
    due(1, 5, { receivedAt: NOON, level: 3 }),
    due(2, 9, { receivedAt: NOON + 2, level: null }),
    due(3, 1, { receivedAt: NOON + 1, level: 1 }),
    due(4, 3, { receivedAt: NOON - 1, level: 3 }),
  ]);
  expect(ids(orderRows(rows, 'newest'))).toEqual([2, 3, 1, 4]);
  expect(ids(orderRows(rows, 'level'))).toEqual([3, 4, 1, 2]);
});

test('over and nearly over are counted by the clock, at the very moment', () => {
  const limit = aLimit({ amberAt: NOON + 8 * MINUTE, dueAt: NOON + 10 * MINUTE });
  const rows = queueOf([anIncident({ limits: [limit] })]);
  const at = (ms: number) => {
    const { counts } = filterQueue(rows, 'open', everything, null, ms);
    return [counts.soon, counts.overdue];
  };
  expect(at(NOON)).toEqual([0, 0]);
  expect(at(limit.amberAt)).toEqual([1, 0]);
  expect(at(limit.dueAt - 1)).toEqual([1, 0]);
  expect(at(limit.dueAt)).toEqual([0, 1]);
});

test('a paused clock is neither over nor nearly over', () => {
  const rows = queueOf([
    anIncident({ limits: [aLimit({ dueAt: NOON - MINUTE, amberAt: NOON - MINUTE, state: 'paused' })] }),
  ]);
  expect(filterQueue(rows, 'open', everything, null, NOON).counts).toMatchObject({ soon: 0, overdue: 0, open: 1 });
});

test('text finds number, text, address, category and community; several words must all be there', () => {
  const rows = queueOf([
    anIncident({
      id: incidentNumber(7),
      text: '楼道堆放杂物',
      address: '前进路 12 号',
      community: '1' as CommunityCode,
    }),
    anIncident({ id: incidentNumber(8), category: 'fire' as CategoryId }),
  ]);
  const found = (q: string) => ids(filterQueue(rows, 'open', { ...everything, q }, null, NOON).shown);
  expect(found('xa20261119-0007')).toEqual([7]);
  expect(found('火情')).toEqual([8]);
  expect(found(' 杂物  前进路 ')).toEqual([7]);
  expect(found('灵芝园')).toEqual([7]);
  expect(found('杂物 火情')).toEqual([]);
  expect(found('')).toEqual([7, 8]);
});

test('counts of the views follow the other choices, so a chip says what pressing it will show', () => {
  const rows = queueOf([due(1, 5, { state: 'received', level: 1 }), due(2, 5, { state: 'handling', level: 4 })]);
  const { counts, shown } = filterQueue(rows, 'received', { ...everything, level: '4' }, null, NOON);
  expect(counts).toMatchObject({ open: 1, received: 0, handling: 1 });
  expect(shown).toEqual([]);
});

test('a department sees its own first, what nobody acknowledged on top', () => {
  const rows = orderRows(
    queueOf([
      due(1, 1, { tasks: [aTask({ acknowledgedAt: NOON })] }),
      due(2, 2, { tasks: [aTask({ organ: 'labour-office' as OrganId })] }),
      due(3, 3, { tasks: [aTask()] }),
      due(4, 4, { acceptedBy: CITY }),
    ]),
    'left',
  );
  expect(ids(filterQueue(rows, 'own', everything, CITY, NOON).shown)).toEqual([3, 1, 4]);
  expect(usualView('dept', 3)).toBe('own');
});

test('whoever decides begins with the requests, when there are any; others never see that list empty-handed', () => {
  expect(usualView('leader', 2)).toBe('requests');
  expect(usualView('leader', 0)).toBe('open');
  expect(usualView('duty', 2)).toBe('open');
  expect(viewsOf('dept', true)).not.toContain('requests');
  expect(viewsOf('leader', false)).not.toContain('own');
});
