/**
 * Opens the jurisdiction the server runs for. In: the profile's folder. Out: its data, and the questions other parts ask of it.
 * Nothing is guessed: an id the profile does not have is unknown, and a folder with a fault stops the start.
 */
import { buildGridIndex, type GridIndex } from '../../geodata/grid-index.ts';
import { GeodataError, loadProfile, type ProfileData } from '../../geodata/load-profile.ts';
import type { OrganId, PointCode, ZoneId } from '../contract/ids.ts';
import { chinaCalendar } from '../deadlines/work-calendar.ts';
import { type WorkingTime, workingTime } from '../deadlines/working-time.ts';
import type { Area } from '../ingest/observation-gate.ts';
import { CannotStart } from '../store/cannot-start.ts';
import { type LocalDays, localDays } from './local-day.ts';
import { type Organs, organsOf } from './organs.ts';
import { profileFault } from './profile-faults.ts';

export interface Profile {
  dir: string;
  data: ProfileData;
  grids: GridIndex;
  days: LocalDays;
  /** Working days and office hours. */
  time: WorkingTime;
  /** WGS-84 degrees. */
  area: Area;
  /** Letters in front of case numbers. */
  numberPrefix: string;
  /** In the profile's own order. */
  zones: readonly ZoneId[];
  isChannel(id: string): boolean;
  isUnitClass(id: string): boolean;
  /** Is this class of unit made for matters of that group? */
  unitServes(unitClass: string, group: string): boolean;
  /** Does the way of this class of unit count as patrol of the grids? */
  unitPatrols(unitClass: string): boolean;
  isZone(id: string): boolean;
  /** Undefined = no such community. */
  zoneOfCommunity(code: string): ZoneId | undefined;
  organs: Organs;
  /** The function group for a group of categories (S0-04), its stations made concrete; null = 未设定. */
  bodyFor(group: string, community: string | null): { name: string; members: OrganId[] } | null;
  /** Undefined = no such point. */
  zoneOfPoint(code: string): ZoneId | undefined;
  /** How many scoring points lie in each zone. */
  pointsInZone: ReadonlyMap<ZoneId, number>;
}

export async function openProfile(dir: string): Promise<Profile> {
  const data = await loadProfile(dir).catch(error => {
    if (error instanceof GeodataError) throw new CannotStart(`Profile ${dir}: ${error.message}`);
    throw error;
  });
  const fault = profileFault(data);
  if (fault) throw new CannotStart(`Profile ${dir}: ${fault}`);
  const { settings } = data;
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
  const channels = ids(settings.channels);
  const unitClasses = ids(settings.unitClasses);
  const made = new Map(settings.unitClasses.map(({ id, serves }) => [id, serves]));
  const patrolling = ids(settings.unitClasses.filter(({ patrols }) => patrols !== false));
  const [west, south, east, north] = settings.bounds;
  const zones = data.zones.features
    .map(({ properties }) => properties)
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
  const zoneSet = new Set<string>(zones);
  const zoneOfCommunity = new Map<string, ZoneId>(
    data.communities.features.map(({ properties }) => [properties.code, properties.zone]),
  );
  const zoneOfPoint = zonesOfPoints(data, zoneOfCommunity);
  const organs = organsOf(
    data.organs,
    data.communities.features.map(({ properties }) => properties),
  );
  const bodyOfGroup = new Map<string, string | null>(settings.groups.map(({ id, body }) => [id, body]));

  return {
    dir,
    data,
    grids: buildGridIndex(data.grids, data.communities, data.zones),
    days: localDays(settings.timeZone),
    time: workingTime(chinaCalendar(settings.workCalendar), settings.workCalendar.officeHours, settings.timeZone),
    area: { west, south, east, north },
    numberPrefix: numberPrefix(data),
    zones,
    isChannel: id => channels.has(id),
    isUnitClass: id => unitClasses.has(id),
    unitServes: (id, group) => made.get(id)?.some(served => served === group) ?? true,
    unitPatrols: id => patrolling.has(id),
    isZone: id => zoneSet.has(id),
    zoneOfCommunity: code => zoneOfCommunity.get(code),
    organs,
    bodyFor(group, community) {
      const body = organs.bodies.find(({ id }) => id === bodyOfGroup.get(group));
      return body === undefined
        ? null
        : { name: body.name, members: body.members.flatMap(member => organs.concrete(member, community) ?? []) };
    },
    zoneOfPoint: code => zoneOfPoint.get(code as PointCode),
    pointsInZone: countValues(zoneOfPoint.values()),
  };
}

/** A point belongs to the zone of the community that its list names, wherever its coordinates lie (S0-33). */
function zonesOfPoints(data: ProfileData, zoneOfCommunity: ReadonlyMap<string, ZoneId>): Map<PointCode, ZoneId> {
  const zones = new Map<PointCode, ZoneId>();
  for (const { properties } of data.sanitationPoints.features) {
    const zone = zoneOfCommunity.get(properties.community);
    if (zone !== undefined) zones.set(properties.code, zone);
  }
  return zones;
}

function countValues<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The letters people already know from the numbers of scoring points (`XA-0001`), else of the profile's id. */
function numberPrefix({ settings, sanitationPoints }: ProfileData): string {
  const known = /^[A-Z]+/.exec(sanitationPoints.features[0]?.properties.code ?? '');
  return known?.[0] ?? settings.id.slice(0, 2).toUpperCase();
}
