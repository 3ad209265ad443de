/** Joint operations: what an alarm may be about. */
import type { Kysely, Migration } from 'kysely';

export function operationTables(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('alarm').addColumn('operation', 'text').execute();
      await db.schema.alterTable('alarm').addColumn('squad', 'text').execute();
    },
  };
}
