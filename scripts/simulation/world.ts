/**
 * The moving half of a simulated day: all units, advanced by a step with the time passed in.
 * In: a town, a roster, a seed, and later the time. Out of each step: sign-ons and sign-offs, and the positions to send now.
 * It knows no network and no clock, so a test can play a day in a second and the same seed gives the same day.
 */
import gcoord from 'gcoord';
import { metresBetween } from '../../geodata/local-plane.ts';
import type { PositionReport } from '../../server/contract/position-report.ts';
import { type GpsError, gpsFix, noGpsError } from './gps-fix.ts';
import { type Chance, chanceFor } from './random-stream.ts';
import { isOnDuty, minuteOfDay } from './shift-roster.ts';
import type { Town } from './town.ts';
import { headFor, type Motion, moveOn, standingAt, whereIs } from './unit-motion.ts';
import type { RosterUnit } from './unit-roster.ts';

/** One leg in twelve leads out of the home zone; the next one leads back. */
const STRAYS = 1 / 12;
const STOPS_LOOKED_AT = 12;
const MINUTE_MS = 60_000;

export interface Step {
  duty: { unit: string; onDuty: boolean }[];
  positions: PositionReport[];
}

interface SimulatedUnit {
  roster: RosterUnit;
  chance: Chance;
  motion: Motion;
  error: GpsError;
  /** Undefined until the first step has told the server. */
  onDuty: boolean | undefined;
  nextReportMs: number;
  /** Hears nothing and says nothing between these two times. */
  silence: { fromMs: number; untilMs: number };
  /** Reports held back by the unit that sends late batches. */
  held: PositionReport[];
  /** The node it is sent to and stays at, instead of going round by itself; undefined = it is not sent. */
  sentTo: number | undefined;
}

export interface World {
  town: Town;
  nowMs: number;
  /** 10 = the world runs ten times as fast as the clock on the wall; see `stepWorld`. */
  speed: number;
  units: SimulatedUnit[];
}

export function newWorld(
  town: Town,
  roster: readonly RosterUnit[],
  options: { seed: number; startMs: number; speed?: number },
): World {
  const units = roster.map((unit): SimulatedUnit => {
    const chance = chanceFor(options.seed, `unit ${unit.id}`);
    const home = town.zones.find(zone => zone.id === unit.homeZone);
    if (!home) throw new Error(`Unit ${unit.id} lives in zone ${unit.homeZone}, which the town does not have.`);
    return {
      roster: unit,
      chance,
      motion: standingAt(chance.pick(home.stops)),
      error: noGpsError(options.startMs),
      onDuty: undefined,
      nextReportMs: options.startMs + chance.next() * unit.gait.reportIntervalMs,
      silence: nextSilence(unit, options.startMs, chance),
      held: [],
      sentTo: undefined,
    };
  });
  return { town, nowMs: options.startMs, speed: options.speed ?? 1, units };
}

/**
 * Advances everything to `nowMs` of the world. `stampMs` is what the clock on the wall says (default: the same): a world that
 * runs faster than real time must still not report from the future.
 */
export function stepWorld(world: World, nowMs: number, stampMs = nowMs): Step {
  const step: Step = { duty: [], positions: [] };
  const minute = minuteOfDay(nowMs, world.town.timeZone);
  for (const unit of world.units) {
    const { post } = unit.roster;
    const onDuty = post === null ? unit.sentTo !== undefined : isOnDuty(post, minute);
    if (onDuty !== unit.onDuty) {
      unit.onDuty = onDuty;
      step.duty.push({ unit: unit.roster.id, onDuty });
    }
    if (!onDuty) continue;
    moveOn(
      world.town.graph,
      unit.motion,
      unit.roster.gait,
      { fromMs: world.nowMs, toMs: nowMs },
      unit.chance,
      from => unit.sentTo ?? nextStop(world.town, unit, from),
    );
    if (nowMs < unit.nextReportMs) continue;
    const intervalMs = unit.roster.gait.reportIntervalMs * world.speed;
    unit.nextReportMs += intervalMs * Math.ceil((nowMs - unit.nextReportMs + 1) / intervalMs);
    step.positions.push(...reportsNow(world.town, unit, nowMs, stampMs));
  }
  world.nowMs = nowMs;
  return step;
}

