/**
 * Turns coordinates of any declared system into WGS-84 degrees, once, at the door.
 * In: the pair as it was sent and its system. Out: `[lon, lat]`.
 * For EPSG:4547 and EPSG:4526 (3-degree Gauss-Krueger, central meridian 114°E) `lon` is the easting and `lat` the northing, in
 * metres. CGCS2000 differs from WGS-84 by centimetres and is taken as it is. A pair that cannot be turned comes back as NaN.
 */
import gcoord from 'gcoord';
import proj4 from 'proj4';
import type { Crs, LonLat } from '../contract/coordinates.ts';

const GAUSS_KRUEGER = '+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +ellps=GRS80 +units=m +no_defs';
const epsg4547 = proj4(`${GAUSS_KRUEGER} +x_0=500000 +y_0=0`);
/** The same with the zone number 38 in front of the easting. */
const epsg4526 = proj4(`${GAUSS_KRUEGER} +x_0=38500000 +y_0=0`);

export function isProjected(crs: Crs): boolean {
  return crs.startsWith('EPSG:');
}

export function toWgs84(lon: number, lat: number, crs: Crs): LonLat {
  switch (crs) {
    case 'WGS84':
    case 'CGCS2000':
      return [lon, lat];
    case 'GCJ02':
      return pair(gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84));
    case 'BD09':
      return pair(gcoord.transform([lon, lat], gcoord.BD09, gcoord.WGS84));
    case 'EPSG:4547':
      return unproject(epsg4547, lon, lat);
    case 'EPSG:4526':
      return unproject(epsg4526, lon, lat);
  }
}

function unproject(system: typeof epsg4547, easting: number, northing: number): LonLat {
  try {
    return pair(system.inverse([easting, northing]));
  } catch {
    return [Number.NaN, Number.NaN]; // proj4 throws on coordinates that are no place at all
  }
}

function pair(values: number[]): LonLat {
  return [values[0] ?? Number.NaN, values[1] ?? Number.NaN];
}
