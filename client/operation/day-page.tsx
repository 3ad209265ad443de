/** The day of an operation (现场): for now its name, state and plan as they are read. In: who is here, the record, live. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { OperationHead } from './operation-head.tsx';
import { operationHref } from './operations-address.ts';
import { PlanFacts } from './plan-facts.tsx';
import { ReportLinks } from './report-links.tsx';

export function DayPage({ record }: { viewer: Viewer; record: OperationRecord }) {
  return (
    <>
      <OperationHead title={record.title} record={record}>
        <PageLink className="desk-button small" href={operationHref({ operation: record.id, show: 'plan' })}>
          {say('operations.plan')}
        </PageLink>
        <ReportLinks record={record} />
      </OperationHead>
      <PlanFacts record={record} />
    </>
  );
}
