/**
 * Which scoring points there are, and who answers for them: the profile's list. In: its layer, and which community a place lies in.
 * Out: every point once. Where the place contradicts the listed community the list is kept and the contradiction shown [SP-1].
 */
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode } from '../contract/ids.ts';
import type { RegisteredPoint } from '../contract/scoring-point.ts';
import type { Scope } from '../contract/viewer.ts';

/** A point without what rounds say of it. */
export type ListedPoint = Omit<RegisteredPoint, 'state' | 'bulletin' | 'round' | 'score' | 'grade'>;

export interface PointRegister {
  /** In the order of the list. */
  all: readonly ListedPoint[];
  get(code: string): ListedPoint | undefined;
}

export function pointRegister(
  { sanitationPoints, communities }: Pick<ProfileData, 'sanitationPoints' | 'communities'>,
  communityAt: (lonLat: LonLat) => CommunityCode | null,
): PointRegister {
  const zoneOf = new Map(communities.features.map(({ properties: { code, zone } }) => [code, zone]));
  const all = sanitationPoints.features.flatMap(({ properties, geometry }): ListedPoint[] => {
    const { code, name, venueType, community, grid, responsibleRole, responsiblePerson = null } = properties;
    const zone = zoneOf.get(community);
    if (zone === undefined) return [];
    const [lon, lat] = geometry.coordinates;
    const locatedIn = communityAt([lon, lat]);
    const conflict = locatedIn === community ? null : { locatedIn };
    return [{ code, name, venueType, community, zone, grid, responsibleRole, responsiblePerson, lon, lat, conflict }];
  });
  const byCode = new Map<string, ListedPoint>(all.map(point => [point.code, point]));
  return { all, get: code => byCode.get(code) };
}

/** A chief reads the own zone. */
export function ownPoints({ scope }: { scope: Pick<Scope, 'zone'> }, register: PointRegister): readonly ListedPoint[] {
  return scope.zone === undefined ? register.all : register.all.filter(({ zone }) => zone === scope.zone);
}
