/**
 * Somebody else changed the plan while it was being written here. In: what both began from, mine, theirs. Out: one draft that has both; where
 * both changed the same thing mine stays and is named, so that nobody is overwritten without a word. Squads, targets and checklist are
 * compared one by one.
 */
import type { PlanDraft } from './plan-draft.ts';

export type DraftField = keyof PlanDraft;
const FIELDS: Record<DraftField, true> = {
  ...{ kind: true, title: true, zone: true, origin: true, cadence: true, period: true, startsAt: true, endsAt: true },
  ...{ leaderPost: true, leadOrgan: true, assistingOrgans: true, volunteerTeams: true, purpose: true },
  ...{ legalBasis: true, muster: true, area: true, targets: true, checklist: true, squads: true, whistle: true },
};

export interface Merged {
  draft: PlanDraft;
  /** What came from the other one. */
  taken: readonly DraftField[];
  /** What both changed: mine stands. */
  clashes: readonly DraftField[];
}

/** What is not there and what is null are the same: the server writes null where a form says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, withoutNulls) === JSON.stringify(b, withoutNulls);
}

const withoutNulls = (_: string, value: unknown) => (value === null ? undefined : value);

export function changedFields(from: PlanDraft, to: PlanDraft): DraftField[] {
  return (Object.keys(FIELDS) as DraftField[]).filter(field => !isSame(from[field], to[field]));
}

export function mergeDrafts(base: PlanDraft, mine: PlanDraft, theirs: PlanDraft): Merged {
  const clashes: DraftField[] = [];
  const taken = changedFields(base, theirs).filter(field => !isSame(mine[field], theirs[field]));
  const merged: Record<string, unknown> = { ...mine };
  for (const field of taken) {
    if (isSame(mine[field], base[field])) merged[field] = theirs[field];
    else if (field === 'squads' || field === 'targets' || field === 'checklist') {
      const list = mergeLists<{ id: string }>(base[field], mine[field], theirs[field]);
      merged[field] = list.merged;
      if (list.isClash) clashes.push(field);
    } else clashes.push(field);
  }
  return { draft: merged as PlanDraft, taken: taken.filter(field => !clashes.includes(field)), clashes };
}

/** Order as in mine; what they added stands at the end, what they took away goes unless I changed it. */
function mergeLists<Part extends { id: string }>(
  base: readonly Part[],
  mine: readonly Part[],
  theirs: readonly Part[],
): { merged: Part[]; isClash: boolean } {
  const [then, now] = [byId(base), byId(theirs)];
  let isClash = false;
  const kept = mine.flatMap(part => {
    const before = then.get(part.id);
    const other = now.get(part.id);
    const isMine = !isSame(part, before);
    if (before && !other) {
      // They took it away.
      if (isMine) isClash = true;
      return isMine ? [part] : [];
    }
    if (!other || isSame(other, before)) return [part];
    if (isMine && !isSame(part, other)) isClash = true;
    return [isMine ? part : other];
  });
  const known = new Set(mine.map(({ id }) => id));
  const added = theirs.filter(({ id }) => !known.has(id) && !then.has(id));
  const changedThere = theirs.some(
    part => !known.has(part.id) && then.has(part.id) && !isSame(part, then.get(part.id)),
  );
  return { merged: [...kept, ...added], isClash: isClash || changedThere };
}

function byId<Part extends { id: string }>(parts: readonly Part[]): ReadonlyMap<string, Part> {
  return new Map(parts.map(part => [part.id, part]));
}
