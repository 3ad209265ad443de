/**
 * How far a unit may have got since its last fix (wall-ux §6): the ring around a stale one.
 * In: accuracy of the fix, top speed of its class, age. Out: metres.
 */

/** A wider ring would cover half a community and tell nobody where to look. */
const UNCERTAINTY_CAP_M = 500;
/** A fix that does not say how good it is: a phone between buildings. */
const UNKNOWN_ACCURACY_M = 50;

/** Metres around the last fix within which the unit is now. `accuracyM` NaN = the device did not say. */
export function uncertaintyRadiusM(accuracyM: number, topSpeedMps: number, fixAgeMs: number): number {
  const accuracy = Number.isNaN(accuracyM) ? UNKNOWN_ACCURACY_M : accuracyM;
  return Math.min(UNCERTAINTY_CAP_M, accuracy + (topSpeedMps * Math.max(0, fixAgeMs)) / 1000);
}
