/** The audit trail found by action and by time, and when an account signed in last. */
import { type Kysely, type Migration, sql } from 'kysely';

export function auditSearch(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.createIndex('audit_by_action').on('audit').columns(['action', 'seq']).execute();
      await db.schema.createIndex('audit_by_time').on('audit').columns(['at', 'seq']).execute();
      await db.schema.alterTable('account').addColumn('last_sign_in_at', 'bigint').execute();
      await sql`update account set last_sign_in_at =
        (select max(at) from audit where audit.action = 'sign-in' and audit.actor = account.name)`.execute(db);
    },
  };
}
