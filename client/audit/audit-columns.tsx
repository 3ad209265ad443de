/** The columns of the audit list. In: names, what presses do. */
import type { AccountRecord } from '../../server/contract/account.ts';
import type { AuditRow } from '../../server/contract/audit.ts';
import { Button } from '../design/desk/button.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { clockTimeWithSeconds, fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { actorName } from './audit-actor.ts';
import { auditSummary, type SummaryNames } from './audit-summary.ts';

export function auditColumns(parts: {
  accounts: readonly AccountRecord[];
  timeZone: string;
  names: SummaryNames;
  onActor: (actor: string) => void;
  onSubject: (subject: string) => void;
  onOpen: (row: AuditRow) => void;
}): VirtualColumn<AuditRow>[] {
  const { accounts, timeZone, names, onActor, onSubject, onOpen } = parts;
  return [
    {
      id: 'at',
      name: say('audit.at'),
      width: '160px',
      cell: ({ at }) => `${fullDate(at, timeZone)} ${clockTimeWithSeconds(at, timeZone)}`,
    },
    {
      id: 'actor',
      name: say('audit.actor'),
      width: 'minmax(140px, 1fr)',
      cell: ({ actor }) => {
        const { name, detail } = actorName(actor, accounts);
        return (
          <>
            <Button kind="plain" small label={say('audit.show-actor', { actor: name })} onPress={() => onActor(actor)}>
              {name}
            </Button>
            {detail && <small>{detail}</small>}
          </>
        );
      },
    },
    {
      id: 'action',
      name: say('audit.action'),
      width: 'minmax(120px, 0.9fr)',
      cell: row => (
        <Button
          kind="plain"
          small
          label={say('audit.show-record', { seq: row.seq, name: row.name })}
          onPress={() => onOpen(row)}
        >
          {row.name}
        </Button>
      ),
    },
    {
      id: 'subject',
      name: say('audit.subject'),
      width: 'minmax(160px, 1.4fr)',
      cell: ({ subject }) => (
        <Button kind="plain" small label={say('audit.show-subject', { subject })} onPress={() => onSubject(subject)}>
          {subject}
        </Button>
      ),
    },
    {
      id: 'content',
      name: say('audit.content'),
      width: 'minmax(220px, 2.4fr)',
      cell: row => auditSummary(row, names) || say('value.unknown'),
    },
    {
      id: 'address',
      name: say('audit.address'),
      width: '130px',
      cell: ({ address }) => address || say('audit.inside'),
    },
  ];
}
