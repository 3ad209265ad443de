/** Plans of shifts, rosters, and how long each zone was covered. */
import type { Kysely, Migration } from 'kysely';

export function shiftTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('shift_plan')
        .addColumn('version', 'integer', c => c.primaryKey())
        .addColumn('valid_from', 'text', c => c.notNull())
        .addColumn('source', 'text', c => c.notNull())
        .addColumn('shifts', 'text', c => c.notNull())
        .addColumn('filed_by', 'text', c => c.notNull())
        .addColumn('filed_at', 'bigint', c => c.notNull())
        .execute();
      await db.schema
        .createTable('roster')
        .addColumn('day', 'text', c => c.notNull())
        .addColumn('shift', 'text', c => c.notNull())
        .addColumn('unit', 'text', c => c.notNull())
        .addColumn('persons', 'integer', c => c.notNull())
        .addColumn('qualified', 'integer', c => c.notNull())
        .addPrimaryKeyConstraint('roster_key', ['day', 'shift', 'unit'])
        .execute();
      await db.schema
        .createTable('zone_cover')
        .addColumn('zone', 'text', c => c.notNull())
        .addColumn('from_ms', 'bigint', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('zone_cover_key', ['zone', 'from_ms'])
        .execute();
      await db.schema
        .createTable('cover_watched')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('at', 'bigint', c => c.notNull())
        .execute();
    },
  };
}
