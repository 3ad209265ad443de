/**
 * How long a trail may be, and what a page keeps for it. The wall keeps five minutes and shows them; a desk chooses.
 * Memory is bounded by points, not by time: 12 bytes each, so half an hour of 10,000 units is 47 MB, however densely they report.
 */
const MINUTE_MS = 60_000;

export interface TrailKeeping {
  /** How far back. */
  lengthMs: number;
  /** At most so many points a unit. */
  points: number;
  /** Two points lie at least so far apart in time. 0: the newest `points` are kept, however short a time they tell of. */
  gapMs: number;
  /** What was before a jump or a silence stays, as a leg of its own; false = it is forgotten. */
  keepsLegs: boolean;
}

/** What every page keeps unless it says otherwise: the wall's. */
export const WALL_TRAIL: TrailKeeping = { lengthMs: 5 * MINUTE_MS, points: 60, gapMs: 0, keepsLegs: false };

/** What a desk may choose, in minutes, as the address says it. The usual stands second: it is what a wall shows. */
export const TRAIL_CHOICES = ['off', '5', '15', '30'] as const;
export type TrailChoice = (typeof TRAIL_CHOICES)[number];
export const USUAL_TRAIL: TrailChoice = '5';

/** A vehicle that reports every ten seconds keeps every point, one that reports every second keeps every eighth. */
const POINTS_A_MINUTE = 8;

/** 0 = none is drawn. */
export function trailLengthMs(choice: TrailChoice): number {
  return choice === 'off' ? 0 : Number(choice) * MINUTE_MS;
}

/** With `points` at least `gapMs` apart, none that is younger than the length is ever dropped. */
export function trailKeeping(choice: Exclude<TrailChoice, 'off'>): TrailKeeping {
  return {
    lengthMs: trailLengthMs(choice),
    points: Number(choice) * POINTS_A_MINUTE,
    gapMs: MINUTE_MS / POINTS_A_MINUTE,
    keepsLegs: true,
  };
}
