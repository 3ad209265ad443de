/** Alarms. `open_key` says what an alarm is about while it is not cleared, and is then null: so it can be there once only. */
import type { Kysely, Migration } from 'kysely';

export function alarmTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('alarm')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('open_key', 'text', c => c.unique())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('priority', 'integer', c => c.notNull())
        .addColumn('incident', 'text')
        .addColumn('unit', 'text')
        .addColumn('limit_id', 'text')
        .addColumn('zone', 'text')
        .addColumn('lon', 'double precision')
        .addColumn('lat', 'double precision')
        .addColumn('said', 'text')
        .addColumn('raised_at', 'bigint', c => c.notNull())
        .addColumn('acknowledged_by', 'text')
        .addColumn('acknowledged_at', 'bigint')
        .addColumn('shelved_by', 'text')
        .addColumn('shelved_until', 'bigint')
        .addColumn('shelve_reason', 'text')
        .addColumn('escalation', 'integer', c => c.notNull())
        .addColumn('cleared_at', 'bigint')
        .addColumn('cleared_by', 'text')
        .addColumn('clear_reason', 'text')
        .execute();
      await db.schema.createIndex('alarm_by_time').on('alarm').columns(['raised_at', 'id']).execute();
      await db.schema.createIndex('alarm_by_incident').on('alarm').column('incident').execute();
      await db.schema.createIndex('alarm_by_state').on('alarm').columns(['state', 'raised_at']).execute();
    },
  };
}
