/**
 * Bulletins of repeated deductions: who drafted, issued and signed, and what was frozen when it was issued: points, communities, the map.
 * A month has one that is on its way and one that holds; the database says so too.
 */
import type { Kysely, Migration } from 'kysely';
import { columnTypes, type Dialect } from '../dialect.ts';

export function bulletinTables(dialect: Dialect): Migration {
  const { bytes } = columnTypes[dialect];
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('bulletin')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('month', 'text', c => c.notNull())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('replaces', 'text')
        .addColumn('replaced_by', 'text')
        .addColumn('issuer', 'text')
        .addColumn('signed_at', 'bigint')
        .addColumn('record', 'text', c => c.notNull())
        .addColumn('figures', 'text')
        .addColumn('map', bytes)
        .execute();
      for (const [name, states] of [
        ['bulletin_on_its_way', ['draft', 'issued']],
        ['bulletin_that_holds', ['signed']],
      ] as const)
        await db.schema
          .createIndex(name)
          .on('bulletin')
          .column('month')
          .unique()
          .where('state' as never, 'in', [...states])
          .execute();
      await db.schema
        .createTable('bulletin_point')
        .addColumn('bulletin', 'text', c => c.notNull())
        .addColumn('no', 'integer', c => c.notNull())
        .addColumn('point', 'text', c => c.notNull())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('named_for', 'text', c => c.notNull())
        .addColumn('frozen', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('bulletin_point_key', ['bulletin', 'no'])
        .execute();
      await db.schema
        .createTable('bulletin_community')
        .addColumn('bulletin', 'text', c => c.notNull())
        .addColumn('no', 'integer', c => c.notNull())
        .addColumn('community', 'text', c => c.notNull())
        .addColumn('organ', 'text')
        .addColumn('frozen', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('bulletin_community_key', ['bulletin', 'no'])
        .execute();
      await db.schema
        .createTable('bulletin_answer')
        .addColumn('bulletin', 'text', c => c.notNull())
        .addColumn('no', 'integer', c => c.notNull())
        .addColumn('community', 'text', c => c.notNull())
        .addColumn('measures', 'text', c => c.notNull())
        .addColumn('due_day', 'text', c => c.notNull())
        .addColumn('by', 'text', c => c.notNull())
        .addColumn('on_behalf', 'integer', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('bulletin_answer_key', ['bulletin', 'no'])
        .execute();
    },
  };
}
