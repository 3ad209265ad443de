/**
 * The ground as those ask who follow units: grids and communities by number, which of them a place lies in, how far beyond a border.
 * In: a profile's layers and its grid index. Out: a `GroundMap`. The zone is that of the community ([A-6] of server/assign).
 * A place in no grid may still lie in a community, where a profile's grids leave gaps; then the community's own border decides.
 */
import { buildGridIndex, type GridIndex } from '../../geodata/grid-index.ts';
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { CommunityCode, GridCode, ZoneId } from '../contract/ids.ts';
import { borderDistance } from './border-distance.ts';
import { OUTSIDE } from './crossing.ts';

export interface GroundMap {
  /** In order of code: their places in these lists are the numbers below. */
  grids: readonly { code: GridCode; community: CommunityCode; zone: ZoneId | null }[];
  communities: readonly { code: CommunityCode; zone: ZoneId }[];
  /** `OUTSIDE` = in none. Hot path. */
  gridAt(lon: number, lat: number): number;
  /** `grid`: what `gridAt` said. */
  communityAt(lon: number, lat: number, grid: number): number;
  /** `OUTSIDE` for a code the profile no longer has, and for null. */
  communityNumber(code: CommunityCode | null): number;
  /** Metres beyond the border between where it counts as being and where it is seen. */
  beyondGridM(from: number, seen: number, lon: number, lat: number): number;
  beyondCommunityM(from: number, seen: number, lon: number, lat: number): number;
}

export function groundMap(
  data: Pick<ProfileData, 'grids' | 'communities' | 'settings'>,
  gridIndex: Pick<GridIndex, 'codes' | 'locateIndex'>,
): GroundMap {
  const middleLat = data.settings.centre[1];
  const communityIndex = buildGridIndex(data.communities);
  const communityFeatures = new Map(data.communities.features.map(feature => [feature.properties.code, feature]));
  const gridFeatures = new Map(data.grids.features.map(feature => [feature.properties.code, feature]));
  // The index of communities calls them grids.
  const communityShapes = communityIndex.codes.map(code => communityFeatures.get(code as string as CommunityCode)!);
  const gridShapes = gridIndex.codes.map(code => gridFeatures.get(code)!);
  const communities = communityShapes.map(({ properties: { code, zone } }) => ({ code, zone }));
  const numbers = new Map(communities.map(({ code }, number) => [code, number]));
  const grids = gridShapes.map(({ properties: { code, community } }) => ({
    ...{ code, community },
    zone: communities[numbers.get(community) ?? OUTSIDE]?.zone ?? null,
  }));
  const communityOfGrid = Int32Array.from(grids, ({ community }) => numbers.get(community) ?? OUTSIDE);
  const gridM = borderDistance(
    gridShapes.map(({ geometry }) => geometry),
    middleLat,
  );
  const communityM = borderDistance(
    communityShapes.map(({ geometry }) => geometry),
    middleLat,
  );
  return {
    grids,
    communities,
    gridAt: gridIndex.locateIndex,
    communityAt: (lon, lat, grid) => (grid === OUTSIDE ? communityIndex.locateIndex(lon, lat) : communityOfGrid[grid]!),
    communityNumber: code => (code === null ? OUTSIDE : (numbers.get(code) ?? OUTSIDE)),
    // Who comes from outside every area is as far in as it is from the border of the one it entered.
    beyondGridM: (from, seen, lon, lat) => gridM(from === OUTSIDE ? seen : from, lon, lat),
    beyondCommunityM: (from, seen, lon, lat) => communityM(from === OUTSIDE ? seen : from, lon, lat),
  };
}
