import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Geodata } from '../map/geodata.ts';
import { aPoint } from '../store/record-builders.ts';
import { pointFeatures } from './point-marks.ts';
import { pointsOf } from './point-slice.ts';

const file = new URL('../../geodata/profiles/xinan/sanitation-points.geojson', import.meta.url);
const points: Geodata['points'] = JSON.parse(readFileSync(file, 'utf8'));

test('[S0-33] every point is on the map; what the server did not mention is clean', () => {
  const [first, second] = points.features;
  const slice = pointsOf([
    aPoint(1, { code: first!.properties.code, state: 'repeat' }),
    aPoint(2, { code: second!.properties.code, state: 'deducted' }),
  ]);
  const states = pointFeatures(points, slice).features.map(feature => feature.properties?.state);
  expect(states).toHaveLength(936);
  expect(states.slice(0, 3)).toEqual(['repeat', 'deducted', 'clean']);
});
