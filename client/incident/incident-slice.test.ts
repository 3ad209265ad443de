import { expect, test } from 'vitest';
import { anIncident, incidentNumber, NOON } from '../store/record-builders.ts';
import { CLOSED_SHOWN_MS, incidentsOf, noIncidents, withIncidents, withoutLongClosed } from './incident-slice.ts';

test('open ones: worst first, ungraded last, then the longest wait', () => {
  const order = [
    anIncident({ id: incidentNumber(5), level: null, reportedAt: NOON - 9000 }),
    anIncident({ id: incidentNumber(1), level: 4 }),
    anIncident({ id: incidentNumber(4), level: 1, reportedAt: NOON + 10 }),
    anIncident({ id: incidentNumber(3), level: 1 }),
    anIncident({ id: incidentNumber(2), level: 1 }),
  ];
  expect(incidentsOf(order, NOON).open.map(i => i.id.slice(-1))).toEqual(['2', '3', '4', '1', '5']);
});

test('[A6] an older version never replaces a newer one', () => {
  const slice = incidentsOf([anIncident({ version: 3, text: '新' })], NOON);
  expect(withIncidents(slice, [anIncident({ version: 2, text: '旧' })], NOON)).toBe(slice);
  expect(withIncidents(slice, [anIncident({ version: 3, text: '旧' })], NOON), 'twice the same').toBe(slice);
});

test('a closed incident leaves the open list at once and the map after a minute', () => {
  const slice = incidentsOf([anIncident()], NOON);
  const closed = withIncidents(slice, [anIncident({ version: 2, state: 'closed', closedAt: NOON })], NOON);
  expect(closed.open).toEqual([]);
  expect(closed.byId.size).toBe(1);
  expect(withoutLongClosed(closed, NOON + CLOSED_SHOWN_MS - 1)).toBe(closed);
  expect(withoutLongClosed(closed, NOON + CLOSED_SHOWN_MS).byId.size).toBe(0);
});

test('a closing that is told a minute late removes the incident', () => {
  const slice = incidentsOf([anIncident()], NOON);
  const late = [anIncident({ version: 2, state: 'closed', closedAt: NOON })];
  expect(withIncidents(slice, late, NOON + CLOSED_SHOWN_MS).byId.size).toBe(0);
});

test('nothing to change: the same object', () => {
  expect(withIncidents(noIncidents, [], NOON)).toBe(noIncidents);
  const open = incidentsOf([anIncident()], NOON);
  expect(withoutLongClosed(open, NOON + 1e9)).toBe(open);
});
