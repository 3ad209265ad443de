/**
 * Carries out what people do to emergencies. In: a parsed declaration or command, who gives it, the time. Out: the record as it is then,
 * after the disk has it; or a thrown refusal. Row, clocks, alarms, incidents, fact and audit are one transaction. Rules [EM-1] to [EM-5].
 * The order of questions: could this role ever, is it known already (then the first answer), is it fresh, does the sender know the newest
 * version, and only then the rules of the emergency itself.
 */
import type { Kysely, Transaction } from 'kysely';
import { actorOf } from '../access/actor.ts';
import type { Doer } from '../access/doer.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { type EmergencyDeclaration, type EmergencyRecord, isOpenEmergency } from '../contract/emergency.ts';
import type { EmergencyCommand } from '../contract/emergency-event.ts';
import type { ReportFields } from '../contract/emergency-report.ts';
import type { EmergencyId, IncidentId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { commandRecord, outdated } from '../http/command-record.ts';
import { isObjection, objection, refusedBy } from '../http/objection.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import { Refused } from '../http/refused.ts';
import type { ChangeLog, FactWriter } from '../store/change-log.ts';
import { onlyOnce } from '../store/command-receipts.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import type { Tables } from '../store/tables.ts';
import { step } from './emergency-lifecycle.ts';
import { findEmergency } from './emergency-repository.ts';
import { beginningOf, declaredEmergency } from './new-emergency.ts';
import { notYours } from './objections.ts';
import { type EmergencyContext, type Fetched, NOTHING_FETCHED } from './situation.ts';
import { roleMay } from './who-may.ts';
import { CONCEPT, type EmergencyEffects, writeDeclared, writeNext } from './write-emergency.ts';

type Tx = Transaction<Tables>;

export interface EmergencyDeskParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  context: EmergencyContext;
  effects: EmergencyEffects;
  /** Letters in front of numbers: `XA`. */
  numberPrefix: string;
  /** Day of an instant in the profile's time zone: `20261122`. */
  dayName(ms: number): string;
  /** An incident as the viewer may see it; undefined = there is none for him. */
  incidentFor(tx: Tx, id: string, viewer: Viewer, now: number): Promise<IncidentRecord | undefined>;
  /** What a report begins with. */
  prefill(record: EmergencyRecord): Promise<ReportFields>;
  /** What this viewer is shown: goes with a version conflict. */
  shown(viewer: Viewer, emergency: EmergencyRecord, now: number): EmergencyRecord;
}

export const EMERGENCY = { zh: '应急', en: 'emergency' };

export class EmergencyDesk {
  readonly #parts: EmergencyDeskParts;

  constructor(parts: EmergencyDeskParts) {
    this.#parts = parts;
  }

  async declare(declared: EmergencyDeclaration, viewer: Viewer, now: number): Promise<EmergencyRecord> {
    const { changeLog, context, effects } = this.#parts;
    return changeLog.commit((tx, log) =>
      onlyOnce(tx, { actor: viewer.account, commandId: declared.commandId, at: now }, async () => {
        refuseUntimely(declared, now);
        const incident = declared.incident ? await this.#freeIncident(tx, declared.incident, viewer, now) : null;
        const beginning = beginningOf(declared, incident, context, now);
        if (isObjection(beginning)) throw refusedBy(beginning);
        refuseForeignPlace(beginning, viewer);
        const record = declaredEmergency(await this.newNumber(tx, now), beginning, viewer.title, context, now);
        await writeDeclared(tx, log, record, doerOf(viewer), now, effects);
        return record;
      }),
    );
  }

  /** [EM-14] An incident that became one by its own event. Its emergency may be there already, when it was declared before. */
  async begin(
    tx: Tx,
    log: FactWriter,
    id: EmergencyId,
    incident: IncidentRecord,
    words: string,
    doer: Doer,
    now: number,
  ): Promise<void> {
    const { context, effects } = this.#parts;
    if ((await findEmergency(tx, id)) !== undefined) return;
    const beginning = beginningOf({ words }, incident, context, now);
    if (isObjection(beginning)) throw refusedBy(beginning);
    await writeDeclared(tx, log, declaredEmergency(id, beginning, doer.by, context, now), doer, now, effects, false);
  }

  /** The number of the emergency that an incident becomes part of when it becomes one: the open one it is in, or a new one. */
  async numberFor(tx: Tx, { emergency }: Pick<IncidentRecord, 'emergency'>, now: number): Promise<EmergencyId> {
    const held = await heldBy(tx, emergency);
    return held ?? this.newNumber(tx, now);
  }

