/**
 * Whether the areas fit together: valid rings, no gap, no overlap, unions that add up.
 * In: a profile as read. Out: one line per finding.
 * Surprising rule: fit is judged by vertices, not by tolerance. Every grid edge is either shared by exactly two grids,
 * in opposite directions, or lies on the outline; a corner that only one of two neighbours has is a finding.
 */
import { area, kinks } from '@turf/turf';
import type { ProfileData } from './load-profile.ts';
import type { GridFeature } from './profile-files.ts';

const AREA_TOLERANCE_M2 = 1;

type Area = { type: 'Feature'; properties: object; geometry: GridFeature['geometry'] };
type Ring = GridFeature['geometry']['coordinates'][number];

export function polygonFindings(data: ProfileData): string[] {
  const waters = data.water.features.flatMap(({ properties, geometry }): [string, Area][] =>
    geometry.type === 'Polygon' ? [[`water: ${properties.name}`, { type: 'Feature', properties, geometry }]] : [],
  );
  const areas: [string, Area][] = [
    ...data.outline.features.map((f): [string, Area] => [`outline: ${f.properties.code}`, f]),
    ...data.grids.features.map((f): [string, Area] => [`grids: ${f.properties.code}`, f]),
    ...data.communities.features.map((f): [string, Area] => [`communities: ${f.properties.code}`, f]),
    ...data.zones.features.map((f): [string, Area] => [`zones: ${f.properties.id}`, f]),
    ...data.green.features.map((f): [string, Area] => [`green: ${f.properties.name}`, f]),
    ...waters,
  ];
  return areas.flatMap(([label, feature]) => ringFindings(feature).map(finding => `${label}: ${finding}`));
}

function ringFindings(feature: Area): string[] {
  const { coordinates } = feature.geometry;
  const open = coordinates.some(ring => ring[0]!.join() !== ring[ring.length - 1]!.join());
  if (open) return ['a ring is not closed'];
  const findings: string[] = [];
  if (area(feature) <= 0) findings.push('area is not above 0');
  const crossings = kinks(feature).features;
  if (crossings.length > 0) findings.push(`crosses itself at ${crossings[0]!.geometry.coordinates.join(',')}`);
  coordinates.forEach((ring, i) => {
    if (windsLeft(ring) !== (i === 0)) findings.push(`ring ${i} winds the wrong way (RFC 7946)`);
  });
  return findings;
}

function windsLeft(ring: Ring): boolean {
  const [x0, y0] = ring[0]!;
  let doubled = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    doubled += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return doubled > 0;
}

export function coverageFindings(data: ProfileData): string[] {
  return [...edgeFindings(data), ...areaFindings(data)];
}

function edgeFindings(data: ProfileData): string[] {
  const holders = new Map<string, string>();
  const findings: string[] = [];
  for (const grid of data.grids.features) {
    for (const [from, to] of edgesOf(grid)) {
      const other = holders.get(`${from} ${to}`);
      if (other) findings.push(`grids: ${grid.properties.code}: overlaps ${other} along ${from} ${to}`);
      holders.set(`${from} ${to}`, grid.properties.code);
    }
  }
  const outer = new Set(
    data.outline.features.flatMap(outline => edgesOf(outline).map(([from, to]) => `${from} ${to}`)),
  );
  for (const [edge, code] of holders) {
    const [from, to] = edge.split(' ');
    const shared = holders.has(`${to} ${from}`);
    if (!shared && !outer.has(edge))
      findings.push(`grids: ${code}: edge ${edge} has no neighbour and is not on the outline`);
    if (shared && outer.has(edge)) findings.push(`grids: ${code}: edge ${edge} on the outline has a neighbour`);
  }
  for (const edge of outer) if (!holders.has(edge)) findings.push(`outline: edge ${edge} has no grid`);
  return findings;
}

function edgesOf({ geometry }: Area): [string, string][] {
  return geometry.coordinates.flatMap(ring =>
    ring.slice(1).map((to, i): [string, string] => [ring[i]!.join(), to.join()]),
  );
}

/** Grids add up to the outline, a community to its grids, a zone to its grids. */
function areaFindings(data: ProfileData): string[] {
  const sizes = data.grids.features.map(grid => ({ ...grid.properties, m2: area(grid) }));
  const sum = (chosen: (grid: (typeof sizes)[number]) => boolean) =>
    sizes.filter(chosen).reduce((total, { m2 }) => total + m2, 0);
  const compare = (label: string, whole: Area, parts: number): string[] => {
    const gap = area(whole) - parts;
    return Math.abs(gap) <= AREA_TOLERANCE_M2 ? [] : [`${label}: ${gap.toFixed(1)} m² more than its grids`];
  };
  return [
    ...data.outline.features.flatMap(outline =>
      compare(
        'outline',
        outline,
        sum(() => true),
      ),
    ),
    ...data.communities.features.flatMap(community =>
      compare(
        `communities: ${community.properties.code}`,
        community,
        sum(grid => grid.community === community.properties.code),
      ),
    ),
    ...data.zones.features.flatMap(zone =>
      compare(
        `zones: ${zone.properties.id}`,
        zone,
        sum(grid => grid.zone === zone.properties.id),
      ),
    ),
  ];
}
