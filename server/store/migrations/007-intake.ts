/** What intake keeps: every list of suggested organs that somebody was shown, and which photos lie in the evidence folder. */
import type { Kysely, Migration } from 'kysely';

export function intakeTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('dispatch_suggestion')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('request', 'text', c => c.notNull())
        .addColumn('list', 'text', c => c.notNull())
        .addColumn('incident', 'text')
        .addColumn('choice', 'text')
        .execute();
      await db.schema
        .createIndex('dispatch_suggestion_by_incident')
        .on('dispatch_suggestion')
        .column('incident')
        .execute();
      await db.schema.createIndex('dispatch_suggestion_by_time').on('dispatch_suggestion').column('at').execute();

      await db.schema
        .createTable('evidence')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('incident', 'text', c => c.notNull())
        .addColumn('type', 'text', c => c.notNull())
        .addColumn('bytes', 'integer', c => c.notNull())
        .addColumn('sha256', 'text', c => c.notNull())
        .addColumn('added_by', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .execute();
      await db.schema.createIndex('evidence_by_incident').on('evidence').columns(['incident', 'sha256']).execute();
    },
  };
}
