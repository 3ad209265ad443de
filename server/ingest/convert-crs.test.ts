import { expect, test } from 'vitest';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import { toWgs84 } from './convert-crs.ts';

/** 灵芝 station in five systems: the fixed points of the coordinate page of our research. */
const LINGZHI: LonLat = [113.89926, 22.57201];
const METRES_A_DEGREE = 111_320;

function metresApart([lon, lat]: LonLat, [otherLon, otherLat]: LonLat): number {
  const east = (lon - otherLon) * METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, (lat - otherLat) * METRES_A_DEGREE);
}

test('[C5] the same place in three systems ends up within five metres', () => {
  const gcj: LonLat = [LINGZHI[0] + 0.004869, LINGZHI[1] - 0.003051];
  expect(metresApart(toWgs84(...gcj, 'GCJ02'), LINGZHI)).toBeLessThan(5);
  expect(metresApart(gcj, LINGZHI)).toBeGreaterThan(500); // what an undeclared GCJ-02 costs
  const bd: LonLat = [gcj[0] + 0.0065, gcj[1] + 0.006];
  expect(metresApart(toWgs84(...bd, 'BD09'), LINGZHI)).toBeLessThan(120);
  expect(toWgs84(...LINGZHI, 'CGCS2000')).toEqual(LINGZHI);
});

test('projected metres become degrees, with and without the zone number', () => {
  const place = toWgs84(489_642.6, 2_497_145.6, 'EPSG:4547');
  expect(metresApart(place, LINGZHI)).toBeLessThan(300);
  expect(metresApart(toWgs84(38_489_642.6, 2_497_145.6, 'EPSG:4526'), place)).toBeLessThan(0.01);
});

test('no value makes a conversion throw', () => {
  const systems: Crs[] = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09', 'EPSG:4547', 'EPSG:4526'];
  for (const crs of systems)
    for (const value of [0, -1, 1e308, -1e308, 5e-324, 180, 90]) expect(() => toWgs84(value, value, crs)).not.toThrow();
});
