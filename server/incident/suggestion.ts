/**
 * Dispatch suggestion (派遣建议, demand 7): up to five organs, best first, each with its nearest fit unit, why it stands here and
 * what it lacks. Codes with values go out, the client puts them into words.
 * In: the organs that the negative list and the ground name, the units, the place. Out: the list. Pure; it commands nothing.
 * The duty column decides first, because that is the law of the list; the unit only orders organs of one column.
 */
import type { CommunityCode, OrganId } from '../contract/ids.ts';
import type { SuggestedOrgan } from '../contract/incident.ts';
import type { DutyOrgan } from '../contract/negative-list.ts';
import {
  type AvailableUnit,
  type ChosenUnit,
  chooseUnit,
  type Remark,
  type UnitQuestion,
  whyNone,
} from './suggestion-unit.ts';

/** In the order of the work: who looks after it, who urges, whose ground it is, whose subject; the last two come later in its life. */
const DUTY_ORDER = [
  'patrol',
  'urge',
  'territorial',
  'group',
  'revisit',
  'punish',
] as const satisfies SuggestedOrgan['duty'][];
type ListDuty = Exclude<SuggestedOrgan['duty'], 'territorial' | 'group'>;

const MOST_ORGANS = 5;
/** Worse than any unit with objections. */
const NO_UNIT = 100;

export interface SuggestionMatter extends UnitQuestion {
  /** Columns of the category's row, stations made concrete; null = no category, or 未设定. */
  duties: Record<ListDuty, readonly DutyOrgan[] | null>;
  /** Station of the community; null = the place lies in none. */
  territorial: { organ: OrganId; community: CommunityCode } | null;
  /** The function group whose subject it is (S0-04), stations made concrete; null = not said. Counts only where the row is silent. */
  body: { name: string; members: readonly OrganId[] } | null;
  via(organ: OrganId): OrganId | null;
  /** The station of another community: it answers for its own ground only, however near its people are. */
  isElsewhere(organ: OrganId): boolean;
}

interface Candidate {
  organ: OrganId;
  via: OrganId | null;
  duty: SuggestedOrgan['duty'];
  reasons: Remark[];
}

/** [I-110] to [I-115] */
export function suggestOrgans(matter: SuggestionMatter, units: readonly AvailableUnit[]): SuggestedOrgan[] {
  const byOrgan = groupedByOrgan(units);
  const candidates = [...namedByDuty(matter).values()];
  if (namesNobody(matter) && matter.body === null) {
    const named = new Set(candidates.map(({ organ }) => organ));
    for (const organ of byOrgan.keys())
      if (!named.has(organ) && !matter.isElsewhere(organ))
        candidates.push({ organ, via: matter.via(organ), duty: 'territorial', reasons: [] });
  }
  return (
    candidates
      .map((candidate, place) => {
        const own = byOrgan.get(candidate.organ) ?? [];
        return { candidate, place, own, chosen: chooseUnit(own, matter) };
      })
      // An organ that nothing names but its units has no reason to stand here without one.
      .filter(({ candidate, chosen }) => candidate.reasons.length > 0 || chosen !== null)
      .sort(
        (a, b) =>
          dutyOrder(a.candidate) - dutyOrder(b.candidate) ||
          namedFirst(a.candidate) - namedFirst(b.candidate) ||
          unitOrder(a.chosen) - unitOrder(b.chosen) ||
          (a.chosen?.distanceM ?? 0) - (b.chosen?.distanceM ?? 0) ||
          a.place - b.place,
      )
      .slice(0, MOST_ORGANS)
      .map(({ candidate, own, chosen }) => lineOf(candidate, own, chosen))
  );
}

/** No category yet, or one whose row is silent (未设定): then the ground alone names organs, and those of the nearest units count. */
function namesNobody({ duties }: SuggestionMatter): boolean {
  return (duties.patrol ?? []).length === 0 && (duties.urge ?? []).length === 0;
}

function groupedByOrgan(units: readonly AvailableUnit[]): Map<OrganId, AvailableUnit[]> {
  const groups = new Map<OrganId, AvailableUnit[]>();
  for (const available of units) {
    const { organ } = available.unit;
    if (organ === null) continue;
    const group = groups.get(organ);
    if (group) group.push(available);
    else groups.set(organ, [available]);
  }
  return groups;
}

/** Every organ once, under the first duty that names it, with all of them as reasons. */
function namedByDuty(matter: SuggestionMatter): Map<OrganId, Candidate> {
  const { duties, territorial, via } = matter;
  const body = namesNobody(matter) ? matter.body : null;
  const candidates = new Map<OrganId, Candidate>();
  const name = (organ: OrganId, through: OrganId | null, duty: SuggestedOrgan['duty'], reason: Remark) => {
    const known = candidates.get(organ);
    if (known) known.reasons.push(reason);
    else candidates.set(organ, { organ, via: through, duty, reasons: [reason] });
  };
  for (const duty of DUTY_ORDER) {
    if (duty === 'territorial') {
      if (territorial)
        name(territorial.organ, via(territorial.organ), duty, {
          code: 'territorial',
          values: { community: territorial.community },
        });
    } else if (duty === 'group') {
      for (const organ of body?.members ?? [])
        name(organ, via(organ), duty, { code: 'group-duty', values: { body: body?.name ?? '' } });
    } else
      for (const { organ, via: through } of duties[duty] ?? [])
        name(organ, through, duty, { code: `duty-${duty}`, values: {} });
  }
  return candidates;
}

function lineOf(
  { organ, via, duty, reasons }: Candidate,
  own: readonly AvailableUnit[],
  chosen: ChosenUnit | null,
): SuggestedOrgan {
  return {
    ...{ organ, via, duty },
    unit: chosen?.id ?? null,
    distanceM: chosen?.distanceM ?? null,
    fixAgeS: chosen?.ageS ?? null,
    reasons: [...reasons, ...(chosen?.reasons ?? [])],
    shortfalls: [
      ...(via === null ? [] : [{ code: 'needs-coordination', values: { via } }]),
      ...(chosen?.shortfalls ?? [whyNone(own)]),
    ],
  };
}

function dutyOrder({ duty }: Candidate): number {
  return DUTY_ORDER.indexOf(duty);
}

function namedFirst({ reasons }: Candidate): number {
  return reasons.length > 0 ? 0 : 1;
}

/** An organ without a unit that can be sent comes after every organ that has one. */
function unitOrder(chosen: ChosenUnit | null): number {
  return chosen?.order ?? NO_UNIT;
}
