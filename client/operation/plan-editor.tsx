/**
 * Writes a plan: 概要, 目标, 小组 with their routes, one beside the map at a time. In: who writes, the record (null = new). Out: drafts that are
 * saved, and the events of the plan. What stands against it is said beside its field and counted at the foot.
 */
import { use, useEffect, useMemo, useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { type ChangeValues, useAddressValues } from '../desk-frame/use-address-values.ts';
import { say } from '../wording/wording.ts';
import { changeStop } from './change-squad.ts';
import { DraftContext, dropChanges, useDraft } from './draft-store.ts';
import { isSame } from './merge-drafts.ts';
import { NewPlanStart } from './new-plan-start.tsx';
import { OperationHead } from './operation-head.tsx';
import type { OperationsAddress, USUAL_OPERATIONS } from './operations-address.ts';
import { PlanActions } from './plan-actions.tsx';
import { PlanBasics } from './plan-basics.tsx';
import type { PlanDraft } from './plan-draft.ts';
import { PlanLinks } from './plan-links.tsx';
import { PlanNews } from './plan-news.tsx';
import { PlanOnMap } from './plan-on-map.tsx';
import { PLAN_PARTS, type PlanPart, type PlanProblem, PlanProblemsContext, partOf } from './plan-problems.ts';
import { PlanRoutes } from './plan-routes.tsx';
import { PlanSquads } from './plan-squads.tsx';
import { PlanTargets } from './plan-targets.tsx';
import { takeBasket } from './take-basket.ts';
import { TargetBasketContext } from './target-basket.ts';
import { usePlanCheck } from './use-plan-check.ts';
import { usePlanDraft } from './use-plan-draft.ts';
import { useSavePlan } from './use-save-plan.ts';
import { useWays } from './use-ways.ts';

const USUAL_PART = { part: PLAN_PARTS[0] as string, squad: '' };

export interface PlanEditorProps {
  viewer: Viewer;
  record: OperationRecord | null;
  address: OperationsAddress;
  change: ChangeValues<keyof typeof USUAL_OPERATIONS>;
}

export function PlanEditor(props: PlanEditorProps) {
  const store = usePlanDraft(props.viewer, props.record, props.address);
  const basket = use(TargetBasketContext);
  const isNew = props.record === null;
  useEffect(() => {
    // A plan that was begun before says what waits in the basket instead (plan-targets.tsx).
    if (isNew && !store.getState().isFound) takeBasket(basket, store);
  }, [isNew, store, basket]);
  return (
    <DraftContext value={store}>
      <Editor {...props} />
    </DraftContext>
  );
}

function Editor({ viewer, record, change }: PlanEditorProps) {
  const store = use(DraftContext);
  const draft = useDraft(state => state.draft);
  const base = useDraft(state => state.base);
  const [at, go] = useAddressValues(USUAL_PART);
  const [stop, setStop] = useState<string | null>(null);
  const block = useCommandBlock();
  const part = PLAN_PARTS.find(id => id === at.part) ?? 'basics';
  const squad = draft.squads.find(({ id }) => id === at.squad) ?? draft.squads[0];
  const isDirty = useMemo(() => !isSame(draft, base.draft), [draft, base]);
  const isNew = record === null;
  const checked = usePlanCheck(draft, record?.id ?? null, draft.startsAt !== null && draft.endsAt !== null);
  const ways = useWays(draft);
  const saving = useSavePlan(store, record, id =>
    change({ operation: id, kind: '', zone: '', cadence: '', period: '' }, 'replace'),
  );
  const { forget } = saving;
  // What was refused is said until something is changed.
  useEffect(() => store.subscribe((now, before) => now.draft !== before.draft && forget()), [store, forget]);

  const problems = useMemo(
    () => [...saving.problems, ...(checked.refused ? [checked.refused] : [])],
    [saving.problems, checked.refused],
  );
  const goTo = ({ path }: PlanProblem) => {
    const index = Number(/^squads\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN);
    const named = draft.squads[index];
    go({ part: partOf(path), ...(named && { squad: named.id }) }, 'replace');
  };
  const bar = {
    check: checked.check,
    squad: squad?.id ?? null,
    onSquad: (id: string) => go({ squad: id }, 'replace'),
  };
  const save = async () => {
    const [first] = await saving.save();
    if (first) goTo(first);
  };

  return (
    <PlanProblemsContext value={problems}>
      <OperationHead title={draft.title || say('operations.new')} record={record}>
        {record && <PlanLinks record={record} change={change} />}
      </OperationHead>
      <SegmentedFilter
        label={say('plan.parts')}
        segments={PLAN_PARTS.map(id => ({
          ...{ id, name: say(`plan.part.${id}`) },
          count: countOf(id, draft),
          mark: markOf(id, problems, checked.check?.conflicts.length ?? 0),
        }))}
        value={part}
        onChange={id => go({ part: id }, 'replace')}
      />
      <PlanNews />
      <div className="plan-body" data-unsaved={isDirty || undefined}>
        {part === 'basics' && isNew && !isDirty && <NewPlanStart change={change} />}
        {part === 'basics' && <PlanBasics viewer={viewer} check={checked.check} />}
        {part === 'targets' && <PlanTargets check={checked.check} />}
        {part === 'squads' && <PlanSquads {...bar} />}
        {part === 'routes' && <PlanRoutes {...bar} ways={ways} stop={stop} onStop={setStop} />}
      </div>
      <div className="plan-problems" role="alert">
        {problems[0] && (
          <p className="desk-error">
            {problems[0].sentence}
            {problems.length > 1 && ` ${say('plan.more-problems', { n: problems.length - 1 })}`}
            {problems[0].path !== '' && partOf(problems[0].path) !== part && (
              <Button small kind="plain" onPress={() => problems[0] && goTo(problems[0])}>
                {say('plan.go-to-problem', { part: say(`plan.part.${partOf(problems[0].path)}`) })}
              </Button>
            )}
          </p>
        )}
      </div>
      {record ? (
        <PlanActions
          viewer={viewer}
          record={record}
          whyWait={isDirty ? say('plan.save-first') : null}
          onRefused={refusal => {
            saving.refuse(refusal);
            if (refusal.field !== undefined) goTo({ path: refusal.field, sentence: refusal.message });
          }}
        >
          {isDirty && (
            <>
              <Button kind="primary" whyNot={block} isPending={saving.isSaving} onPress={() => void save()}>
                {say('plan.save')}
              </Button>
              <Button kind="plain" onPress={() => dropChanges(store)}>
                {say('plan.drop-changes')}
              </Button>
            </>
          )}
        </PlanActions>
      ) : (
        <div className="desk-actions operation-foot">
          <Button kind="primary" whyNot={block} isPending={saving.isSaving} onPress={() => void save()}>
            {say('plan.create')}
          </Button>
        </div>
      )}
      <PlanOnMap
        id={record?.id ?? 'new'}
        plan={draft}
        ways={ways.lines}
        chosen={part === 'routes' ? { squad: squad?.id ?? null, stop } : NOTHING_CHOSEN}
        onStop={setStop}
        {...(part === 'routes' &&
          squad && { onMoveStop: (id, [lon, lat]) => changeStop(store, squad.id, id, { lon, lat }) })}
      />
    </PlanProblemsContext>
  );
}

const NOTHING_CHOSEN = { squad: null, stop: null };

function countOf(part: PlanPart, { targets, squads }: PlanDraft): number | null {
  switch (part) {
    case 'basics':
      return null;
    case 'targets':
      return targets.length;
    case 'squads':
      return squads.length;
    case 'routes':
      return squads.reduce((sum, { stops }) => sum + stops.length, 0);
  }
}

function markOf(part: PlanPart, problems: readonly PlanProblem[], conflicts: number): string | null {
  if (part === 'squads' && conflicts > 0) return say('plan.conflicts', { n: conflicts });
  return problems.some(({ path }) => path !== '' && partOf(path) === part) ? say('plan.mark') : null;
}
