/**
 * Which scene a wall shows. In: what is wished (today the address, later whoever drives the walls), the joint operations, the time.
 * Out: the scene as it can be shown now. A wish is no promise: 联合执法 falls back to 总览 when there is no operation, and 30 minutes after
 * one has ended (wall-ux §9), so that a wall that nobody looks after comes home by itself.
 */
import type { OperationRecord, OperationState } from '../../server/contract/operation.ts';
import { fullDate } from '../wording/format.ts';

/** `operation` null = whichever is the most important now. */
export type SceneWish = { name: 'overview' } | { name: 'operation'; operation: string | null };

export type WallScene =
  | { name: 'overview' }
  | {
      name: 'operation';
      operation: OperationRecord;
      /** `plan`: who goes where, when, with what. `live`: who is behind, who is outside the plan. */
      view: 'plan' | 'live';
      /** As many more are under way, or planned for this day. */
      others: number;
    };

/** wall-ux §9: long enough to talk about it in front of the wall. */
const SHOWN_AFTER_END_MS = 30 * 60_000;

const OVERVIEW: WallScene = { name: 'overview' };
const UNDER_WAY: ReadonlySet<OperationState> = new Set(['under-way', 'reinforced']);

/** `/wall?scene=operation&operation=<id>`. */
export function wishOf(search: string): SceneWish {
  const values = new URLSearchParams(search);
  return values.get('scene') === 'operation'
    ? { name: 'operation', operation: values.get('operation') }
    : { name: 'overview' };
}

/** `operations`: the next first. */
export function sceneOf(
  wish: SceneWish,
  operations: readonly OperationRecord[],
  now: number,
  timeZone: string,
): WallScene {
  if (wish.name === 'overview') return OVERVIEW;
  const underWay = operations.filter(({ state }) => UNDER_WAY.has(state)).sort((a, b) => b.endsAt - a.endsAt);
  const ended = operations.filter(one => isJustEnded(one, now)).sort((a, b) => endOf(b) - endOf(a));
  const planned = operations.filter(one => isPlanned(one) && !isOver(one, now));
  const today = planned.filter(({ startsAt }) => fullDate(startsAt, timeZone) === fullDate(now, timeZone));

  const candidates =
    wish.operation === null
      ? [...underWay, ...ended, ...today]
      : [...underWay, ...ended, ...planned].filter(({ id }) => id === wish.operation);
  const [operation] = candidates;
  if (!operation) return OVERVIEW;
  const view = isPlanned(operation) ? 'plan' : 'live';
  const alike = view === 'plan' ? today : underWay;
  return { name: 'operation', operation, view, others: alike.filter(({ id }) => id !== operation.id).length };
}

const isPlanned = ({ state }: OperationRecord) => state === 'planned';
const endOf = ({ finishedAt, endsAt }: OperationRecord) => finishedAt ?? endsAt;

function isOver(operation: OperationRecord, now: number): boolean {
  return now - endOf(operation) >= SHOWN_AFTER_END_MS;
}

function isJustEnded(operation: OperationRecord, now: number): boolean {
  return operation.state === 'finished' && !isOver(operation, now);
}
