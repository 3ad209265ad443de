/**
 * Does the system that was declared for a sheet fit the points it names? In: pairs as the sheet has them, and where those points are
 * registered. Out: a system that fits much better, or null [SP-24]. GCJ-02 lies 600 m off, BD-09 1,200 m, so a few points are enough.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';

export interface StatedPlace {
  lon: number;
  lat: number;
  registered: LonLat;
}

export interface CrsHint {
  declaredM: number;
  better: Crs;
  betterM: number;
}

/** CGCS2000 is WGS-84 for our purpose. */
const IN_DEGREES: readonly Crs[] = ['WGS84', 'GCJ02', 'BD09'];
const IN_METRES: readonly Crs[] = ['EPSG:4547', 'EPSG:4526'];
const FEWEST = 3;
/** Nearer than that, it may as well be how the places were taken. */
const SUSPICIOUS_M = 100;
const MUCH_BETTER = 3;

/** `toWgs84`: null = no place in that system. */
export function crsHint(
  places: readonly StatedPlace[],
  declared: Crs,
  toWgs84: (lon: number, lat: number, crs: Crs) => LonLat | null,
): CrsHint | null {
  if (places.length < FEWEST) return null;
  const medianM = (crs: Crs) => {
    const distances = places.map(({ lon, lat, registered }) => {
      const lonLat = toWgs84(lon, lat, crs);
      return lonLat === null ? Number.POSITIVE_INFINITY : metresBetween(...lonLat, ...registered);
    });
    return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)]!;
  };
  const declaredM = medianM(declared);
  if (declaredM <= SUSPICIOUS_M) return null;
  const isInDegrees = places.filter(({ lon }) => Math.abs(lon) <= 180).length * 2 > places.length;
  const [best] = (isInDegrees ? IN_DEGREES : IN_METRES)
    .map(crs => ({ better: crs, betterM: medianM(crs) }))
    .sort((a, b) => a.betterM - b.betterM);
  if (!best || best.better === declared || !(best.betterM * MUCH_BETTER < declaredM)) return null;
  // Where even the declared one is no place at all there is nothing to say in metres.
  const shown = Number.isFinite(declaredM) ? Math.round(declaredM) : 10_000_000;
  return best.betterM > SUSPICIOUS_M * MUCH_BETTER
    ? null
    : { ...best, declaredM: shown, betterM: Math.round(best.betterM) };
}
