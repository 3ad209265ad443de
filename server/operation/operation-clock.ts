/**
 * What the clock and other concepts do to operations: a stop that becomes late, an incident that moves on. Rules [O-32], [O-44].
 * In: rows of the ticker, facts of incidents. Out: the next record through the same writer as every command.
 */
import type { Transaction } from 'kysely';
import { SYSTEM } from '../access/doer.ts';
import type { IncidentId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { withFinding } from './finding-events.ts';
import { moved } from './operation-lifecycle.ts';
import { findOperation, operationOfIncident } from './operation-repository.ts';
import type { OperationContext } from './situation.ts';
import { CONCEPT, type OperationEffects, writeNext } from './write-operation.ts';

export interface OperationClockParts {
  changeLog: ChangeLog;
  context: OperationContext;
  effects: OperationEffects;
  onError(error: unknown, what: string): void;
}

export function watchLateStops(deadlines: Pick<Deadlines, 'on'>, { context, effects }: OperationClockParts): void {
  deadlines.on(CONCEPT, async (tx, log, { subject }, now) => {
    const record = await findOperation(tx, subject);
    if (!record || record.startedAt === null || record.finishedAt !== null) return;
    const next = moved(record, { to: record.state, note: null }, 'stop-late', context, now);
    await writeNext(tx, log, record, next, SYSTEM, now, effects);
  });
}

/** Follows incidents that came of findings. Most incidents did not, which one look-up by index says. */
export class FindingFollower {
  readonly #parts: OperationClockParts;
  readonly #isFollowed = new Set<IncidentId>();
  #working: Promise<void> = Promise.resolve();

  private constructor(parts: OperationClockParts) {
    this.#parts = parts;
  }

  static async open(parts: OperationClockParts, db: Transaction<Tables> | Parameters<typeof operationOfIncident>[0]) {
    const follower = new FindingFollower(parts);
    const rows = await db
      .selectFrom('operation_finding')
      .select('incident')
      .where('incident', 'is not', null)
      .execute();
    for (const { incident } of rows) follower.#isFollowed.add(incident as IncidentId);
    return follower;
  }

  follow(incident: IncidentId): void {
    this.#isFollowed.add(incident);
  }

  /** A committed change of an incident. */
  changed({ id, state }: IncidentRecord, now: number): void {
    if (!this.#isFollowed.has(id)) return;
    const { changeLog, onError } = this.#parts;
    this.#working = this.#working
      .then(() => changeLog.commit((tx, log) => this.#tell(tx, log, id, state, now)))
      .catch(error => onError(error, `the finding that became ${id} could not be told of its state`));
  }

  async #tell(
    tx: Transaction<Tables>,
    log: FactWriter,
    incident: IncidentId,
    state: IncidentRecord['state'],
    now: number,
  ): Promise<void> {
    const operation = await operationOfIncident(tx, incident);
    const record = operation === null ? undefined : await findOperation(tx, operation);
    const finding = record?.findings.find(one => one.incident === incident);
    if (!record || !finding || finding.incidentState === state) return;
    const patch = withFinding(record, { ...finding, incidentState: state });
    const next = moved(record, { to: record.state, patch, note: null }, 'finding-followed', this.#parts.context, now);
    await writeNext(tx, log, record, next, SYSTEM, now, this.#parts.effects);
  }

  async settled(): Promise<void> {
    await this.#working;
  }
}
