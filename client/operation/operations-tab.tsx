/**
 * 行动: joint operations, as a list or one of them. In: who is here; the address says which (operations-address.ts). Drafts and what is
 * countersigned are their plan (plan-page.tsx); from the order on it is the day (day-page.tsx), with a link to the plan.
 */
import { use, useMemo } from 'react';
import type { OperationState } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { DayPage } from './day-page.tsx';
import { OperationHead } from './operation-head.tsx';
import { OperationList } from './operation-list.tsx';
import { NEW, USUAL_OPERATIONS } from './operations-address.ts';
import type { PlanEditorProps } from './plan-editor.tsx';
import { PlanPage } from './plan-page.tsx';
import { ReportPage } from './report-page.tsx';
import { createOperationSender, SendOperationContext } from './send-operation.ts';
import { StopSigns } from './stop-signs.tsx';
import { useOperation } from './use-operations.ts';
import './operation.css';

const PLANNED_ONLY: ReadonlySet<OperationState> = new Set(['proposed', 'countersigning', 'cancelled']);

export function OperationsTab({ viewer }: { viewer: Viewer }) {
  const [address, change] = useAddressValues(USUAL_OPERATIONS);
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const send = useMemo(() => createOperationSender({ store, clock }), [store, clock]);
  return (
    <SendOperationContext value={send}>
      {address.operation === '' ? (
        <OperationList viewer={viewer} address={address} change={change} />
      ) : address.operation === NEW ? (
        <PlanPage viewer={viewer} record={null} address={address} change={change} />
      ) : (
        <OneOperation key={address.operation} viewer={viewer} address={address} change={change} />
      )}
    </SendOperationContext>
  );
}

function OneOperation(props: Omit<PlanEditorProps, 'record'>) {
  const { viewer, address } = props;
  const { record, problem } = useOperation(address.operation);
  if (!record)
    return (
      <>
        <OperationHead title={address.operation} record={null} />
        <EmptyState text={problem ?? say('page.loading')} />
      </>
    );
  if (address.show === 'report') return <ReportPage viewer={viewer} record={record} />;
  if (address.show === 'signs') return <StopSigns record={record} />;
  if (address.show === 'plan' || PLANNED_ONLY.has(record.state)) return <PlanPage {...props} record={record} />;
  return <DayPage viewer={viewer} record={record} />;
}
