/**
 * What a phone makes of a true position: an error that wanders, an accuracy that says how large it may be.
 * In: truth in metres. Out: the fields of a position report.
 * The error of neighbouring fixes is alike (a phone is wrong in the same direction for a while), so it never jumps.
 */
import { type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { Chance } from './random-stream.ts';

const ACCURACY_M = [3, 12] as const;
/** How much of the error is left after ten seconds. */
const KEPT_AFTER_10_S = 0.8;
/** Below this a heading is noise and phones leave it out. */
const HEADING_FROM_MPS = 0.5;

export interface GpsError {
  offM: Metres;
  accuracyM: number;
  atMs: number;
}

export interface GpsFix {
  at: Metres;
  accuracyM: number;
  speedMps: number;
  headingDeg?: number;
}

export const noGpsError = (atMs: number): GpsError => ({ offM: [0, 0], accuracyM: 5, atMs });

/** Lets the error wander on to `nowMs` and reads a fix through it. */
export function gpsFix(
  error: GpsError,
  truth: { at: Metres; speedMps: number; headingDeg: number },
  nowMs: number,
  chance: Chance,
): GpsFix {
  const kept = KEPT_AFTER_10_S ** ((nowMs - error.atMs) / 10_000);
  error.atMs = nowMs;
  error.accuracyM = Math.max(ACCURACY_M[0], Math.min(ACCURACY_M[1], error.accuracyM + 0.4 * chance.normal()));
  const fresh = (error.accuracyM / 2) * Math.sqrt(1 - kept * kept);
  const off: Metres = [error.offM[0] * kept + fresh * chance.normal(), error.offM[1] * kept + fresh * chance.normal()];
  const lengthM = metresBetween([0, 0], off);
  const shrink = Math.min(1, error.accuracyM / (lengthM || 1)); // the stated accuracy is kept, or the sender would lie
  error.offM = [off[0] * shrink, off[1] * shrink];
  const speedMps = Math.max(0, truth.speedMps + (truth.speedMps > 0 ? 0.05 * chance.normal() : 0));
  return {
    at: [truth.at[0] + error.offM[0], truth.at[1] + error.offM[1]],
    accuracyM: Math.round(error.accuracyM * 10) / 10,
    speedMps: Math.round(speedMps * 100) / 100,
    ...(truth.speedMps >= HEADING_FROM_MPS
      ? { headingDeg: Math.round((truth.headingDeg + 2 * chance.normal() + 360) % 360) % 360 }
      : {}),
  };
}
