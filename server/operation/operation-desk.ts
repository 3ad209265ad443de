/**
 * Carries out what people do to joint operations. In: a parsed plan or command, who gives it, the time. Out: the record as it is then,
 * after the disk has it; or a thrown refusal. Row, bookings, alarms, fact and audit are one transaction. Rules [O-1], [O-2], [O-7] to [O-9].
 * The order of questions: could this role ever, is it known already (then the first answer), is it fresh, does the sender know the newest
 * version, and only then the rules of the operation itself.
 */
import type { Kysely } from 'kysely';
import { actorOf } from '../access/actor.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { OperationId } from '../contract/ids.ts';
import type { OperationPlan, OperationRecord, PlanCheck } from '../contract/operation.ts';
import type { OperationCommand } from '../contract/operation-event.ts';
import type { OperationImport } from '../contract/operation-import.ts';
import { commandRecord, outdated } from '../http/command-record.ts';
import { isObjection, objection, refusedBy } from '../http/objection.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import type { Tables } from '../store/tables.ts';
import { applyPlan } from './apply-plan.ts';
import { type BookingParts, findConflicts } from './bookings.ts';
import { compositionOf, missingForIssue } from './composition.ts';
import { type FetchParts, fetchFor, incidentFor } from './fetch-for-command.ts';
import { importedOperation } from './imported-operation.ts';
import { drafted } from './new-operation.ts';
import { notYours } from './objections.ts';
import { step } from './operation-lifecycle.ts';
import { findOperation } from './operation-repository.ts';
import type { OperationContext } from './situation.ts';
import { roleMay } from './who-may.ts';
import { type OperationEffects, writeCreated, writeNext } from './write-operation.ts';

export interface OperationDeskParts extends FetchParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  context: OperationContext;
  effects: OperationEffects;
  bookings: BookingParts;
  /** Letters in front of numbers: `XA`. */
  numberPrefix: string;
  /** Day of an instant in the profile's time zone: `20261122`. */
  dayName(ms: number): string;
  /** What this viewer is shown: goes with a version conflict. */
  shown(viewer: Viewer, operation: OperationRecord, now: number): OperationRecord;
}

export const OPERATION = { zh: '行动', en: 'operation' };

export class OperationDesk {
  readonly #parts: OperationDeskParts;

  constructor(parts: OperationDeskParts) {
    this.#parts = parts;
  }

  /** `copiedFrom`: whose plan it was. */
  async create(
    plan: OperationPlan,
    viewer: Viewer,
    now: number,
    copiedFrom: OperationId | null = null,
  ): Promise<OperationRecord> {
    const { changeLog, context, effects, numberPrefix, dayName } = this.#parts;
    this.#refuseForeignPlan(plan, viewer);
    const planned = applyPlan(plan, null, context, now);
    if (isObjection(planned)) throw refusedBy(planned);
    return changeLog.commit(async (tx, log) => {
      const day = dayName(now);
      const id = (await takeSpokenNumber(tx, `operation:${day}`, `${numberPrefix}-LH${day}`, 2)) as OperationId;
      const record = drafted(id, planned, { createdBy: viewer.title, copiedFrom }, context, now);
      const doer = { ...causeOf(viewer), by: viewer.title, onBehalfOf: null };
      await writeCreated(tx, log, { record, event: 'created', note: null }, doer, now, effects);
      return record;
    });
  }

  /** [O-50] Out: false when the number is known; it stays as it is. */
  async import(item: OperationImport, viewer: Viewer, now: number): Promise<boolean> {
    const { changeLog, context, effects } = this.#parts;
    const record = importedOperation(item, viewer.title, context, now);
    if (isObjection(record)) throw refusedBy(record);
    return changeLog.commit(async (tx, log) => {
      if (await findOperation(tx, record.id)) return false;
      const doer = { ...causeOf(viewer), by: viewer.title, onBehalfOf: null };
      await writeCreated(tx, log, { record, event: 'imported', note: item.reason ?? null }, doer, now, effects);
      return true;
    });
  }

