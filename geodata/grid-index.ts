/**
 * Which grid a position lies in: the hot look-up of the whole product.
 * In: the grids of a profile. Out: an index whose answers are turf's (booleanPointInPolygon, border counts as inside).
 * Surprising rule: on a shared border the lowest grid code wins, so every server agrees; outside is null, or -1.
 */
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { sideOf, touches } from './edge-rule.ts';
import { type RasterPart, type RasterTables, type Ring, rasterise } from './grid-raster.ts';
import type { CommunityCode, GridCode, ZoneId } from './profile-files.ts';

export type GridShape = Feature<Polygon | MultiPolygon, { code: string; community?: string; zone?: string }>;
type CommunityShape = { properties: { code: string; zone: string } };
type ZoneShape = { properties: { id: string } };

export type Located = {
  grid: GridCode;
  community: CommunityCode;
  zone: ZoneId;
  rule: 'polygon';
  onBoundary: boolean;
};

export type GridIndex = {
  /** Grid codes in ascending order; locateIndex answers with positions in this list. */
  codes: readonly GridCode[];
  /** Position in `codes`, or -1 outside every grid. [lon, lat] in WGS-84. Allocates nothing. */
  locateIndex(lon: number, lat: number): number;
  /** The grid with its community and zone ('' where the grids do not name them), or null outside. */
  locate(lon: number, lat: number): Located | null;
  /** Memory of the look-up tables, in bytes. */
  bytes: number;
};

export type GridIndexOptions = { cellsPerGrid?: number };

const CELLS_PER_GRID = 250; // measured: fewer cells hold more edges, more cells miss the processor's cache
const MIN_CELLS = 4096;
const MAX_CELLS = 4_000_000; // 16 MB

export function buildGridIndex(
  grids: { features: readonly GridShape[] },
  communities?: { features: readonly CommunityShape[] },
  zones?: { features: readonly ZoneShape[] },
  options: GridIndexOptions = {},
): GridIndex {
  const sorted = [...grids.features].sort((p, q) => (p.properties.code < q.properties.code ? -1 : 1));
  const belongs = sorted.map(grid => belongingOf(grid, communities, zones));
  const parts = sorted.flatMap((grid, owner) => polygonsOf(grid).map((rings): RasterPart => ({ owner, rings })));
  const wishedCells = sorted.length * (options.cellsPerGrid ?? CELLS_PER_GRID);
  const tables = rasterise(parts, Math.max(MIN_CELLS, Math.min(MAX_CELLS, wishedCells)));
  const locateIndex = lookUp(tables);
  return {
    codes: belongs.map(({ grid }) => grid),
    locateIndex,
    locate(lon, lat) {
      const at = locateIndex(lon, lat);
      if (at < 0) return null;
      return {
        ...belongs[at]!,
        rule: 'polygon',
        onBoundary: polygonsOf(sorted[at]!).some(rings => onEdge(rings, lon, lat)),
      };
    },
    bytes: tables.cells.byteLength + tables.doubles.byteLength,
  };
}

function belongingOf(
  { properties }: GridShape,
  communities?: { features: readonly CommunityShape[] },
  zones?: { features: readonly ZoneShape[] },
): Pick<Located, 'grid' | 'community' | 'zone'> {
  const community = communities?.features.find(({ properties: { code } }) => code === properties.community);
  if (communities && !community)
    throw new Error(`Grid ${properties.code} names the unknown community ${properties.community}.`);
  const zone = properties.zone ?? community?.properties.zone ?? '';
  if (zones && !zones.features.some(({ properties: { id } }) => id === zone)) {
    throw new Error(`Grid ${properties.code} lies in the unknown zone ${zone}.`);
  }
  return {
    grid: properties.code as GridCode,
    community: (properties.community ?? '') as CommunityCode,
    zone: zone as ZoneId,
  };
}

function polygonsOf({ properties, geometry }: GridShape): Ring[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const ring of polygons.flat()) {
    const [first, last] = [ring[0], ring[ring.length - 1]];
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) {
      throw new Error(`Grid ${properties.code} has a ring whose first and last positions differ.`);
    }
  }
  return polygons;
}

function lookUp(tables: RasterTables): GridIndex['locateIndex'] {
  const { west, south, east, north, cols, rows, width, height, cells, ints, doubles } = tables;
  const perLon = 1 / width;
  const perLat = 1 / height;
  return (lon, lat) => {
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return -1; // also turns NaN away
    const column = Math.min(cols - 1, ((lon - west) * perLon) | 0);
    const row = Math.min(rows - 1, ((lat - south) * perLat) | 0);
    const entry = cells[row * cols + column]!;
    if (entry >= -1) return entry;

    let slot = -2 - entry;
    let left = ints[2 * slot]!;
    const fallback = ints[2 * slot + 1]!;
    slot += 1;
    for (; left > 0; left--) {
      const owner = ints[2 * slot]!;
      const head = ints[2 * slot + 1]!;
      slot += 1;
      let inside = head & 1;
      let flags = head >>> 16;
      for (const end = slot + 2 * (head & 0xfffe); slot < end; slot += 4) {
        const u1 = doubles[slot]! - lon;
        const v1 = doubles[slot + 1]! - lat;
        const u2 = doubles[slot + 2]! - lon;
        const v2 = doubles[slot + 3]! - lat;
        let side = u2 * v1 - u1 * v2;
        if (side === 0) {
          if (touches(u1, v1, u2, v2)) return owner;
          side = sideOf(u1, v1, u2, v2);
        }
        // Without branches on the point's place, which no processor can guess: turf's crossing rule as bits.
        const below1 = Number(v1 <= 0);
        const below2 = Number(v2 <= 0);
        inside ^= ((below1 ^ below2) & (Number(side > 0) ^ below2)) ^ (below1 & flags) ^ (below2 & (flags >> 1));
        flags >>>= 2;
      }
      if (inside === 1) return owner;
    }
    return fallback;
  };
}

function onEdge(rings: readonly Ring[], lon: number, lat: number): boolean {
  return rings.some(ring =>
    ring.some((from, i) => {
      const to = ring[i + 1];
      return to !== undefined && touches(from[0]! - lon, from[1]! - lat, to[0]! - lon, to[1]! - lat);
    }),
  );
}
