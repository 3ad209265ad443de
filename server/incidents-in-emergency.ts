/**
 * What the room of emergencies asks of the room of incidents, which do not know each other: an incident becomes part of an emergency, or
 * leaves it, in the caller's transaction. Who may has been asked before.
 */
import type { Transaction } from 'kysely';
import type { Doer } from './access/doer.ts';
import type { EmergencyId, IncidentId } from './contract/ids.ts';
import type { Level } from './contract/incident.ts';
import type { FactWriter } from './store/change-log.ts';
import type { Tables } from './store/tables.ts';

type Tx = Transaction<Tables>;

export interface IncidentsInEmergency {
  /** Throws `Refused` where the incident cannot become part of one. */
  join(
    tx: Tx,
    log: FactWriter,
    id: IncidentId,
    emergency: { id: EmergencyId; level: Level | null; words: string },
    doer: Doer,
    now: number,
  ): Promise<void>;
  /** Goes back to the centre, if it still is where joining brought it. */
  leave(tx: Tx, log: FactWriter, id: IncidentId, reason: string, doer: Doer, now: number): Promise<void>;
  /** It never belonged there. */
  forget(tx: Tx, log: FactWriter, id: IncidentId, doer: Doer, now: number): Promise<void>;
}
