import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OrganId } from '../../server/contract/ids.ts';
import type { SuggestedOrgan } from '../../server/contract/incident.ts';
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';
import type { Geodata } from '../map/geodata.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { betterCrs, inWgs84, systemsInside } from './likely-crs.ts';
import { clocksShown } from './proposal-clocks.ts';
import { reasonWords, shortfallWords } from './suggestion-words.ts';

const NOON = 1_795_060_800_000;
const MINUTE = 60_000;

function aLimit(step: IncidentLimit['step'], dueAt: number, known: Partial<IncidentLimit> = {}): IncidentLimit {
  return {
    id: `${step}-1`,
    step,
    rule: 'r',
    unit: 'minutes',
    amount: 15,
    anchor: 'happened',
    filingNumber: null,
    source: 'S2-32',
    startedAt: dueAt - 15 * MINUTE,
    amberAt: dueAt - 3 * MINUTE,
    targetAt: null,
    dueAt,
    weekendsOnly: false,
    state: 'running',
    endedAt: null,
    breachedAt: null,
    ...known,
  };
}

test('[5] clocks that are over before the call ends stand first and say by how much', () => {
  const clocks = clocksShown(
    [
      aLimit('accept', NOON + 90 * MINUTE),
      aLimit('first-report', NOON - 10 * MINUTE),
      aLimit('phone-report', NOON + MINUTE),
    ],
    NOON,
  );
  expect(clocks.map(clock => [clock.name, clock.tone, clock.left])).toEqual([
    ['首报', 'over', '超 00:10:00'],
    ['电话报告', 'soon', '剩 00:01:00'],
    ['受理', 'calm', '剩 01:30:00'],
  ]);
});

test('a clock that has ended is not shown as one that will run', () => {
  expect(clocksShown([aLimit('accept', NOON, { state: 'ended' })], NOON)).toEqual([]);
});

const profile = {
  organShort: (id: string) => (id === 'economy-tech' ? '经济科技办' : id),
  community: () => '灵芝园社区',
  geodata: { profile: { unitClasses: [{ id: 'squad', name: '整治队' }] } },
} as unknown as ProfileNames;

test('[7] reasons and shortfalls are said in words; an unknown code is shown, not hidden', () => {
  const suggested = {
    organ: 'market-supervision' as OrganId,
    reasons: [
      { code: 'territorial', values: { community: '440306017006' } },
      { code: 'nearest-unit', values: { unit: 'squad-07', callSign: '整07', distanceM: 750, ageS: 4 } },
    ],
    shortfalls: [
      { code: 'needs-coordination', values: { via: 'economy-tech' } },
      { code: 'from-the-future', values: { n: 3 } },
    ],
  } as unknown as SuggestedOrgan;
  expect(reasonWords(suggested, profile)).toBe('灵芝园社区属地，整07 在岗，定位 4秒前');
  expect(shortfallWords(suggested, profile)).toBe('须经经济科技办协调，from-the-future 3');
});

const outline: Geodata['outline'] = JSON.parse(
  readFileSync(new URL('../../geodata/profiles/xinan/outline.geojson', import.meta.url), 'utf8'),
);

test('[35] a pair that only makes sense in another system is hinted at; one that lies inside as it is, is not', () => {
  expect(betterCrs([113.8931, 22.5667], outline)).toBeNull();
  // A place near the eastern edge, as a map app would give it: 500 m too far east.
  const eastern = easternmostInside();
  const asGcj = [eastern[0] + 0.0049, eastern[1] - 0.0028] as const;
  expect(systemsInside([asGcj[0], asGcj[1]], outline)).not.toContain('WGS84');
  expect(betterCrs([asGcj[0], asGcj[1]], outline)).toBe('GCJ02');
  expect(betterCrs([116.4, 39.9], outline), 'nowhere in the area').toBeNull();
});

test('[35] GCJ-02 of the area lies some 560 m away from WGS-84, and is brought back', () => {
  const [lon, lat] = inWgs84([113.9, 22.57], 'GCJ02');
  const metres = Math.hypot((113.9 - lon) * 102_800, (22.57 - lat) * 111_195);
  expect(metres).toBeGreaterThan(400);
  expect(metres).toBeLessThan(700);
  expect(inWgs84([113.9, 22.57], 'WGS84')).toEqual([113.9, 22.57]);
});

function easternmostInside(): [number, number] {
  const ring = outline.features[0]!.geometry.coordinates[0]!;
  const [lon, lat] = ring.reduce((best, place) => (place[0] > best[0] ? place : best));
  return [lon - 0.0006, lat];
}
