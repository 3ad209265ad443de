/**
 * How a scoring point stands, in the classes people filter and read the map by: its state, and apart from these what was never assessed
 * (未测评). The server calls that one clean because nothing was ever found there; null is not zero, so here it has a class of its own.
 */
import type { PointState, RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { say } from '../wording/wording.ts';

export type PointClass = PointState | 'never';

/** A cluster shows the first of these that is in it; the list stands in this order. */
export const WORST_FIRST = ['bulletined', 'repeat', 'deducted', 'clean', 'never'] as const satisfies PointClass[];

export function classOfPoint({ state, round }: Pick<RegisteredPoint, 'state' | 'round'>): PointClass {
  return state === 'clean' && round === null ? 'never' : state;
}

/** 0 = the worst. */
export function rankOf(pointClass: PointClass): number {
  return WORST_FIRST.indexOf(pointClass);
}

export function classText(pointClass: PointClass): string {
  return say(pointClass === 'never' ? 'point.never-assessed' : `point.state.${pointClass}`);
}
