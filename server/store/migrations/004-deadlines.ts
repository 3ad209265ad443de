/** What is due when, and the limits that departments filed. */
import type { Kysely, Migration } from 'kysely';

export function deadlineTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('deadline')
        .addColumn('concept', 'text', c => c.notNull())
        .addColumn('subject', 'text', c => c.notNull())
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('due_at', 'bigint', c => c.notNull())
        .addColumn('try_at', 'bigint', c => c.notNull())
        .addColumn('tries', 'integer', c => c.notNull())
        .addPrimaryKeyConstraint('deadline_key', ['concept', 'subject', 'name'])
        .execute();
      await db.schema.createIndex('deadline_by_time').on('deadline').column('try_at').execute();

      await db.schema
        .createTable('time_limit')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('rule', 'text', c => c.notNull())
        .addColumn('filed_by', 'text', c => c.notNull())
        .addColumn('filed_at', 'bigint', c => c.notNull())
        .addColumn('withdrawn_by', 'text')
        .addColumn('withdrawn_at', 'bigint')
        .addColumn('withdraw_reason', 'text')
        .execute();
    },
  };
}
