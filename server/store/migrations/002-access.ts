/** Tables of server/access: accounts, sessions, tokens, failed sign-ins, audit. Triggers keep audit rows as they were written. */
import { type Kysely, type Migration, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

export function accessTables(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('account')
        .addColumn('name', 'text', c => c.primaryKey())
        .addColumn('title', 'text', c => c.notNull())
        .addColumn('role', 'text', c => c.notNull())
        .addColumn('scope', 'text', c => c.notNull())
        .addColumn('password_hash', 'text', c => c.notNull())
        .addColumn('demo', 'integer', c => c.notNull())
        .addColumn('disabled_at', 'bigint')
        .addColumn('created_at', 'bigint', c => c.notNull())
        .execute();

      await db.schema
        .createTable('access_token')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('scope', 'text', c => c.notNull())
        .addColumn('secret_hash', 'text', c => c.notNull().unique())
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addColumn('created_by', 'text', c => c.notNull())
        .addColumn('last_used_at', 'bigint')
        .addColumn('revoked_at', 'bigint')
        .execute();

      await db.schema
        .createTable('access_session')
        .addColumn('key_hash', 'text', c => c.primaryKey())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('account', 'text')
        .addColumn('token_id', 'text')
        .addColumn('address', 'text', c => c.notNull())
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addColumn('last_seen_at', 'bigint', c => c.notNull())
        .addColumn('ends_at', 'bigint')
        .execute();
      await db.schema.createIndex('access_session_by_account').on('access_session').column('account').execute();
      await db.schema.createIndex('access_session_by_token').on('access_session').column('token_id').execute();

      await db.schema
        .createTable('sign_in_failure')
        .addColumn('key_hash', 'text', c => c.primaryKey())
        .addColumn('failures', 'integer', c => c.notNull())
        .addColumn('last_at', 'bigint', c => c.notNull())
        .addColumn('locked_until', 'bigint', c => c.notNull())
        .execute();

      await db.schema
        .createTable('audit')
        .addColumn('seq', 'bigint', c => c.primaryKey())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('address', 'text', c => c.notNull())
        .addColumn('action', 'text', c => c.notNull())
        .addColumn('subject', 'text', c => c.notNull())
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('previous_hash', 'text', c => c.notNull())
        .addColumn('hash', 'text', c => c.notNull())
        .execute();
      await db.schema.createIndex('audit_by_actor').on('audit').columns(['actor', 'seq']).execute();
      await db.schema.createIndex('audit_by_subject').on('audit').columns(['subject', 'seq']).execute();

      await db.schema
        .createTable('audit_head')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('seq', 'bigint', c => c.notNull())
        .addColumn('hash', 'text', c => c.notNull())
        .execute();
      await sql`insert into audit_head (id, seq, hash) values (1, 0, '')`.execute(db);

      await (dialect === 'sqlite' ? keepRowsInSqlite(db) : keepRowsInPostgres(db));
    },
  };
}

async function keepRowsInSqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.id(`audit_refuses_${change}`)} before ${sql.raw(change)} on audit
      begin select raise(abort, 'audit rows stay as they were written'); end`.execute(db);
  }
}

async function keepRowsInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_refuses_change() returns trigger language plpgsql as $$
    begin raise exception 'audit rows stay as they were written'; end $$`.execute(db);
  await sql`create trigger audit_refuses_change before update or delete or truncate on audit
    for each statement execute function audit_refuses_change()`.execute(db);
}
