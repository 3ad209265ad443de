import { expect, test } from 'vitest';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { hectares } from './hectares.ts';
import { nextStart } from './next-start.ts';
import { EMPTY_DRAFT, emptySquad, type PlanDraft } from './plan-draft.ts';
import { boundsOfPlan, planShapes } from './plan-marks.ts';
import { ringAround } from './ring-around.ts';
import { placedStop, stopAtTarget } from './squad-route.ts';
import { signAddress, signsOf } from './stop-signs-list.ts';

const target = { id: 't1', kind: 'place', ref: null, name: '创业路', lon: 113.9, lat: 22.56 } as const;
const PLAN: PlanDraft = {
  ...EMPTY_DRAFT,
  targets: [target, { ...target, id: 't2', lon: 113.91 }],
  muster: { name: '广场', lon: 113.89, lat: 22.55, at: null },
  squads: [
    { ...emptySquad('s1', '一组'), stops: [stopAtTarget('p1', target), placedStop('p2', [113.905, 22.57], '路口')] },
    { ...emptySquad('s2', '二组'), stops: [placedStop('p3', [113.92, 22.58], '市场')] },
  ],
};
const NO_WAYS = new Map<string, LonLat[]>();

test('stops are numbered in their squad; a target that has its stop keeps no number of its own', () => {
  const { marks } = planShapes(PLAN, NO_WAYS, { squad: 's1', stop: 'p2' });
  const said = marks.features.map(({ properties }) => [properties?.kind, properties?.id, properties?.label]);
  expect(said).toEqual([
    ['target', 't1', ''],
    ['target', 't2', '2'],
    ['muster', 'muster', '集'],
    ['stop', 'p3', '1'],
    ['stop', 'p1', '1'],
    ['stop', 'p2', '2'],
  ]);
  const weights = marks.features.flatMap(({ properties }) => properties?.weight ?? []);
  expect(weights).toEqual(['faint', 'full', 'full']);
  expect(marks.features.find(({ properties }) => properties?.chosen)?.properties?.id).toBe('p2');
});

test('until the streets are known a way is straight, from the muster place', () => {
  const known = new Map([
    [
      's1',
      [
        [1, 2],
        [3, 4],
      ] as LonLat[],
    ],
  ]);
  const { ways } = planShapes(PLAN, known, { squad: null, stop: null });
  expect(ways.features.map(({ geometry }) => geometry.coordinates)).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [113.89, 22.55],
      [113.92, 22.58],
    ],
  ]);
});

test('a plan is looked at as a whole; an empty one is nowhere', () => {
  expect(boundsOfPlan(PLAN)).toEqual([113.89, 22.55, 113.92, 22.58]);
  expect(boundsOfPlan(EMPTY_DRAFT)).toBeNull();
});

test('an area around targets leaves a hundred metres, around one target too', () => {
  const ring = ringAround([target])!;
  expect(ring[0]).toEqual(ring.at(-1));
  expect(Number(hectares(ring))).toBeGreaterThan(2.9);
  expect(Number(hectares(ring))).toBeLessThan(3.2);
  expect(ringAround([])).toBeNull();
});

test('a copy begins on the same day of the week, the next time it comes', () => {
  const tuesday = Date.parse('2026-11-03T08:00:00+08:00');
  const at = (text: string) => Date.parse(`${text}+08:00`);
  expect(nextStart(tuesday, at('2026-11-28T12:00'))).toBe(at('2026-12-01T08:00'));
  expect(nextStart(tuesday, tuesday)).toBe(at('2026-11-10T08:00'));
  expect(nextStart(tuesday, at('2026-11-01T00:00'))).toBe(at('2026-11-10T08:00'));
});

test('[O-35] a sign says what a phone needs to arrive; a stop without a code has none', () => {
  const signs = signsOf({ squads: PLAN.squads }, [{ stop: 'p2', code: 'AB12' }]);
  expect(signs).toEqual([{ stop: 'p2', name: '路口', squad: '一组', order: 2, code: 'AB12' }]);
  expect(signAddress('https://wall', 'XA-LH1', signs[0]!)).toBe(
    'https://wall/field?operation=XA-LH1&stop=p2&code=AB12',
  );
});
