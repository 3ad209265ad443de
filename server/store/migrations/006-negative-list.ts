/** Versions of the negative list. */
import type { Kysely, Migration } from 'kysely';

export function negativeListTable(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('negative_list')
        .addColumn('version', 'integer', c => c.primaryKey())
        .addColumn('origin', 'text', c => c.notNull())
        .addColumn('content_hash', 'text', c => c.notNull())
        .addColumn('status', 'text', c => c.notNull())
        .addColumn('effective_from', 'bigint', c => c.notNull())
        .addColumn('published_by', 'text', c => c.notNull())
        .addColumn('published_at', 'bigint', c => c.notNull())
        .addColumn('items', 'text', c => c.notNull())
        .execute();
    },
  };
}
