/** Tables of shifts, as Kysely sees them. Local days are `2026-11-28`. */
export interface ShiftPlanTable {
  /** 1, 2, 3 … */
  version: number;
  valid_from: string;
  source: string;
  /** JSON of the contract's `Shift[]`: read whole, searched by nobody. */
  shifts: string;
  filed_by: string;
  filed_at: number;
}

/** A unit on a shift of a day. */
export interface RosterTable {
  day: string;
  shift: string;
  unit: string;
  persons: number;
  qualified: number;
}

/** How a zone stood from that moment on, until its next row. */
export interface ZoneCoverTable {
  zone: string;
  from_ms: number;
  /** `covered`, `no-cover`, `not-due`, `unknown`: see cover-record.ts. */
  state: string;
}

/** One row, id 1: when cover was last watched, so that a stopped server is no covered time. */
export interface CoverWatchedTable {
  id: number;
  at: number;
}

export interface ShiftTables {
  shift_plan: ShiftPlanTable;
  roster: RosterTable;
  zone_cover: ZoneCoverTable;
  cover_watched: CoverWatchedTable;
}
