/**
 * Keeps which cells and grids units on patrol came through, day by day. Rules: [P-60] to [P-65].
 * In: fixes as the intake takes them. Out: marks and visits on disk, every five seconds and at the stop. Hot path: a fix in the same cell
 * as the one before changes a time and nothing else. A killed server loses nothing: at the start the positions since the last saved places
 * are read again (`replay`), and marking twice is marking once.
 */
import type { Clock } from '../clock.ts';
import type { UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Database } from '../store/database.ts';
import { CoverageDay, type Visit } from './coverage-day.ts';
import type { CoverageRaster } from './coverage-raster.ts';
import { mergeMarks, widenVisits } from './coverage-store.ts';
import { OUTSIDE } from './crossing.ts';
import type { GroundMap } from './ground-map.ts';
import { COARSE_M, type GroundFix } from './ground-tracker.ts';
import { visitWay } from './way-cells.ts';

export interface CoverageBookParts {
  clock: Clock;
  database: Database;
  days: LocalDays;
  map: GroundMap;
  raster: CoverageRaster;
  /** The grid a unit counts as being in now. */
  gridOf(unit: UnitIndex): number;
  /** Does the way of this class of unit count as patrol? */
  patrols(unitClass: string): boolean;
  wasOnDuty(unit: UnitRecord, atMs: number): boolean;
  onError(error: unknown): void;
}

const WRITE_EVERY_MS = 5000;
/** How long a unit is in a grid changes with every fix; that it was there is written at once, until when once a minute. */
const WRITES_A_MINUTE = 60_000 / WRITE_EVERY_MS;
/** [P-61] Between fixes farther apart nobody knows the way. */
const WAY_MS = 60_000;
const WAY_M = 150;
const METRES_A_DEGREE = 111_320;
const DAY_MS = 86_400_000;

interface Came {
  lon: number;
  lat: number;
  fixTimeMs: number;
  cell: number;
  visit: Visit | null;
}

export class CoverageBook {
  readonly #parts: CoverageBookParts;
  readonly #lonM: number;
  readonly #days = new Map<number, CoverageDay>();
  #day: { fromMs: number; toMs: number; day: CoverageDay } | null = null;
  /** By unit index: the newest fix, and the last of those that came late; each continues only its own way. */
  readonly #newest: (Came | undefined)[] = [];
  readonly #late: (Came | undefined)[] = [];
  readonly #stop: () => void;
  #writes = 0;
  #writing: Promise<void> | null = null;

  constructor(parts: CoverageBookParts) {
    this.#parts = parts;
    this.#lonM = METRES_A_DEGREE * Math.cos((parts.raster.south * Math.PI) / 180);
    this.#stop = parts.clock.every(WRITE_EVERY_MS, () => {
      if (!this.#writing) void this.write(this.#writes++ % WRITES_A_MINUTE === 0);
    });
  }

  taken(unit: UnitRecord, fix: GroundFix, isNewest: boolean): void {
    if (!this.#counts(unit, fix)) return;
    const { map, gridOf } = this.#parts;
    // A late fix comes without those around it: the grid it lies in is the grid it was in.
    const grid = isNewest ? gridOf(unit.index) : map.gridAt(fix.lon, fix.lat);
    this.#came(isNewest ? this.#newest : this.#late, unit, fix, grid);
  }

  /** At the start, in the order they were stored: cells only, because visits begin with a crossing, which is not known again. */
  replay(unit: UnitRecord, fix: GroundFix, isNewest: boolean): void {
    if (this.#counts(unit, fix)) this.#came(isNewest ? this.#newest : this.#late, unit, fix, OUTSIDE);
  }

  /** [P-60] */
  #counts(unit: UnitRecord, { accuracyM, fixTimeMs }: GroundFix): boolean {
    const { patrols, wasOnDuty } = this.#parts;
    return (accuracyM === null || accuracyM <= COARSE_M) && patrols(unit.unitClass) && wasOnDuty(unit, fixTimeMs);
  }

  /** `grid`: the one it is in; `OUTSIDE` = in none. */
  #came(last: (Came | undefined)[], unit: UnitRecord, { lon, lat, fixTimeMs }: GroundFix, grid: number): void {
    const day = this.#dayOf(fixTimeMs);
    const cell = this.#parts.raster.cellAt(lon, lat);
    const came = last[unit.index];
    if (!came) {
      day.mark(cell);
      const visit = grid === OUTSIDE ? null : day.visit(unit, grid, fixTimeMs);
      last[unit.index] = { lon, lat, fixTimeMs, cell, visit };
      return;
    }
    if (cell !== came.cell && this.#isOneWay(came, lon, lat, fixTimeMs))
      visitWay(this.#parts.raster, [came.lon, came.lat], [lon, lat], one => day.mark(one));
    else day.mark(cell);
    const { visit } = came;
    if (visit && visit.gridNumber === grid && visit.day === day) day.widen(visit, fixTimeMs);
    else came.visit = grid === OUTSIDE ? null : day.visit(unit, grid, fixTimeMs);
    came.lon = lon;
    came.lat = lat;
    came.fixTimeMs = fixTimeMs;
    came.cell = cell;
  }

  #isOneWay(came: Came, lon: number, lat: number, fixTimeMs: number): boolean {
    if (Math.abs(fixTimeMs - came.fixTimeMs) > WAY_MS) return false;
    const x = (lon - came.lon) * this.#lonM;
    const y = (lat - came.lat) * METRES_A_DEGREE;
    return x * x + y * y <= WAY_M * WAY_M;
  }

  #dayOf(atMs: number): CoverageDay {
    const held = this.#day;
    if (held && atMs >= held.fromMs && atMs < held.toMs) return held.day;
    const { days, raster, map } = this.#parts;
    const number = days.dayNumber(atMs);
    let day = this.#days.get(number);
    if (!day) {
      day = new CoverageDay(dayName(number), raster, map.grids);
      this.#days.set(number, day);
    }
    this.#day = { fromMs: days.startOfDay(atMs), toMs: days.startOfNextDay(atMs), day };
    return day;
  }

  /** Resolves when everything marked so far is on disk, or could not be: it is then tried again. `all`: also times that only moved. */
  async write(all = true): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#writing = this.#writeAll(all).finally(() => {
      this.#writing = null;
    });
    await this.#writing;
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.write();
  }

  async #writeAll(all: boolean): Promise<void> {
    const { clock, database, days, raster, onError } = this.#parts;
    const today = days.dayNumber(clock.now());
    for (const [number, day] of this.#days) {
      const taken = day.take(all);
      try {
        const marks = taken.grids.map(grid => day.marksOf(grid));
        await mergeMarks(database, day.name, raster.name, marks);
        await widenVisits(database, day.name, taken.visits);
      } catch (error) {
        onError(error);
        day.giveBack(taken);
      }
      // Late fixes may bring it back: then it begins empty, and what is on disk is merged.
      if (number < today && day.isWritten) this.#forget(number, day);
    }
  }

  #forget(number: number, day: CoverageDay): void {
    this.#days.delete(number);
    if (this.#day?.day === day) this.#day = null;
  }
}

/** `2026-11-28` of days since 1970. */
export function dayName(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}
