/**
 * Follows every unit over the ground: in which grid, community and zone it is. Rules: [P-50] to [P-56].
 * Only while on duty ([P-53]): where people are in their own time is nobody's business.
 * In: fixes as the intake takes them; where each unit was before the start. Out: findings for ground-facts.ts, and at any time the
 * grid a unit counts as being in. Hot path: a fix in the same grid as the one before costs one look-up of the grid index.
 */
import type { UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { crosses, OUTSIDE, type Standing, standingIn } from './crossing.ts';
import type { GroundFacts } from './ground-facts.ts';
import type { GroundMap } from './ground-map.ts';

export interface GroundFix {
  lon: number;
  lat: number;
  fixTimeMs: number;
  accuracyM: number | null;
}

/** [P-50] A circle as wide as a grid says nothing about grids. */
export const COARSE_M = 100;
/** [P-55] reliability C2: older at its arrival, it is for the record only. */
export const LATE_MS = 5 * 60_000;

interface Followed {
  grid: Standing;
  /** Null = nobody knows yet: the first fix says it. */
  community: Standing | null;
}

export class GroundTracker {
  readonly #map: GroundMap;
  readonly #facts: Pick<GroundFacts, 'found'>;
  readonly #followed: (Followed | undefined)[] = [];

  constructor(map: GroundMap, facts: Pick<GroundFacts, 'found'>) {
    this.#map = map;
    this.#facts = facts;
  }

  /** Before the first fix: where it was last seen, and what was written of it. Tells nothing. */
  restore({ index, ground }: UnitRecord, { lon, lat, fixTimeMs }: GroundFix): void {
    this.#followed[index] = {
      grid: standingIn(this.#map.gridAt(lon, lat), fixTimeMs),
      community: ground && standingIn(this.#map.communityNumber(ground.community), ground.since),
    };
  }

  /** `OUTSIDE` = in none, or never seen. */
  gridOf(unit: UnitIndex): number {
    return this.#followed[unit]?.grid.area ?? OUTSIDE;
  }

  taken(unit: UnitRecord, fix: GroundFix, isNewest: boolean, now: number): void {
    if (!isNewest || !unit.onDuty || (fix.accuracyM !== null && fix.accuracyM > COARSE_M)) return;
    const map = this.#map;
    const { lon, lat, fixTimeMs } = fix;
    const grid = map.gridAt(lon, lat);
    const followed = this.#followed[unit.index];
    if (!followed) {
      const community = unit.ground && standingIn(map.communityNumber(unit.ground.community), unit.ground.since);
      this.#followed[unit.index] = { grid: standingIn(grid, fixTimeMs), community };
      if (community === null) this.#begin(unit, fix, grid, now);
      return;
    }
    crosses(followed.grid, grid, fix, () => map.beyondGridM(followed.grid.area, grid, lon, lat));
    const { community } = followed;
    if (community === null) {
      this.#begin(unit, fix, grid, now);
      return;
    }
    const seen = map.communityAt(lon, lat, grid);
    if (crosses(community, seen, fix, () => map.beyondCommunityM(community.area, seen, lon, lat)))
      this.#tell(unit, community, fixTimeMs, now);
  }

  #begin(unit: UnitRecord, { lon, lat, fixTimeMs }: GroundFix, grid: number, now: number): void {
    const community = standingIn(this.#map.communityAt(lon, lat, grid), fixTimeMs);
    this.#followed[unit.index]!.community = community;
    this.#tell(unit, community, fixTimeMs, now);
  }

  #tell(unit: UnitRecord, { area, sinceMs }: Standing, fixTimeMs: number, now: number): void {
    const found = this.#map.communities[area];
    const ground = { community: found?.code ?? null, zone: found?.zone ?? null, since: sinceMs };
    this.#facts.found(unit.id, ground, now - fixTimeMs > LATE_MS);
  }
}
