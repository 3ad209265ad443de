/** The plan of an operation: written by those who may now, read by everybody else. In: who is here, the record, null = a new one. */

import { useMemo } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { OperationHead } from './operation-head.tsx';
import { PlanActions } from './plan-actions.tsx';
import { draftOf } from './plan-draft.ts';
import { PlanEditor, type PlanEditorProps } from './plan-editor.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PlanLinks } from './plan-links.tsx';
import { PlanOnMap } from './plan-on-map.tsx';
import { draftKey } from './use-plan-draft.ts';
import { useWays } from './use-ways.ts';
import './plan-editor.css';

export function PlanPage(props: PlanEditorProps) {
  const { record } = props;
  if (record === null || record.allowed.includes('edit'))
    return <PlanEditor key={draftKey(record, props.address)} {...props} />;
  return <ReadPlan {...props} record={record} />;
}

const NOTHING_CHOSEN = { squad: null, stop: null };

function ReadPlan({ viewer, record, change }: PlanEditorProps & { record: OperationRecord }) {
  const plan = useMemo(() => draftOf(record), [record]);
  const ways = useWays(plan);
  return (
    <>
      <OperationHead title={record.title} record={record}>
        <PlanLinks record={record} change={change} />
      </OperationHead>
      <PlanFacts record={record} />
      <PlanActions viewer={viewer} record={record} whyWait={null} />
      <PlanOnMap id={record.id} plan={plan} ways={ways.lines} chosen={NOTHING_CHOSEN} />
    </>
  );
}
