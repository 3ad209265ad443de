import { expect, test } from 'vitest';
import { metresPerPx, overviewCamera, seenFrom } from './overview-camera.ts';

const XINAN = [113.8601, 22.5406, 113.9246, 22.5958] as const;
const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

test('the whole subdistrict fits into the free ground, and touches it on one axis', () => {
  const { zoom } = overviewCamera(XINAN, 3840, 2160, { top: 200, right: 1000, bottom: 200, left: 1000 });
  const world = 512 * 2 ** zoom;
  const widthPx = ((XINAN[2] - XINAN[0]) / 360) * world;
  expect(widthPx).toBeLessThanOrEqual(1840.001);
  const heightM = 111_320 * (XINAN[3] - XINAN[1]);
  const heightPx = heightM / metresPerPx(22.568, zoom);
  expect(Math.max(widthPx / 1840, heightPx / 1760)).toBeCloseTo(1, 2);
});

test('equal margins leave the centre where it is; a wider left rail moves the ground to the right', () => {
  const even = overviewCamera(XINAN, 1000, 1000, NONE);
  expect(even.center[0]).toBeCloseTo((XINAN[0] + XINAN[2]) / 2, 6);
  const wideLeft = overviewCamera(XINAN, 1000, 1000, { ...NONE, left: 400 });
  expect(wideLeft.center[0]).toBeLessThan(even.center[0]);
});

test('a degree is 111 km at the equator and shrinks to half at 60 north', () => {
  expect(metresPerPx(60, 10) * 2).toBeCloseTo(metresPerPx(0, 10), 6);
});

test('what a camera shows is the window around it: the bounds it was made for, and the margins', () => {
  const bounds: [number, number, number, number] = [113.85, 22.53, 113.93, 22.6];
  const margins = { top: 0, right: 0, bottom: 0, left: 0 };
  const [west, south, east, north] = seenFrom(overviewCamera(bounds, 1000, 500, margins), 1000, 500);
  expect(south).toBeCloseTo(22.53, 6);
  expect(north).toBeCloseTo(22.6, 6);
  expect((west + east) / 2).toBeCloseTo(113.89, 6);
  expect(west).toBeLessThan(113.85);
  expect(east).toBeGreaterThan(113.93);
});
