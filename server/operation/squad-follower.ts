/**
 * Sees by position where squads are: at a stop, gone from it, off their way. Rules [O-36] to [O-39]. In: fixes as the intake takes them,
 * operations that are under way. Out: sightings, for whoever keeps them. Hot path: a fix of a unit in no squad costs one look-up.
 * The surprise: one fix is no sighting. Two in a row must agree, or a reflection between houses would tick a stop off.
 */
import { lineString, pointToLineDistance } from '@turf/turf';
import { metresBetween } from '../../geodata/metres-between.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { OperationId, UnitId } from '../contract/ids.ts';
import type { OperationRecord, OperationSquad } from '../contract/operation.ts';

export interface Sighting {
  operation: OperationId;
  squad: string;
  what: { name: 'reached'; stop: string } | { name: 'left'; stop: string } | { name: 'off-route' } | { name: 'back' };
  /** Of the fix that showed it. */
  atMs: number;
}

export interface SquadFix {
  lon: number;
  lat: number;
  fixTimeMs: number;
  accuracyM: number | null;
}

interface Followed {
  operation: OperationId;
  squad: OperationSquad;
  /** Muster and stops in order, along the streets where there are some. Null = the corridor is not watched. */
  way: ReturnType<typeof lineString> | null;
  /** What the last fix said, which the next one must say again. */
  said: string;
  offSinceMs: number | null;
}

export interface SquadFollowerParts {
  /** The way between two places, both ends included. */
  wayBetween(from: LonLat, to: LonLat): readonly LonLat[];
  seen(sighting: Sighting): void;
}

/** [O-37] Nobody has left who walks round the house. */
const LEFT_M = 40;
/** [O-38] Back is clearly back. */
const BACK_SHARE = 0.8;
/** Wider than a corridor, a circle says nothing. */
const COARSE_M = 100;
/** Older at its arrival, it is for the record only. */
const LATE_MS = 5 * 60_000;

export class SquadFollower {
  readonly #parts: SquadFollowerParts;
  readonly #byUnit = new Map<UnitId, Followed>();

  constructor(parts: SquadFollowerParts) {
    this.#parts = parts;
  }

  /** After each change of an operation; those that are not under way are followed no more. */
  apply(operation: OperationRecord): void {
    const before = new Map<string, Followed>();
    for (const [unit, followed] of this.#byUnit)
      if (followed.operation === operation.id) {
        before.set(followed.squad.id, followed);
        this.#byUnit.delete(unit);
      }
    if (operation.state !== 'under-way' && operation.state !== 'reinforced') return;
    for (const squad of operation.squads) {
      const known = before.get(squad.id);
      const isSameWay = known && samePlaces(known.squad, squad);
      const followed: Followed = {
        ...{ operation: operation.id, squad, way: isSameWay ? known.way : this.#wayOf(operation, squad) },
        ...{ said: known?.said ?? '', offSinceMs: known?.offSinceMs ?? null },
      };
      for (const unit of squad.units) this.#byUnit.set(unit, followed);
    }
  }

  taken({ id }: { id: UnitId }, fix: SquadFix, isNewest: boolean, now: number): void {
    const followed = this.#byUnit.get(id);
    if (!followed || !isNewest || now - fix.fixTimeMs > LATE_MS) return;
    if (fix.accuracyM !== null && fix.accuracyM > COARSE_M) return;
    const at = this.#atStops(followed, fix);
    if (at) this.#agree(followed, at, fix);
    else this.#watchWay(followed, fix);
  }

  /** `reached <stop>` or `left <stop>`; null = neither is to be told. */
  #atStops({ squad }: Followed, { lon, lat }: SquadFix): { name: 'reached' | 'left'; stop: string } | null {
    const here = squad.stops.find(stop => stop.state === 'arrived');
    const distance = (stop: OperationSquad['stops'][number]) => metresBetween(lon, lat, stop.lon, stop.lat);
    const near = squad.stops
      .filter(stop => stop.arrivedAt === null && distance(stop) <= stop.radiusM)
      .sort((a, b) => distance(a) - distance(b))[0];
    // A skipped stop on the way is not visited by driving past it.
    if (near && near.state === 'planned') return { name: 'reached', stop: near.id };
    if (here && distance(here) > here.radiusM + LEFT_M) return { name: 'left', stop: here.id };
    return null;
  }

  #agree(followed: Followed, what: { name: 'reached' | 'left'; stop: string }, fix: SquadFix): void {
    const said = `${what.name} ${what.stop}`;
    const isSecond = followed.said === said;
    followed.said = isSecond ? '' : said;
    if (isSecond) this.#tell(followed, what, fix);
  }

  #watchWay(followed: Followed, fix: SquadFix): void {
    followed.said = '';
    const { squad, way } = followed;
    const { corridorM, corridorS, offRouteSince, stops } = squad;
    if (way === null || corridorM === null || stops.some(({ state }) => state === 'arrived')) return;
    const offM = pointToLineDistance([fix.lon, fix.lat], way, { units: 'meters' });
    if (offRouteSince !== null) {
      if (offM <= corridorM * BACK_SHARE) this.#tell(followed, { name: 'back' }, fix);
      return;
    }
    if (offM <= corridorM) followed.offSinceMs = null;
    else if (followed.offSinceMs === null) followed.offSinceMs = fix.fixTimeMs;
    else if (fix.fixTimeMs - followed.offSinceMs >= corridorS * 1000) {
      followed.offSinceMs = null;
      this.#tell(followed, { name: 'off-route' }, fix);
    }
  }

  #tell({ operation, squad }: Followed, what: Sighting['what'], { fixTimeMs }: SquadFix): void {
    this.#parts.seen({ operation, squad: squad.id, what, atMs: fixTimeMs });
  }

  #wayOf({ muster }: OperationRecord, { stops, corridorM }: OperationSquad): Followed['way'] {
    const places: LonLat[] = [
      ...(muster ? [[muster.lon, muster.lat] as LonLat] : []),
      ...stops.map(({ lon, lat }): LonLat => [lon, lat]),
    ];
    if (corridorM === null || places.length < 2) return null;
    const way = places.slice(1).flatMap((to, i) => this.#parts.wayBetween(places[i]!, to));
    return lineString(way.map(([lon, lat]) => [lon, lat]));
  }
}

function samePlaces(a: OperationSquad, b: OperationSquad): boolean {
  const key = ({ stops }: OperationSquad) => stops.map(({ lon, lat }) => `${lon},${lat}`).join(' ');
  return key(a) === key(b) && a.corridorM === b.corridorM;
}
