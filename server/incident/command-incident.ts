/**
 * Carries out what people do to incidents. In: a parsed command, who gives it, the time. Out: the record as it is then, after the
 * disk has it; or a thrown refusal. Row, time in states, deadlines, alarms, fact and audit are one transaction. Rules [I-50], [I-51], [I-57].
 * The order of questions: could this role ever, is it known already (then the first answer), is it fresh, does the sender know the
 * newest version, and only then the rules of the incident itself.
 */

import type { Transaction } from 'kysely';
import { actorOf } from '../access/actor.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { OrganId, UnitId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentCommand } from '../contract/incident-event.ts';
import { commandRecord, outdated } from '../http/command-record.ts';
import { isObjection, refusedBy } from '../http/objection.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';

import type { KeepsEmergencies } from './emergency-link.ts';
import { fetchFor } from './fetch-for-command.ts';
import { step } from './incident-lifecycle.ts';
import { findIncident } from './incident-repository.ts';
import { withoutReporter } from './incident-view.ts';
import { notYours } from './objections.ts';
import type { IncidentContext } from './situation.ts';
import { keepChoice } from './suggestion-store.ts';
import { roleMay } from './who-may.ts';
import { type IncidentEffects, writeNext } from './write-incident.ts';

export interface IncidentCommandParts {
  changeLog: ChangeLog;
  context: IncidentContext;
  effects: IncidentEffects;
  /** Who keeps emergencies; null = nobody. */
  emergencies(): KeepsEmergencies | null;
  /** What this viewer is shown of an incident: goes with a version conflict. */
  shown(viewer: Viewer, incident: IncidentRecord, now: number): IncidentRecord;
}

export class IncidentCommands {
  readonly #parts: IncidentCommandParts;

  constructor(parts: IncidentCommandParts) {
    this.#parts = parts;
  }

  /** Out: the whole record; what of it the viewer may see is the caller's part. */
  async carryOut(id: string, command: IncidentCommand, viewer: Viewer, now: number): Promise<IncidentRecord> {
    const { changeLog, context } = this.#parts;
    const actor = actorOf(viewer, command.onBehalfOf, context);
    if (isObjection(actor)) throw refusedBy(actor);
    if (!roleMay(actor.role, command.event)) throw refusedBy(notYours(command.event, actor, 'role', ''));
    const { before, answer } = await commandRecord(changeLog, {
      ...{ id, name: { zh: '事件', en: 'incident' }, commandId: command.commandId, viewer, now },
      find: tx => findIncident(tx, id),
      work: async (tx, log, record) => {
        this.#refuseStale(record, command, viewer, now);
        const emergencies = command.event === 'declare-emergency' ? this.#parts.emergencies() : null;
        const emergency = (await emergencies?.numberFor(tx, record, now)) ?? null;
        const fetched = { ...(await fetchFor(tx, record, command)), emergency };
        const next = step(record, command, { actor, context, fetched }, now);
        if (!next.ok) throw refusedBy(next.objection);
        const onBehalfOf = command.onBehalfOf ?? organOfUnit(record, actor.unit);
        const doer = { ...causeOf(viewer), by: viewer.title, onBehalfOf };
        await writeNext(tx, log, record, next, doer, now, this.#parts.effects);
        if (emergency !== null) await emergencies?.begin(tx, log, emergency, next.record, next.note ?? '', doer, now);
        await keepDispatch(tx, next.record, command, viewer, now);
        // A receipt holds no reporter: contacts stand in the incident's own row only [I-15].
        return withoutReporter(next.record);
      },
    });
    return { ...answer, ...(before.reporter && { reporter: before.reporter }) };
  }

  #refuseStale(record: IncidentRecord, { issuedAt, expectedVersion }: IncidentCommand, viewer: Viewer, now: number) {
    refuseUntimely({ issuedAt }, now);
    if (expectedVersion === record.version) return;
    throw outdated(record, expectedVersion, this.#parts.shown(viewer, record, now));
  }
}

/** [I-144] Whoever is sent acts for the organ whose part it is. */
function organOfUnit({ tasks }: IncidentRecord, unit: UnitId | null): OrganId | null {
  return unit === null ? null : (tasks.find(task => task.unit === unit)?.organ ?? null);
}

/** [I-118] */
async function keepDispatch(
  tx: Transaction<Tables>,
  record: IncidentRecord,
  command: IncidentCommand,
  viewer: Viewer,
  now: number,
): Promise<void> {
  if (command.event !== 'dispatch' || command.suggestion === undefined) return;
  const organs = record.tasks.map(({ organ, unit }) => ({ organ, unit }));
  await keepChoice(tx, command.suggestion, record.id, { organs, by: viewer.account, at: now });
}
