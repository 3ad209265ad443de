/**
 * Finds grid, community and zone of a place, in every grid network of the profile (domain §2.3; rules: SPEC.md).
 * In: `[lon, lat]` in WGS-84, perhaps the community the reporter stated. Out: what it lies in and by which rule.
 * A point outside the jurisdiction is an answer (`outside-area`), not an error: the neighbouring unit is told (S4-28).
 */
import { booleanPointInPolygon } from '@turf/turf';
import { buildGridIndex } from '../../geodata/grid-index.ts';
import type { LayerFeature } from '../../geodata/profile-files.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, GridCode, ZoneId } from '../contract/ids.ts';
import { badInput } from '../http/refused.ts';
import type { NetworkIndex } from './network-index.ts';
import type { Placed } from './placed.ts';

export interface AssignerParts {
  ownerNetwork: string;
  /** In the profile's order; `index` null = the profile has no boundaries of it (未设定). */
  networks: readonly { id: string; index: NetworkIndex | null }[];
  communities: { features: readonly LayerFeature<'communities'>[] };
  outline: { features: readonly LayerFeature<'outline'>[] };
  boundaryVersion: string;
}

type Place = Pick<Placed, 'grid' | 'community' | 'zone'>;

export interface Assigner {
  /** Throws `Refused` for a stated community that the profile does not have. */
  assign(lonLat: LonLat, statedCommunity?: string): Placed;
  /** A grid of the owner network chosen by hand; undefined = there is none of this code. */
  gridByCode(code: string): (Place & { grid: GridCode }) | undefined;
}

export function createAssigner(parts: AssignerParts): Assigner {
  const { ownerNetwork, networks, communities, outline, boundaryVersion } = parts;
  const owner = networks.find(({ id }) => id === ownerNetwork)?.index;
  if (!owner) throw new Error(`The owner network ${ownerNetwork} has no boundaries.`);
  const zones = new Map<string, ZoneId>(communities.features.map(({ properties: p }) => [p.code, p.zone]));
  const communityAt = buildGridIndex(communities);
  const ownGrids = new Map<string, Place & { grid: GridCode }>(
    owner.grids.map(({ code, community }) => [code, { grid: code, community, zone: zoneOf(community) }]),
  );

  /** A zone is made of communities, so a changed list of zones moves everything together. */
  function zoneOf(community: CommunityCode | null): ZoneId | null {
    return (community !== null && zones.get(community)) || null;
  }

  function known(community: string): CommunityCode {
    if (zones.has(community)) return community as CommunityCode;
    throw badInput('community', {
      zh: `community：辖区没有社区 ${community}`,
      en: `community: the profile has no community ${community}`,
    });
  }

  /** to, in the order of the rules. */
  function placeIn(lonLat: LonLat, hit: ReturnType<NetworkIndex['locate']>, stated: CommunityCode | undefined) {
    const section = owner!.rule === 'road-section';
    if (hit && !section) return found('polygon', hit.code, hit.community, hit.onBoundary);
    if (stated !== undefined) return found('membership', hit?.code ?? null, stated, hit?.onBoundary ?? false);
    const [lon, lat] = lonLat;
    const around = (communityAt.locate(lon, lat)?.grid as string | undefined as CommunityCode | undefined) ?? null;
    if (hit) return found('road-section', hit.code, hit.community ?? around, hit.onBoundary);
    if (around !== null || outline.features.some(area => booleanPointInPolygon(lonLat, area)))
      return found('fallback', null, around, false);
    return found('outside-area', null, null, false);
  }

  function found(
    assignedBy: Placed['assignedBy'],
    grid: GridCode | null,
    community: CommunityCode | null,
    onBoundary: boolean,
  ) {
    return { assignedBy, grid, community, zone: zoneOf(community), onBoundary };
  }

  return {
    assign(lonLat, statedCommunity) {
      const stated = statedCommunity === undefined ? undefined : known(statedCommunity);
      const own = placeIn(lonLat, owner.locate(lonLat, stated), stated);
      return {
        lonLat,
        ...own,
        networks: networks.map(({ id, index }) => {
          if (!index) return { network: id, grid: null, assignedBy: null };
          if (index === owner) return { network: id, grid: own.grid, assignedBy: own.assignedBy };
          const hit = index.locate(lonLat, stated);
          return { network: id, grid: hit?.code ?? null, assignedBy: hit ? index.rule : 'outside-area' };
        }),
        boundaryVersion,
      };
    },
    gridByCode: code => ownGrids.get(code),
  };
}
