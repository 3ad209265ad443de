import { expect, test } from 'vitest';
import type { OperationTarget } from '../../server/contract/operation.ts';
import { createTargetBasket, dropTarget, emptyBasket, MOST_TARGETS, pickedRefs, pickTargets } from './target-basket.ts';

const aTarget = (n: number, values: Partial<OperationTarget> = {}): OperationTarget => ({
  ...{ id: `t${n}`, kind: 'grid', ref: `g${n}`, name: `网格${n}`, lon: 113.9, lat: 22.56 },
  ...values,
});

function aStorage() {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => void held.set(key, text),
  };
}

test('a thing that is picked again keeps its place and its id, and gets the newer words', () => {
  const basket = createTargetBasket();
  pickTargets(basket, [aTarget(1), aTarget(2)]);
  pickTargets(basket, [aTarget(1, { id: 'other', note: 'newer' })]);
  expect(basket.getState().targets).toEqual([aTarget(1, { note: 'newer' }), aTarget(2)]);
});

test('a grid and a point with the same code are two things; two places are two', () => {
  const basket = createTargetBasket();
  const place = { kind: 'place', ref: null } as const;
  pickTargets(basket, [aTarget(1), aTarget(2, { kind: 'scoring-point', ref: 'g1' })]);
  pickTargets(basket, [aTarget(3, place), aTarget(4, place)]);
  expect(basket.getState().targets.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4']);
  expect([...pickedRefs(basket.getState().targets, 'scoring-point')]).toEqual(['g1']);
});

test('no more than a plan takes; who had no room is counted', () => {
  const basket = createTargetBasket();
  expect(
    pickTargets(
      basket,
      Array.from({ length: MOST_TARGETS + 3 }, (_, n) => aTarget(n)),
    ),
  ).toBe(3);
  expect(basket.getState().targets).toHaveLength(MOST_TARGETS);
  expect(pickTargets(basket, [aTarget(0, { note: 'again' })])).toBe(0);
});

test('what is picked survives a reload, for this account only; what cannot be read is forgotten', () => {
  const storage = aStorage();
  pickTargets(createTargetBasket('chief1', storage), [aTarget(1)]);
  expect(createTargetBasket('chief1', storage).getState().targets).toEqual([aTarget(1)]);
  expect(createTargetBasket('chief2', storage).getState().targets).toEqual([]);
  for (const [key] of storage.held) storage.held.set(key, '[{"id":7}]');
  expect(createTargetBasket('chief1', storage).getState().targets).toEqual([]);
});

test('one is dropped, all are dropped', () => {
  const basket = createTargetBasket();
  pickTargets(basket, [aTarget(1), aTarget(2)]);
  dropTarget(basket, 't1');
  expect(basket.getState().targets).toEqual([aTarget(2)]);
  emptyBasket(basket);
  expect(basket.getState().targets).toEqual([]);
});
