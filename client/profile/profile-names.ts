/** The profile and its ground, for panels that name zones, communities, categories and channels. */
import { createContext, use } from 'react';
import { DEFAULT_REPORT_INTERVAL_S, reportIntervalOf } from '../../server/contract/freshness.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { Organ } from '../../server/contract/organ.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { Geodata } from '../map/geodata.ts';
import type { UnitClassLook } from '../patrol/unit-bodies.ts';
import { say } from '../wording/wording.ts';

/** Looks up names; an id that the profile does not know is shown as it is, never hidden. */
export interface ProfileNames {
  geodata: Geodata;
  timeZone: string;
  category: (id: string | null) => string;
  channel: (id: string) => string;
  zone: (id: string) => string;
  community: (code: string) => string;
  grid: (code: string) => string;
  point: (code: string) => string;
  grade: (id: string) => string;
  network: (id: string) => string;
  /** 城管办; `organShort` for lists. */
  organ: (id: string) => string;
  organShort: (id: string) => string;
  unitClassName: (id: string) => string;
  /** As its class looks, with the interval of this unit. */
  unitLook: (unit: UnitRecord) => UnitClassLook;
  /** Seconds between two reports of this unit. */
  reportIntervalS: (unit: UnitRecord) => number;
  /** Where it is, in the fewest words: the address given, else the community, else 网格外. */
  place: (incident: IncidentRecord) => string;
}

const UNKNOWN_UNIT_CLASS: UnitClassLook = {
  shape: 'person',
  reportIntervalS: DEFAULT_REPORT_INTERVAL_S,
  maxSpeedMps: 2.5,
};

export function profileNames(geodata: Geodata): ProfileNames {
  const { profile } = geodata;
  const categories = new Map<string, string>(profile.categories.map(c => [c.id, c.shortName ?? c.name]));
  const channels = new Map<string, string>(profile.channels.map(c => [c.id, c.name]));
  const zones = new Map<string, string>(geodata.zones.features.map(f => [f.properties.id, f.properties.name]));
  const communities = new Map<string, string>(
    geodata.communities.features.map(f => [f.properties.code, f.properties.name]),
  );
  const grids = new Map<string, string>(geodata.grids.features.map(f => [f.properties.code, f.properties.name]));
  const points = new Map<string, string>(geodata.points.features.map(f => [f.properties.code, f.properties.name]));
  const grades = new Map<string, string>(profile.grades.map(g => [g.id, g.name]));
  const networks = new Map<string, string>(profile.networks.map(n => [n.id, n.name]));
  const organs = new Map<string, Organ>(profile.organs.map(o => [o.id, o]));
  const classes = new Map<string, UnitClassLook>(profile.unitClasses.map(c => [c.id, c]));
  const lookOf = (unit: UnitRecord) => classes.get(unit.unitClass) ?? UNKNOWN_UNIT_CLASS;
  const classNames = new Map<string, string>(profile.unitClasses.map(c => [c.id, c.name]));
  const community = (code: string) => communities.get(code) ?? code;
  /** `community-station:440306017009` is 灵芝园社区工作站. */
  const station = (id: string) => {
    const [kind = '', code] = id.split(':');
    const stands = organs.get(kind);
    return stands && code !== undefined ? community(code).replace(/社区$/, '') + stands.name : null;
  };
  return {
    geodata,
    timeZone: profile.timeZone,
    category: id => (id === null ? say('incident.no-category') : (categories.get(id) ?? id)),
    channel: id => channels.get(id) ?? id,
    zone: id => zones.get(id) ?? id,
    community,
    grid: code => grids.get(code) ?? code,
    point: code => points.get(code) ?? code,
    grade: id => grades.get(id) ?? id,
    network: id => networks.get(id) ?? id,
    organ: id => organs.get(id)?.name ?? station(id) ?? id,
    organShort: id => organs.get(id)?.shortName ?? station(id) ?? id,
    unitClassName: id => classNames.get(id) ?? id,
    unitLook: unit => ({ ...lookOf(unit), reportIntervalS: reportIntervalOf(unit, lookOf(unit).reportIntervalS) }),
    reportIntervalS: unit => reportIntervalOf(unit, lookOf(unit).reportIntervalS),
    place: incident =>
      incident.address ?? (incident.community === null ? say('incident.outside-area') : community(incident.community)),
  };
}

export const ProfileContext = createContext<ProfileNames | null>(null);

/** Inside a view whose ground is there. */
export function useProfile(): ProfileNames {
  const names = use(ProfileContext);
  if (!names) throw new Error('useProfile before the profile is there.');
  return names;
}
