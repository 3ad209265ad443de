/**
 * What stands behind the numbers of spots ([HS-14] [HS-15]). It comes from the same count as the ranking, so that they agree.
 * In: a question, the spot. Out: incidents and deductions by name, and the short form that a target of an operation plan keeps.
 */
import type {
  HotSpotDeduction,
  HotSpotEvidence,
  HotSpotFigures,
  HotSpotIncident,
  HotSpotTargets,
} from '../contract/hot-spot.ts';
import type { TargetEvidence } from '../contract/operation.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import { deductionsAt } from './lost-scores.ts';
import { asAsked, countFor, type HotSpotParts, spotsOf } from './rank-hot-spots.ts';
import type { Matter } from './read-matters.ts';
import type { SpotPlace, Spots } from './spot-ground.ts';
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
  const { counted, behind } = await standBehind(parts, ask, [id]);
  const { found, deductions, figures, place } = behind.get(id)!;
  return {
    ...asAsked(ask, counted, now),
    spot: place && { ...place, ...figures },
    figures,
    incidents: found.slice(0, MOST_LISTED).map(({ matter, earlier }) => listed(matter, earlier, ask)),
    incidentsFound: found.length,
    deductions: deductions.slice(0, MOST_LISTED),
    deductionsFound: deductions.length,
    evidence: inPlan(ask, behind.get(id)!, now),
  };
}

/** Of several spots at once, from one count: what is picked by lasso or as the first ten. What is no spot is left out. */
export async function spotTargets(
  parts: HotSpotParts,
  ask: HotSpotQuestion,
  ids: readonly string[],
  now: number,
): Promise<HotSpotTargets> {
  const { counted, behind } = await standBehind(parts, ask, ids);
  return {
    ...asAsked(ask, counted, now),
    targets: [...behind.values()].flatMap(one =>
      one.place ? [{ spot: { ...one.place, ...one.figures }, evidence: inPlan(ask, one, now) }] : [],
    ),
  };
}

interface Behind {
  /** Newest first. */
  found: { matter: Matter; earlier: Matter | null }[];
  deductions: HotSpotDeduction[];
  figures: HotSpotFigures;
  /** Null: `outside`, or no spot. */
  place: SpotPlace | null;
}

async function standBehind(parts: HotSpotParts, ask: HotSpotQuestion, ids: readonly string[]) {
  const spots = spotsOf(parts, ask);
  const found = new Map<string, Behind['found']>(ids.map(id => [id, []]));
  const counted = await countFor(parts, ask, spots, (matter, spot, earlier) => {
    if (isCounted(ask, matter, earlier)) found.get(spot)?.push({ matter, earlier });
  });
  const total = counted.total.number(ask.measure, counted.recorded);
  const deductions = await deductionsIn(parts, ask, spots, found.keys());
  const behind = new Map<string, Behind>();
  for (const [id, matters] of found) {
    const tally = counted.spots.get(id) ?? new SpotTally();
    behind.set(id, {
      found: matters.reverse(),
      deductions: deductions.get(id) ?? [],
      figures: tally.figures(ask.measure, counted.recorded, total),
      place: spots.place(id, tally.mostIn()),
    });
  }
  return { counted, behind };
}

function inPlan(ask: HotSpotQuestion, { found, deductions, figures }: Behind, now: number): TargetEvidence {
  return {
    ...{ from: ask.period.from, to: ask.period.to, measure: ask.measure },
    counts: { ...figures.counts, incidentsBefore: figures.before.incidents },
    ...{ categories: ask.categories, groups: ask.groups },
    incidents: found.slice(0, MOST_IN_A_PLAN).map(({ matter }) => matter.id),
    deductions: deductions.slice(0, MOST_IN_A_PLAN).map(({ number }) => number),
    countedAt: now,
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

/** Of each spot, newest first. */
async function deductionsIn(
  parts: HotSpotParts,
  { period, zone }: HotSpotQuestion,
  spots: Spots,
  ids: Iterable<string>,
): Promise<Map<string, HotSpotDeduction[]>> {
  const found = new Map<string, HotSpotDeduction[]>([...ids].map(id => [id, []]));
  const spotOf = new Map<string, string>();
  for (const point of parts.ground.points.values()) {
    const spot = zone === null || point.zone === zone ? spots.idOf(point) : undefined;
    if (spot !== undefined && found.has(spot)) spotOf.set(point.code, spot);
  }
  for (const deduction of await deductionsAt(parts, period, [...spotOf.keys()]))
    found.get(spotOf.get(deduction.point)!)!.push(deduction);
  return found;
}
