/** The audit trail without what the server did by itself: a few rows among very many. */
import { type Kysely, type Migration, sql } from 'kysely';

export function auditPeople(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql`create index audit_by_people on audit (seq) where actor <> 'system'`.execute(db);
    },
  };
}
