/** Tracks by unit and hour, how far they have been put there, and what was forgotten when. See decisions/track-storage.md. */
import { type Kysely, type Migration, sql } from 'kysely';
import { columnTypes, type Dialect } from '../dialect.ts';

export function trackTables(dialect: Dialect): Migration {
  const { bytes, ownId } = columnTypes[dialect];
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('track_strand')
        .addColumn('id', ownId, c => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey()))
        .addColumn('unit_index', 'bigint', c => c.notNull())
        .addColumn('hour', 'bigint', c => c.notNull())
        .addColumn('count', 'integer', c => c.notNull())
        .addColumn('fixes', bytes, c => c.notNull())
        .addColumn('raw', 'text')
        .execute();
      await db.schema
        .createIndex('track_strand_by_unit')
        .on('track_strand')
        .columns(['unit_index', 'hour', 'id'])
        .execute();
      await db.schema.createIndex('track_strand_by_hour').on('track_strand').columns(['hour', 'id']).execute();

      await db.schema
        .createTable('track_seal')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('up_to_block', 'bigint', c => c.notNull())
        .addColumn('up_to_strand', 'bigint', c => c.notNull())
        .addColumn('claimed_by', 'text')
        .addColumn('claimed_until', 'bigint', c => c.notNull())
        .execute();
      await sql`insert into track_seal (id, up_to_block, up_to_strand, claimed_until) values (1, 0, 0, 0)`.execute(db);

      await db.schema
        .createTable('track_forget_run')
        .addColumn('id', ownId, c => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey()))
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('days', 'integer', c => c.notNull())
        .addColumn('before', 'bigint', c => c.notNull())
        .addColumn('blocks', 'integer', c => c.notNull())
        .addColumn('positions', 'bigint', c => c.notNull())
        .addColumn('took_ms', 'integer', c => c.notNull())
        .execute();
    },
  };
}
