/** Keys of calendar feeds: one an account, as a hash. */
import type { Kysely, Migration } from 'kysely';

export function feedKeys(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('feed_key')
        .addColumn('account', 'text', c => c.primaryKey())
        .addColumn('secret_hash', 'text', c => c.notNull().unique())
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addColumn('last_used_at', 'bigint')
        .execute();
    },
  };
}
