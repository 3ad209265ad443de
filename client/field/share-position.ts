/**
 * Follows the phone's own position. In: the browser's geolocation. Out: fixes, at most one in `KEEP_EVERY_MS`, and why there are none.
 * A page is not an app: with the screen off most phones stop telling it where they are, and the strip then shows the age truthfully.
 */
import type { KeptFix } from './kept-things.ts';

/** Half of what a person on foot is asked for. */
const KEEP_EVERY_MS = 10_000;

/** `insecure`: over plain http a browser gives no position at all. */
export type WhyNoFix = 'denied' | 'insecure' | 'unavailable';

export function followPosition(onFix: (fix: KeptFix) => void, onTrouble: (why: WhyNoFix | null) => void): () => void {
  if (!window.isSecureContext || !navigator.geolocation) {
    onTrouble('insecure');
    return () => {};
  }
  let lastKept = Number.NEGATIVE_INFINITY;
  const watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      onTrouble(null);
      const time = Math.round(timestamp);
      if (time - lastKept < KEEP_EVERY_MS) return;
      lastKept = time;
      const { longitude: lon, latitude: lat, accuracy: accuracyM, speed: speedMps } = coords;
      // Standing still has no direction; browsers say null or NaN.
      const headingDeg = coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading;
      onFix({ time, lon, lat, accuracyM, speedMps, headingDeg });
    },
    error => onTrouble(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
    { enableHighAccuracy: true, maximumAge: 5000, timeout: 30_000 },
  );
  return () => navigator.geolocation.clearWatch(watch);
}
