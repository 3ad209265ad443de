/** Joint operations, who is booked for them, what was found, its photos; and what an alarm may be about. */
import type { Kysely, Migration } from 'kysely';

export function operationTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('alarm').addColumn('operation', 'text').execute();
      await db.schema.alterTable('alarm').addColumn('squad', 'text').execute();
      await db.schema
        .createTable('operation')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('zone', 'text')
        .addColumn('starts_at', 'bigint', c => c.notNull())
        .addColumn('ends_at', 'bigint', c => c.notNull())
        .addColumn('started_at', 'bigint')
        .addColumn('finished_at', 'bigint')
        .addColumn('cadence', 'text')
        .addColumn('period', 'text')
        .addColumn('lead_organ', 'text')
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addColumn('record', 'text', c => c.notNull())
        .execute();
      await db.schema.createIndex('operation_by_time').on('operation').columns(['starts_at', 'id']).execute();
      await db.schema.createIndex('operation_by_state').on('operation').columns(['state', 'starts_at']).execute();
      await db.schema
        .createTable('operation_booking')
        .addColumn('operation', 'text', c => c.notNull())
        .addColumn('squad', 'text', c => c.notNull())
        .addColumn('what', 'text', c => c.notNull())
        .addColumn('thing', 'text', c => c.notNull())
        .addColumn('from_ms', 'bigint', c => c.notNull())
        .addColumn('to_ms', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('operation_booking_key', ['operation', 'squad', 'what', 'thing'])
        .execute();
      await db.schema
        .createIndex('operation_booking_by_thing')
        .on('operation_booking')
        .columns(['what', 'thing', 'from_ms'])
        .execute();
      await db.schema
        .createTable('operation_finding')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('operation', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('incident', 'text')
        .execute();
      await db.schema.createIndex('operation_finding_by_incident').on('operation_finding').column('incident').execute();
      await db.schema
        .createTable('operation_stop_code')
        .addColumn('operation', 'text', c => c.notNull())
        .addColumn('stop', 'text', c => c.notNull())
        .addColumn('code', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('operation_stop_code_key', ['operation', 'stop'])
        .execute();
      await db.schema
        .createTable('operation_photo')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('operation', 'text', c => c.notNull())
        .addColumn('type', 'text', c => c.notNull())
        .addColumn('bytes', 'integer', c => c.notNull())
        .addColumn('sha256', 'text', c => c.notNull())
        .addColumn('added_by', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addUniqueConstraint('operation_photo_once', ['operation', 'sha256'])
        .execute();
    },
  };
}
