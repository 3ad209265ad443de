/**
 * Does somebody send coordinates in another system than it is registered with? ([P-33], reliability C5.) A patrol follows the roads;
 * read in the wrong system its track runs half a kilometre beside them, read in the right one it lies on them.
 * In: fixes that were taken, and places that were refused. Out: the flag `wrong-crs` of a sender, raised and lowered.
 * The surprise: nothing is corrected. Off the roads no system fits, so a park, a building or a river says nothing; who stands says
 * nothing either. Seldom does a fix count: one in 5 s and 10 m of a sender that moves.
 */
import type { Crs } from '../contract/coordinates.ts';
import { type Area, metresOutside } from './observation-gate.ts';
import { judgePlace } from './place-gate.ts';
import type { Observation } from './position-intake.ts';
import type { RoadDistance } from './road-distance.ts';
import type { SenderStandings } from './sender-standings.ts';

/** A fix as it was sent. */
type Sent = Pick<Observation, 'lon' | 'lat' | 'fixTimeMs' | 'accuracyM' | 'speedMps'>;

/** Who sent it, in which system it was read, and where that is. */
interface Read {
  name: string;
  crs: Crs;
  place: { lon: number; lat: number };
}

/** What phones and map services mix up. */
const MIXED_UP: readonly Crs[] = ['WGS84', 'GCJ02', 'BD09'];
const ALL: readonly Crs[] = [...MIXED_UP, 'EPSG:4547', 'EPSG:4526'];
const EVERY_MS = 5000;
const APART_M = 10;
const MOVES_FROM_MPS = 1;
const EXACT_M = 30;
/** With `APART_M` at least 300 m of way. */
const SAMPLES = 31;
/**
 * In a town of dense streets half of what lies beside a road is within 40 m of the next one: a limit of 60 m found one stretch in ten.
 * So a lower one, and the system that fits has to fit four fifths of the stretch, and twice.
 */
const BESIDE_M = 30;
const ON_M = 20;
/** The second best system must be this far off the roads, or it is not clear which one it is. */
const CLEAR_M = 25;
/** How many stretches later the second time may come. */
const SUSPECTED_FOR = 2;
const MOST_SENDERS = 5000;
/** Whose track broke off has no claim to its place. */
const IDLE_MS = 10 * 60_000;
const SWEEP_MS = 60_000;
const METRES_A_DEGREE = 111_320;

interface Way {
  crs: Crs;
  lon: number;
  lat: number;
  fixTimeMs: number;
  sampledAt: number;
  /** Per system of `MIXED_UP`, metres to the road. */
  distancesM: number[][];
  suspected: { system: Crs; stretches: number } | null;
}

export class CrsWatch {
  readonly #ways = new Map<string, Way>();
  readonly #refusedAt = new Map<string, number>();
  #sweptAt = Number.NEGATIVE_INFINITY;
  readonly #standings: SenderStandings;
  readonly #roadM: RoadDistance;
  readonly #area: Area;

  constructor(parts: { standings: SenderStandings; roadM: RoadDistance; area: Area }) {
    this.#standings = parts.standings;
    this.#roadM = parts.roadM;
    this.#area = parts.area;
  }

  get size(): number {
    return this.#ways.size;
  }

  /** Hot path: nearly every fix ends in the first three lines. */
  taken(fix: Sent, { name, crs: declared, place }: Read, now: number): void {
    if (fix.speedMps === null || fix.speedMps <= MOVES_FROM_MPS) return;
    const way = this.#ways.get(name);
    if (way && Math.abs(fix.fixTimeMs - way.fixTimeMs) < EVERY_MS) return;
    const crs = declared === 'CGCS2000' ? 'WGS84' : declared;
    if (!MIXED_UP.includes(crs) || (fix.accuracyM ?? 0) > EXACT_M) return;
    if (way && isNear(way, place)) return;
    if (!way && !this.#hasRoom(now)) return;
    const { lon, lat } = place;
    // Not begun anew when another system is declared: what was sent is read in each of them alike.
    const distancesM: number[][] = way?.distancesM ?? MIXED_UP.map(() => []);
    const suspected = way?.suspected ?? null;
    const next: Way = { crs, lon, lat, fixTimeMs: fix.fixTimeMs, sampledAt: now, distancesM, suspected };
    this.#ways.set(name, next);
    MIXED_UP.forEach((system, i) => {
      distancesM[i]!.push(system === crs ? this.#roadM(lon, lat) : this.#roadOf(fix, system));
    });
    if (distancesM[0]!.length === SAMPLES) this.#judge(name, next, now);
  }

  /** A place that was refused for where it is, and would lie in the area if it were in another system. */
  refused({ lon, lat }: Pick<Sent, 'lon' | 'lat'>, { name, crs }: Pick<Read, 'name' | 'crs'>, now: number): void {
    if (now - (this.#refusedAt.get(name) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    if (this.#refusedAt.size >= MOST_SENDERS) this.#refusedAt.clear();
    this.#refusedAt.set(name, now);
    const fitting = ALL.filter(system => {
      const place = system === crs ? null : judgePlace(lon, lat, system);
      return place?.ok && metresOutside(place.lonLat, this.#area) === 0;
    });
    // Degrees that were declared as metres may be any of three.
    if (fitting.length > 0) this.#standings.raise(name, 'wrong-crs', fitting.length === 1 ? fitting[0]! : null, now);
  }

  #judge(name: string, way: Way, now: number): void {
    const systems = MIXED_UP.map((system, i) => ({ system, metres: way.distancesM[i]!.toSorted((a, b) => a - b) }));
    way.distancesM = MIXED_UP.map(() => []);
    const declared = systems.find(({ system }) => system === way.crs)!.metres;
    const [best, second] = systems.toSorted((a, b) => at(a.metres, 0.5) - at(b.metres, 0.5));
    const isBeside = at(declared, 0.5) > BESIDE_M && at(second!.metres, 0.5) > CLEAR_M;
    if (isBeside && at(best!.metres, 0.8) < ON_M) {
      if (way.suspected?.system === best!.system) this.#standings.raise(name, 'wrong-crs', best!.system, now);
      way.suspected = { system: best!.system, stretches: SUSPECTED_FOR };
    } else if (at(declared, 0.5) < ON_M) {
      way.suspected = null;
      this.#standings.lower(name, 'wrong-crs');
    } else if (way.suspected && --way.suspected.stretches === 0) way.suspected = null;
  }

  #roadOf({ lon, lat }: Sent, system: Crs): number {
    const place = judgePlace(lon, lat, system);
    return place.ok ? this.#roadM(...place.lonLat) : Number.POSITIVE_INFINITY;
  }

  #hasRoom(now: number): boolean {
    if (this.#ways.size < MOST_SENDERS) return true;
    if (now - this.#sweptAt < SWEEP_MS) return false;
    this.#sweptAt = now;
    for (const [name, { sampledAt }] of this.#ways) if (now - sampledAt >= IDLE_MS) this.#ways.delete(name);
    return this.#ways.size < MOST_SENDERS;
  }
}

function isNear(a: { lon: number; lat: number }, b: { lon: number; lat: number }): boolean {
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, a.lat - b.lat) * METRES_A_DEGREE < APART_M;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * sorted.length)]!;
}
