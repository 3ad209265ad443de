import { expect, test } from 'vitest';
import { anIncident, aUnit, incidentNumber, NOON } from '../../client/store/record-builders.ts';
import type { IncidentRecord } from './incident.ts';
import { worksOfUnits } from './unit-task.ts';

const task = { organ: 'enforcement-team', via: null, lead: true, assignedAt: NOON, acknowledgedAt: null } as never;

const at = (state: IncidentRecord['state'], n: number, unit: number, arrivedAt: number | null) =>
  anIncident({
    id: incidentNumber(n),
    state,
    tasks: [{ ...(task as object), unit: aUnit(unit).id, arrivedAt } as never],
  });

test('a unit is busy while its incident is at work, and on the scene once it has arrived', () => {
  const works = worksOfUnits([at('handling', 1, 1, null), at('emergency', 2, 2, NOON), at('revisit-due', 3, 3, NOON)]);
  expect([...works].map(([unit, { task, incident }]) => [unit, task, incident.id])).toEqual([
    [aUnit(1).id, 'sent', incidentNumber(1)],
    [aUnit(2).id, 'on-scene', incidentNumber(2)],
  ]);
});

test('on the scene of one counts before being sent to another, whichever came first', () => {
  const both = [at('handling', 1, 1, NOON), at('handling', 2, 1, null)];
  expect(worksOfUnits(both).get(aUnit(1).id)?.incident.id).toBe(incidentNumber(1));
  expect(worksOfUnits(both.reverse()).get(aUnit(1).id)?.task).toBe('on-scene');
});
