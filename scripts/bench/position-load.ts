/** What position-load-child.ts is told and what it answers. */

/** Phones send at whole tenths of a second of the wall clock, and say so: what a frame rounds to tenths is then still known exactly. */
export const TICK_MS = 100;

export interface Load {
  url: string;
  token: string;
  unitIds: readonly string[];
  /** Reports of each unit a second: 1, or 100 for the one that never stops. */
  hz: number;
}

export interface Loaded {
  sent: number;
  accepted: number;
  /** By cause; by status where the whole request was refused, by the error where the link broke. */
  refused: Record<string, number>;
  /** How much after its time a report left: trouble of the phones' own process, not of the server. */
  lateP99Ms: number;
}
