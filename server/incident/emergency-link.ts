/**
 * Incidents and the emergency they are part of (domain §2.2 row 19). In: what the room of emergencies says. Out: the incident's next
 * record, through the same step and writer as every command. Rules [I-80], [I-96], [I-97]. Who may has been asked there.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Doer } from '../access/doer.ts';
import type { EmergencyId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentCommand } from '../contract/incident-event.ts';
import { refusedBy } from '../http/objection.ts';
import { notFound } from '../http/refused.ts';
import type { IncidentsInEmergency } from '../incidents-in-emergency.ts';
import type { FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { inEmergency, step } from './incident-lifecycle.ts';
import { findIncident } from './incident-repository.ts';
import type { IncidentContext } from './situation.ts';
import { type IncidentEffects, writeNext } from './write-incident.ts';

type Tx = Transaction<Tables>;

/** What the room of emergencies does when an incident becomes one by its own event. */
export interface KeepsEmergencies {
  /** The open one it is in, or a new number. */
  numberFor(tx: Tx, incident: Pick<IncidentRecord, 'emergency'>, now: number): Promise<EmergencyId>;
  begin(
    tx: Tx,
    log: FactWriter,
    id: EmergencyId,
    incident: IncidentRecord,
    words: string,
    doer: Doer,
    now: number,
  ): Promise<void>;
}

export interface EmergencyLink extends IncidentsInEmergency {
  find(db: Kysely<Tables>, id: string): Promise<IncidentRecord | undefined>;
}

export function emergencyLink(context: IncidentContext, effects: IncidentEffects): EmergencyLink {
  const NOTHING = { past: [], reportedBy: null, partner: null };

  async function carryOut(
    tx: Tx,
    log: FactWriter,
    record: IncidentRecord,
    command: IncidentCommand,
    emergency: EmergencyId | null,
    doer: Doer,
    now: number,
  ) {
    const desk: Actor = { role: 'duty', name: doer.by, zone: null, organ: context.organs.controlCentre, unit: null };
    const next = step(record, command, { actor: desk, context, fetched: { ...NOTHING, emergency } }, now);
    if (!next.ok) throw refusedBy(next.objection);
    await writeNext(tx, log, record, next, doer, now, effects);
  }

  const head = ({ version }: IncidentRecord, now: number) => ({
    ...{ commandId: randomUUID(), expectedVersion: version, issuedAt: now },
  });

  return {
    find: findIncident,
    async join(tx, log, id, { id: emergency, level, words }, doer, now) {
      const record = await findIncident(tx, id);
      if (!record) throw notFound({ zh: '事件', en: 'incident' }, id);
      if (record.state === 'emergency')
        return writeNext(tx, log, record, inEmergency(record, emergency, context, now), doer, now, effects);
      const how = { event: 'declare-emergency', reason: words, ...(level !== null && { level }) } as const;
      return carryOut(tx, log, record, { ...how, ...head(record, now) }, emergency, doer, now);
    },
    async leave(tx, log, id, reason, doer, now) {
      const record = await findIncident(tx, id);
      if (record?.state !== 'emergency') return;
      await carryOut(tx, log, record, { event: 'stand-down', reason, ...head(record, now) }, null, doer, now);
    },
    async forget(tx, log, id, doer, now) {
      const record = await findIncident(tx, id);
      if (record) await writeNext(tx, log, record, inEmergency(record, null, context, now), doer, now, effects);
    },
  };
}
