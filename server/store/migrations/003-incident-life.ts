/** The life of incidents: who answers, what is due, how long each state lasted; and the organ of a unit. */
import { type Kysely, type Migration, sql } from 'kysely';

export function incidentLife(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const alter = () => db.schema.alterTable('incident');
      await alter()
        .addColumn('state_since', 'bigint', c => c.notNull().defaultTo(0))
        .execute();
      await alter().addColumn('accepted_at', 'bigint').execute();
      await alter().addColumn('accepted_by', 'text').execute();
      await alter().addColumn('lead_organ', 'text').execute();
      await alter().addColumn('due_at', 'bigint').execute();
      await alter()
        .addColumn('late', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await alter()
        .addColumn('reworks', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await alter()
        .addColumn('reopened', 'integer', c => c.notNull().defaultTo(0))
        .execute();
      await alter()
        .addColumn('life', 'text', c => c.notNull().defaultTo('{}'))
        .execute();
      await sql`update incident set state_since = coalesce(closed_at, received_at)`.execute(db);
      await db.schema.createIndex('incident_by_organ').on('incident').columns(['lead_organ', 'state']).execute();
      await db.schema.createIndex('incident_by_closing').on('incident').column('closed_at').execute();

      await db.schema
        .createTable('incident_stage')
        .addColumn('incident', 'text', c => c.notNull())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('organ', 'text')
        .addColumn('entered_at', 'bigint', c => c.notNull())
        .addColumn('left_at', 'bigint')
        .execute();
      await db.schema
        .createIndex('incident_stage_by_incident')
        .on('incident_stage')
        .columns(['incident', 'left_at'])
        .execute();
      await db.schema.createIndex('incident_stage_by_time').on('incident_stage').column('left_at').execute();

      await db.schema.alterTable('unit').addColumn('organ', 'text').execute();
    },
  };
}
