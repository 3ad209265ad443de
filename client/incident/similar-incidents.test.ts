import { expect, test } from 'vitest';
import type { CategoryId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { anIncident, incidentNumber, NOON } from '../store/record-builders.ts';
import { similarIncidents } from './similar-incidents.ts';

const HOUR = 3_600_000;
const row = { duplicateRadiusM: 100, duplicateWindowH: 24 };
const rubbish = (n: number, known: Partial<IncidentRecord> = {}) =>
  anIncident({ id: incidentNumber(n), category: 'exposed-rubbish' as CategoryId, ...known });
/** So many metres to the north. */
const north = (metres: number) => 22.56 + metres / 111_195;

test('[demand 20] same category, near enough, young enough, nearest first, never itself', () => {
  const one = rubbish(1);
  const open = [
    one,
    rubbish(2, { lat: north(90) }),
    rubbish(3, { lat: north(20) }),
    rubbish(4, { lat: north(101) }),
    rubbish(5, { reportedAt: NOON - 25 * HOUR }),
    rubbish(6, { category: 'fire' as CategoryId }),
  ];
  expect(similarIncidents(one, open, row).map(({ record }) => record.id)).toEqual([
    incidentNumber(3),
    incidentNumber(2),
  ]);
});

test('without a category, or without its row, nobody can say', () => {
  expect(similarIncidents(rubbish(1, { category: null }), [rubbish(2)], row)).toEqual([]);
  expect(similarIncidents(rubbish(1), [rubbish(2)], null)).toEqual([]);
});
