/**
 * 审计 of the administrator: who did what to what and when, newest first ([AC-8]). Every choice is in the address; a press on a name asks
 * for that name alone, a press on what was done opens the record.
 */
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { accountRecord } from '../../server/contract/account.ts';
import { type AuditRow, auditActions } from '../../server/contract/audit.ts';
import { tokenRecord } from '../../server/contract/session.ts';
import { dayAfter, isDay } from '../clock/local-day.ts';
import { fromLocalTime } from '../clock/local-time.ts';
import { withQuery } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { DayField } from '../design/desk/date-time-field.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { ExportLink } from '../design/desk-page.tsx';
import { ListPage } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { actorName, OWN_ACTORS } from './audit-actor.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditRecord } from './audit-record.tsx';
import { useAudit } from './use-audit.ts';
import './audit.css';

const WHO = ['people', 'all'] as const;
const USUAL = { who: 'people', actor: '', action: '', subject: '', from: '', to: '' };
const accountList = z.array(accountRecord);
const tokenList = z.array(tokenRecord);

export function AuditPage() {
  const [address, change] = useAddressValues(USUAL);
  const profile = useProfile();
  const known = useWall(state => state.units);
  const accounts = useAnswer('/api/v1/accounts', accountList).value ?? NO_ACCOUNTS;
  const tokens = useAnswer('/api/v1/tokens', tokenList).value ?? NO_TOKENS;
  const actions = useAnswer('/api/v1/audit/actions', auditActions).value ?? NO_ACTIONS;
  const [open, setOpen] = useState<AuditRow | null>(null);
  const { actor, action, subject } = address;
  const [from, to] = [address.from, address.to].map(day => (isDay(day) ? day : '')) as [string, string];
  const isBackwards = from !== '' && to !== '' && to < from;
  // The server itself is somebody too, when it is asked for by name.
  const who = address.who === 'all' || actor === 'system' ? 'all' : 'people';
  const question = {
    people: who === 'people' ? (true as const) : null,
    ...{ actor, action, subject: subject.trim() },
    from: from === '' ? null : fromLocalTime(`${from}T00:00`, profile.timeZone),
    to: to === '' ? null : fromLocalTime(`${dayAfter(to, 1)}T00:00`, profile.timeZone),
  };
  const { rows, next, problem, isAsking, begin, more } = useAudit(question);
  const actors = useMemo(() => {
    const names = [...accounts.map(({ account }) => account), ...tokens.map(({ kind, name }) => `${kind}:${name}`)];
    return [...new Set([...names, ...OWN_ACTORS, ...(actor === '' ? [] : [actor])])].map(id => ({
      id,
      ...actorName(id, accounts),
    }));
  }, [accounts, tokens, actor]);
  const columns = auditColumns({
    ...{ accounts, timeZone: profile.timeZone, names: { profile, known } },
    onActor: name => change({ actor: name }),
    onSubject: id => change({ subject: id }),
    onOpen: setOpen,
  });
  const isNarrowed = [actor, action, subject, from, to].some(value => value !== '');
  const count = rows?.length ?? 0;
  return (
    <ListPage
      title={say('admin.section.audit')}
      search={{
        label: say('audit.subject.search'),
        value: subject,
        onChange: id => change({ subject: id }, 'replace'),
      }}
      choices={
        <>
          <ComboBox
            key={actor}
            label={say('audit.actor')}
            isLabelHidden
            placeholder={say('audit.any-actor')}
            options={actors}
            value={actor === '' ? null : actor}
            onChange={name => change({ actor: name ?? '' })}
            opensOnFocus={false}
          />
          <FilterSelect
            label={say('audit.action')}
            all={say('audit.any-action')}
            options={actions.map(({ action: id, name }) => ({ id, name }))}
            value={action}
            onChange={id => change({ action: id })}
          />
        </>
      }
      views={
        <div className="audit-period">
          <SegmentedFilter
            label={say('audit.who')}
            segments={WHO.map(id => ({ id, name: say(`audit.who.${id}`) }))}
            value={who}
            onChange={id => change({ who: id, ...(actor === 'system' && { actor: '' }) })}
          />
          <DayField label={say('audit.from')} value={from} onChange={day => change({ from: day }, 'replace')} />
          <DayField
            label={say('audit.to')}
            value={to}
            onChange={day => change({ to: day }, 'replace')}
            error={isBackwards ? say('audit.period.wrong') : undefined}
          />
          {isNarrowed && (
            <Button small kind="plain" onPress={() => change(USUAL)}>
              {say('audit.clear')}
            </Button>
          )}
        </div>
      }
      status={rows && say(next === null ? 'audit.all-loaded' : 'audit.loaded', { n: count })}
      actions={
        <>
          <Button small onPress={begin}>
            {say('page.refresh')}
          </Button>
          <ExportLink href={withQuery('/api/v1/audit.xlsx', question)}>{say('page.export.xlsx')}</ExportLink>
          <ExportLink href={withQuery('/api/v1/audit.csv', question)}>{say('page.export.csv')}</ExportLink>
        </>
      }
      problem={problem}
      columns={columns}
      rows={rows}
      rowKey={({ seq }) => String(seq)}
      emptyText={say('audit.none')}
    >
      {next !== null && (
        <div className="desk-actions">
          <Button small isPending={isAsking} onPress={more}>
            {say('audit.more')}
          </Button>
        </div>
      )}
      <Dialog
        title={say('audit.record', { seq: open?.seq ?? 0 })}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        closesOutside
        wide
      >
        {open && <AuditRecord row={open} actor={actorName(open.actor, accounts)} names={{ profile, known }} />}
      </Dialog>
    </ListPage>
  );
}

const NO_ACCOUNTS: z.infer<typeof accountList> = [];
const NO_TOKENS: z.infer<typeof tokenList> = [];
const NO_ACTIONS: z.infer<typeof auditActions> = [];
