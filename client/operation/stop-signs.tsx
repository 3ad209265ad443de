/**
 * 签到码: a sign for each stop, to be printed and put up: its name, the operation, the code, and the same as a QR code that a phone opens
 * ([O-35]). In: the record; the codes come from the server, which tells them only to whoever leads the day. Out: a page of signs, two on a sheet.
 */
import { createPortal } from 'react-dom';
import { z } from 'zod';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { PageLink } from '../design/page-link.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { OperationHead } from './operation-head.tsx';
import { timeOf } from './operation-text.ts';
import { operationHref } from './operations-address.ts';
import { QrCode } from './qr-code.tsx';
import { signAddress, signsOf } from './stop-signs-list.ts';
import './stop-signs.css';

const codes = z.array(z.object({ stop: z.string(), code: z.string() }));

export function StopSigns({ record }: { record: OperationRecord }) {
  const { value, problem } = useAnswer(`/api/v1/operations/${encodeURIComponent(record.id)}/stop-codes`, codes);
  const { timeZone } = useProfile();
  const signs = signsOf(record, value ?? []);
  const sheet = signs.map(sign => (
    <article key={sign.stop} className="stop-sign">
      <header>
        <p>{record.title}</p>
        <p>{timeOf(record, timeZone)}</p>
      </header>
      <h3>
        <b>{sign.order}</b> {sign.name}
      </h3>
      <QrCode
        text={signAddress(window.location.origin, record.id, sign)}
        label={say('signs.qr', { name: sign.name })}
      />
      <p className="stop-sign-code">{sign.code}</p>
      <footer>
        {sign.squad} · {say('signs.how')}
      </footer>
    </article>
  ));
  return (
    <>
      <OperationHead title={say('signs.title')} record={record}>
        <PageLink className="desk-button small" href={operationHref({ operation: record.id, show: 'plan' })}>
          {say('operations.plan')}
        </PageLink>
        <Button
          small
          kind="primary"
          whyNot={signs.length === 0 ? say('signs.none') : null}
          onPress={() => window.print()}
        >
          {say('signs.print')}
        </Button>
      </OperationHead>
      {signs.length > 0 ? (
        <ScrollBox className="stop-signs" aria-label={say('signs.title')}>
          {sheet}
        </ScrollBox>
      ) : (
        <EmptyState text={problem ?? say(value ? 'signs.none' : 'page.loading')} />
      )}
      {/* What is printed is this alone, outside the desk. */}
      {signs.length > 0 &&
        createPortal(
          <div className="stop-signs-print" aria-hidden="true">
            {sheet}
          </div>,
          document.body,
        )}
    </>
  );
}
