/**
 * Every name of the jurisdiction that people say on the phone, with the point it means.
 * In: the profile's layers and a way to find the community of a point. Out: places as they are shown, with the names they are found by.
 * Of neighbours only what the map shows inside its frame (stations, roads) is listed; their names alone point nowhere.
 */
import { along, booleanPointInPolygon, distance, length, lineString, pointOnFeature } from '@turf/turf';
import type { Feature, LineString, Polygon } from 'geojson';
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { RoadClass } from '../../geodata/profile-files.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode } from '../contract/ids.ts';
import type { PlaceFound } from '../contract/place-found.ts';
import { type Crossing, roadCrossings } from './road-crossings.ts';

export interface NamedPlace extends PlaceFound {
  /** Other ways to say it, besides `name`: both orders of a crossing. */
  aliases: readonly string[];
  /** What is printed on its sign; null = it has none. */
  code: string | null;
}

const ROAD_CLASS_NAMES: Record<RoadClass, string> = {
  expressway: '高速公路',
  trunk: '快速路',
  main: '主干路',
  secondary: '次干路',
  minor: '支路',
};

export function placeNames(data: ProfileData, communityAt: (lonLat: LonLat) => CommunityCode | null): NamedPlace[] {
  const { outline, zones, communities, grids, roads, places, green, water, sanitationPoints } = data;
  const communityNames = new Map<string, string>(communities.features.map(({ properties: p }) => [p.code, p.name]));
  const zoneNames = new Map<string, string>(zones.features.map(({ properties: p }) => [p.id, p.name]));
  const nameOf = (code: CommunityCode | null) => (code === null ? '辖区外' : communityNames.get(code)!);
  const inArea = (lonLat: LonLat) => outline.features.some(area => booleanPointInPolygon(lonLat, area));

  function named(
    kind: PlaceFound['kind'],
    name: string,
    lonLat: LonLat,
    detail: string,
    more: Partial<Pick<NamedPlace, 'community' | 'aliases' | 'code'>> = {},
  ): NamedPlace {
    const [lon, lat] = lonLat;
    const { community = communityAt(lonLat), aliases = [], code = null } = more;
    return { kind, name, detail: joined(detail, nameOf(community)), lon, lat, community, aliases, code };
  }

  const found: NamedPlace[] = [];
  for (const [name, parts] of groupedByName(roads.features))
    found.push(
      named(
        'road',
        name,
        middleInside(
          parts.map(({ geometry }) => geometry),
          inArea,
        ),
        ROAD_CLASS_NAMES[parts[0]!.properties.class],
      ),
    );
  for (const crossing of roadCrossings(roads.features))
    found.push(named('crossing', crossingName(crossing), crossing.lonLat, '', { aliases: crossingAliases(crossing) }));

  for (const { properties, geometry } of places.features) {
    const { name, kind } = properties;
    const at = geometry.coordinates;
    if (kind === 'station')
      found.push(named('station', `${name}站`, at, linesText(properties.lines), { aliases: [name, `${name}地铁站`] }));
    else if (kind === 'sea-name') found.push(named('water', name, at, '海域'));
    else if (kind === 'landmark' || kind === 'peak')
      found.push(named('landmark', name, at, kind === 'peak' ? '山' : ''));
  }
  for (const [name, parts] of groupedByName(green.features))
    found.push(named('park', name, pointInside(parts[0]!), parts[0]!.properties.kind === 'hill' ? '山林' : '公园'));
  for (const [name, parts] of groupedByName(water.features)) {
    const [first] = parts;
    const lines = parts.map(({ geometry }) => geometry).filter(geometry => geometry.type === 'LineString');
    found.push(named('water', name, lines.length > 0 ? middleInside(lines, inArea) : pointInside(first!), ''));
  }

  for (const { properties: p } of communities.features)
    found.push({
      ...{ kind: 'community', name: p.name, detail: zoneNames.get(p.zone)!, lon: p.labelAt[0], lat: p.labelAt[1] },
      ...{ community: p.code, aliases: [], code: p.code },
    });
  for (const { properties: p } of zones.features)
    found.push({
      ...{ kind: 'zone', name: p.name, detail: `${p.communities.length} 个社区`, lon: p.labelAt[0], lat: p.labelAt[1] },
      ...{ community: null, aliases: [], code: null },
    });
  for (const { properties: p } of grids.features)
    found.push(named('grid', p.name, p.labelAt, p.code, { community: p.community, code: p.code }));
  for (const { properties: p, geometry } of sanitationPoints.features)
    found.push(named('scoring-point', p.name, geometry.coordinates, p.code, { community: p.community, code: p.code }));
  // A hill stands in the layer of places (its top) and in that of green; a river is drawn as an area and as a line.
  return found.filter(
    (place, i) => !(place.kind === 'landmark' || place.kind === 'water') || !twiceNamed(place, found, i),
  );
}

function twiceNamed(place: NamedPlace, found: readonly NamedPlace[], i: number): boolean {
  return found.some(
    (other, k) =>
      other.name === place.name &&
      ((place.kind === 'landmark' && other.kind === 'park') || (other.kind === place.kind && k < i)),
  );
}

function crossingName({ roads: [a, b] }: Crossing): string {
  return `${a}与${b}交叉口`;
}

function crossingAliases({ roads: [a, b] }: Crossing): string[] {
  return [`${b}与${a}交叉口`, `${a}${b}`, `${b}${a}`];
}

function linesText(lines: string | undefined): string {
  return lines === undefined ? '地铁站' : `地铁 ${lines.split(',').join('、')} 号线`;
}

function joined(...parts: string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

function groupedByName<F extends { properties: { name: string | null } }>(features: readonly F[]): [string, F[]][] {
  const groups = new Map<string, F[]>();
  for (const feature of features) {
    const { name } = feature.properties;
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), feature]);
  }
  return [...groups];
}

function pointInside(feature: Feature<LineString | Polygon>): LonLat {
  return pointOnFeature(feature).geometry.coordinates as LonLat;
}

/** Of the vertices inside the jurisdiction the one nearest the middle of the stretch inside; of all when none is. */
function middleInside(parts: readonly LineString[], inArea: (lonLat: LonLat) => boolean): LonLat {
  const all = parts.flatMap(({ coordinates }) => coordinates as LonLat[]);
  const inside = all.filter(inArea);
  const stretch = inside.length > 1 ? inside : all;
  const line = lineString(stretch);
  const middle = along(line, length(line) / 2).geometry.coordinates as LonLat;
  return (inside.length > 0 ? inside : all).reduce((best, at) =>
    distance(at, middle) < distance(best, middle) ? at : best,
  );
}
