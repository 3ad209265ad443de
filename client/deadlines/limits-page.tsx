/**
 * 时限: the rules in force, each with its filing number or 未备案 and where it comes from; new ones are filed here (备案), filed ones can
 * be withdrawn with a reason. Nothing is ever removed: the history shows all.
 */
import { use, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { type LimitRow, limitRow, limitStep } from '../../server/contract/incident-limit.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { askServer } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { type Column, DataTable } from '../design/desk/data-table.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { TextArea } from '../design/desk/text-field.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { amountText } from '../incident/limit-text.ts';
import { type ProfileNames, useProfile } from '../profile/profile-names.ts';
import { usePublications } from '../store/publications.ts';
import { useWall } from '../store/use-store.ts';
import { fullDate, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { FilingForm } from './filing-form.tsx';

const rows = z.array(limitRow);
const STEP_ORDER = new Map(limitStep.options.map((step, i) => [step, i]));
const MAY_FILE = ['dept', 'leader', 'admin'];

export function LimitsPage() {
  const [shown, setShown] = useState<'0' | '1'>('0');
  const { value, problem, isAsking, ask } = useAnswer('/api/v1/time-limits', rows, { history: shown });
  const profile = useProfile();
  const clock = use(ServerClockContext);
  const mayFile = useWall(state => MAY_FILE.includes(state.viewer?.role ?? ''));
  const [isFiling, setFiling] = useState(false);
  const [withdrawing, setWithdrawing] = useState<LimitRow | null>(null);

  const filed = usePublications('limit-filed');
  const known = useRef(filed);
  useEffect(() => {
    if (filed === null || known.current === filed) return;
    known.current = filed;
    ask();
  }, [filed, ask]);

  const sorted = useMemo(
    () =>
      [...(value ?? [])].sort((a, b) => STEP_ORDER.get(a.step)! - STEP_ORDER.get(b.step)! || b.validFrom - a.validFrom),
    [value],
  );
  const columns = limitColumns(profile, clock.serverNow(), mayFile ? setWithdrawing : null);
  return (
    <DeskPage
      title={say('limits.title')}
      isBusy={isAsking}
      controls={
        <SegmentedFilter
          label={say('limits.shown')}
          segments={[
            { id: '0', name: say('limits.in-force') },
            { id: '1', name: say('limits.history') },
          ]}
          value={shown}
          onChange={setShown}
        />
      }
      aside={
        mayFile && (
          <Button kind="primary" onPress={() => setFiling(true)}>
            {say('limits.file')}
          </Button>
        )
      }
    >
      <p className="desk-help">{say('limits.note')}</p>
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      {!value && !problem && <EmptyState text={say('page.loading')} />}
      {value && (
        <DataTable
          caption={say('limits.title')}
          isCaptionHidden
          rows={sorted}
          rowKey={row => `${row.id} ${row.validFrom}`}
          emptyText={say('limits.none')}
          columns={columns}
        />
      )}
      <Dialog title={say('limits.file')} isOpen={isFiling} onClose={() => setFiling(false)}>
        <FilingForm
          onDone={() => {
            setFiling(false);
            ask();
          }}
        />
      </Dialog>
      <Dialog title={say('limits.withdraw')} isOpen={withdrawing !== null} onClose={() => setWithdrawing(null)}>
        {withdrawing && (
          <WithdrawForm
            row={withdrawing}
            onDone={() => {
              setWithdrawing(null);
              ask();
            }}
          />
        )}
      </Dialog>
    </DeskPage>
  );
}

function limitColumns(
  profile: ProfileNames,
  now: number,
  onWithdraw: ((row: LimitRow) => void) | null,
): Column<LimitRow>[] {
  const { timeZone } = profile;
  return [
    { id: 'step', name: say('limits.step'), cell: row => say(`limit.step.${row.step}`) },
    { id: 'for', name: say('limits.for'), cell: row => conditionText(row, profile) },
    {
      id: 'amount',
      name: say('limits.amount'),
      cell: row => (
        <>
          {amountText(row)}
          {row.target !== null && say('limits.target', { amount: amountText({ ...row, amount: row.target }) })}
        </>
      ),
    },
    { id: 'anchor', name: say('limits.anchor'), cell: row => say(`limit.anchor.${row.anchor}`) },
    {
      id: 'filing',
      name: say('limits.filing'),
      cell: row => (row.filingNumber === null ? say('limit.unfiled') : row.filingNumber),
    },
    { id: 'source', name: say('limits.source'), cell: row => row.source },
    {
      id: 'by',
      name: say('limits.by'),
      cell: row =>
        row.filed === null ? say('limits.of-profile') : `${row.filed.by} · ${timeOrDate(row.filed.at, now, timeZone)}`,
    },
    {
      id: 'from',
      name: say('limits.valid-from'),
      cell: row => (row.validFrom === 0 ? '—' : fullDate(row.validFrom, timeZone)),
    },
    {
      id: 'state',
      name: say('limits.state'),
      cell: row => (
        <>
          {say(`limits.state.${row.state}`)}
          {row.withdrawn && <small> · {row.withdrawn.reason}</small>}
          {onWithdraw && row.filed && (row.state === 'in-force' || row.state === 'future') && (
            <Button small kind="plain" onPress={() => onWithdraw(row)}>
              {say('limits.withdraw')}
            </Button>
          )}
        </>
      ),
    },
  ];
}

/** The most special condition is what people look for; none = everything. */
function conditionText(row: LimitRow, profile: ProfileNames): string {
  const parts = [
    row.grade === null ? null : profile.grade(row.grade),
    row.category === null ? null : profile.category(row.category),
    row.organ === null ? null : profile.organ(row.organ),
    row.channel === null ? null : profile.channel(row.channel),
  ].filter(part => part !== null);
  return parts.length === 0 ? say('limits.any') : parts.join(' · ');
}

function WithdrawForm({ row, onDone }: { row: LimitRow; onDone: () => void }) {
  const isLive = useWall(state => state.link.name === 'live');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const withdraw = async () => {
    if (isBusy) return;
    setBusy(true);
    const path = `/api/v1/time-limits/${encodeURIComponent(row.id)}`;
    const answer = await askServer(path, limitRow, { method: 'DELETE', body: { reason: reason.trim() } });
    setBusy(false);
    if (answer.name === 'answered') {
      tell(say('limits.withdrawn'));
      onDone();
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('form.unanswered'));
  };
  const whyNot = !isLive
    ? say('command.link-lost')
    : reason.trim() === ''
      ? say('form.missing', { field: say('event-field.reason') })
      : null;
  return (
    <div className="desk-form">
      <p>{say('limits.withdraw.what', { step: say(`limit.step.${row.step}`), amount: amountText(row) })}</p>
      <TextArea label={say('event-field.reason')} value={reason} onChange={setReason} maxLength={200} autoFocus />
      <div role="alert">{problem && <Notice urgent>{problem}</Notice>}</div>
      <div className="desk-actions">
        <Button kind="primary" whyNot={whyNot} isPending={isBusy} onPress={() => void withdraw()}>
          {say('limits.withdraw')}
        </Button>
      </div>
    </div>
  );
}
