/** When an operation begins and ends. In: the draft. Out: changes; the end is proposed three hours later and moves with the start. */
import { use } from 'react';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import type { PlanDraft } from './plan-draft.ts';
import { withTitle } from './plan-kind.ts';
import { useProblemAt } from './plan-problems.ts';
import { useTitleParts } from './use-title-parts.ts';

export function PlanTimes() {
  const store = use(DraftContext);
  const startsAt = useDraft(state => state.draft.startsAt);
  const endsAt = useDraft(state => state.draft.endsAt);
  const { timeZone } = useProfile();
  const titleParts = useTitleParts();
  const problemAt = useProblemAt();
  return (
    <div className="plan-row">
      <DateTimeField
        label={say('plan.starts-at')}
        value={startsAt}
        timeZone={timeZone}
        error={problemAt('startsAt')}
        onChange={at => changeDraft(store, draft => withTitle(draft, withStart(draft, at), titleParts))}
      />
      <DateTimeField
        label={say('plan.ends-at')}
        value={endsAt}
        timeZone={timeZone}
        error={problemAt('endsAt')}
        onChange={at => changeDraft(store, draft => ({ ...draft, endsAt: at }))}
      />
    </div>
  );
}

const USUAL_LENGTH_MS = 3 * 3_600_000;
/** Typed in parts, a year is on its way through the first centuries. */
const EARLIEST_MS = Date.UTC(2020, 0, 1);

/** End, muster and planned arrivals keep their distance to the start. */
export function withStart(draft: PlanDraft, startsAt: number | null): PlanDraft {
  if (startsAt === null || startsAt < EARLIEST_MS) return { ...draft, startsAt };
  const before = draft.startsAt;
  if (before === null || before < EARLIEST_MS) {
    const isKnown = draft.endsAt !== null && draft.endsAt > EARLIEST_MS;
    const muster = draft.muster && { ...draft.muster, at: draft.muster.at ?? startsAt };
    return { ...draft, startsAt, endsAt: isKnown ? draft.endsAt : startsAt + USUAL_LENGTH_MS, muster };
  }
  const byMs = startsAt - before;
  const moved = (at: number | null) => (at === null ? null : at + byMs);
  return {
    ...{ ...draft, startsAt, endsAt: moved(draft.endsAt), muster: draft.muster && { ...draft.muster } },
    ...(draft.muster && { muster: { ...draft.muster, at: moved(draft.muster.at) } }),
    squads: draft.squads.map(squad => ({
      ...squad,
      stops: squad.stops.map(stop => ({ ...stop, plannedAt: moved(stop.plannedAt) })),
    })),
  };
}
