/** Devices bound to units, those that wait for admission, and what a unit says of its ground. */
import type { Kysely, Migration } from 'kysely';

export function deviceTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('device')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('unit', 'text')
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('crs', 'text', c => c.notNull())
        .addColumn('report_interval_s', 'double precision')
        .addColumn('key_hash', 'text')
        .addColumn('must_sign', 'integer', c => c.notNull())
        .addColumn('retired', 'integer', c => c.notNull())
        .addColumn('changed_at', 'bigint', c => c.notNull())
        .execute();
      await db.schema
        .createTable('device_quarantine')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('source', 'text', c => c.notNull())
        .addColumn('first_seen_at', 'bigint', c => c.notNull())
        .addColumn('last_seen_at', 'bigint', c => c.notNull())
        .addColumn('reports', 'integer', c => c.notNull())
        .addColumn('lon', 'double precision')
        .addColumn('lat', 'double precision')
        .addColumn('address', 'text')
        .execute();
      const alter = () => db.schema.alterTable('unit');
      await alter().addColumn('community', 'text').execute();
      await alter().addColumn('ground', 'text').execute();
    },
  };
}
