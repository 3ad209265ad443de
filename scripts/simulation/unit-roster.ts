/**
 * The units of the simulated subdistrict: five kinds, spread evenly over the zones and the shifts.
 * In: how many and the zones. Out: units with call sign, class, home zone, organ, post and habit.
 * Deterministic without a seed: unit 7 of 60 is the same unit as 7 of 10,000.
 * Three units have a habit that every real fleet has: one phone reports in GCJ02, one falls silent, one sends late batches.
 */
import type { UnitRegistration } from '../../server/contract/unit.ts';
import { type Post, type Rest, SHIFTS } from './shift-roster.ts';
import type { TownZone } from './town.ts';

export type Habit = 'prompt' | 'reports-gcj02' | 'falls-silent' | 'sends-late-batches';

export interface Gait {
  /** Speed on a free street. */
  cruiseMps: number;
  accelerationMps2: number;
  reportIntervalMs: number;
  /** How far away the next stop is, along the crow's flight. */
  legM: readonly [least: number, most: number];
  /** How long it stays at a stop. */
  dwellS: readonly [least: number, most: number];
}

export interface RosterUnit {
  id: string;
  callSign: string;
  unitClass: string;
  homeZone: string;
  /** Whose people they are; a community's own station is `community-station:<code>`. */
  organ: string;
  /** Null = no shift: on duty only while it is sent somewhere. */
  post: Post | null;
  gait: Gait;
  habit: Habit;
}

export type PostedUnit = RosterUnit & { post: Post };

interface Kind {
  sign: string;
  id: string;
  unitClass: string;
  /** Of sixty units. */
  share: number;
  gait: Gait;
  /** Works the shifts of squads. */
  squad?: true;
  /** In turn, from the first unit of the kind on. */
  organs: readonly string[];
}

type HomeZone = Pick<TownZone, 'id' | 'communities'>;
const STATION = 'community-station';

const onFoot: Gait = {
  cruiseMps: 1.2,
  accelerationMps2: 1,
  reportIntervalMs: 5000,
  legM: [80, 500],
  dwellS: [40, 240],
};
const onElectricBike: Gait = {
  cruiseMps: 4.2,
  accelerationMps2: 1,
  reportIntervalMs: 5000,
  legM: [200, 900],
  dwellS: [60, 420],
};
const inPatrolCar: Gait = {
  cruiseMps: 8.5,
  accelerationMps2: 1.5,
  reportIntervalMs: 2000,
  legM: [500, 2500],
  dwellS: [30, 180],
};
const inSweeper: Gait = {
  cruiseMps: 4.5,
  accelerationMps2: 0.8,
  reportIntervalMs: 2000,
  legM: [150, 700],
  dwellS: [20, 90],
};
const inEnforcementCar: Gait = { ...inPatrolCar, cruiseMps: 9.5, reportIntervalMs: 1000, dwellS: [60, 600] };

const KINDS: readonly Kind[] = [
  {
    sign: '巡',
    id: 'patrol',
    unitClass: 'patrol-person',
    share: 30,
    gait: onFoot,
    organs: [STATION, STATION, 'grid-centre', STATION, 'safety-office'],
  },
  {
    sign: '整',
    id: 'squad',
    unitClass: 'squad',
    share: 8,
    gait: onElectricBike,
    squad: true,
    organs: ['enforcement-team', STATION, 'market-supervision', 'labour-office'],
  },
  {
    sign: '车',
    id: 'car',
    unitClass: 'patrol-vehicle',
    share: 8,
    gait: inPatrolCar,
    organs: ['traffic-police', 'police-station', 'traffic-safety'],
  },
  {
    sign: '环',
    id: 'sweeper',
    unitClass: 'sanitation-vehicle',
    share: 8,
    gait: inSweeper,
    organs: ['urban-management'],
  },
  {
    sign: '执',
    id: 'enforcement',
    unitClass: 'enforcement-vehicle',
    share: 6,
    gait: inEnforcementCar,
    organs: ['enforcement-team'],
  },
];
const ROUND = KINDS.reduce((sum, kind) => sum + kind.share, 0);

/** Units that never rest, so that their habit can be watched at any hour; see `restOf`. */
const HABITS: Record<string, Habit> = {
  'patrol-05': 'reports-gcj02',
  'patrol-09': 'falls-silent',
  'patrol-13': 'sends-late-batches',
};

export function unitRoster(count: number, zones: readonly HomeZone[]): PostedUnit[] {
  return Array.from({ length: count }, (_, index) => unitAt(index, zones));
}

/** `isOrgan`: the profile has it. A unit of an organ that is nowhere is registered without one. */
export function registrationOf(
  { id, callSign, unitClass, homeZone, organ }: RosterUnit,
  isOrgan: (id: string) => boolean,
): UnitRegistration {
  return { id, callSign, unitClass, homeZone, organ: isOrgan(organ.split(':', 1)[0]!) ? organ : null };
}

function unitAt(index: number, zones: readonly HomeZone[]): PostedUnit {
  const round = Math.floor(index / ROUND);
  let inKind = index % ROUND;
  const kind = KINDS.find(({ share }) => {
    if (inKind < share) return true;
    inKind -= share;
    return false;
  })!;
  const number = String(round * kind.share + inKind + 1).padStart(2, '0');
  const id = `${kind.id}-${number}`;
  // Each block of four shares out all four rests; turning the zones by one from block to block keeps both independent.
  const homeZone = zones[(index + Math.floor(index / 4)) % zones.length]!;
  return {
    id,
    callSign: `${kind.sign}${number}`,
    unitClass: kind.unitClass,
    homeZone: homeZone.id,
    organ: organOf(kind.organs[inKind % kind.organs.length]!, homeZone, index),
    post: { rest: restOf(index), squad: kind.squad ?? false, handOverMinutes: ((index * 7) % 21) - 10 },
    gait: kind.gait,
    habit: HABITS[id] ?? 'prompt',
  };
}

/** The stations of a zone take turns; a zone without communities has none. */
function organOf(organ: string, { communities }: HomeZone, index: number): string {
  if (organ !== STATION || communities.length === 0) return organ;
  return `${STATION}:${communities[index % communities.length]}`;
}

function restOf(index: number): Rest {
  return index % 4 === 0 ? 'none' : SHIFTS[(index % 4) - 1]!;
}
