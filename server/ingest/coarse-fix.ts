/**
 * Fixes that are too inexact to say where a unit is ([P-27], demand 22): kept in the track, and shown only while nothing better is known.
 * In: the fix that is shown, and a newer one. Out: does the newer one move the unit?
 * Times of fixes are compared, never the clock, so that a restart reads the same track to the same place.
 */
import { FRESH_INTERVALS } from '../contract/freshness.ts';
import type { Spot } from './jump-watch.ts';

export const COARSE_M = 100;

export function isCoarse({ accuracyM }: Pick<Spot, 'accuracyM'>): boolean {
  return accuracyM !== null && accuracyM > COARSE_M;
}

export function moves(shown: Spot | null, fix: Spot, reportIntervalS: number): boolean {
  if (shown === null || !isCoarse(fix) || isCoarse(shown)) return true;
  return fix.fixTimeMs - shown.fixTimeMs > FRESH_INTERVALS * reportIntervalS * 1000;
}
