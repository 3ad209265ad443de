/** Emergencies, every wording of their reports; and what an alarm may be about. */
import type { Kysely, Migration } from 'kysely';

export function emergencyTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('alarm').addColumn('emergency', 'text').execute();
      await db.schema.createIndex('alarm_by_emergency').on('alarm').column('emergency').execute();
      await db.schema
        .createTable('emergency')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('nature', 'text')
        .addColumn('level', 'integer')
        .addColumn('zone', 'text')
        .addColumn('happened_at', 'bigint', c => c.notNull())
        .addColumn('declared_at', 'bigint', c => c.notNull())
        .addColumn('ended_at', 'bigint')
        .addColumn('record', 'text', c => c.notNull())
        .execute();
      await db.schema.createIndex('emergency_by_time').on('emergency').columns(['declared_at', 'id']).execute();
      await db.schema.createIndex('emergency_by_state').on('emergency').columns(['state', 'declared_at']).execute();
      await db.schema.createIndex('emergency_by_happening').on('emergency').column('happened_at').execute();
      await db.schema
        .createTable('emergency_report')
        .addColumn('emergency', 'text', c => c.notNull())
        .addColumn('report', 'integer', c => c.notNull())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('fields', 'text', c => c.notNull())
        .addColumn('written_by', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('emergency_report_key', ['emergency', 'report', 'version'])
        .execute();
    },
  };
}
