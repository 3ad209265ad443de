/** One grid network that can be asked for a place: polygons (polygon-network) or road sections (line-network). */
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, GridCode } from '../contract/ids.ts';

/** What every boundary says of itself; a grid of a special network may cross communities and name none. */
export interface BoundaryProperties {
  code: GridCode;
  name: string;
  community: CommunityCode | null;
}

export interface NetworkHit extends BoundaryProperties {
  onBoundary: boolean;
}

export interface NetworkIndex {
  rule: 'polygon' | 'road-section';
  grids: readonly BoundaryProperties[];
  /** `community`: the one the reporter stated; road sections of others are then left out, polygons do not ask. */
  locate(lonLat: LonLat, community?: CommunityCode): NetworkHit | null;
}
