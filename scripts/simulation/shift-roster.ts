/**
 * Who is on duty when. A call sign is a post that crews hand over, so a post works two of the three shifts, or all of them:
 * a quarter of the posts never rests and each shift lets another quarter rest, which leaves three in four on duty at any hour.
 * Squads work by day only, in two shifts (S2-08). The demonstration's shift plan (scripts/demo/demo-shifts.ts) says the same.
 * In: a post's rest and the minute of the local day. Out: on duty or not.
 */
export const SHIFTS = ['night', 'day', 'evening'] as const; // 00-08, 08-16, 16-24
export type Rest = 'none' | (typeof SHIFTS)[number];

const SHIFT_MINUTES = 8 * 60;
const DAY_MINUTES = 3 * SHIFT_MINUTES;

/** 07-15, 15-23; a post that would rest by day works the late one, one that would rest in the evening the early one. */
export const SQUAD_SHIFTS = ['early', 'late'] as const;
const SQUAD_SHIFT_STARTS = 7 * 60;

export interface Post {
  rest: Rest;
  /** Works the two shifts of squads instead of the three of a day. */
  squad: boolean;
  /** Crews do not change at the stroke of the hour: minutes by which this post is late (negative: early). */
  handOverMinutes: number;
}

export function isOnDuty(post: Post, minuteOfDay: number): boolean {
  const minute = (minuteOfDay - post.handOverMinutes + DAY_MINUTES) % DAY_MINUTES;
  if (!post.squad) return SHIFTS[Math.floor(minute / SHIFT_MINUTES)] !== post.rest;
  const shift = SQUAD_SHIFTS[Math.floor((minute - SQUAD_SHIFT_STARTS) / SHIFT_MINUTES)];
  return shift !== undefined && worksSquadShift(post, shift);
}

export function worksSquadShift({ rest }: Pick<Post, 'rest'>, shift: (typeof SQUAD_SHIFTS)[number]): boolean {
  return rest !== (shift === 'early' ? 'day' : 'evening');
}

/** Minutes since local midnight, whatever time zone the host has. */
export function minuteOfDay(atMs: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(atMs);
  const read = (type: 'hour' | 'minute') => Number(parts.find(part => part.type === type)!.value);
  return read('hour') * 60 + read('minute');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, made);
  return made;
}
