/** How often the device reports by which a unit is heard. */
import type { Kysely, Migration } from 'kysely';

export function unitInterval(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('unit').addColumn('report_interval_s', 'double precision').execute();
    },
  };
}
