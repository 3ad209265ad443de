/** First tables: change log, receipts, counters, units, incidents, deductions, tracks. */
import type { Kysely, Migration } from 'kysely';
import { columnTypes, type Dialect } from '../dialect.ts';

export function storeTables(dialect: Dialect): Migration {
  const { bytes, ownId } = columnTypes[dialect];
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('change_log')
        .addColumn('seq', 'bigint', c => c.primaryKey())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('subject', 'text', c => c.notNull())
        .addColumn('zone', 'text')
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('data', 'text', c => c.notNull())
        .execute();
      await db.schema.createIndex('change_log_by_subject').on('change_log').columns(['subject', 'seq']).execute();

      await db.schema
        .createTable('change_log_head')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('epoch', 'text', c => c.notNull())
        .addColumn('seq', 'bigint', c => c.notNull())
        .execute();

      await db.schema
        .createTable('command_receipt')
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('command_id', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('answer', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('command_receipt_key', ['actor', 'command_id'])
        .execute();
      await db.schema.createIndex('command_receipt_by_time').on('command_receipt').column('at').execute();

      await db.schema
        .createTable('counter')
        .addColumn('name', 'text', c => c.primaryKey())
        .addColumn('value', 'bigint', c => c.notNull())
        .execute();

      await db.schema
        .createTable('unit')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('unit_index', 'bigint', c => c.notNull().unique())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('call_sign', 'text', c => c.notNull())
        .addColumn('unit_class', 'text', c => c.notNull())
        .addColumn('home_zone', 'text')
        .addColumn('on_duty', 'integer', c => c.notNull())
        .addColumn('duty_changed_at', 'bigint', c => c.notNull())
        .execute();

      await db.schema
        .createTable('incident')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('channel', 'text', c => c.notNull())
        .addColumn('category', 'text')
        .addColumn('level', 'integer')
        .addColumn('grade', 'text')
        .addColumn('text', 'text', c => c.notNull())
        .addColumn('lon', 'double precision', c => c.notNull())
        .addColumn('lat', 'double precision', c => c.notNull())
        .addColumn('raw_lon', 'double precision', c => c.notNull())
        .addColumn('raw_lat', 'double precision', c => c.notNull())
        .addColumn('raw_crs', 'text', c => c.notNull())
        .addColumn('address', 'text')
        .addColumn('grid', 'text')
        .addColumn('community', 'text')
        .addColumn('zone', 'text')
        .addColumn('assigned_by', 'text', c => c.notNull())
        .addColumn('on_boundary', 'integer', c => c.notNull())
        .addColumn('happened_at', 'bigint', c => c.notNull())
        .addColumn('reported_at', 'bigint', c => c.notNull())
        .addColumn('received_at', 'bigint', c => c.notNull())
        .addColumn('closed_at', 'bigint')
        .addColumn('reporter_name', 'text')
        .addColumn('reporter_phone', 'text')
        .execute();
      await db.schema.createIndex('incident_by_time').on('incident').columns(['received_at', 'id']).execute();
      await db.schema.createIndex('incident_by_state').on('incident').columns(['state', 'zone']).execute();

      await db.schema
        .createTable('deduction')
        .addColumn('number', 'text', c => c.primaryKey())
        .addColumn('point', 'text', c => c.notNull())
        .addColumn('round', 'text', c => c.notNull())
        .addColumn('at', 'bigint', c => c.notNull())
        .addColumn('item', 'text', c => c.notNull())
        .addColumn('score', 'double precision', c => c.notNull())
        .execute();
      await db.schema.createIndex('deduction_by_round').on('deduction').columns(['round', 'point']).execute();
      await db.schema.createIndex('deduction_by_time').on('deduction').columns(['at', 'point']).execute();

      await db.schema
        .createTable('track_block')
        .addColumn('id', ownId, c => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey()))
        .addColumn('from_ms', 'bigint', c => c.notNull())
        .addColumn('to_ms', 'bigint', c => c.notNull())
        .addColumn('received_at', 'bigint', c => c.notNull())
        .addColumn('count', 'integer', c => c.notNull())
        .addColumn('fixes', bytes, c => c.notNull())
        .addColumn('raw', 'text')
        .execute();
      await db.schema.createIndex('track_block_by_time').on('track_block').columns(['to_ms', 'from_ms']).execute();

      await db.schema
        .createTable('last_places')
        .addColumn('id', 'integer', c => c.primaryKey())
        .addColumn('up_to_block', 'bigint', c => c.notNull())
        .addColumn('count', 'integer', c => c.notNull())
        .addColumn('fixes', bytes, c => c.notNull())
        .execute();
    },
  };
}
