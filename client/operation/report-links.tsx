/** Ways to the report of an operation: the page, the document, the sheets. In: the record. Nothing before it has begun: there is no report then. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import { ExportLink } from '../design/desk-page.tsx';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { operationHref } from './operations-address.ts';

export function ReportLinks({ record }: { record: Pick<OperationRecord, 'id' | 'startedAt'> }) {
  if (record.startedAt === null) return null;
  return (
    <PageLink className="desk-button small" href={operationHref({ operation: record.id, show: 'report' })}>
      {say('report.title')}
    </PageLink>
  );
}

export function ReportFiles({ id }: { id: string }) {
  const path = `/api/v1/operations/${encodeURIComponent(id)}/report`;
  return (
    <>
      <ExportLink href={`${path}.docx`}>{say('report.docx')}</ExportLink>
      <ExportLink href={`${path}.xlsx`}>{say('report.xlsx')}</ExportLink>
    </>
  );
}
