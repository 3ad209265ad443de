/** Who is shown what of a possible duplicate. Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import type { CategoryId, IncidentId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Role } from '../contract/viewer.ts';
import { possibleDuplicates } from './duplicates.ts';
import { anIncident } from './incident-builders.ts';

const HOUR_MS = 3_600_000;
const ROW = { id: 'graffiti' as CategoryId, duplicateRadiusM: 50, duplicateWindowH: 24 };
const [HOME, NEXT] = ['binhai', 'xingdong'] as [ZoneId, ZoneId];
const NOW = anIncident().receivedAt + HOUR_MS;

const shown = (incidents: IncidentRecord[], role: Role = 'duty', zone?: ZoneId) =>
  possibleDuplicates(
    { near: () => incidents.map((incident, i) => ({ incident, distanceM: i + 0.4 })) },
    {
      ...{ row: ROW, lonLat: [113.9, 22.5], now: NOW },
      viewer: { role, scope: zone === undefined ? {} : { zone } },
    },
  );
const named = (id: string, more: Partial<IncidentRecord> = {}) => anIncident({ id: id as IncidentId, ...more });

test('[I-126] a chief near the border is not shown what lies across it', () => {
  const both = [named('A', { zone: HOME }), named('B', { zone: NEXT }), named('C', { zone: null })];
  expect(shown(both, 'chief', HOME).map(({ id }) => id)).toEqual(['A']);
  expect(shown(both).map(({ id }) => id)).toEqual(['A', 'B', 'C']);
});

test('[I-126] numbers are masked where incidents are masked, and nobody is told who reported', () => {
  const incident = named('A', { text: '电话 13812345678', reporter: { name: '王', phone: '13812345678' } });
  expect(shown([incident])[0]?.text).toBe('电话 13812345678');
  expect(shown([incident], 'wall')[0]?.text).toBe('电话 138****5678');
  expect(JSON.stringify(shown([incident], 'wall'))).not.toContain('12345678');
  expect(shown([incident])[0]).not.toHaveProperty('reporter');
});

test('[I-125] [I-127] young enough to the millisecond, at most ten, one photo each', () => {
  const aged = (ageMs: number) => named(`${ageMs}`, { receivedAt: NOW - ageMs });
  expect(shown([aged(24 * HOUR_MS), aged(24 * HOUR_MS + 1)]).map(({ ageMs }) => ageMs)).toEqual([24 * HOUR_MS]);
  const photo = {
    id: '0'.repeat(32),
    type: 'image/png',
    bytes: 1,
    by: '',
    at: 0,
  } as IncidentRecord['evidence'][number];
  const many = Array.from({ length: 12 }, (_, i) => named(`${i}`, { evidence: [photo, photo] }));
  const found = shown(many);
  expect(found).toHaveLength(10);
  expect(found.every(({ evidence }) => evidence.length === 1)).toBe(true);
  expect(found.map(({ distanceM }) => distanceM)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
