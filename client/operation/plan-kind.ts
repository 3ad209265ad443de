/**
 * What the profile says of a kind of operation, put into a draft: post of the leader, organs, a title to begin with. In: the kind as the
 * profile has it. Out: the changed draft. What somebody wrote is never replaced; what the paper leaves open stays empty (未设定).
 */
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { OrganId } from '../../server/contract/ids.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { isSame } from './merge-drafts.ts';
import type { PlanDraft } from './plan-draft.ts';

export interface TitleParts {
  kindOf: (id: string) => Pick<OperationKind, 'name'> | undefined;
  zoneOf: (id: string) => string;
  timeZone: string;
}

const LONGEST_TITLE = 60;

/** `滨海片区 11月 片区联合行动`; empty while there is no kind. */
export function suggestedTitle({ kind, zone, startsAt }: PlanDraft, parts: TitleParts): string {
  const name = kind === null ? undefined : parts.kindOf(kind)?.name;
  if (name === undefined) return '';
  const month = startsAt === null ? '' : Number(fullDate(startsAt, parts.timeZone).slice(5, 7));
  return [
    zone === null ? say('operation.zone.all') : parts.zoneOf(zone),
    ...(month === '' ? [] : [say('plan.title.month', { month })]),
    name,
  ]
    .join(' ')
    .slice(0, LONGEST_TITLE);
}

/** The title follows kind, zone and time as long as nobody wrote another one. */
export function withTitle(before: PlanDraft, after: PlanDraft, parts: TitleParts): PlanDraft {
  if (before.title !== '' && before.title !== suggestedTitle(before, parts)) return after;
  return { ...after, title: suggestedTitle(after, parts) };
}

type Usual = Pick<PlanDraft, 'leaderPost' | 'leadOrgan' | 'assistingOrgans'>;

function usualOf(kind: OperationKind | undefined): Usual {
  return {
    leaderPost: kind?.leaderPost ?? '',
    leadOrgan: (kind?.leadOrgan ?? null) as OrganId | null,
    assistingOrgans: (kind?.assistingOrgans ?? []) as OrganId[],
  };
}

export function withKind(draft: PlanDraft, before: OperationKind | undefined, kind: OperationKind): PlanDraft {
  const [was, is, none] = [usualOf(before), usualOf(kind), usualOf(undefined)];
  const untouched = <Field extends keyof Usual>(field: Field) =>
    isSame(draft[field], was[field]) || isSame(draft[field], none[field]);
  return {
    ...{ ...draft, kind: kind.id },
    ...(untouched('leaderPost') && { leaderPost: is.leaderPost }),
    ...(untouched('leadOrgan') && { leadOrgan: is.leadOrgan }),
    ...(untouched('assistingOrgans') && { assistingOrgans: is.assistingOrgans }),
  };
}
