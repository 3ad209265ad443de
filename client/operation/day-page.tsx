/**
 * An operation on its day (现场), for the desk, leaders, chiefs and organs: what may be done next, how far squads are, who came, what was
 * found, what happened. In: who is here, the record as it lives. Every number in it was counted by the server; every button is an event
 * that the server allows this viewer now, so pages of different people differ.
 */
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { DayActions } from './day-actions.tsx';
import { DayChecklist } from './day-checklist.tsx';
import { DayFindings } from './day-findings.tsx';
import { DayHistory } from './day-history.tsx';
import { DayMap } from './day-map.tsx';
import { DayOrgans } from './day-organs.tsx';
import { DayProgress } from './day-progress.tsx';
import { OperationHead } from './operation-head.tsx';
import { operationHref } from './operations-address.ts';
import { ReportLinks } from './report-links.tsx';
import './day.css';

export function DayPage({ viewer, record }: { viewer: Viewer; record: OperationRecord }) {
  return (
    <>
      <OperationHead title={record.title} record={record}>
        <PageLink className="desk-button small" href={operationHref({ operation: record.id, show: 'plan' })}>
          {say('operations.plan')}
        </PageLink>
        <ReportLinks record={record} />
      </OperationHead>
      <div className="day">
        <DayProgress record={record} />
        <DayOrgans record={record} own={viewer.scope.organ ?? null} />
        <DayFindings record={record} />
        <DayChecklist record={record} />
        {record.summary !== null && (
          <section aria-label={say('day.summary')}>
            <h3>{say('day.summary')}</h3>
            <p className="day-words">{record.summary}</p>
          </section>
        )}
        <DayHistory record={record} />
      </div>
      <DayActions viewer={viewer} record={record} />
      <DayMap record={record} />
    </>
  );
}
