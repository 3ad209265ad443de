/** The hottest spots first. In: a question. Out: the contract's answer: all four numbers of each spot, ranked by the one asked for. */
import type { HotSpot, HotSpots } from '../contract/hot-spot.ts';
import { type CountParts, countHotSpots, type SpotCounts, type WatchIncident } from './count-hot-spots.ts';
import { type HotSpotQuestion, type QuestionParts, wantedCategories } from './hot-spot-question.ts';
import { OUTSIDE, type SpotGround, type Spots } from './spot-ground.ts';

export interface HotSpotParts extends Omit<CountParts, 'points'>, Pick<QuestionParts, 'category'> {
  ground: SpotGround;
}

export async function rankHotSpots(
  parts: HotSpotParts,
  ask: HotSpotQuestion,
  limit: number,
  now: number,
): Promise<HotSpots> {
  const spots = spotsOf(parts, ask);
  const counted = await countFor(parts, ask, spots);
  const { recorded } = counted;
  const totalNumber = counted.total.number(ask.measure, recorded);
  const ranked = [...counted.spots]
    .map(([id, tally]) => ({ id, tally, number: tally.number(ask.measure, recorded) ?? 0 }))
    .filter(({ id, number }) => id !== OUTSIDE && number > 0) // [HS-12]
    .sort((a, b) => b.number - a.number || (a.id < b.id ? -1 : 1));
  return {
    ...asAsked(ask, counted, now),
    total: counted.total.figures(ask.measure, recorded, totalNumber),
    spots: ranked.slice(0, limit).flatMap(({ id, tally, number }): HotSpot[] => {
      const place = spots.place(id, tally.mostIn());
      return place ? [{ ...place, ...tally.figures(ask.measure, recorded, totalNumber), number }] : [];
    }),
    spotsFound: ranked.length,
    outside: counted.spots.get(OUTSIDE)?.figures(ask.measure, recorded, totalNumber) ?? null,
  };
}

export function spotsOf({ ground }: Pick<HotSpotParts, 'ground'>, { resolution }: HotSpotQuestion): Spots {
  return resolution === null ? ground.byGrid : ground.byHexagon(resolution);
}

export function countFor(
  parts: HotSpotParts,
  ask: HotSpotQuestion,
  spots: Spots,
  watch?: WatchIncident,
): Promise<SpotCounts> {
  const { period, before, zone } = ask;
  const question = { period, before, zone, spots, isWanted: wantedCategories(parts, ask) };
  return countHotSpots({ ...parts, points: parts.ground.points }, question, watch);
}

/** What every answer says of the question it answers. */
export function asAsked(ask: HotSpotQuestion, { recordedSince }: Pick<SpotCounts, 'recordedSince'>, now: number) {
  return { ...ask, recordedSince, countedAt: now };
}