  /** Out: the whole record; what of it the viewer may see is the caller's part. */
  async carryOut(id: string, command: EmergencyCommand, viewer: Viewer, now: number): Promise<EmergencyRecord> {
    const { changeLog, context, effects } = this.#parts;
    const actor = actorOf(viewer, command.onBehalfOf, context);
    if (isObjection(actor)) throw refusedBy(actor);
    if (!roleMay(actor.role, command.event)) throw refusedBy(notYours(command.event, actor, null));
    // Read beforehand: inside the transaction only its own connection may be asked.
    const prefilled = await this.#prefilled(id, command);
    const { answer } = await commandRecord(changeLog, {
      ...{ id, name: EMERGENCY, commandId: command.commandId, viewer, now },
      find: tx => findEmergency(tx, id),
      work: async (tx, log, record) => {
        this.#refuseStale(record, command, viewer, now);
        const fetched = { ...(await this.#fetch(tx, record, command, viewer, now)), prefilled };
        const next = step(record, command, { actor, context, fetched }, now);
        if (!next.ok) throw refusedBy(next.objection);
        await writeNext(tx, log, record, next, doerOf(viewer, command.onBehalfOf), now, effects);
        return next.record;
      },
    });
    return answer;
  }

  /** `XA-YJ20261128-01`. */
  async newNumber(tx: Tx, now: number): Promise<EmergencyId> {
    const { numberPrefix, dayName } = this.#parts;
    const day = dayName(now);
    return (await takeSpokenNumber(tx, `emergency:${day}`, `${numberPrefix}-YJ${day}`, 2)) as EmergencyId;
  }

  /** [EM-14] One that the viewer sees and that is in no open emergency. */
  async #freeIncident(tx: Tx, id: IncidentId, viewer: Viewer, now: number): Promise<IncidentRecord> {
    const incident = await this.#parts.incidentFor(tx, id, viewer, now);
    if (!incident)
      throw new Refused(
        'not-found',
        { zh: `incident：没有找到事件 ${id}`, en: `incident: there is no incident ${id}` },
        { field: 'incident' },
      );
    const held = await heldBy(tx, incident.emergency);
    if (held !== null)
      throw new Refused(
        'already-exists',
        { zh: `incident：${id} 已属于应急 ${held}`, en: `incident: ${id} belongs to ${held} already` },
        { field: 'incident' },
      );
    return incident;
  }

  async #prefilled(id: string, command: EmergencyCommand): Promise<ReportFields | null> {
    if (command.event !== 'draft-report' || command.fields !== undefined) return null;
    const record = await findEmergency(this.#parts.db, id);
    return record === undefined ? null : this.#parts.prefill(record);
  }

  async #fetch(
    tx: Tx,
    record: EmergencyRecord,
    command: EmergencyCommand,
    viewer: Viewer,
    now: number,
  ): Promise<Fetched> {
    switch (command.event) {
      case 'link-incident': {
        const incident = await this.#parts.incidentFor(tx, command.incident, viewer, now);
        if (!incident) return NOTHING_FETCHED;
        return { ...NOTHING_FETCHED, incident: { id: incident.id, heldBy: await heldBy(tx, incident.emergency) } };
      }
      case 'correct-entry':
        return { ...NOTHING_FETCHED, isEntry: await isEntryOf(tx, record.id, command.entry) };
      default:
        return NOTHING_FETCHED;
    }
  }

  #refuseStale(record: EmergencyRecord, command: EmergencyCommand, viewer: Viewer, now: number) {
    refuseUntimely(command, now);
    const { expectedVersion, event } = command;
    // [EM-5] What is only written down stands beside what others write; who decides must have seen the newest.
    if (expectedVersion === record.version || ONLY_WRITTEN_DOWN.has(event)) return;
    throw outdated(record, expectedVersion, this.#parts.shown(viewer, record, now));
  }
}

const ONLY_WRITTEN_DOWN: ReadonlySet<EmergencyCommand['event']> = new Set([
  'first-disposal',
  'check-item',
  'note',
  'correct-entry',
  'record-report',
]);

function doerOf(viewer: Viewer, onBehalfOf: EmergencyCommand['onBehalfOf'] = undefined): Doer {
  return { ...causeOf(viewer), by: viewer.title, onBehalfOf: onBehalfOf ?? null };
}

/** [EM-3] A chief declares what happens in the own zone. */
function refuseForeignPlace({ zone }: Pick<EmergencyRecord, 'zone'>, { scope, title }: Viewer): void {
  if (scope.zone === undefined || zone === scope.zone) return;
  throw refusedBy(
    objection(
      'not-allowed',
      `lon：${title}只能上报本片区的突发事件，该地点属于 ${zone ?? '区外'}`,
      `lon: you declare in your own zone only; this place is in ${zone ?? 'none'}`,
      'lon',
    ),
  );
}

/** The emergency that holds an incident, while it is open. */
async function heldBy(tx: Tx, emergency: EmergencyId | null): Promise<EmergencyId | null> {
  if (emergency === null) return null;
  const found = await findEmergency(tx, emergency);
  return found && isOpenEmergency(found.state) ? found.id : null;
}

async function isEntryOf(tx: Tx, id: EmergencyId, entry: number): Promise<boolean> {
  const row = await tx
    .selectFrom('change_log')
    .select('seq')
    .where('seq', '=', entry)
    .where('subject', '=', id)
    .where('kind', 'like', `${CONCEPT}-%`)
    .executeTakeFirst();
  return row !== undefined;
}
