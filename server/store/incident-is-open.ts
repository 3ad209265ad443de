/**
 * "Somebody still owes something", as SQL. Its text is that of the partial index `incident_open` (migration 008), and only a query
 * with the very same text is answered from it: with bound values the databases read every incident that ever was.
 */
import { type RawBuilder, sql } from 'kysely';
import { ENDED_STATES } from '../contract/incident.ts';

export const incidentIsOpen: RawBuilder<boolean> = sql`state not in (${sql.join(ENDED_STATES.map(state => sql.lit(state)))})`;
