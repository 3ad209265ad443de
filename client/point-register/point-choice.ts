/**
 * Which points of the register are shown and in which order, as the address says it. In: texts of the address, the register. Out: the
 * points, and how many would be shown of each class. What nobody knows means all.
 */
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { classOfPoint, type PointClass, rankOf, WORST_FIRST } from '../sanitation-point/point-class.ts';

export const SORTS = ['worst', 'score', 'code'] as const;
type Sort = (typeof SORTS)[number];

/** `state` a class; `odd` = only where list and place disagree; `point` the one that is looked at. */
export const USUAL_POINT_CHOICE = {
  ...{ state: '', venue: '', community: '', zone: '', q: '', odd: '', sort: 'worst', point: '' },
} as const satisfies Record<string, string>;
export type PointChoiceName = keyof typeof USUAL_POINT_CHOICE;
export type PointChoice = Readonly<Record<PointChoiceName, string>>;

/** What people call a point besides its own name. */
export interface PointNames {
  venueType: (id: string) => string;
  community: (code: string) => string;
  grid: (code: string) => string;
}

export interface ShownPoints {
  points: readonly RegisteredPoint[];
  /** Of the points that the other filters leave. */
  counts: Readonly<Record<PointClass, number>>;
  /** How many of all points lie in another community than listed. */
  odd: number;
}

export function shownPoints(all: readonly RegisteredPoint[], choice: PointChoice, names: PointNames): ShownPoints {
  const words = choice.q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(WORST_FIRST.map(one => [one, 0])) as Record<PointClass, number>;
  const state = WORST_FIRST.find(one => one === choice.state) ?? null;
  const points: RegisteredPoint[] = [];
  let odd = 0;
  for (const point of all) {
    if (point.conflict) odd++;
    if (!isAsked(point, choice) || !words.every(word => textOf(point, names).includes(word))) continue;
    const pointClass = classOfPoint(point);
    counts[pointClass]++;
    if (state === null || state === pointClass) points.push(point);
  }
  return { points: points.sort(ORDER[sortOf(choice.sort)]), counts, odd };
}

export function sortOf(text: string): Sort {
  return SORTS.find(sort => sort === text) ?? 'worst';
}

function isAsked(point: RegisteredPoint, { venue, community, zone, odd }: PointChoice): boolean {
  return (
    (venue === '' || venue === point.venueType) &&
    (community === '' || community === point.community) &&
    (zone === '' || zone === point.zone) &&
    (odd === '' || point.conflict !== null)
  );
}

function textOf(point: RegisteredPoint, names: PointNames): string {
  const { code, name, responsibleRole, responsiblePerson, venueType, community, grid } = point;
  const known = [names.venueType(venueType), names.community(community), grid, names.grid(grid)];
  return [code, name, responsibleRole, responsiblePerson, ...known].join(' ').toLowerCase();
}

type Order = (a: RegisteredPoint, b: RegisteredPoint) => number;

const byCode: Order = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
/** What has no score stands last: it is not known to be bad. */
const byScore: Order = (a, b) => {
  if (a.score === b.score) return byCode(a, b);
  if (a.score === null || b.score === null) return a.score === null ? 1 : -1;
  return a.score - b.score;
};
const ORDER: Readonly<Record<Sort, Order>> = {
  worst: (a, b) => rankOf(classOfPoint(a)) - rankOf(classOfPoint(b)) || byScore(a, b),
  score: byScore,
  code: byCode,
};
