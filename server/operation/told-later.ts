/**
 * What people on the spot tell afterwards, because their phone had no network: with the time at which it happened. Rules [O-45] to [O-47].
 * In: the command, the record, the time. Out: when it counts, UTC ms, or an objection. A phone's clock may be a minute wrong, which is
 * no fault; an hour is.
 */
import { instantMs } from '../contract/coordinates.ts';
import type { OperationRecord, OperationSquad, OperationStop } from '../contract/operation.ts';
import { type Objection, objection } from '../http/objection.ts';
import { illegalMove } from './objections.ts';
import type { CommandOf } from './situation.ts';

const MINUTE_MS = 60_000;
/** A phone's clock may be wrong by so much. */
const CLOCK_MS = MINUTE_MS;

type Told = CommandOf<'arrive-stop' | 'leave-stop' | 'skip-stop' | 'check-item'>;

/** [O-45] Without a time it is now, and then the squads must be out. */
export function toldTime({ event, happenedAt }: Told, record: OperationRecord, now: number): number | Objection {
  const { startedAt, finishedAt } = record;
  if (happenedAt === undefined) return finishedAt === null ? now : illegalMove(record, event);
  const at = instantMs(happenedAt);
  const shown = new Date(at).toISOString();
  if (at > now + CLOCK_MS)
    return objection(
      'future-time',
      `happenedAt：晚于当前时间，收到 ${shown}`,
      `happenedAt: in the future, received ${shown}`,
      'happenedAt',
    );
  if (startedAt === null || at < startedAt - CLOCK_MS)
    return objection(
      'too-old',
      `happenedAt：早于集结出发，收到 ${shown}`,
      `happenedAt: before the squads set out, received ${shown}`,
      'happenedAt',
    );
  if (finishedAt !== null && at > finishedAt + CLOCK_MS)
    return objection(
      'illegal-move',
      `happenedAt：收队之后不再登记，收到 ${shown}`,
      `happenedAt: after the operation finished, received ${shown}`,
      'happenedAt',
    );
  return Math.max(startedAt, Math.min(at, finishedAt ?? now));
}

/** Its row in the history has the time at which it was told; this is how long before that it was. */
export function laterNote(at: number, now: number): string | null {
  return at < now - CLOCK_MS ? `补报：${Math.round((now - at) / MINUTE_MS)} 分钟前` : null;
}

/**
 * [O-46] When a squad that was at `stop` at this time had left it: it was at another stop afterwards, or the operation ended.
 * Null = it is still there as far as anybody knows.
 */
export function leftMeanwhile(
  { finishedAt }: OperationRecord,
  { stops }: OperationSquad,
  stop: OperationStop,
  at: number,
): number | null {
  const later = stops.flatMap(({ id, arrivedAt }) =>
    id !== stop.id && arrivedAt !== null && arrivedAt > at ? [arrivedAt] : [],
  );
  return later.length > 0 ? Math.min(...later) : finishedAt;
}
