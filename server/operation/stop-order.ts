/**
 * Proposes in which order a squad visits its stops so that it travels least, and says when it reaches each ([O-67..O-69]).
 * In: where and when it sets out, how it travels, its stops in some order, and where it must end, if anywhere. Out: order, planned
 * arrivals, metres before and after, and the way to draw. Nothing is stored; people may drag the stops into another order (`layOut`).
 */
import type { z } from 'zod';
import { instantMs, type LonLat } from '../contract/coordinates.ts';
import type { StopOrder, stopOrderQuestion } from '../contract/operation.ts';
import { EXACT_STOPS, exactOrder } from './exact-order.ts';
import { roundM, searchOrder } from './search-order.ts';
import { shortTurns } from './short-turns.ts';
import type { StreetGraph, Way } from './street-graph.ts';
import { timetable } from './timetable.ts';

interface Place {
  lon: number;
  lat: number;
}

/** Without `end` the squad is free after its last stop. */
export type StopOrderQuestion = z.infer<typeof stopOrderQuestion> & { end?: Place };

const lonLat = ({ lon, lat }: Place): LonLat => [lon, lat];

export async function proposeStopOrder(streets: StreetGraph, question: StopOrderQuestion): Promise<StopOrder> {
  const { start, end, stops } = question;
  const metres = asRound(await streets.matrix([start, ...stops, ...(end ? [end] : [])].map(lonLat)), stops.length);
  const proposed = await shortestOrder(metres);
  const route = await layOut(streets, { ...question, stops: proposed.map(stop => stops[stop - 1]!) });
  return { ...route, distanceBeforeM: roundM(metres, [...metres.keys()].slice(1)) };
}

/** Stops 1..n of a round that begins and ends at 0; 1, 2 … n unless another order is shorter. */
export async function shortestOrder(metres: readonly (readonly number[])[]): Promise<number[]> {
  const given = [...metres.keys()].slice(1);
  const found = given.length <= EXACT_STOPS ? exactOrder(metres) : await searchOrder(metres, given);
  return roundM(metres, found) < roundM(metres, given) ? found : given;
}

/** The route through the stops as they stand. */
export async function layOut(streets: StreetGraph, question: StopOrderQuestion): Promise<StopOrder> {
  const { start, startsAt, mode, stops, end } = question;
  const places = [start, ...stops, ...(end ? [end] : [])].map(lonLat);
  const rest = shortTurns();
  const ways: Way[] = [];
  for (const [i, place] of places.slice(1).entries()) {
    ways.push(streets.way(places[i]!, place));
    await rest();
  }
  const arrivals = timetable(
    instantMs(startsAt),
    mode,
    stops.map(({ dwellMin }, i) => ({ dwellMin, distanceM: ways[i]!.distanceM })),
  );
  const distanceM = ways.reduce((sum, way) => sum + way.distanceM, 0);
  return {
    stops: stops.map(({ id }, i) => ({ id, plannedAt: arrivals[i]!, distanceM: ways[i]!.distanceM })),
    distanceM,
    distanceBeforeM: distanceM,
    way: endToEnd(ways),
    straight: ways.some(({ straight }) => straight),
  };
}

function endToEnd(ways: readonly Way[]): LonLat[] {
  return ways.flatMap(({ line }, i) => (i === 0 ? line : line.slice(1)));
}

/** Start and end become one place, 0: leaving it is leaving the start, coming to it is coming to the end, or free when there is none. */
function asRound(metres: readonly (readonly number[])[], stops: number): number[][] {
  const hasEnd = metres.length > stops + 1;
  return metres
    .slice(0, stops + 1)
    .map((row, i) => [i > 0 && hasEnd ? row[stops + 1]! : 0, ...row.slice(1, stops + 1)]);
}
