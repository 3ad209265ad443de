import { expect, test } from 'vitest';
import { type DraftSquad, EMPTY_DRAFT, emptySquad, type PlanDraft } from './plan-draft.ts';
import {
  doneAt,
  placedStop,
  routeQuestion,
  stopAtTarget,
  unvisitedTargets,
  withAnswer,
  withMovedStops,
  withoutTarget,
} from './squad-route.ts';

const NOON = Date.parse('2026-11-28T12:00:00+08:00');
const MINUTE = 60_000;
const target = { id: 't1', kind: 'place', ref: null, name: '创业路', lon: 113.9, lat: 22.56 } as const;

const aSquad = (...ids: string[]): DraftSquad => ({
  ...emptySquad('s1', '一组'),
  stops: ids.map((id, i) => ({ ...placedStop(id, [113.9 + i / 1000, 22.56], id), plannedAt: NOON + i * 30 * MINUTE })),
});
const order = ({ stops }: DraftSquad) => stops.map(({ id }) => id).join('');

test('stops go before or after another one; times of the old order are forgotten', () => {
  const squad = aSquad('a', 'b', 'c', 'd');
  expect(order(withMovedStops(squad, new Set(['d']), 'a', 'before'))).toBe('dabc');
  expect(order(withMovedStops(squad, new Set(['a', 'b']), 'c', 'after'))).toBe('cabd');
  expect(withMovedStops(squad, new Set(['d']), 'a', 'before').stops.every(stop => stop.plannedAt === null)).toBe(true);
  expect(withMovedStops(squad, new Set(['a']), 'a', 'after')).toBe(squad);
});

test('a proposal brings order and times; what was added meanwhile stands at the end', () => {
  const answer = {
    stops: [
      { id: 'b', plannedAt: NOON + MINUTE, distanceM: 10 },
      { id: 'a', plannedAt: NOON + 20 * MINUTE, distanceM: 20 },
    ],
  };
  const put = withAnswer(aSquad('a', 'b', 'new'), answer, true);
  expect(put.stops.map(({ id, plannedAt }) => [id, plannedAt])).toEqual([
    ['b', NOON + MINUTE],
    ['a', NOON + 20 * MINUTE],
    ['new', NOON + 60 * MINUTE],
  ]);
  expect(withAnswer(aSquad('a', 'b'), answer, false).stops[0]?.plannedAt).toBe(NOON + 30 * MINUTE);
});

test('the way begins at the muster place, at the later of both times; without one at the first stop', () => {
  const plan = { startsAt: NOON, muster: { name: '广场', lon: 1, lat: 2, at: NOON + 5 * MINUTE } };
  expect(routeQuestion(aSquad('a'), plan)).toMatchObject({ start: { lon: 1, lat: 2 }, startsAt: NOON + 5 * MINUTE });
  expect(routeQuestion(aSquad('a'), { startsAt: null, muster: null })).toMatchObject({
    ...{ start: { lon: 113.9, lat: 22.56 }, startsAt: 0 },
  });
  expect(routeQuestion(aSquad(), plan)).toBeNull();
});

test('a squad is done after its last stay, if every stop has its time', () => {
  expect(doneAt(aSquad('a', 'b'))).toBe(NOON + 45 * MINUTE);
  expect(doneAt({ stops: [placedStop('a', [1, 2], 'a')] })).toBeNull();
  expect(doneAt(aSquad())).toBeNull();
});

test('targets without a stop are known; a stop outlives its target', () => {
  const squads = [{ ...emptySquad('s1', '一组'), stops: [stopAtTarget('p1', target)] }];
  const plan: PlanDraft = { ...EMPTY_DRAFT, targets: [target, { ...target, id: 't2' }], squads };
  expect(unvisitedTargets(plan).map(({ id }) => id)).toEqual(['t2']);
  const without = withoutTarget(plan, 't1');
  expect(without.targets.map(({ id }) => id)).toEqual(['t2']);
  expect(without.squads[0]?.stops[0]).toMatchObject({ name: '创业路', target: null });
});
