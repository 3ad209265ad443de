/** 令牌 of the administrator: what walls, devices and other systems use instead of a password; issued, watched and revoked ([AC-6], [AC-7]). */
import { useState } from 'react';
import { z } from 'zod';
import { type TokenRecord, tokenKind, tokenRecord } from '../../server/contract/session.ts';
import { scopeText } from '../account/account-words.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { ListViews } from '../design/desk/list-views.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { ListPage, searchIn } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { TokenForm } from './token-form.tsx';
import { TokenRevoke } from './token-revoke.tsx';
import { isFound, isInView, TOKEN_VIEWS } from './token-words.ts';

const USUAL = { q: '', view: 'live', kind: '' };
const list = z.array(tokenRecord);

export function TokenPage() {
  const { value, problem, ask } = useAnswer('/api/v1/tokens', list);
  const profile = useProfile();
  const known = useWall(state => state.units);
  const now = useServerNow();
  const block = useCommandBlock();
  const [address, change] = useAddressValues(USUAL);
  const [isIssuing, setIssuing] = useState(false);
  const [revoked, setRevoked] = useState<TokenRecord | null>(null);
  const all = value ?? NONE;
  const view = TOKEN_VIEWS.find(name => name === address.view) ?? 'live';
  const time = (at: number) => timeOrDate(at, now, profile.timeZone);
  const used = ({ lastUsedAt }: TokenRecord) => (lastUsedAt === null ? say('token.never') : time(lastUsedAt));
  const rows = all
    .filter(row => isInView(row, view) && (address.kind === '' || row.kind === address.kind) && isFound(row, address.q))
    .reverse();
  const columns: VirtualColumn<TokenRecord>[] = [
    { id: 'name', name: say('token.name'), width: 'minmax(180px, 1.6fr)', cell: ({ name }) => name },
    { id: 'kind', name: say('token.kind'), width: 'minmax(90px, 0.7fr)', cell: row => say(`token.kind.${row.kind}`) },
    {
      id: 'scope',
      name: say('account.scope'),
      width: 'minmax(150px, 1.2fr)',
      cell: ({ scope }) => scopeText(scope, { profile, known }),
    },
    {
      id: 'issued',
      name: say('token.issued'),
      width: 'minmax(150px, 1fr)',
      cell: ({ createdAt, createdBy }) => `${time(createdAt)} · ${createdBy}`,
    },
    { id: 'used', name: say('token.used'), width: 'minmax(110px, 0.8fr)', cell: used },
    {
      id: 'state',
      name: say('token.state'),
      width: 'minmax(140px, 1fr)',
      cell: ({ revokedAt }) => (revokedAt === null ? say('token.live') : `${say('token.revoked')} ${time(revokedAt)}`),
    },
    {
      id: 'do',
      name: <span className="desk-hidden">{say('token.do')}</span>,
      width: '80px',
      cell: row =>
        row.revokedAt === null && (
          <div className="desk-actions">
            <Button
              small
              kind="danger"
              label={say('token.revoke-one', { token: row.name })}
              whyNot={block}
              onPress={() => setRevoked(row)}
            >
              {say('token.revoke')}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <ListPage
      title={say('admin.section.tokens')}
      search={searchIn(address.q, change, say('token.search'), say('token.search.placeholder'))}
      choices={
        <FilterSelect
          label={say('token.kind')}
          all={say('token.any-kind')}
          options={tokenKind.options.map(id => ({ id, name: say(`token.kind.${id}`) }))}
          value={address.kind}
          onChange={kind => change({ kind })}
        />
      }
      views={
        <ListViews
          label={say('token.views')}
          views={TOKEN_VIEWS}
          name={id => say(`token.view.${id}`)}
          rows={value}
          isInView={isInView}
          value={view}
          onChange={id => change({ view: id })}
        />
      }
      status={value && say('page.of', { n: rows.length, all: all.length })}
      actions={
        <Button kind="primary" small onPress={() => setIssuing(true)}>
          {say('token.issue')}
        </Button>
      }
      problem={problem}
      columns={columns}
      rows={value && rows}
      rowKey={({ id }) => id}
      isFaint={({ revokedAt }) => revokedAt !== null}
      emptyText={say(all.length === 0 ? 'token.none' : 'token.none-chosen')}
    >
      <Dialog title={say('token.issue')} isOpen={isIssuing} onClose={() => setIssuing(false)}>
        <TokenForm onIssued={ask} onDone={() => setIssuing(false)} />
      </Dialog>
      <Dialog
        title={say('token.revoke-one', { token: revoked?.name ?? '' })}
        isOpen={revoked !== null}
        onClose={() => setRevoked(null)}
      >
        {revoked && (
          <TokenRevoke
            token={revoked}
            lastUsed={used(revoked)}
            onDone={() => {
              setRevoked(null);
              ask();
            }}
          />
        )}
      </Dialog>
    </ListPage>
  );
}

const NONE: readonly TokenRecord[] = [];
