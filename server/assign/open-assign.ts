/**
 * Everything about places put together: boundaries, names, search. In: the profile, and the gate that judges a pair of coordinates.
 * Out: where a point lies, what people call the spot, the routes.
 */
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, ZoneId } from '../contract/ids.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import type { TrackStop } from '../contract/track.ts';
import { Refused, type Sentence } from '../http/refused.ts';
import type { Profile } from '../profile/load.ts';
import type { Room } from '../room.ts';
import { type Assigner, createAssigner } from './assign.ts';
import { readBoundaries } from './boundary-files.ts';
import { nearestPlace } from './nearest-place.ts';
import { placeNames } from './place-names.ts';
import { createPlaceSearch } from './place-search.ts';
import { assignRoutes, type PlaceFinder } from './routes.ts';

export interface AssignRoomParts {
  profile: Profile;
  /** Can this be a place, and which one in WGS-84? */
  judge(
    lon: number,
    lat: number,
    crs: Crs,
  ): { ok: true; lonLat: LonLat } | { ok: false; code: RefusalCode; sentence: Sentence; field: string };
}

export interface AssignRoom extends Room, Pick<Assigner, 'gridByCode'> {
  /** Of the boundaries that are asked. */
  boundaryVersion: string;
  /** Checks and converts a pair and finds its grid; throws `Refused` for what is no place. */
  place: PlaceFinder;
  /** Of a WGS-84 place; null = outside every zone. */
  zoneAt(lonLat: LonLat): ZoneId | null;
  /** Of a WGS-84 place; null = in none. */
  communityAt(lonLat: LonLat): CommunityCode | null;
  /** Null = nothing with a name is near. */
  nameAt(lonLat: LonLat): string | null;
  /** What people would say where that is, WGS-84. */
  stopAt(lonLat: LonLat): Pick<TrackStop, 'grid' | 'community' | 'zone' | 'place'>;
}

export async function openAssign({ profile, judge }: AssignRoomParts): Promise<AssignRoom> {
  const boundaries = await readBoundaries(profile);
  const assigner = createAssigner(boundaries);
  const place: PlaceFinder = (lon, lat, crs, statedCommunity) => {
    const verdict = judge(lon, lat, crs);
    if (!verdict.ok) throw new Refused(verdict.code, verdict.sentence, { field: verdict.field });
    return assigner.assign(verdict.lonLat, statedCommunity);
  };
  const communityAt = (lonLat: LonLat) => assigner.assign(lonLat).community;
  const named = placeNames(profile.data, communityAt);
  const nameAt = nearestPlace(named);
  return {
    ...{ boundaryVersion: boundaries.boundaryVersion, place, communityAt, nameAt, gridByCode: assigner.gridByCode },
    zoneAt: lonLat => assigner.assign(lonLat).zone,
    stopAt(lonLat) {
      const { grid, community, zone } = assigner.assign(lonLat);
      return { grid, community, zone, place: nameAt(lonLat) };
    },
    routes: assignRoutes(place, createPlaceSearch(named, profile.data.settings.centre)),
  };
}
