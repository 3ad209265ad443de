/**
 * 行动报告: what the server counted of an operation, to be read and printed; DOCX and XLSX of the same figures beside it. In: the record. It is
 * asked for again when the record is another one, so that the screen and a file made now say the same.
 */
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { operationReport } from '../../server/contract/operation-report.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { OperationHead } from './operation-head.tsx';
import { operationHref } from './operations-address.ts';
import { ReportFiles } from './report-links.tsx';
import { ReportSheet } from './report-sheet.tsx';
import './report.css';

export function ReportPage({ viewer, record }: { viewer: Viewer; record: OperationRecord }) {
  const { id, version } = record;
  const { value, problem, ask } = useAnswer(`/api/v1/operations/${encodeURIComponent(id)}/report`, operationReport);
  const counted = useRef(version);
  useEffect(() => {
    if (counted.current === version) return;
    counted.current = version;
    ask();
  }, [version, ask]);
  return (
    <>
      <OperationHead title={say('report.title')} record={record}>
        <PageLink className="desk-button small" href={operationHref({ operation: id })}>
          {say('operations.day')}
        </PageLink>
        <ReportFiles id={id} />
        <Button
          small
          kind="primary"
          whyNot={value ? null : (problem ?? say('page.loading'))}
          onPress={() => window.print()}
        >
          {say('report.print')}
        </Button>
      </OperationHead>
      {value ? (
        <ScrollBox className="operation-report" aria-label={say('report.title')}>
          <ReportSheet report={value} isLinked isDemo={viewer.demo} />
        </ScrollBox>
      ) : (
        <EmptyState text={problem ?? say('page.loading')} />
      )}
      {/* What is printed is this alone, outside the desk. */}
      {value &&
        createPortal(
          <div className="operation-report-print" aria-hidden="true">
            <ReportSheet report={value} isLinked={false} isDemo={viewer.demo} />
          </div>,
          document.body,
        )}
    </>
  );
}
