/** Which cells of a grid were patrolled on a day, and by which units the grid was. */
import type { Kysely, Migration } from 'kysely';
import { columnTypes, type Dialect } from '../dialect.ts';

export function groundTables(dialect: Dialect): Migration {
  const { bytes } = columnTypes[dialect];
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('grid_coverage')
        .addColumn('day', 'text', c => c.notNull())
        .addColumn('grid', 'text', c => c.notNull())
        .addColumn('raster', 'text', c => c.notNull())
        .addColumn('cells', 'integer', c => c.notNull())
        .addColumn('visited', 'integer', c => c.notNull())
        .addColumn('marks', bytes, c => c.notNull())
        .addPrimaryKeyConstraint('grid_coverage_key', ['day', 'grid', 'raster'])
        .execute();
      await db.schema
        .createTable('grid_visit')
        .addColumn('day', 'text', c => c.notNull())
        .addColumn('grid', 'text', c => c.notNull())
        .addColumn('unit', 'text', c => c.notNull())
        .addColumn('first_at', 'bigint', c => c.notNull())
        .addColumn('last_at', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('grid_visit_key', ['day', 'grid', 'unit'])
        .execute();
    },
  };
}
