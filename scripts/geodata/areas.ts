/**
 * Builds the four nested area layers: grids, communities, zones, outline.
 * In: the facts and the street layout. Out: features whose borders use exactly the same vertices.
 */
import type { Feature, Polygon } from 'geojson';
import { merge } from 'topojson-client';
import { topology } from 'topojson-server';
import type {
  GeometryCollection,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
} from 'topojson-specification';
import type {
  CommunityCode,
  CommunityFeature,
  GridCode,
  GridFeature,
  OutlineFeature,
  ZoneFeature,
  ZoneId,
} from '../../geodata/profile-files.ts';
import { readingOrder } from '../../geodata/reading-order.ts';
import { type Block, blockGraph } from './block-graph.ts';
import type { Facts } from './facts.ts';
import { growCommunities } from './grow-communities.ts';
import { labelPoint } from './label-point.ts';
import type { Layout } from './lay-out-blocks.ts';
import { type LonLat, type Metres, ringArea, toLonLat, toMetres } from './plane.ts';
import { seededRandom } from './seeded-random.ts';
import { ZONES, zoneFinder } from './zones.ts';

export type Areas = {
  outline: OutlineFeature[];
  grids: GridFeature[];
  communities: CommunityFeature[];
  zones: ZoneFeature[];
};

/** 兴东 has the hillside and the works to itself; 大浪 is an old village with little land around it. */
const RELATIVE_SIZE: Readonly<Record<string, number>> = { 兴东: 2.3, 上合: 1.2, 龙井: 0.9, 大浪: 0.8 };

export function buildAreas(facts: Facts, layout: Layout): Areas {
  const blocks = blockGraph(layout.mesh, layout.classOf);
  const zoneAt = zoneFinder(layout.roads);
  const zoneOfBlock = blocks.map(block => zoneAt(block.centre));
  const zoneOfCommunity = facts.communities.map(community => zoneAt(toMetres(community.at)));
  const anchors = facts.communities.map((community, i) => ({
    at: toMetres(community.at),
    zone: zoneOfCommunity[i]!,
    size: RELATIVE_SIZE[shortName(community.name)] ?? 1,
  }));
  const owner = growCommunities(blocks, anchors, zoneOfBlock, seededRandom('communities'));
  const zoneId = (community: number) => ZONES[zoneOfCommunity[community]!]!.id as ZoneId;

  const grids = facts.communities.flatMap((community, c) =>
    numbered(blocks.filter((_, i) => owner[i] === c)).map(
      ({ ring, label }, i): GridFeature => ({
        type: 'Feature',
        properties: {
          code: `${community.code}${String(i + 1).padStart(3, '0')}` as GridCode,
          name: `${shortName(community.name)} ${String(i + 1).padStart(2, '0')}`,
          community: community.code,
          zone: zoneId(c),
          labelAt: label,
        },
        geometry: polygon([ring]),
      }),
    ),
  );
  const union = unionOf(grids);
  const communities = facts.communities.map((community, c): CommunityFeature => {
    const geometry = union(grid => grid.properties.community === community.code);
    return {
      type: 'Feature',
      properties: {
        code: community.code,
        name: community.name,
        zone: zoneId(c),
        labelAt: labelOf(geometry),
        anchorConfidence: community.confidence,
      },
      geometry,
    };
  });
  const zones = ZONES.map(({ id, name }, z): ZoneFeature => {
    const geometry = union(grid => grid.properties.zone === id);
    const codes: CommunityCode[] = facts.communities.flatMap((community, c) =>
      zoneOfCommunity[c] === z ? [community.code] : [],
    );
    return {
      type: 'Feature',
      properties: { id: id as ZoneId, name, order: z + 1, communities: codes, labelAt: labelOf(geometry) },
      geometry,
    };
  });
  const outline: OutlineFeature = {
    type: 'Feature',
    properties: { name: '新安街道', code: '440306017' },
    geometry: union(() => true),
  };
  return { outline: [outline], grids, communities, zones };
}

export const shortName = (community: string): string => community.replace(/社区$/, '');

function numbered(blocks: readonly Block[]): { ring: Metres[]; label: LonLat }[] {
  const cells = blocks.map(block => ({ ring: block.ring, label: toLonLat(labelPoint(block.ring)) }));
  return readingOrder(cells.map(cell => cell.label)).map(i => cells[i]!);
}

type PolygonGeometry = GridFeature['geometry'];

/** Closed rings, outer counter-clockwise, holes clockwise (RFC 7946), starting at the south-westernmost vertex. */
export function polygon(rings: readonly (readonly Metres[])[]): PolygonGeometry {
  const coordinates = rings.map((ring, i) => {
    const turned = ringArea(ring) > 0 === (i === 0) ? [...ring] : ring.toReversed();
    const positions = turned.map(toLonLat);
    const first = positions.reduce(
      (best, p, at) => (p[0] + p[1] < positions[best]![0] + positions[best]![1] ? at : best),
      0,
    );
    const ordered = [...positions.slice(first), ...positions.slice(0, first)];
    return [...ordered, ordered[0]!];
  });
  return { type: 'Polygon', coordinates };
}

function unionOf(grids: readonly GridFeature[]): (chosen: (grid: GridFeature) => boolean) => PolygonGeometry {
  const collection = { type: 'FeatureCollection' as const, features: [...grids] as Feature<Polygon>[] };
  const topo = topology({ grids: collection });
  const cells = (topo.objects.grids as GeometryCollection).geometries as (TopoPolygon | TopoMultiPolygon)[];
  return chosen => {
    const merged = merge(
      topo,
      cells.filter((_, i) => chosen(grids[i]!)),
    ).coordinates;
    if (merged.length !== 1) throw new Error(`A union of grids has ${merged.length} parts when 1 was expected.`);
    return polygon(merged[0]!.map(ring => ring.slice(0, -1).map(([lon, lat]) => toMetres([lon!, lat!]))));
  };
}

const labelOf = (geometry: PolygonGeometry): LonLat =>
  toLonLat(labelPoint(geometry.coordinates[0]!.slice(0, -1).map(toMetres)));
