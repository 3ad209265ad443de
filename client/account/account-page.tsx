/** 账号 of the administrator: who may sign in, as what, on which ground, and when each did last ([AC-1], [AC-6]). */
import { useState } from 'react';
import { z } from 'zod';
import { type AccountRecord, accountRecord, personRole } from '../../server/contract/account.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useAnswer } from '../connection/use-answer.ts';
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
import { AccountForm } from './account-form.tsx';
import { AccountPassword } from './account-password.tsx';
import { AccountSwitch } from './account-switch.tsx';
import { ACCOUNT_VIEWS, isInView, scopeText, stateText } from './account-words.ts';
import './account.css';

const USUAL = { q: '', view: 'all', role: '' };
const list = z.array(accountRecord);

export function AccountPage() {
  const { value, problem, ask } = useAnswer('/api/v1/accounts', list);
  const profile = useProfile();
  const known = useWall(state => state.units);
  const own = useWall(state => state.viewer?.account);
  const now = useServerNow();
  const [address, change] = useAddressValues(USUAL);
  /** Null = no dialog; an empty name = a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const all = value ?? NONE;
  const view = ACCOUNT_VIEWS.find(name => name === address.view) ?? 'all';
  const reach = ({ scope, role }: AccountRecord) =>
    scopeText(scope, { profile, known, needs: role === 'chief' || role === 'dept' || role === 'field' });
  const words = address.q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = all
    .filter(row => isInView(row, view) && (address.role === '' || row.role === address.role))
    .filter(row => {
      const text = `${row.account} ${row.title} ${reach(row)}`.toLowerCase();
      return words.every(word => text.includes(word));
    });
  const chosen = all.find(({ account }) => account === open) ?? null;
  const columns: VirtualColumn<AccountRecord>[] = [
    {
      id: 'account',
      name: say('account'),
      width: 'minmax(150px, 1.2fr)',
      cell: ({ account }) => (
        <Button kind="plain" small label={say('account.one', { account })} onPress={() => setOpen(account)}>
          {account}
        </Button>
      ),
    },
    {
      id: 'title',
      name: say('account.title'),
      width: 'minmax(140px, 1.2fr)',
      cell: ({ title, account }) => (account === own ? `${title} · ${say('account.oneself')}` : title),
    },
    { id: 'role', name: say('account.role'), width: 'minmax(100px, 0.8fr)', cell: row => say(`role.${row.role}`) },
    { id: 'scope', name: say('account.scope'), width: 'minmax(160px, 1.6fr)', cell: reach },
    {
      id: 'seen',
      name: say('account.last-sign-in'),
      width: 'minmax(120px, 1fr)',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null ? say('account.never') : timeOrDate(lastSignInAt, now, profile.timeZone),
    },
    { id: 'state', name: say('account.state'), width: 'minmax(120px, 0.8fr)', cell: stateText },
  ];
  const done = () => {
    setOpen(null);
    ask();
  };
  return (
    <ListPage
      title={say('admin.section.accounts')}
      search={searchIn(address.q, change, say('account.search'), say('account.search.placeholder'))}
      choices={
        <FilterSelect
          label={say('account.role')}
          all={say('account.any-role')}
          options={ROLES.map(id => ({ id, name: say(`role.${id}`) }))}
          value={address.role}
          onChange={role => change({ role })}
        />
      }
      views={
        <ListViews
          label={say('account.views')}
          views={ACCOUNT_VIEWS}
          name={id => say(`account.view.${id}`)}
          rows={value}
          isInView={isInView}
          value={view}
          onChange={id => change({ view: id })}
        />
      }
      status={value && say('page.of', { n: rows.length, all: all.length })}
      actions={
        <Button kind="primary" small onPress={() => setOpen('')}>
          {say('account.create')}
        </Button>
      }
      problem={problem}
      columns={columns}
      rows={value && rows}
      rowKey={({ account }) => account}
      isFaint={({ disabled }) => disabled}
      emptyText={say('account.none-chosen')}
    >
      <Dialog
        title={open === '' ? say('account.create') : say('account.one', { account: open ?? '' })}
        isOpen={open !== null}
        onClose={done}
      >
        {open !== null && (
          <AccountForm key={open} record={chosen} isOwn={chosen?.account === own} onChanged={ask} onDone={done} />
        )}
        {chosen && (
          <>
            <AccountPassword record={chosen} isOwn={chosen.account === own} />
            <AccountSwitch record={chosen} isOwn={chosen.account === own} onChanged={ask} />
          </>
        )}
      </Dialog>
    </ListPage>
  );
}

const NONE: readonly AccountRecord[] = [];
const ROLES = personRole.options;
