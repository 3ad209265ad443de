/**
 * Plans of joint operations for the demonstration: three squads that set out from one place into three directions. In: the ground of the
 * profile, when, and a seed. Out: bodies of `POST /api/v1/operations`, without the order and times of stops, which the interface proposes.
 * Stops stand on the street in front of scoring points, so that cars reach them. Everybody and everything is called 演示.
 */

import { type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import { type OperationPlan, operationPlan } from '../../server/contract/operation.ts';
import type { ProfileTown, TownPoint } from '../simulation/profile-town.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import { MINUTE_MS } from './local-calendar.ts';

export type PlanGround = Pick<ProfileTown, 'town' | 'points' | 'zoneNames' | 'settings' | 'isOrgan'>;

export interface Outing {
  seed: number;
  startsAt: number;
  /** Tells its people and cars from those of other plans: 甲, 乙. */
  mark: string;
  /** Of each squad. */
  units: readonly (readonly string[])[];
  period: string | null;
}

interface Site extends TownPoint {
  node: number;
  place: Metres;
}

const SQUADS = 3;
const STOPS_A_SQUAD = 6;
const DWELL_MINUTES = 5;
const APART_M = 180;
const CENTRES_LOOKED_AT = 12;
const HOURS = 2;
const CORRIDOR_M = 200;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const CHECKLIST = ['执法记录仪', '对讲机', '宣传资料', '急救包'];
const LEAD = 'enforcement-team';
const ASSISTING = ['urban-management', 'market-supervision', 'safety-office', 'police-station'];

/** 联勤联动: of the whole subdistrict, issued at once. Null where the profile has no such kind. */
export function jointPlan(ground: PlanGround, outing: Outing): OperationPlan | null {
  const kind = ground.settings.operationKinds.find(one => !one.countersigned);
  return kind ? planOf(ground, kind, null, `${kind.name}（演示）`, outing) : null;
}

/** 片区联合行动: of one zone, countersigned. Null where the profile has no such kind. */
export function zonePlan(ground: PlanGround, zone: string, outing: Outing): OperationPlan | null {
  const kind = ground.settings.operationKinds.find(one => one.countersigned);
  return kind ? planOf(ground, kind, zone, `${ground.zoneNames.get(zone) ?? zone}联合行动（演示）`, outing) : null;
}

function planOf(
  ground: PlanGround,
  kind: OperationKind,
  zone: string | null,
  title: string,
  { seed, startsAt, mark, units, period }: Outing,
): OperationPlan {
  const { town, isOrgan } = ground;
  const chance = chanceFor(seed, `operation ${mark} ${zone}`);
  const { muster, squads } = sitesAround(ground, zone, chance);
  const leadOrgan = kind.leadOrgan ?? LEAD;
  const assistingOrgans = [...new Set([...kind.assistingOrgans, ...ASSISTING])].filter(
    organ => organ !== leadOrgan && isOrgan(organ),
  );
  const place = (at: Metres) => {
    const [lon, lat] = town.plane.toLonLat(at);
    return { lon: rounded(lon), lat: rounded(lat) };
  };
  const organs = [leadOrgan, ...assistingOrgans];
  const numbered = squads.map((sites, s) => sites.map((site, n) => ({ ...site, id: `${s + 1}-${n + 1}` })));
  return operationPlan.parse({
    ...{ kind: kind.id, title, zone, origin: kind.cadence && period ? 'cadence' : 'by-hand' },
    ...{ cadence: kind.cadence && period ? kind.id : null, period: kind.cadence ? period : null },
    ...{ startsAt, endsAt: startsAt + HOURS * 60 * MINUTE_MS, leaderPost: kind.leaderPost ?? '街道领导' },
    ...{ leadOrgan, assistingOrgans, purpose: '演示数据：占道经营、店外经营和市容环境联合整治。' },
    muster: { name: muster.name, ...place(muster.place), at: startsAt },
    targets: numbered.flat().map(({ id, code, name, at: [lon, lat] }) => ({
      ...{ id: `t${id}`, kind: 'scoring-point', ref: code, name, lon, lat },
    })),
    checklist: CHECKLIST.map((text, n) => ({ id: `c${n + 1}`, text })),
    squads: numbered.map((sites, s) => ({
      ...{ id: `s${s + 1}`, name: `${NUMERALS[s]}组`, leader: `演示${mark}${NUMERALS[s * 4]}` },
      members: Array.from({ length: 4 }, (_, n) => ({
        name: `演示${mark}${NUMERALS[s * 4 + n]}`,
        organ: organs[n % organs.length],
        post: n === 0 ? '组长' : '队员',
      })),
      ...{ vehicles: [`演示车${mark}${s + 1}`], channel: `演示${s + 1}频道`, units: units[s] ?? [] },
      ...{ mode: 'vehicle', corridorM: CORRIDOR_M, corridorS: 60 },
      stops: sites.map(({ id, name, place: at }) => ({
        ...{ id: `p${id}`, target: `t${id}`, name, ...place(at), dwellMin: DWELL_MINUTES, radiusM: 60 },
      })),
    })),
  });
}

/** Where they meet, and the nearest sites in three directions from there. Of a few such places the one with sites all around. */
function sitesAround(
  { town, points }: PlanGround,
  zone: string | null,
  chance: Chance,
): { muster: Site; squads: Site[][] } {
  const sites = points.flatMap((point): Site[] => {
    const inZone = town.zoneAt(point.at);
    if (inZone === undefined || (zone !== null && inZone !== zone)) return [];
    const node = town.nearestNode(town.plane.toMetres(point.at));
    return [{ ...point, node, place: town.graph.nodes[node]! }];
  });
  const turn = chance.next() * 2 * Math.PI;
  const outings = Array.from({ length: CENTRES_LOOKED_AT }, () => {
    const muster = chance.pick(sites);
    return { muster, squads: inDirections(muster, sites, turn) };
  });
  const fewest = ({ squads }: { squads: Site[][] }) => Math.min(...squads.map(({ length }) => length));
  return outings.reduce((best, one) => (fewest(one) > fewest(best) ? one : best));
}

function inDirections(muster: Site, sites: readonly Site[], turn: number): Site[][] {
  const farM = ({ place }: Site) => metresBetween(place, muster.place);
  const squads: Site[][] = Array.from({ length: SQUADS }, () => []);
  const taken = [muster];
  for (const site of sites.toSorted((a, b) => farM(a) - farM(b))) {
    const angle = Math.atan2(site.place[1] - muster.place[1], site.place[0] - muster.place[0]) + turn + Math.PI;
    const squad = squads[Math.floor((angle / (2 * Math.PI)) * SQUADS) % SQUADS]!;
    if (squad.length >= STOPS_A_SQUAD) continue;
    if (taken.some(({ place }) => metresBetween(place, site.place) < APART_M)) continue;
    squad.push(site);
    taken.push(site);
  }
  return squads;
}

const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
