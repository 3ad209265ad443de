/**
 * Where a squad of the played operation drives now, told from its record alone, so that a restart goes on where it was. In: the squad, which
 * one it is, the time. Out: its stop, the muster place, or a place off its way. The second squad strays once, on its way to the third stop;
 * the third one stays much too long at its second stop, is late from there on, and finds its fifth closed.
 */
import type { OperationSquad, OperationStop } from '../../server/contract/operation.ts';

const MINUTE_MS = 60_000;
const STRAYS = { squad: 1, beforeStop: 2, ms: 5 * MINUTE_MS } as const;
const HELD_UP = { squad: 2, atStop: 1, ms: 16 * MINUTE_MS } as const;
const CLOSED = { squad: 2, stop: 4 } as const;
/** Squads set out when everybody has been told where to go. */
export const SETS_OUT_AFTER_MS = 2 * MINUTE_MS;

export type Errand =
  | { name: 'muster' }
  | { name: 'stop'; stop: OperationStop }
  /** Off the way from there to the next stop. */
  | { name: 'stray'; from: OperationStop; to: OperationStop }
  /** It cannot be reached. */
  | { name: 'skip'; stop: OperationStop }
  | { name: 'done' };

export function squadErrand(squad: OperationSquad, index: number, startedAt: number, now: number): Errand {
  const here = squad.stops.findIndex(({ state }) => state === 'arrived');
  const at = squad.stops[here];
  if (at && now < departsAt(at, index, here)) return { name: 'stop', stop: at };
  const next = squad.stops.findIndex(({ state }) => state === 'planned');
  const to = squad.stops[next];
  if (!to) return { name: 'done' };
  if (index === CLOSED.squad && next === CLOSED.stop) return { name: 'skip', stop: to };
  const from = squad.stops[next - 1];
  if (!from) return now < startedAt + SETS_OUT_AFTER_MS ? { name: 'muster' } : { name: 'stop', stop: to };
  const isOnTheWay = now < departsAt(from, index, next - 1) + STRAYS.ms;
  if (index === STRAYS.squad && next === STRAYS.beforeStop && from.arrivedAt !== null && isOnTheWay)
    return { name: 'stray', from, to };
  return { name: 'stop', stop: to };
}

function departsAt({ arrivedAt, dwellMin }: OperationStop, squad: number, stop: number): number {
  const heldUpMs = squad === HELD_UP.squad && stop === HELD_UP.atStop ? HELD_UP.ms : 0;
  return (arrivedAt ?? 0) + dwellMin * MINUTE_MS + heldUpMs;
}
