/**
 * How the squads of an operation go along the streets ([O-72]). In: an operation. Out: a line to each stop, from the muster place or from
 * the stop before. Every wall asks at the same moment, and after each change of the plan: what was reckoned last is kept for as long as
 * no place of the plan moves. Nothing else of the record matters, so that an arrival reckons nothing again.
 */
import type { LonLat } from '../contract/coordinates.ts';
import type { OperationRecord, OperationWays } from '../contract/operation.ts';
import { shortTurns } from './short-turns.ts';
import type { StreetGraph } from './street-graph.ts';

type Places = Pick<OperationRecord, 'id' | 'muster'> & {
  squads: readonly { id: string; stops: readonly { id: string; lon: number; lat: number }[] }[];
};

/** Operations of a day on all zones, with room; the one that nobody asked for longest goes first. */
const MOST_KEPT = 40;

export class SquadWays {
  readonly #streets: Pick<StreetGraph, 'way'>;
  readonly #kept = new Map<string, { places: string; ways: Promise<OperationWays> }>();

  constructor(streets: Pick<StreetGraph, 'way'>) {
    this.#streets = streets;
  }

  of(operation: Places): Promise<OperationWays> {
    const places = placesOf(operation);
    const known = this.#kept.get(operation.id);
    const ways = known?.places === places ? known.ways : this.#reckon(operation);
    this.#kept.delete(operation.id);
    this.#kept.set(operation.id, { places, ways });
    for (const [id] of this.#kept) if (this.#kept.size > MOST_KEPT) this.#kept.delete(id);
    return ways;
  }

  async #reckon({ muster, squads }: Places): Promise<OperationWays> {
    const rest = shortTurns();
    const found: OperationWays['squads'] = [];
    for (const { id, stops } of squads) {
      const legs: OperationWays['squads'][number]['legs'] = [];
      let from: LonLat | null = muster && [muster.lon, muster.lat];
      for (const stop of stops) {
        const at: LonLat = [stop.lon, stop.lat];
        if (from) legs.push({ to: stop.id, ...this.#streets.way(from, at) });
        from = at;
        await rest();
      }
      found.push({ squad: id, legs });
    }
    return { squads: found };
  }
}

function placesOf({ muster, squads }: Places): string {
  return JSON.stringify([
    muster && [muster.lon, muster.lat],
    squads.map(({ id, stops }) => [id, stops.map(stop => [stop.id, stop.lon, stop.lat])]),
  ]);
}
