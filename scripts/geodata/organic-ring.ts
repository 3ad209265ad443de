/**
 * A rounded, slightly irregular ring for things nature shaped: hills, parks, a reservoir.
 * In: centre in metres, two radii along the street frame, a label for the seed, roughness 0..1. Out: a ring, not closed.
 */
import { fromStreetFrame, type Metres } from './plane.ts';
import { seededRandom } from './seeded-random.ts';
import { smoothLine } from './smooth-line.ts';

const CORNERS = 11;

export function organicRing(
  centre: Metres,
  [inlandM, alongShoreM]: readonly [number, number],
  label: string,
  roughness = 0.16,
): Metres[] {
  const random = seededRandom(label);
  const corners = Array.from({ length: CORNERS }, (_, i): Metres => {
    const angle = ((i + random.between(-0.22, 0.22)) / CORNERS) * 2 * Math.PI;
    const reach = 1 + random.between(-roughness, roughness);
    const [dx, dy] = fromStreetFrame([Math.cos(angle) * inlandM * reach, Math.sin(angle) * alongShoreM * reach]);
    return [centre[0] + dx, centre[1] + dy];
  });
  return smoothLine(corners, true).slice(0, -1);
}
