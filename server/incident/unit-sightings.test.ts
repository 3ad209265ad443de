/** Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import type { UnitId } from '../contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../contract/incident.ts';
import { aCommand, anIncident, aTask, mustStep, NOW } from './incident-builders.ts';
import { stepBySighting } from './unit-sightings.ts';

const unit = 'patrol-05' as UnitId;
const AT = NOW + 60_000;
const see = (record: IncidentRecord, seenAt = AT) => stepBySighting(record, { unit, callSign: '巡查05', seenAt });
const sentTo = (task: Partial<OrganTask> = {}, more: Partial<IncidentRecord> = {}) =>
  anIncident({
    ...{ state: 'handling', tasks: [aTask('urban-management', { lead: true, unit, ...task }), aTask('construction')] },
    ...more,
  });

test('[I-146] only the task that names the unit says when it was seen; state, arrival and clocks stay', () => {
  const before = sentTo();
  const next = see(before)!;
  expect(next).toMatchObject({ event: 'unit-seen', note: '巡查05', effects: [] });
  const [lead, other] = before.tasks;
  expect(next.record).toEqual({ ...before, version: before.version + 1, tasks: [{ ...lead, seenAt: AT }, other] });
});

test('[I-146] once a task, not after an arrival, and only where organs are at work', () => {
  expect(see(see(sentTo())!.record)).toBeNull();
  expect(see(sentTo({ arrivedAt: NOW }))).toBeNull();
  expect(see(sentTo({ unit: null }))).toBeNull();
  expect(see(sentTo({}, { state: 'revisit-due' }))).toBeNull();
  expect(see(sentTo({}, { state: 'closed' }))).toBeNull();
});

test('[I-147] a position from before the task says nothing', () => {
  expect(see(sentTo(), NOW - 1)).toBeNull();
  expect(see(sentTo(), NOW)).not.toBeNull();
});

test('[I-148] another unit has still to be seen', () => {
  const { record } = see(sentTo())!;
  const next = mustStep(record, 'dept:urban-management', aCommand('send-unit', { unit: 'city-1' })).record;
  expect(next.tasks[0]).toMatchObject({ unit: 'city-1', seenAt: null });
});
