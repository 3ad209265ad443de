/**
 * The stops of one squad as a route: added, put into an order, given times. In: a squad of a draft. Out: a new one; nothing here asks the
 * server or draws. What is asked for the way and the times is `routeQuestion`.
 */
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { OperationTarget, StopOrder } from '../../server/contract/operation.ts';
import { type DraftSquad, type DraftStop, type PlanDraft, USUAL_DWELL_MIN, USUAL_RADIUS_M } from './plan-draft.ts';

/** As many as a plan takes for one squad (contract/operation.ts). */
export const MOST_STOPS = 60;

export interface RouteQuestion {
  start: { lon: number; lat: number };
  startsAt: number;
  mode: DraftSquad['mode'];
  stops: readonly { id: string; lon: number; lat: number; dwellMin: number }[];
}

/**
 * Null = there is nothing to go to. Without a muster place the way begins at the first stop; without a time of the operation the arrivals
 * mean nothing and only the way is of use.
 */
export function routeQuestion(
  { stops, mode }: DraftSquad,
  { muster, startsAt }: Pick<PlanDraft, 'muster' | 'startsAt'>,
): RouteQuestion | null {
  const [first] = stops;
  if (!first) return null;
  const { lon, lat } = muster ?? first;
  return {
    ...{ start: { lon, lat }, startsAt: Math.max(startsAt ?? 0, muster?.at ?? 0), mode },
    stops: stops.map(stop => ({ id: stop.id, lon: stop.lon, lat: stop.lat, dwellMin: stop.dwellMin ?? 0 })),
  };
}

export function placedStop(id: string, [lon, lat]: LonLat, name: string): DraftStop {
  return {
    ...{ id, target: null, name, lon, lat, plannedAt: null },
    ...{ dwellMin: USUAL_DWELL_MIN, radiusM: USUAL_RADIUS_M },
  };
}

export function stopAtTarget(id: string, target: OperationTarget): DraftStop {
  return { ...placedStop(id, [target.lon, target.lat], target.name), target: target.id };
}

/** Times of the old order mean nothing in a new one. */
function untimed(stops: readonly DraftStop[]): DraftStop[] {
  return stops.map(stop => (stop.plannedAt === null ? stop : { ...stop, plannedAt: null }));
}

/** Moves some stops before or after another one, in the order they had among themselves. */
export function withMovedStops(
  squad: DraftSquad,
  moved: ReadonlySet<string>,
  beside: string,
  where: 'before' | 'after',
): DraftSquad {
  if (moved.has(beside)) return squad;
  const rest = squad.stops.filter(({ id }) => !moved.has(id));
  const at = rest.findIndex(({ id }) => id === beside);
  if (at < 0) return squad;
  const to = where === 'before' ? at : at + 1;
  const stops = [...rest.slice(0, to), ...squad.stops.filter(({ id }) => moved.has(id)), ...rest.slice(to)];
  return { ...squad, stops: untimed(stops) };
}

/** What the server proposed or reckoned: its order, and its times where the operation has one. */
export function withAnswer(squad: DraftSquad, { stops }: Pick<StopOrder, 'stops'>, isTimed: boolean): DraftSquad {
  const known = new Map(squad.stops.map(stop => [stop.id, stop]));
  const ordered = stops.flatMap(({ id, plannedAt }) => {
    const stop = known.get(id);
    return stop ? [{ ...stop, plannedAt: isTimed ? plannedAt : stop.plannedAt }] : [];
  });
  // A stop that was added while the server thought stands at the end.
  const answered = new Set(ordered.map(({ id }) => id));
  return { ...squad, stops: [...ordered, ...squad.stops.filter(({ id }) => !answered.has(id))] };
}

/** When the squad is done with its last stop; null while not every stop has a time. */
export function doneAt({ stops }: Pick<DraftSquad, 'stops'>): number | null {
  const last = stops.at(-1);
  if (!last || stops.some(({ plannedAt }) => plannedAt === null)) return null;
  return (last.plannedAt ?? 0) + (last.dwellMin ?? 0) * 60_000;
}

/** Targets that no stop of any squad leads to yet. */
export function unvisitedTargets({ targets, squads }: Pick<PlanDraft, 'targets' | 'squads'>): OperationTarget[] {
  const visited = new Set(squads.flatMap(({ stops }) => stops.map(({ target }) => target)));
  return targets.filter(({ id }) => !visited.has(id));
}

/** A stop that lost its target stays where it is. */
export function withoutTarget(draft: PlanDraft, target: string): PlanDraft {
  return {
    ...draft,
    targets: draft.targets.filter(({ id }) => id !== target),
    squads: draft.squads.map(squad => ({
      ...squad,
      stops: squad.stops.map(stop => (stop.target === target ? { ...stop, target: null } : stop)),
    })),
  };
}
