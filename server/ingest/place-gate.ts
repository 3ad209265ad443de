/**
 * Decides whether a pair of coordinates can be a place, and which one in WGS-84.
 * In: the pair as sent, its system. Out: `[lon, lat]` or an objection that names field and value.
 * Swapped coordinates are always found: in China lon is 73..135 and lat 3..54, the ranges never overlap (reliability C3). They are
 * refused and not turned round, because a sender that swaps once will be trusted to have swapped always.
 */
import type { Crs, LonLat } from '../contract/coordinates.ts';
import { isProjected, toWgs84 } from './convert-crs.ts';
import { type Objection, objection } from './objection.ts';

/** Receivers without a fix send 0, 0; nobody patrols the Gulf of Guinea. About 110 m. */
const ZERO_DEG = 0.001;

export function judgePlace(lon: number, lat: number, crs: Crs): { ok: true; lonLat: LonLat } | Objection {
  if (!isProjected(crs)) {
    const wrong = judgeDegrees(lon, lat);
    if (wrong) return wrong;
  }
  const lonLat = toWgs84(lon, lat, crs);
  const wrong = isProjected(crs) ? judgeUnprojected(lonLat, lon, lat, crs) : judgeDegrees(...lonLat);
  return wrong ?? { ok: true, lonLat };
}

function judgeDegrees(lon: number, lat: number): Objection | null {
  if (Math.abs(lon) < ZERO_DEG && Math.abs(lat) < ZERO_DEG)
    return objection(
      'zero-position',
      'lon',
      `lon、lat：设备未定位（${lon}, ${lat}）`,
      `lon, lat: no fix (${lon}, ${lat})`,
    );
  if (lon >= 3 && lon <= 54 && lat >= 73 && lat <= 135)
    return objection(
      'swapped-lon-lat',
      'lon',
      `lon、lat：经纬度颠倒（lon ${lon}, lat ${lat}）`,
      `lon, lat: longitude and latitude are swapped (lon ${lon}, lat ${lat})`,
    );
  if (!(lon >= -180 && lon <= 180)) return outsideRange('lon', lon, '-180..180');
  if (!(lat >= -90 && lat <= 90)) return outsideRange('lat', lat, '-90..90');
  return null;
}

/** A swapped or zero pair of metres lands far from the zone of its projection, which is 3 degrees wide; 10 leaves room. */
function judgeUnprojected([lon, lat]: LonLat, easting: number, northing: number, crs: Crs): Objection | null {
  if (!(Math.abs(lon - 114) <= 10)) return outsideRange('lon', easting, crs);
  if (!(lat >= 3 && lat <= 54)) return outsideRange('lat', northing, crs);
  return null;
}

function outsideRange(field: 'lon' | 'lat', value: number, range: string): Objection {
  return objection(
    'outside-range',
    field,
    `${field}：超出范围 ${range}，收到 ${value}`,
    `${field}: outside ${range}, received ${value}`,
  );
}
