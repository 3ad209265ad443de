/** The plan of an operation, to be written or read. In: who is here, the record, null = a new one. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { say } from '../wording/wording.ts';
import { OperationHead } from './operation-head.tsx';
import { PlanActions } from './plan-actions.tsx';
import { PlanFacts } from './plan-facts.tsx';

export function PlanPage({ viewer, record }: { viewer: Viewer; record: OperationRecord | null }) {
  return (
    <>
      <OperationHead title={record?.title ?? say('operations.new')} record={record} />
      {record ? <PlanFacts record={record} /> : <EmptyState text={say('page.loading')} />}
      {record && <PlanActions viewer={viewer} record={record} whyWait={null} />}
    </>
  );
}
