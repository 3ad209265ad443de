/**
 * What was marked on one day since it was first written about: cells by number, visits by unit and grid. Holds only what is new; the rest
 * is on disk (coverage-store.ts merges). In: marks from the hot path. Out: what has to be written, once.
 */
import type { UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { CoverageRaster } from './coverage-raster.ts';
import type { GridMarks, UnitVisit } from './coverage-store.ts';
import { OUTSIDE } from './crossing.ts';
import type { GroundMap } from './ground-map.ts';

export interface Visit extends UnitVisit {
  gridNumber: number;
  day: CoverageDay;
  isWritten: boolean;
  isWaiting: boolean;
}

export class CoverageDay {
  /** `2026-11-28` */
  readonly name: string;
  readonly #raster: CoverageRaster;
  readonly #grids: GroundMap['grids'];
  readonly #marked: Uint8Array;
  readonly #changedGrids = new Set<number>();
  readonly #visits = new Map<number, Visit>();
  #waiting: Visit[] = [];

  constructor(name: string, raster: CoverageRaster, grids: GroundMap['grids']) {
    this.name = name;
    this.#raster = raster;
    this.#grids = grids;
    this.#marked = new Uint8Array(raster.cells);
  }

  mark(cell: number): void {
    if (cell === OUTSIDE || this.#marked[cell] === 1) return;
    this.#marked[cell] = 1;
    const grid = this.#raster.gridOf[cell]!;
    if (grid !== OUTSIDE) this.#changedGrids.add(grid);
  }

  /** The visit of this unit to this grid, the same all day. */
  visit({ id, index }: UnitRecord, grid: number, atMs: number): Visit {
    const key = keyOf(index, grid, this.#grids.length);
    let visit = this.#visits.get(key);
    if (!visit) {
      const { code } = this.#grids[grid]!;
      const times = { firstMs: atMs, lastMs: atMs };
      visit = { grid: code, unit: id, gridNumber: grid, day: this, ...times, isWritten: false, isWaiting: false };
      this.#visits.set(key, visit);
    }
    this.widen(visit, atMs);
    return visit;
  }

  widen(visit: Visit, atMs: number): void {
    if (atMs > visit.lastMs) visit.lastMs = atMs;
    else if (atMs < visit.firstMs) visit.firstMs = atMs;
    else if (visit.isWritten) return;
    if (visit.isWaiting) return;
    visit.isWaiting = true;
    this.#waiting.push(visit);
  }

  get isWritten(): boolean {
    return this.#changedGrids.size === 0 && this.#waiting.length === 0;
  }

  /** Whoever takes them writes them, or gives them back. `all`: also visits of which only the times moved. */
  take(all: boolean): { grids: number[]; visits: Visit[] } {
    const grids = [...this.#changedGrids];
    this.#changedGrids.clear();
    const visits = all ? this.#waiting : this.#waiting.filter(visit => !visit.isWritten);
    this.#waiting = all ? [] : this.#waiting.filter(visit => visit.isWritten);
    for (const visit of visits) {
      visit.isWaiting = false;
      visit.isWritten = true;
    }
    return { grids, visits };
  }

  giveBack({ grids, visits }: { grids: readonly number[]; visits: readonly Visit[] }): void {
    for (const grid of grids) this.#changedGrids.add(grid);
    for (const visit of visits) {
      visit.isWritten = false;
      this.widen(visit, visit.lastMs);
    }
  }

  marksOf(grid: number): GridMarks {
    const cells = this.#raster.cellsOf[grid]!;
    const marks = new Uint8Array(Math.ceil(cells.length / 8));
    for (let i = 0; i < cells.length; i++) if (this.#marked[cells[i]!] === 1) marks[i >> 3]! |= 1 << (i & 7);
    return { grid: this.#grids[grid]!.code, cells: cells.length, marks };
  }
}

function keyOf(unit: UnitIndex, grid: number, grids: number): number {
  return unit * grids + grid;
}
