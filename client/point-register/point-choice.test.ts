import { describe, expect, test } from 'vitest';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { type PointChoice, shownPoints, USUAL_POINT_CHOICE } from './point-choice.ts';
import { pointFeatures } from './point-layer.ts';

const aPoint = (code: string, known: object = {}) =>
  ({
    ...{
      code,
      name: `点${code}`,
      venueType: 'market',
      community: 'c1',
      zone: 'z1',
      grid: 'g1',
      responsibleRole: '组长',
    },
    ...{ responsiblePerson: null, lon: 113.9, lat: 22.5, conflict: null, state: 'clean', bulletin: null },
    ...{ round: '2026-10', score: 100, grade: 'A+', ...known },
  }) as RegisteredPoint;

const NAMES = {
  venueType: (id: string) => ({ market: '集贸市场及周边', toilet: '公共厕所' })[id] ?? id,
  community: (code: string) => ({ c1: '海裕社区', c2: '布心社区' })[code] ?? code,
  grid: (code: string) => `海裕 ${code}`,
};
const POINTS = [
  aPoint('P1'),
  aPoint('P2', { state: 'repeat', score: 80, community: 'c2', zone: 'z2' }),
  aPoint('P3', { round: null, score: null, grade: null, venueType: 'toilet' }),
  aPoint('P4', { state: 'deducted', score: 92, responsiblePerson: '王小明', conflict: { locatedIn: null } }),
  aPoint('P5', { state: 'repeat', score: 75.5 }),
];
const ask = (choice: Partial<PointChoice>) => shownPoints(POINTS, { ...USUAL_POINT_CHOICE, ...choice }, NAMES);
const codes = (choice: Partial<PointChoice>) => ask(choice).points.map(({ code }) => code);

test('worst first, by score inside a class; what was never assessed stands last', () => {
  expect(codes({})).toEqual(['P5', 'P2', 'P4', 'P1', 'P3']);
  expect(codes({ sort: 'score' })).toEqual(['P5', 'P2', 'P4', 'P1', 'P3']);
  expect(codes({ sort: 'code' })).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
  expect(codes({ sort: 'nonsense' })).toEqual(codes({}));
});

test('null is not zero: never assessed is a class of its own and not clean', () => {
  expect(ask({}).counts).toEqual({ bulletined: 0, repeat: 2, deducted: 1, clean: 1, never: 1 });
  expect(codes({ state: 'clean' })).toEqual(['P1']);
  expect(codes({ state: 'never' })).toEqual(['P3']);
});

test('each filter narrows; the counts of classes are of what the other filters leave', () => {
  expect(codes({ venue: 'toilet' })).toEqual(['P3']);
  expect(codes({ community: 'c2' })).toEqual(['P2']);
  expect(codes({ zone: 'z1', state: 'repeat' })).toEqual(['P5']);
  expect(ask({ zone: 'z1', state: 'repeat' }).counts.deducted).toBe(1);
  expect(codes({ odd: 'yes' })).toEqual(['P4']);
  expect(ask({ zone: 'z2' }).odd).toBe(1);
});

describe('words find code, name, person, post, venue type, community and grid, all of them together', () => {
  test.each([
    ['p4', ['P4']],
    ['王小明', ['P4']],
    ['点P5', ['P5']],
    ['公共厕所', ['P3']],
    ['布心 p2', ['P2']],
    ['布心 p4', []],
    ['  ', ['P5', 'P2', 'P4', 'P1', 'P3']],
    ['null', []],
  ])('%s', (q, found) => expect(codes({ q })).toEqual(found));
});

test('on the map a point carries its class, how bad that is, and whether place and list disagree', () => {
  const [never, odd] = pointFeatures([POINTS[2]!, POINTS[3]!]).features;
  expect(never!.properties).toEqual({ code: 'P3', class: 'never', worst: 4, odd: false });
  expect(odd!.properties).toEqual({ code: 'P4', class: 'deducted', worst: 2, odd: true });
});
