/**
 * What stands behind the numbers of one spot ([HS-14] [HS-15]). It comes from the same count as the ranking, so that they agree.
 * In: a question, the spot. Out: incidents and deductions by name, and the short form that a target of an operation plan keeps.
 */
import type { HotSpotDeduction, HotSpotEvidence, HotSpotIncident } from '../contract/hot-spot.ts';
import type { PointCode } from '../contract/ids.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import { asAsked, countFor, type HotSpotParts, spotsOf } from './rank-hot-spots.ts';
import type { Matter } from './read-matters.ts';
import type { Spots } from './spot-ground.ts';
import { SpotTally } from './spot-tally.ts';

const MOST_LISTED = 1000;
/** More nobody reads in a plan; contract/operation.ts says the same. */
const MOST_IN_A_PLAN = 200;

export async function spotEvidence(
  parts: HotSpotParts,
  ask: HotSpotQuestion,
  id: string,
  now: number,
): Promise<HotSpotEvidence> {
  const spots = spotsOf(parts, ask);
  const found: { matter: Matter; earlier: Matter | null }[] = [];
  const counted = await countFor(parts, ask, spots, (matter, spot, earlier) => {
    if (spot === id && isCounted(ask, matter, earlier)) found.push({ matter, earlier });
  });
  found.reverse(); // newest first
  const deductions = await deductionsOf(parts, ask, spots, id);
  const tally = counted.spots.get(id) ?? new SpotTally();
  const figures = tally.figures(ask.measure, counted.recorded, counted.total.number(ask.measure, counted.recorded));
  const place = spots.place(id, tally.mostIn());
  return {
    ...asAsked(ask, counted, now),
    spot: place && { ...place, ...figures },
    figures,
    incidents: found.slice(0, MOST_LISTED).map(({ matter, earlier }) => listed(matter, earlier, ask)),
    incidentsFound: found.length,
    deductions: deductions.slice(0, MOST_LISTED),
    deductionsFound: deductions.length,
    evidence: {
      ...{ from: ask.period.from, to: ask.period.to, measure: ask.measure },
      counts: { ...figures.counts, incidentsBefore: figures.before.incidents },
      ...{ categories: ask.categories, groups: ask.groups },
      incidents: found.slice(0, MOST_IN_A_PLAN).map(({ matter }) => matter.id),
      deductions: deductions.slice(0, MOST_IN_A_PLAN).map(({ number }) => number),
      countedAt: now,
    },
  };
}

function isCounted({ measure }: Pick<HotSpotQuestion, 'measure'>, { late }: Matter, earlier: Matter | null): boolean {
  switch (measure) {
    case 'incidents':
      return true;
    case 'repeats':
      return earlier !== null;
    case 'overdue':
      return late === 1;
    case 'lost-score':
      return false;
  }
}

function listed(
  { id, category, received_at, state, late, lon, lat, grid, community, zone }: Matter,
  earlier: Matter | null,
  ask: Pick<HotSpotQuestion, 'zone'>,
): HotSpotIncident {
  // What it repeats may lie beyond the border of a zone: that it is a repeat is said, of what is not [HS-13].
  const maySee = earlier !== null && (ask.zone === null || earlier.zone === ask.zone);
  return {
    ...{ id, category, receivedAt: received_at, state, late: late === 1, repeat: earlier !== null },
    ...{ earlier: maySee ? earlier.id : null, lon, lat, grid, community, zone },
  };
}

/** Newest first. */
async function deductionsOf(
  { db, ground }: Pick<HotSpotParts, 'db' | 'ground'>,
  { period, zone }: Pick<HotSpotQuestion, 'period' | 'zone'>,
  spots: Spots,
  id: string,
): Promise<HotSpotDeduction[]> {
  const points = [...ground.points.values()].filter(
    point => (zone === null || point.zone === zone) && spots.idOf(point) === id,
  );
  if (points.length === 0) return [];
  const rows = await db
    .selectFrom('deduction')
    .select(['number', 'point', 'round', 'at', 'item', 'score'])
    .where(
      'point',
      'in',
      points.map(({ code }) => code),
    )
    .where('at', '>=', period.startsAt)
    .where('at', '<', period.endsAt)
    .orderBy('at', 'desc')
    .orderBy('number')
    .execute();
  return rows.map(row => ({ ...row, point: row.point as PointCode }));
}