/**
 * Sends a unit to a node, where it stays until it is sent on; null = it goes home. `from`: where it is when it is sent out of nothing.
 * A unit that the world does not have is nobody's.
 */
export function sendUnit({ town, units }: World, id: string, node: number | null, from: number): void {
  const unit = units.find(({ roster }) => roster.id === id);
  if (!unit || unit.sentTo === (node ?? undefined)) return;
  if (node !== null) {
    if (unit.sentTo === undefined) unit.motion = standingAt(from);
    headFor(town.graph, unit.motion, node);
  }
  unit.sentTo = node ?? undefined;
}

function reportsNow(town: Town, unit: SimulatedUnit, nowMs: number, stampMs: number): PositionReport[] {
  const { motion, silence, roster } = unit;
  const truth = { at: whereIs(town.graph, motion), speedMps: motion.speedMps, headingDeg: motion.headingDeg };
  const { at, ...measured } = gpsFix(unit.error, truth, nowMs, unit.chance);
  const [lon, lat] = town.plane.toLonLat(at);
  const report = inCrsOf(roster, { unit: roster.id, lon, lat, time: stampMs, ...measured });
  const isSilent = nowMs >= silence.fromMs && nowMs < silence.untilMs;
  if (nowMs >= silence.untilMs) unit.silence = nextSilence(roster, nowMs, unit.chance);
  if (isSilent) {
    // Without coverage a good app keeps its fixes and a plain one loses them.
    if (roster.habit === 'sends-late-batches') unit.held.push(report);
    return [];
  }
  return [...unit.held.splice(0), report];
}

function inCrsOf({ habit }: RosterUnit, report: PositionReport): PositionReport {
  const [lon, lat] =
    habit === 'reports-gcj02'
      ? gcoord.transform([report.lon, report.lat], gcoord.WGS84, gcoord.GCJ02)
      : [report.lon, report.lat];
  const rounded = { ...report, lon: Math.round(lon * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
  return habit === 'reports-gcj02' ? { ...rounded, crs: 'GCJ02' } : rounded;
}

function nextSilence({ habit }: RosterUnit, afterMs: number, chance: Chance): { fromMs: number; untilMs: number } {
  if (habit === 'falls-silent') return silence(afterMs, chance.between(6, 40), chance.between(15, 25));
  if (habit === 'sends-late-batches') return silence(afterMs, chance.between(3, 12), chance.between(2, 4));
  return { fromMs: Number.POSITIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
}

function silence(afterMs: number, waitMinutes: number, minutes: number) {
  const fromMs = afterMs + waitMinutes * MINUTE_MS;
  return { fromMs, untilMs: fromMs + minutes * MINUTE_MS };
}

/** A stop at the distance this unit likes, usually at home; the nearest of those looked at when none fits. */
function nextStop({ graph, zones, zoneOfNode }: Town, { roster, chance }: SimulatedUnit, from: number): number {
  const isAtHome = zoneOfNode[from] === roster.homeZone;
  const home = zones.find(zone => zone.id === roster.homeZone)!;
  const zone = isAtHome && chance.happens(STRAYS) ? chance.pick(zones) : home;
  const [leastM, mostM] = roster.gait.legM;
  let best = { stop: from, missM: Number.POSITIVE_INFINITY };
  for (let i = 0; i < STOPS_LOOKED_AT && best.missM > 0; i++) {
    const stop = chance.pick(zone.stops);
    if (stop === from) continue;
    const distanceM = metresBetween(graph.nodes[from]!, graph.nodes[stop]!);
    const missM = Math.max(0, leastM - distanceM, distanceM - mostM);
    if (missM < best.missM) best = { stop, missM };
  }
  return best.stop;
}
