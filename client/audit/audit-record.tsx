/** One record of the audit, whole: what the list says, and the raw data before and after, as it is kept but for masked numbers. */
import type { ReactNode } from 'react';
import type { AuditRow } from '../../server/contract/audit.ts';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { clockTimeWithSeconds, fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { auditSummary, type SummaryNames } from './audit-summary.ts';

export function AuditRecord(props: { row: AuditRow; actor: { name: string; detail: string }; names: SummaryNames }) {
  const { row, actor, names } = props;
  const { timeZone } = names.profile;
  const summary = auditSummary(row, names);
  return (
    <>
      <dl className="audit-record">
        <Item name={say('audit.at')}>{`${fullDate(row.at, timeZone)} ${clockTimeWithSeconds(row.at, timeZone)}`}</Item>
        <Item name={say('audit.actor')}>{[actor.name, actor.detail].filter(Boolean).join(' · ')}</Item>
        <Item name={say('audit.address')}>{row.address || say('audit.inside')}</Item>
        <Item name={say('audit.action')}>{`${row.name} · ${row.action}`}</Item>
        <Item name={say('audit.subject')}>{row.subject}</Item>
        {summary && <Item name={say('audit.content')}>{summary}</Item>}
      </dl>
      <p className="desk-help">{say('audit.raw-note')}</p>
      <Raw name={say('audit.before')} data={row.before} />
      <Raw name={say('audit.after')} data={row.after} />
      <dl className="audit-record">
        <Item name={say('audit.hash')}>
          <code>{row.hash}</code>
        </Item>
      </dl>
    </>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Raw({ name, data }: { name: string; data: unknown }) {
  return (
    <section className="audit-raw" aria-label={name}>
      <h3>{name}</h3>
      {data === null ? (
        <p className="desk-help">{say('audit.nothing')}</p>
      ) : (
        <ScrollBox className="audit-json" aria-label={name}>
          <pre>{JSON.stringify(data, null, 2)}</pre>
        </ScrollBox>
      )}
    </section>
  );
}
