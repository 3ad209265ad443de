/**
 * Rounds of the sanitation index: what was assessed, what came of it, sheets, bulletins, photos. A deduction says that its point was
 * assessed, so the ones that are there already bring their assessments; what came of them is counted at the next start.
 */
import { type Kysely, type Migration, sql } from 'kysely';
import { columnTypes, type Dialect } from '../dialect.ts';

export function sanitationTables(dialect: Dialect): Migration {
  const { bytes } = columnTypes[dialect];
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('deduction')
        .addColumn('at_known', 'integer', c => c.notNull().defaultTo(1))
        .execute();
      await db.schema.alterTable('deduction').addColumn('note', 'text').execute();
      await db.schema.alterTable('deduction').addColumn('photo', 'text').execute();
      await db.schema.alterTable('deduction').addColumn('import', 'text').execute();
      await db.schema.alterTable('deduction').addColumn('sheet_row', 'integer').execute();
      await db.schema
        .alterTable('deduction')
        .addColumn('again', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await db.schema.createIndex('deduction_by_point').on('deduction').columns(['point', 'round']).execute();

      await db.schema
        .createTable('point_assessment')
        .addColumn('point', 'text', c => c.notNull())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('import', 'text')
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('deductions', 'integer', c => c.notNull().defaultTo(0))
        .addColumn('lost', 'double precision', c => c.notNull().defaultTo(0))
        .addColumn('again', 'integer', c => c.notNull().defaultTo(0))
        .addColumn('state', 'text', c => c.notNull().defaultTo('clean'))
        .addColumn('score', 'double precision')
        .addPrimaryKeyConstraint('point_assessment_key', ['point', 'round'])
        .execute();
      // Everything a score is counted from: a period is read from the index alone.
      await db.schema
        .createIndex('point_assessment_by_round')
        .on('point_assessment')
        .columns(['round', 'point', 'score', 'deductions', 'lost', 'again'])
        .execute();

      await db.schema
        .createTable('point_standing')
        .addColumn('point', 'text', c => c.primaryKey())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('deductions', 'integer', c => c.notNull())
        .addColumn('score', 'double precision')
        .addColumn('last_deduction_at', 'bigint')
        .addColumn('bulletin', 'text')
        .execute();

      await db.schema
        .createTable('point_bulletin')
        .addColumn('bulletin', 'text', c => c.notNull())
        .addColumn('point', 'text', c => c.notNull())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('cleared', 'text')
        .addPrimaryKeyConstraint('point_bulletin_key', ['bulletin', 'point'])
        .execute();
      await db.schema.createIndex('point_bulletin_by_point').on('point_bulletin').columns(['point', 'round']).execute();

      await db.schema
        .createTable('sanitation_import')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('question', 'text', c => c.notNull())
        .addColumn('sha256', 'text', c => c.notNull())
        .addColumn('file', bytes, c => c.notNull())
        .addColumn('rows', 'integer', c => c.notNull())
        .addColumn('deductions', 'integer', c => c.notNull())
        .addColumn('by', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('replaced_by', 'text')
        .execute();
      await db.schema
        .createIndex('sanitation_import_by_round')
        .on('sanitation_import')
        .columns(['round', 'at'])
        .execute();

      await db.schema
        .createTable('sanitation_rules')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('rules', 'text', c => c.notNull())
        .execute();

      await db.schema
        .createTable('point_photo')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('point', 'text', c => c.notNull())
        .addColumn('type', 'text', c => c.notNull())
        .addColumn('sha256', 'text', c => c.notNull())
        .addColumn('bytes', 'integer', c => c.notNull())
        .addColumn('added_by', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .execute();
      await db.schema.createIndex('point_photo_once').unique().on('point_photo').columns(['point', 'sha256']).execute();

      await sql`
        insert into point_assessment (point, round, at) select point, round, min(at) from deduction group by point, round
      `.execute(db);
    },
  };
}
