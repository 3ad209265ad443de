import { expect, test } from 'vitest';
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { anIncident, aUnit, NOON } from '../store/record-builders.ts';
import { wayToSend } from './way-to-send.ts';

const CITY = 'urban-management' as OrganId;
const TEAM = 'enforcement-team' as OrganId;

const task = (organ: OrganId, lead: boolean) => ({
  ...{ organ, lead, via: null, unit: null, assignedAt: NOON, acknowledgedAt: null, arrivedAt: null, seenAt: null },
});
const record = (allowed: IncidentEventName[], ...tasks: ReturnType<typeof task>[]) =>
  anIncident({ allowed, tasks: tasks as never });
const unit = (organ: OrganId | null) => aUnit(1, { organ });
const { id } = unit(null);

test('[19] a unit of an organ that is at work goes at once, for that organ', () => {
  const at = record(['send-unit', 'add-organ'], task(CITY, true), task(TEAM, false));
  expect(wayToSend(at, unit(TEAM), null)).toEqual({
    event: 'send-unit',
    given: { organ: TEAM, unit: id },
    atOnce: true,
  });
});

test('a unit of no organ goes for the lead', () => {
  const at = record(['send-unit'], task(TEAM, false), task(CITY, true));
  expect(wayToSend(at, unit(null), null)).toMatchObject({ given: { organ: CITY }, atOnce: true });
});

test('before anybody is at work its organ is dispatched with it', () => {
  expect(wayToSend(record(['dispatch']), unit(CITY), null)).toEqual({
    event: 'dispatch',
    given: { organs: [{ organ: CITY, unit: id }] },
    atOnce: false,
  });
  expect(wayToSend(record(['dispatch']), unit(null), null)).toBeNull();
});

test('[I-142] a unit of another organ comes with its organ, or alone with a reason', () => {
  expect(wayToSend(record(['send-unit', 'add-organ'], task(CITY, true)), unit(TEAM), null)?.event).toBe('add-organ');
  const alone = wayToSend(record(['send-unit'], task(CITY, true)), unit(TEAM), null);
  expect(alone).toEqual({ event: 'send-unit', given: { organ: CITY, unit: id }, atOnce: false });
});

test('where the server allows none of it, nobody is offered', () => {
  expect(wayToSend(record(['accept', 'reject']), unit(CITY), null)).toBeNull();
});

test('who is sent already is not sent again, and a department sends its own', () => {
  const at = record(['send-unit'], { ...task(CITY, true), unit: id as never });
  expect(wayToSend(at, unit(CITY), null)).toBeNull();
  const two = record(['send-unit'], task(CITY, true), task(TEAM, false));
  expect(wayToSend(two, unit(CITY), TEAM)).toBeNull();
  expect(wayToSend(two, unit(null), TEAM)).toMatchObject({ given: { organ: TEAM }, atOnce: true });
});
