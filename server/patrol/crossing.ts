/**
 * When a unit has crossed a border, and when it only seems so. Rules [P-50] to [P-52].
 * In: where it counts as being, where the newest fix lies, how far that is beyond the border. Out: whether it counts as crossed.
 * The surprise is the second crossing: who walks along a border is now on this side, now on that. After a crossing that only time
 * decided, time alone decides again after five minutes in which every fix lay clear of the border.
 * Areas are numbers; `OUTSIDE` is one like any other. Fixes come in order of their time.
 */
export const OUTSIDE = -1;

/** reliability C8: farther than phones err, and as long as a street takes to cross. */
const BEYOND_M = 30;
const BEYOND_MS = 20_000;
const ALONG_MS = 5 * 60_000;
/** Of a phone that does not say how exact it is. */
const USUAL_ACCURACY_M = 10;

export interface Standing {
  area: number;
  /** Fix time (UTC ms) since when it is there. */
  sinceMs: number;
  /** Fix time of the first of the fixes that all lay elsewhere, up to the newest; null = the newest did not, or not clearly. */
  elsewhereMs: number | null;
  /** Time and not distance decided that it is here. */
  byTime: boolean;
}

export function standingIn(area: number, sinceMs: number): Standing {
  return { area, sinceMs, elsewhereMs: null, byTime: false };
}

/** `beyondM`: metres beyond the border of `standing.area`; asked only where the fix lies elsewhere. Changes `standing`. */
export function crosses(
  standing: Standing,
  seen: number,
  fix: { fixTimeMs: number; accuracyM: number | null },
  beyondM: () => number,
): boolean {
  if (seen === standing.area) {
    standing.elsewhereMs = null;
    return false;
  }
  const distanceM = beyondM();
  const accuracyM = fix.accuracyM ?? USUAL_ACCURACY_M;
  if (standing.byTime && distanceM <= accuracyM) {
    standing.elsewhereMs = null;
    return false;
  }
  standing.elsewhereMs ??= fix.fixTimeMs;
  const byDistance = distanceM > Math.max(BEYOND_M, accuracyM);
  const neededMs = standing.byTime ? ALONG_MS : BEYOND_MS;
  if (!byDistance && fix.fixTimeMs - standing.elsewhereMs < neededMs) return false;
  standing.area = seen;
  standing.sinceMs = standing.elsewhereMs;
  standing.elsewhereMs = null;
  standing.byTime = !byDistance;
  return true;
}