  /** [O-16] What stands against a plan. Nothing is kept. `self`: the operation whose plan it is. */
  async check(plan: OperationPlan, self: OperationId | null, viewer: Viewer, now: number): Promise<PlanCheck> {
    const { db, context, bookings } = this.#parts;
    this.#refuseForeignPlan(plan, viewer);
    const planned = applyPlan(plan, null, context, now);
    if (isObjection(planned)) throw refusedBy(planned);
    const draft = drafted('' as OperationId, planned, { createdBy: '', copiedFrom: null }, context, now);
    return {
      conflicts: await findConflicts(db, draft, self, bookings),
      composition: compositionOf(draft, context.kind(draft.kind), context.organs),
      missing: missingForIssue(draft),
    };
  }

  /** Out: the whole record; what of it the viewer may see is the caller's part. */
  async carryOut(id: string, command: OperationCommand, viewer: Viewer, now: number): Promise<OperationRecord> {
    const { db, changeLog, context, effects, bookings } = this.#parts;
    const actor = actorOf(viewer, command.onBehalfOf, context);
    if (isObjection(actor)) throw refusedBy(actor);
    if (!roleMay(actor.role, command.event))
      throw refusedBy(notYours(command.event, { ...actor, organ: null }, context.organs));
    if (command.event === 'edit') this.#refuseForeignPlan(command.plan, viewer);
    // An incident is made in a transaction of its own, once for each finding, before the finding says its number.
    if (command.event === 'make-incident') refuseUntimely(command, now);
    const incident = await incidentFor(db, id, command, { viewer, actor, context, parts: this.#parts }, now);
    const { answer } = await commandRecord(changeLog, {
      ...{ id, name: OPERATION, commandId: command.commandId, viewer, now },
      find: tx => findOperation(tx, id),
      work: async (tx, log, record) => {
        this.#refuseStale(record, command, viewer, now);
        const found = await fetchFor(tx, record, command, context, bookings, this.#parts, now);
        const fetched = incident === null ? found : { ...found, incident };
        const next = step(record, command, { actor, context, fetched }, now);
        if (!next.ok) throw refusedBy(next.objection);
        const doer = { ...causeOf(viewer), by: viewer.title, onBehalfOf: command.onBehalfOf ?? null };
        await writeNext(tx, log, record, next, doer, now, effects);
        return next.record;
      },
    });
    return answer;
  }

  /** [O-8] A chief plans in the own zone; an organ plans what it leads. */
  #refuseForeignPlan(plan: OperationPlan, { role, scope, title }: Viewer): void {
    if (scope.zone !== undefined && plan.zone !== scope.zone)
      throw refusedBy(
        objection(
          'not-allowed',
          `zone：${title}只能制定本片区的行动，收到 ${plan.zone ?? '全街道'}`,
          `zone: you plan in your own zone only, received ${plan.zone ?? 'the whole subdistrict'}`,
          'zone',
        ),
      );
    if (role === 'dept' && plan.leadOrgan !== scope.organ)
      throw refusedBy(
        objection(
          'not-this-organ',
          `leadOrgan：部门只能制定本部门牵头的行动，收到 ${plan.leadOrgan ?? '未定'}`,
          `leadOrgan: an organ plans what it leads, received ${plan.leadOrgan ?? 'none'}`,
          'leadOrgan',
        ),
      );
  }

  #refuseStale(
    record: OperationRecord,
    { issuedAt, expectedVersion, event }: OperationCommand,
    viewer: Viewer,
    now: number,
  ) {
    refuseUntimely({ issuedAt }, now);
    // [O-9] What people on the spot report stands beside what others report; only who changes the plan must have seen the newest.
    if (expectedVersion === record.version || ON_THE_SPOT.has(event)) return;
    throw outdated(record, expectedVersion, this.#parts.shown(viewer, record, now));
  }
}

const ON_THE_SPOT: ReadonlySet<OperationCommand['event']> = new Set([
  'register-arrival',
  'mark-absent',
  'arrive-stop',
  'leave-stop',
  'skip-stop',
  'check-item',
  'add-finding',
  'add-after-photos',
  'make-incident',
  'countersign',
  'comment',
]);
