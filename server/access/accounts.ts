/**
 * Accounts of people. In: a transaction and what to change. Out: records without the password hash.
 * Every change is one audit row in the same transaction. Ending the sessions that a change makes invalid is sessions.ts's part.
 */
import type { Kysely, Transaction } from 'kysely';
import type { PersonRole } from '../contract/account.ts';
import { type Role, role, type Scope } from '../contract/viewer.ts';
import { badInput, notFound, Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { storedScope } from './stored-scope.ts';

export interface Account {
  name: string;
  title: string;
  role: Role;
  scope: Scope;
  disabled: boolean;
  demo: boolean;
  createdAt: number;
  lastSignInAt: number | null;
}

export interface NewAccount {
  name: string;
  title: string;
  role: PersonRole;
  scope: Scope;
  passwordHash: string;
  demo: boolean;
}

export interface AccountChange {
  title?: string | undefined;
  role?: PersonRole | undefined;
  scope?: Scope | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
}

/** Who changes it, from where and when. */
export type By = Pick<AuditEntry, 'actor' | 'address' | 'at'>;

export async function createAccount(tx: Transaction<Tables>, account: NewAccount, by: By): Promise<Account> {
  checkScope(account.role, account.scope);
  const { name, title, role, scope, demo } = account;
  const inserted = await tx
    .insertInto('account')
    .values({
      name,
      title,
      role,
      scope: JSON.stringify(scope),
      password_hash: account.passwordHash,
      demo: demo ? 1 : 0,
      disabled_at: null,
      created_at: by.at,
      last_sign_in_at: null,
    })
    .onConflict(conflict => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!inserted) {
    throw new Refused(
      'already-exists',
      { zh: `账号“${name}”已存在`, en: `Account "${name}" exists already.` },
      { field: 'account' },
    );
  }
  await writeAudit(tx, { ...by, action: 'account-created', subject: name, after: { title, role, scope } });
  return fromRow(inserted);
}

/** [AC-2] [AC-3] [AC-4] */
export async function changeAccount(
  tx: Transaction<Tables>,
  name: string,
  change: AccountChange,
  by: By,
): Promise<{ account: Account; endsSessions: boolean }> {
  const row = await tx.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst();
  if (!row) throw notFound({ zh: '账号', en: 'account' }, name);
  const before = fromRow(row);
  const after: Account = {
    ...before,
    title: change.title ?? before.title,
    role: change.role ?? before.role,
    scope: change.scope ?? before.scope,
    disabled: change.disabled ?? before.disabled,
  };
  checkScope(after.role, after.scope);
  if (by.actor === name && (after.disabled || after.role !== before.role)) throw notOneself();
  await tx
    .updateTable('account')
    .set({
      title: after.title,
      role: after.role,
      scope: JSON.stringify(after.scope),
      disabled_at: after.disabled ? (row.disabled_at ?? by.at) : null,
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
    })
    .where('name', '=', name)
    .execute();
  const password = change.passwordHash === undefined ? {} : { password: 'changed' };
  await writeAudit(tx, {
    ...by,
    action: 'account-changed',
    subject: name,
    before: audited(before),
    after: { ...audited(after), ...password },
  });
  // After the audit row, whose lock makes two administrators who disable each other at the same moment take turns.
  if (isActiveAdmin(before) && !isActiveAdmin(after) && !(await hasAdministrator(tx, { countDemo: before.demo }))) {
    throw new Refused('not-allowed', {
      zh: `“${name}”是最后一个可用的管理员账号`,
      en: `"${name}" is the last administrator who can sign in.`,
    });
  }
  const sameRights = before.role === after.role && JSON.stringify(before.scope) === JSON.stringify(after.scope);
  return { account: after, endsSessions: !sameRights || after.disabled || change.passwordHash !== undefined };
}

export async function listAccounts(db: Kysely<Tables>): Promise<Account[]> {
  return (await db.selectFrom('account').selectAll().orderBy('name').execute()).map(fromRow);
}

export async function noteSignIn(tx: Transaction<Tables>, name: string, now: number): Promise<void> {
  await tx.updateTable('account').set({ last_sign_in_at: now }).where('name', '=', name).execute();
}

/** What sign-in needs; `undefined` when there is no such account. */
export async function findCredentials(
  db: Kysely<Tables>,
  name: string,
): Promise<{ account: Account; passwordHash: string } | undefined> {
  const row = await db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst();
  return row && { account: fromRow(row), passwordHash: row.password_hash };
}

/** Production does not count accounts that demonstration mode made on the same data directory. */
export async function hasAdministrator(db: Kysely<Tables>, { countDemo }: { countDemo: boolean }): Promise<boolean> {
  let admins = db.selectFrom('account').select('name').where('role', '=', 'admin').where('disabled_at', 'is', null);
  if (!countDemo) admins = admins.where('demo', '=', 0);
  return (await admins.limit(1).executeTakeFirst()) !== undefined;
}

/** [AC-2] What one pressed by mistake nobody else could undo in time. */
function notOneself(): Refused {
  return new Refused('not-allowed', {
    zh: '不能停用自己的账号或修改自己的角色，请由其他管理员操作',
    en: 'Nobody disables the own account or changes the own role: another administrator does.',
  });
}

function isActiveAdmin(account: Account): boolean {
  return account.role === 'admin' && !account.disabled;
}

/** [AC-5] A chief without a zone would see every zone; a scope on an administrator would promise a limit that is not there. */
function checkScope(role: Role, scope: Scope): void {
  if (role === 'chief' && scope.zone === undefined) {
    throw badInput('scope.zone', { zh: '片区长必须指定片区', en: 'A zone chief needs a zone.' });
  }
  if (role === 'field' && scope.units?.length !== 1) {
    throw badInput('scope.units', { zh: '一线人员必须绑定一个单位', en: 'Somebody on patrol needs exactly one unit.' });
  }
  if (role === 'admin' && Object.values(scope).some(limit => limit !== undefined)) {
    throw badInput('scope', { zh: '管理员不能限定范围', en: 'An administrator has no scope.' });
  }
}

function audited({ title, role, scope, disabled }: Account) {
  return { title, role, scope, disabled };
}

function fromRow(row: Tables['account']): Account {
  return {
    name: row.name,
    title: row.title,
    role: role.parse(row.role),
    scope: storedScope(row.scope).scope,
    disabled: row.disabled_at !== null,
    demo: row.demo === 1,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}
