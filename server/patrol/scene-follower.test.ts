/** Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { SceneFollower } from './scene-follower.ts';

const NOW = Date.UTC(2026, 10, 28, 2);
const HERE = { lon: 113.89, lat: 22.56 };
const METRE = 1 / 111_195;
const unit = { id: 'u1' as UnitId, onDuty: true } as UnitRecord;

/** What one fix tells; `northM` of the scene. */
function told(
  northM: number,
  more: { accuracyM?: number | null; ageMs?: number; isNewest?: boolean } = {},
  who = unit,
) {
  const seen: unknown[][] = [];
  const follower = new SceneFollower({
    scenesOf: id => (id === unit.id ? [{ incident: 'i1' as IncidentId, ...HERE }] : []),
    seen: (...sighting) => seen.push(sighting),
  });
  const { accuracyM = 10, ageMs = 2000, isNewest = true } = more;
  const fix = { lon: HERE.lon, lat: HERE.lat + northM * METRE, fixTimeMs: NOW - ageMs, accuracyM };
  follower.taken(who, fix, isNewest, NOW);
  return seen;
}

test('[P-57] within 50 m of where it was sent, a unit is seen there, at the time of the fix', () => {
  expect(told(49.9)).toEqual([['i1', 'u1', NOW - 2000]]);
  expect(told(50.1)).toEqual([]);
  expect(told(0, {}, { ...unit, id: 'u2' as UnitId })).toEqual([]);
});

test('[P-57] a coarse fix says nothing about 50 m', () => {
  expect(told(0, { accuracyM: 100 })).toHaveLength(1);
  expect(told(0, { accuracyM: null })).toHaveLength(1);
  expect(told(0, { accuracyM: 100.1 })).toEqual([]);
});

test('[P-58] what came late or out of order, and who is off duty, is not seen', () => {
  expect(told(0, { ageMs: 5 * 60_000 })).toHaveLength(1);
  expect(told(0, { ageMs: 5 * 60_000 + 1 })).toEqual([]);
  expect(told(0, { isNewest: false })).toEqual([]);
  expect(told(0, {}, { ...unit, onDuty: false })).toEqual([]);
});
