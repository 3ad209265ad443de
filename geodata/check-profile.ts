/**
 * Everything that must be true of a profile's map data, beyond the shape of its files.
 * In: a profile as read. Out: one line per finding, file and feature first; an empty list when all is well.
 * Used by `npm run geodata:check` and by the data tests, which also damage the data to see each finding appear.
 */
import { booleanPointInPolygon } from '@turf/turf';
import { coverageFindings, polygonFindings } from './check-topology.ts';
import type { ProfileData } from './load-profile.ts';
import { type GridFeature, type LonLat, VENUE_TYPES } from './profile-files.ts';
import { readingOrder } from './reading-order.ts';
import { referenceFaults } from './reference-faults.ts';

/** Inclusive limits: what the subdistrict is known to have, and what a wall can show. */
const COUNTS = {
  outline: [1, 1],
  grids: [380, 460],
  communities: [22, 22],
  zones: [4, 4],
  sanitationPoints: [900, 1000],
} as const;

export function checkProfile(data: ProfileData): string[] {
  const shapes = polygonFindings(data);
  return [
    ...countFindings(data),
    ...referenceFaults(data),
    ...shapes,
    ...coverageFindings(data),
    ...sequenceFindings(data),
    ...(shapes.length === 0 ? pointFindings(data) : []), // a broken ring has no inside to ask about
    ...venueFindings(data),
  ];
}

function countFindings(data: ProfileData): string[] {
  return (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap(layer => {
    const [least, most] = COUNTS[layer];
    const { length } = data[layer].features;
    return length >= least && length <= most
      ? []
      : [`${layer}: ${length} features when ${least} to ${most} were expected`];
  });
}

/** Codes end in 001, 002, … without gaps, west to east in rows from north to south. */
function sequenceFindings(data: ProfileData): string[] {
  return data.communities.features.flatMap(({ properties: { code } }) => {
    const grids = data.grids.features.filter(grid => grid.properties.community === code);
    const order = readingOrder(grids.map(grid => grid.properties.labelAt));
    return order.flatMap((at, i) => {
      const expected = `${code}${String(i + 1).padStart(3, '0')}`;
      const found = grids[at]!.properties.code;
      return found === expected ? [] : [`grids: ${found}: by its place (W to E, N to S) it should be ${expected}`];
    });
  });
}

function pointFindings(data: ProfileData): string[] {
  const grids = new Map(data.grids.features.map(grid => [grid.properties.code, grid]));
  const communities = new Map(data.communities.features.map(community => [community.properties.code, community]));
  const points = data.sanitationPoints.features.flatMap(point => {
    const { code, grid, community } = point.properties;
    const cell = grids.get(grid);
    const area = communities.get(community);
    return [
      ...(cell && !booleanPointInPolygon(point, cell) ? [`sanitation-points: ${code}: outside its grid ${grid}`] : []),
      ...(area && !booleanPointInPolygon(point, area)
        ? [`sanitation-points: ${code}: outside its community ${community}`]
        : []),
    ];
  });
  return [...points, ...labelFindings(data)];
}

function labelFindings(data: ProfileData): string[] {
  const areas: { id: string; labelAt: LonLat; geometry: GridFeature['geometry'] }[] = [
    ...data.grids.features.map(({ properties, geometry }) => ({ ...properties, id: properties.code, geometry })),
    ...data.communities.features.map(({ properties, geometry }) => ({ ...properties, id: properties.code, geometry })),
    ...data.zones.features.map(({ properties, geometry }) => ({ ...properties, geometry })),
  ];
  return areas.flatMap(({ id, labelAt, geometry }) =>
    booleanPointInPolygon(labelAt, geometry, { ignoreBoundary: true }) ? [] : [`${id}: labelAt lies outside the area`],
  );
}

function venueFindings(data: ProfileData): string[] {
  const present = new Set(data.sanitationPoints.features.map(point => point.properties.venueType));
  return VENUE_TYPES.filter(type => !present.has(type)).map(
    type => `sanitation-points: no point of venue type ${type}`,
  );
}
