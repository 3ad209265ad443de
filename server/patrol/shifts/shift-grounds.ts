/**
 * What one minimum of a shift is for: every zone, every community, every organ on the roster, or the whole area once. Pure.
 * In: the shift, the units on its roster, the ground. Out: the grounds, and whether a unit belongs to one.
 */
import type { ShiftStanding } from '../../contract/duty-standing.ts';
import type { CommunityCode, ZoneId } from '../../contract/ids.ts';
import type { Shift } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';

export type Ground = Pick<ShiftStanding['grounds'][number], 'zone' | 'community' | 'organ'>;

export interface GroundParts {
  zones: readonly ZoneId[];
  communities: readonly { code: CommunityCode; zone: ZoneId }[];
}

const NOWHERE: Ground = { zone: null, community: null, organ: null };

/** Of zones and communities those too that nobody was rostered for; of organs only those on the roster: nobody says which else owe it. */
export function groundsOf(
  { covers, zones }: Pick<Shift, 'covers' | 'zones'>,
  rostered: readonly UnitRecord[],
  parts: GroundParts,
): Ground[] {
  const dutyZones = new Set<ZoneId>(zones ?? parts.zones);
  switch (covers) {
    case 'zone':
      return [...dutyZones].map(zone => ({ ...NOWHERE, zone }));
    case 'community':
      return parts.communities
        .filter(({ zone }) => dutyZones.has(zone))
        .map(({ code, zone }) => ({ ...NOWHERE, zone, community: code }));
    case 'organ':
      return [...new Set(rostered.flatMap(({ organ }) => organ ?? []))].map(organ => ({ ...NOWHERE, organ }));
    case 'area':
      return [NOWHERE];
  }
}

export function lies(unit: UnitRecord, { zone, community, organ }: Ground): boolean {
  if (community !== null) return unit.community === community;
  if (zone !== null) return unit.homeZone === zone;
  return organ === null || unit.organ === organ;
}
