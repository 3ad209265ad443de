import { expect, test } from 'vitest';
import type { OrganId } from '../contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { IncidentLimit } from '../contract/incident-limit.ts';
import { countedColumns } from './counted-columns.ts';

const aLimit = (more: Partial<IncidentLimit>): IncidentLimit => ({
  ...{
    id: 'handle-1',
    step: 'handle',
    rule: 'general-handle',
    unit: 'working-days',
    amount: 5,
    anchor: 'accepted',
    weekendsOnly: false,
  },
  ...{ filingNumber: null, source: 'S3-14', startedAt: 0, amberAt: 8, targetAt: null, dueAt: 10, state: 'running' },
  ...{ endedAt: null, breachedAt: null },
  ...more,
});
const aTask = (organ: string, acknowledgedAt: number | null): IncidentRecord['tasks'][number] => ({
  ...{
    organ: organ as OrganId,
    via: null,
    lead: false,
    unit: null,
    assignedAt: 0,
    arrivedAt: null,
    seenAt: null,
    acknowledgedAt,
  },
});
const columns = (limits: IncidentLimit[], tasks: IncidentRecord['tasks'] = [], state: IncidentState = 'handling') =>
  countedColumns({ state, limits, tasks });

test('[K-9] the first limit for accepting counts, not the one after a reopening', () => {
  const accepts = [
    aLimit({ id: 'accept-1', step: 'accept', dueAt: 5, endedAt: 4, state: 'ended' }),
    aLimit({ id: 'accept-2', step: 'accept', dueAt: 50 }),
  ];
  expect(columns(accepts)).toMatchObject({ accept_due_at: 5, accept_done_at: 4 });
  expect(columns([aLimit({})])).toMatchObject({ accept_due_at: null, accept_done_at: null });
});

test('[K-11] a date that somebody promised is no limit that could be filed, and one that stands still does not run', () => {
  const limits = [
    aLimit({}),
    aLimit({ id: 'accept-1', filingNumber: '演示-01' }),
    aLimit({ id: 'promise-1', step: 'promise', rule: null }),
    aLimit({ id: 'revisit-1', state: 'paused' }),
  ];
  expect(columns(limits)).toMatchObject({ running_limits: 2, unfiled_limits: 1 });
});

test('whoever was sent and has not acknowledged is waited for, while the matter is being handled', () => {
  const tasks = [aTask('a', 1), aTask('b', null), aTask('c', null)];
  expect(columns([], tasks).waiting_organs).toBe('b,c');
  expect(columns([], [aTask('a', 1)]).waiting_organs).toBeNull();
  expect(columns([], tasks, 'revisit-due').waiting_organs).toBeNull();
});
