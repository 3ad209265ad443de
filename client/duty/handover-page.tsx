/**
 * 交接班: what the next officer takes over, now; the outgoing officer signs it with remarks (the lists are frozen with that), the
 * incoming one signs with the own account and password at the same desk. In: nothing. What is a number here is a list with links.
 */
import { type SubmitEvent, use, useId, useState } from 'react';
import { z } from 'zod';
import { type Handover, type HandoverContent, handover, handoverContent } from '../../server/contract/handover.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { askServer } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { DataTable } from '../design/desk/data-table.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { TextArea, TextField } from '../design/desk/text-field.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { fullDate, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { HandoverLists } from './handover-lists.tsx';
import './handover.css';

const handovers = z.object({ handovers: z.array(handover), next: z.string().nullable() });
const SHOWN = { limit: 20 };

export function HandoverPage() {
  const draft = useAnswer('/api/v1/handovers/draft', handoverContent);
  const history = useAnswer('/api/v1/handovers', handovers, SHOWN);
  const waiting = history.value?.handovers.find(h => h.incoming === null) ?? null;
  const again = () => {
    draft.ask();
    history.ask();
  };
  const problem = draft.problem ?? history.problem;
  return (
    <DeskPage
      title={say('handover.title')}
      isBusy={draft.isAsking}
      aside={
        <Button small kind="plain" onPress={again}>
          {say('page.refresh')}
        </Button>
      }
    >
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      {!draft.value && !problem && <EmptyState text={say('page.loading')} />}
      <div className="handover-columns">
        {waiting ? (
          <HandoverLists key={waiting.id} content={waiting.content} />
        ) : (
          draft.value && <HandoverLists content={draft.value} />
        )}
        <div className="handover-signing">
          {waiting ? (
            <Incoming waiting={waiting} onSigned={again} />
          ) : (
            draft.value && <Outgoing content={draft.value} onSigned={again} />
          )}
        </div>
      </div>
      {history.value && <History handovers={history.value.handovers} />}
    </DeskPage>
  );
}

function useLinkLost(): string | null {
  return useWall(state => state.link.name === 'live') ? null : say('command.link-lost');
}

function Outgoing({ content, onSigned }: { content: HandoverContent; onSigned: () => void }) {
  const title = useWall(state => state.viewer?.title ?? '');
  const linkLost = useLinkLost();
  const [remarks, setRemarks] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const sign = async () => {
    if (isBusy) return;
    setBusy(true);
    const answer = await askServer('/api/v1/handovers', handover, {
      method: 'POST',
      body: { remarks: remarks.trim() },
    });
    setBusy(false);
    if (answer.name === 'answered') {
      tell(say('handover.signed'));
      onSigned();
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('form.unanswered'));
  };
  const unanswered = content.unacknowledgedAlarms.length;
  return (
    <section className="desk-form">
      <h3>{say('handover.outgoing', { person: title })}</h3>
      {unanswered > 0 && <Notice>{say('handover.unanswered-alarms', { n: unanswered })}</Notice>}
      <TextArea
        label={say('handover.remarks')}
        note={say('desk.optional')}
        value={remarks}
        onChange={setRemarks}
        rows={5}
        maxLength={1000}
        placeholder={say('handover.remarks.placeholder')}
      />
      <div role="alert">{problem && <Notice urgent>{problem}</Notice>}</div>
      <div className="desk-actions">
        <Button kind="primary" whyNot={linkLost} isPending={isBusy} onPress={() => void sign()}>
          {say('handover.sign')}
        </Button>
      </div>
      <p className="desk-help">{say('handover.frozen')}</p>
    </section>
  );
}

function Incoming({ waiting, onSigned }: { waiting: Handover; onSigned: () => void }) {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const linkLost = useLinkLost();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const accept = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || linkLost || !account.trim() || !password) return;
    setBusy(true);
    const path = `/api/v1/handovers/${encodeURIComponent(waiting.id)}/accept`;
    const answer = await askServer(path, handover, { method: 'POST', body: { account: account.trim(), password } });
    setBusy(false);
    setPassword('');
    if (answer.name === 'answered') {
      tell(say('handover.accepted', { person: answer.value.incoming ?? '' }));
      onSigned();
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('form.unanswered'));
  };
  const missing = !account.trim() || !password ? say('handover.credentials-missing') : null;
  return (
    <form className="desk-form" aria-labelledby={id} noValidate onSubmit={event => void accept(event)}>
      <h3 id={id}>{say('handover.incoming')}</h3>
      <p>
        {say('handover.waiting', {
          person: waiting.outgoing,
          time: timeOrDate(waiting.signedAt, clock.serverNow(), timeZone),
        })}
      </p>
      {waiting.remarks && <blockquote className="handover-remarks">{waiting.remarks}</blockquote>}
      <TextField
        label={say('sign-in.account')}
        value={account}
        onChange={setAccount}
        autoComplete="off"
        // The one who has signed goes, the next one types at once.
        autoFocus
      />
      <TextField
        label={say('sign-in.password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="off"
      />
      <div role="alert">{problem && <Notice urgent>{problem}</Notice>}</div>
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={linkLost ?? missing} isPending={isBusy}>
          {say('handover.accept')}
        </Button>
      </div>
      <p className="desk-help">{say('handover.no-session')}</p>
    </form>
  );
}

function History({ handovers: known }: { handovers: readonly Handover[] }) {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const time = (at: number | null) =>
    at === null
      ? say('handover.not-yet')
      : `${fullDate(at, timeZone)} ${timeOrDate(at, at, timeZone)}`.replace(
          `${fullDate(clock.serverNow(), timeZone)} `,
          '',
        );
  return (
    <DataTable
      caption={say('handover.history')}
      rows={known}
      rowKey={row => row.id}
      emptyText={say('handover.history.none')}
      columns={[
        { id: 'signed', name: say('handover.signed-at'), cell: row => time(row.signedAt) },
        { id: 'outgoing', name: say('handover.from'), cell: row => row.outgoing },
        { id: 'incoming', name: say('handover.to'), cell: row => row.incoming ?? say('handover.not-yet') },
        { id: 'accepted', name: say('handover.accepted-at'), cell: row => time(row.acceptedAt) },
        { id: 'open', name: say('handover.open'), isNumber: true, cell: row => row.content.open.length },
        { id: 'overdue', name: say('handover.overdue'), isNumber: true, cell: row => row.content.overdue.length },
        { id: 'lost', name: say('handover.lostUnits'), isNumber: true, cell: row => row.content.lostUnits.length },
        { id: 'remarks', name: say('handover.remarks'), cell: row => row.remarks },
      ]}
    />
  );
}
