/** Shift handover; and what figures and indicators count incidents by, as columns, because JSON cannot be counted a thousand times a minute. */
import type { Kysely, Migration } from 'kysely';
import { incidentIsOpen } from '../incident-is-open.ts';

export function dutyAndReport(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('handover')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('zone', 'text', c => c.notNull())
        .addColumn('outgoing', 'text', c => c.notNull())
        .addColumn('outgoing_title', 'text', c => c.notNull())
        .addColumn('signed_at', 'bigint', c => c.notNull())
        .addColumn('remarks', 'text', c => c.notNull())
        .addColumn('content', 'text', c => c.notNull())
        .addColumn('incoming', 'text')
        .addColumn('incoming_title', 'text')
        .addColumn('accepted_at', 'bigint')
        .execute();
      // [H-4] also for two who sign at the same moment
      await db.schema
        .createIndex('handover_waiting')
        .unique()
        .on('handover')
        .column('zone')
        .where('accepted_at' as never, 'is', null)
        .execute();
      await db.schema.createIndex('handover_by_time').on('handover').columns(['signed_at', 'id']).execute();

      const alter = () => db.schema.alterTable('incident');
      await alter().addColumn('accept_due_at', 'bigint').execute();
      await alter().addColumn('accept_done_at', 'bigint').execute();
      await alter()
        .addColumn('running_limits', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await alter()
        .addColumn('unfiled_limits', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await alter().addColumn('waiting_organs', 'text').execute();
      // Both databases use it only for exactly this condition; what figures count is in the index itself.
      await db.schema
        .createIndex('incident_open')
        .on('incident')
        .columns(['received_at', 'state', 'zone', 'lead_organ', 'accepted_by', 'due_at', 'waiting_organs'])
        .where(incidentIsOpen as never)
        .execute();
      // Everything stage times are counted from, in the index itself: a month holds hundreds of thousands of stages.
      await db.schema.dropIndex('incident_stage_by_time').execute();
      await db.schema
        .createIndex('incident_stage_by_end')
        .on('incident_stage')
        .columns(['left_at', 'state', 'organ', 'entered_at', 'incident'])
        .execute();
      await db.schema
        .createIndex('incident_revisit')
        .on('incident_stage')
        .columns(['left_at', 'incident'])
        .where('state' as never, '=', 'revisit-due')
        .execute();
      await db.schema
        .createIndex('incident_revisit_of')
        .on('incident_stage')
        .columns(['incident', 'left_at'])
        .where('state' as never, '=', 'revisit-due')
        .execute();
      // Stages are counted by place: asked of the index alone, without the row and its JSON.
      await db.schema
        .createIndex('incident_place')
        .on('incident')
        .columns(['id', 'grid', 'community', 'zone'])
        .execute();
      await db.schema
        .createIndex('incident_stage_by_beginning')
        .on('incident_stage')
        .columns(['incident', 'entered_at', 'state'])
        .execute();
    },
  };
}
