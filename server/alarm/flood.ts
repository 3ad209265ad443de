/**
 * Flood mode and the numbers the panels show. Hysteresis is read out of the times themselves, so every server that looks
 * at the same rows says the same, and a restart forgets nothing.
 */
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Figures } from '../contract/figures.ts';
import type { Tables } from '../store/tables.ts';
import { CAME_LATE } from './alarm-repository.ts';

const WINDOW_MS = 10 * 60_000;
const BEGINS_ABOVE = 10;
const ENDS_BELOW = 5;
/** Between the two bounds the past decides; whatever stayed between them for a day is no flood. */
const LOOK_BACK_MS = 24 * 3_600_000;

/** `raisedAt`: UTC ms, ascending, none after `now`, none missing between the first and `now`. */
export function isFlood(raisedAt: readonly number[], now: number): boolean {
  let flood = false;
  let oldest = 0;
  let entered = 0;
  /** Lets those leave the window that are too old at `at`, one by one, as the clock would. */
  const leaveUntil = (at: number) => {
    for (; oldest < raisedAt.length && raisedAt[oldest]! + WINDOW_MS <= at; oldest++)
      if (entered - oldest - 1 < ENDS_BELOW) flood = false;
  };
  for (const at of raisedAt) {
    leaveUntil(at);
    entered++;
    if (entered - oldest > BEGINS_ABOVE) flood = true;
  }
  leaveUntil(now);
  return flood;
}

export async function alarmFigures(db: Kysely<Tables>, now: number): Promise<Figures['alarms']> {
  const count = db.selectFrom('alarm').select(e => e.fn.countAll<number>().as('count'));
  const [{ count: unacknowledged }, { count: inTenMinutes }] = await Promise.all([
    count.where('state', '=', 'raised').executeTakeFirstOrThrow(),
    count
      .where(wasRaised)
      .where('raised_at', '>', now - WINDOW_MS)
      .where('raised_at', '<=', now)
      .executeTakeFirstOrThrow(),
  ]);
  return { unacknowledged, inTenMinutes, flood: await floodNow(db, inTenMinutes, now) };
}

/** What came late called nobody. */
function wasRaised(e: ExpressionBuilder<Tables, 'alarm'>) {
  return e.or([e('clear_reason', 'is', null), e('clear_reason', '!=', CAME_LATE)]);
}

async function floodNow(db: Kysely<Tables>, inTenMinutes: number, now: number): Promise<boolean> {
  if (inTenMinutes > BEGINS_ABOVE) return true;
  if (inTenMinutes < ENDS_BELOW) return false;
  const rows = await db
    .selectFrom('alarm')
    .select('raised_at')
    .where(wasRaised)
    .where('raised_at', '>', now - LOOK_BACK_MS)
    .where('raised_at', '<=', now)
    .orderBy('raised_at')
    .execute();
  return isFlood(
    rows.map(row => row.raised_at),
    now,
  );
}
