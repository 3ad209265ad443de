import { expect, test } from 'vitest';
import { type IncidentRecord, incidentState } from '../../server/contract/incident.ts';
import { anIncident, NOON } from '../store/record-builders.ts';
import type { HistoryEntry } from './history.ts';
import { STEPS, stateSteps } from './state-steps.ts';

const shape = (record: Partial<IncidentRecord>) =>
  stateSteps(anIncident(record))
    .steps.map(({ is }) => is[0])
    .join('');

test('an ordinary life goes through the six steps', () => {
  expect(shape({ state: 'received' })).toBe('caaaaa');
  expect(shape({ state: 'accepted' })).toBe('dcaaaa');
  expect(shape({ state: 'handling' })).toBe('ddcaaa');
  expect(shape({ state: 'revisit-due' })).toBe('dddcaa');
  expect(shape({ state: 'pending-evaluation' })).toBe('ddddca');
  expect(shape({ state: 'closed' })).toBe('dddddd');
});

test('a side road is named beside the step it left from', () => {
  expect(stateSteps(anIncident({ state: 'transferred' }))).toMatchObject({ branch: 'transferred' });
  expect(shape({ state: 'transferred' })).toBe('dddcaa');
  expect(shape({ state: 'void' })).toBe('ssssss');
});

test.each(incidentState.options)('%s has a place: at most one step is owed', state => {
  const { steps } = stateSteps(anIncident({ state }));
  expect(steps).toHaveLength(STEPS.length);
  expect(steps.filter(({ is }) => is === 'current').length).toBeLessThanOrEqual(1);
});

test('times come from the record, and from history where the record does not know; after rework the last one counts', () => {
  const record = anIncident({ state: 'revisit-due', acceptedAt: NOON + 1, stateSince: NOON + 9 });
  const entry = (event: string, at: number) => ({ event, at }) as HistoryEntry;
  const history = [entry('report-done', NOON + 5), entry('rework', NOON + 6), entry('report-done', NOON + 9)];
  expect(stateSteps(record, history).steps.map(({ at }) => at && at - NOON)).toEqual([1, null, 9, 9, null, null]);
});
