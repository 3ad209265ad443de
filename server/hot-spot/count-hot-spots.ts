/**
 * Counts what lies where ([HS-5] to [HS-11]): incidents one by one, because a repeat is known by what came before it, scores by point.
 * In: a question. Out: a tally a spot and one for all of it. `watch` is told each incident of the period, for the evidence of a spot.
 */
import { type Kysely, sql } from 'kysely';
import type { HotSpotPeriod } from '../contract/hot-spot.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { Tables } from '../store/tables.ts';
import { DAY_MS } from './compared-periods.ts';
import { lostScores, type ScoreParts } from './lost-scores.ts';
import { type Matter, readMatters } from './read-matters.ts';
import { type RepeatRule, Repeats } from './repeats.ts';
import type { ScoringPoint, Spots } from './spot-ground.ts';
import { type Half, type Recorded, SpotTally } from './spot-tally.ts';

export interface CountParts extends ScoreParts {
  points: ReadonlyMap<string, ScoringPoint>;
  /** Null = the profile has none (未设定). */
  repeatRule: RepeatRule | null;
  /** Middle of the map. */
  centre: readonly [lon: number, lat: number];
  /** Default: a few ms of counting. */
  rowsAPage?: number;
}

export interface CountQuestion {
  period: HotSpotPeriod;
  before: HotSpotPeriod;
  spots: Spots;
  isWanted(category: string | null): boolean;
  /** Only this zone; null = everywhere. */
  zone: ZoneId | null;
}

export interface SpotCounts {
  total: SpotTally;
  spots: ReadonlyMap<string, SpotTally>;
  recorded: Recorded;
  /** Receipt of the first incident there is; null = there is none. */
  recordedSince: number | null;
}

export type WatchIncident = (matter: Matter, spot: string, earlier: Matter | null) => void;

/** They are no matters of their own: one is another one's report, the other never was. */
const NO_MATTER: ReadonlySet<string> = new Set(['merged', 'void']);

export async function countHotSpots(parts: CountParts, ask: CountQuestion, watch?: WatchIncident): Promise<SpotCounts> {
  const { db, repeatRule, rowsAPage } = parts;
  const { period, before } = ask;
  const total = new SpotTally();
  const spots = new Map<string, SpotTally>();
  const repeats = repeatRule && new Repeats(repeatRule, parts.centre);

  const from = before.startsAt - (repeatRule?.windowMs ?? 0);
  for await (const page of readMatters(db, { from, to: period.endsAt }, rowsAPage)) {
    for (const matter of page) {
      if (NO_MATTER.has(matter.state) || !ask.isWanted(matter.category)) continue;
      // Also outside the zone that was asked for: what is a repeat does not depend on who looks.
      const earlier = repeats?.take(matter) ?? null;
      const half = halfOf(matter.received_at);
      if (half === null || !inZone(matter.zone)) continue;
      const spot = ask.spots.idOf(matter);
      total.addIncident(half, earlier !== null, matter.late === 1);
      const tally = tallyOf(spot);
      tally.addIncident(half, earlier !== null, matter.late === 1);
      tally.noteGround(matter);
      if (half === 'now') watch?.(matter, spot, earlier);
    }
  }
  for (const half of ['now', 'before'] as const) {
    for (const [code, lost] of await lostScores(parts, half === 'now' ? period : before)) {
      const point = parts.points.get(code);
      if (!point || !inZone(point.zone)) continue;
      total.addLostScore(half, lost);
      const tally = tallyOf(ask.spots.idOf(point));
      tally.addLostScore(half, lost);
      if (lost > 0) tally.noteGround(point);
    }
  }
  const recordedSince = await firstReceipt(db);
  const recorded = {
    repeats: repeatRule !== null,
    before: recordedSince !== null && recordedSince < before.startsAt + DAY_MS, // [HS-5]
  };
  return { total, spots, recorded, recordedSince };

  function halfOf(at: number): Half | null {
    if (at >= period.startsAt) return 'now';
    return at >= before.startsAt && at < before.endsAt ? 'before' : null;
  }

  function inZone(zone: ZoneId | null): boolean {
    return ask.zone === null || zone === ask.zone;
  }

  function tallyOf(spot: string): SpotTally {
    let tally = spots.get(spot);
    if (!tally) {
      tally = new SpotTally();
      spots.set(spot, tally);
    }
    return tally;
  }
}

async function firstReceipt(db: Kysely<Tables>): Promise<number | null> {
  const { rows } = await sql<{ first: number | null }>`select min(received_at) as first from incident`.execute(db);
  return rows[0]?.first ?? null;
}
