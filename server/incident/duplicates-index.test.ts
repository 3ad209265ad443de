/** The index of open incidents against the plain way of looking at each of them. Ids in brackets are rules of SPEC.md. */
import { distance } from '@turf/turf';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LonLat } from '../contract/coordinates.ts';
import type { CategoryId, IncidentId, OrganId, UnitId } from '../contract/ids.ts';
import { type IncidentRecord, isOpen } from '../contract/incident.ts';
import type { LoggedFact } from '../store/change-log.ts';
import { OpenIncidentIndex } from './duplicates-index.ts';
import { anIncident } from './incident-builders.ts';

const HERE: LonLat = [113.893, 22.565];
let seq = 0;
const factOf = (incident: IncidentRecord): LoggedFact => ({
  ...{ seq: ++seq, at: 0, kind: 'incident-changed', subject: incident.id, zone: null, actor: '' },
  data: { incident },
});
const sentTo = (unit: string): IncidentRecord['tasks'][number] => ({
  ...{ organ: 'urban-management' as OrganId, via: null, lead: true, unit: unit as UnitId, assignedAt: 0 },
  ...{ acknowledgedAt: null, arrivedAt: null, seenAt: null },
});

const anyIncident = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    category: fc.constantFrom('a', 'b', null),
    state: fc.constantFrom('received', 'handling', 'closed', 'void', 'merged'),
    lon: fc.integer({ min: -6, max: 6 }),
    lat: fc.integer({ min: -6, max: 6 }),
    unit: fc.constantFrom('u1', 'u2', null),
  })
  .map(({ id, category, lon, lat, unit, ...more }) =>
    anIncident({
      ...more,
      id: `XA-${id}` as IncidentId,
      category: category as CategoryId | null,
      lon: HERE[0] + lon / 5000,
      lat: HERE[1] + lat / 5000,
      tasks: unit === null ? [] : [sentTo(unit)],
    }),
  );

test('[I-125] [I-113] after any changes it finds exactly the open ones, moved, reclassed, reopened and ended ones included', () => {
  fc.assert(
    fc.property(
      fc.array(anyIncident, { minLength: 20, maxLength: 120, size: 'max' }),
      fc.integer({ min: 5, max: 400 }),
      (changes, radiusM) => {
        const start = changes.slice(0, 20).filter(({ state }) => isOpen(state));
        const unique = [...new Map(start.map(incident => [incident.id, incident])).values()];
        const index = new OpenIncidentIndex(unique);
        const truth = new Map(unique.map(incident => [incident.id, incident]));
        for (const incident of changes.slice(20)) {
          index.apply([factOf(incident)]);
          if (isOpen(incident.state)) truth.set(incident.id, incident);
          else truth.delete(incident.id);
        }
        const expected = [...truth.values()]
          .filter(({ category }) => category === 'a')
          .map(({ id, lon, lat }) => ({ id, distanceM: distance(HERE, [lon, lat], { units: 'meters' }) }))
          .filter(({ distanceM }) => distanceM <= radiusM);
        const found = index.near('a', HERE, radiusM);
        expect(found.map(({ incident }) => incident.id).sort()).toEqual(expected.map(({ id }) => id).sort());
        expect(found.every(({ distanceM }, i) => i === 0 || distanceM >= found[i - 1]!.distanceM)).toBe(true);
        const busy = [...truth.values()]
          .filter(({ tasks }) => tasks.some(({ unit }) => unit === 'u1'))
          .map(({ id }) => id);
        const work = index.workOf('u1' as UnitId, null);
        expect(work === undefined ? busy.length : busy.includes(work)).toBe(work === undefined ? 0 : true);
        if (busy.length === 1) expect(index.workOf('u1' as UnitId, busy[0]!)).toBeUndefined();
      },
    ),
    { numRuns: 150 },
  );
});

test('facts of other concepts pass by', () => {
  const index = new OpenIncidentIndex([anIncident({ category: 'a' as CategoryId, lon: HERE[0], lat: HERE[1] })]);
  index.apply([{ ...factOf(anIncident()), kind: 'unit-registered', data: { unit: {} } }]);
  expect(index.near('a', HERE, 1)).toHaveLength(1);
  expect(index.near('unknown', HERE, 1)).toEqual([]);
});
