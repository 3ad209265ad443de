/**
 * Which spot something lies in, and what is known of a spot. By grid: the grid of the record. By hexagon: the H3 cell of the place.
 * In: the profile's grids and scoring points, what people call a place. The only file that knows h3-js.
 */
import { cellToLatLng, getResolution, isValidCell, latLngToCell } from 'h3-js';
import type { ProfileLayers } from '../../geodata/load-profile.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { HotSpot } from '../contract/hot-spot.ts';
import type { CommunityCode, PointCode, ZoneId } from '../contract/ids.ts';

/** By grid: what lies in none. Neither a grid code nor a cell. */
export const OUTSIDE = 'outside';

/** Where something lies. */
export interface Spotted {
  lon: number;
  lat: number;
  grid: string | null;
}

export interface Ground {
  community: CommunityCode | null;
  zone: ZoneId | null;
}

/** A scoring point as the profile's list has it: the list wins over the place (S0-33). */
export interface ScoringPoint extends Spotted {
  code: PointCode;
  community: CommunityCode;
  zone: ZoneId | null;
}

export type SpotPlace = Pick<HotSpot, 'id' | 'kind' | 'name' | 'lon' | 'lat' | 'community' | 'zone'>;

/** One way to cut the ground into spots. */
export interface Spots {
  idOf(thing: Spotted): string;
  /** `mostIn`: where most of what was counted lies. Null = no such spot, or `OUTSIDE`. */
  place(id: string, mostIn: Ground): SpotPlace | null;
}

export interface SpotGround {
  points: ReadonlyMap<string, ScoringPoint>;
  byGrid: Spots;
  byHexagon(resolution: number): Spots;
}

export function spotGround(
  { grids, communities, sanitationPoints }: Pick<ProfileLayers, 'grids' | 'communities' | 'sanitationPoints'>,
  nameAt: (lonLat: LonLat) => string | null,
): SpotGround {
  const zoneOf = new Map(communities.features.map(({ properties: { code, zone } }) => [code, zone]));
  const gridByCode = new Map<string, SpotPlace>(
    grids.features.map(({ properties: { code, name, community, zone, labelAt } }) => {
      const [lon, lat] = labelAt;
      return [code, { id: code, kind: 'grid', name, lon, lat, community, zone }];
    }),
  );
  return {
    points: new Map(
      sanitationPoints.features.map(({ properties: { code, grid, community }, geometry }) => {
        const [lon, lat] = geometry.coordinates;
        return [code, { code, grid, community, zone: zoneOf.get(community) ?? null, lon, lat }];
      }),
    ),
    byGrid: {
      idOf: ({ grid }) => (grid !== null && gridByCode.has(grid) ? grid : OUTSIDE),
      place: id => gridByCode.get(id) ?? null,
    },
    byHexagon: resolution => ({
      idOf: ({ lon, lat }) => latLngToCell(lat, lon, resolution),
      place(id, mostIn) {
        const [lat, lon] = cellToLatLng(id);
        return { id, kind: 'hexagon', name: nameAt([lon, lat]), lon, lat, ...mostIn };
      },
    }),
  };
}

/** Null = it is no cell. */
export function resolutionOf(cell: string): number | null {
  return isValidCell(cell) ? getResolution(cell) : null;
}
