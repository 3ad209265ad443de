/** Warnings and major actions. */
import type { Kysely, Migration } from 'kysely';

export function noticeTable(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('emergency_notice')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('ended_at', 'bigint')
        .addColumn('record', 'text', c => c.notNull())
        .execute();
      await db.schema.createIndex('emergency_notice_by_time').on('emergency_notice').columns(['kind', 'at']).execute();
    },
  };
}
