/**
 * A plan with routes: each squad's stops in the order that the interface proposes, with the times it reckons. In: an administrator's
 * session, the town, a plan. Out: the plan. Of two orders of the same length the interface proposes either; here a stop that the way
 * leads past is the next one, or a car would reach it by driving past.
 */
import type { OperationPlan, StopOrder } from '../../server/contract/operation.ts';
import { shortestRoute } from '../simulation/shortest-route.ts';
import { SETS_OUT_AFTER_MS } from '../simulation/squad-errand.ts';
import type { Town } from '../simulation/town.ts';
import type { AdminSession } from './admin-session.ts';

export async function withRoutes(admin: AdminSession, town: Town, plan: OperationPlan): Promise<OperationPlan> {
  const { muster } = plan;
  if (!muster) return plan;
  const start = { lon: muster.lon, lat: muster.lat };
  const startsAt = Number(plan.startsAt) + SETS_OUT_AFTER_MS;
  const squads = await Promise.all(
    plan.squads.map(async squad => {
      if (squad.stops.length === 0) return squad;
      const asked = squad.stops.map(({ id, lon, lat, dwellMin }) => ({ id, lon, lat, dwellMin }));
      const ask = async (path: string, stops: object) =>
        (await admin.post(path, { start, startsAt, mode: squad.mode, stops })) as StopOrder;
      const proposed = await ask('/api/v1/operations/stop-order', asked);
      const inOrder = proposed.stops.flatMap(({ id }) => asked.filter(stop => stop.id === id));
      const { stops } = await ask('/api/v1/operations/stop-times', inPassing(town, start, inOrder));
      return {
        ...squad,
        stops: stops.flatMap(({ id, plannedAt }) =>
          squad.stops.filter(stop => stop.id === id).map(stop => ({ ...stop, plannedAt })),
        ),
      };
    }),
  );
  return { ...plan, squads };
}

interface Place {
  lon: number;
  lat: number;
}

/** The same stops; whatever lies on the way to the next one comes before it. */
export function inPassing<Stop extends Place>(town: Town, start: Place, stops: readonly Stop[]): Stop[] {
  const node = ({ lon, lat }: Place) => town.nearestNode(town.plane.toMetres([lon, lat]));
  const left = stops.map(stop => ({ stop, at: node(stop) }));
  const done: Stop[] = [];
  for (let here = node(start); left[0]; ) {
    const way = shortestRoute(town.graph, here, left[0].at);
    const first = way.map(passed => left.findIndex(({ at }) => at === passed)).find(index => index >= 0) ?? 0;
    const [next] = left.splice(first, 1);
    if (!next) break;
    done.push(next.stop);
    here = next.at;
  }
  return done;
}
