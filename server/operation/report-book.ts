/**
 * Reports of operations, counted when they are asked for. In: an operation, who asks. Out: the report as this viewer may see it; or a thrown
 * refusal. Nothing is kept: findings, incidents and photos go on after the day, and so does the report [O-80]. The ways of its units come
 * from the room of patrols, as metres only.
 */
import type { Kysely } from 'kysely';
import type { Viewer } from '../access/viewer.ts';
import type { UnitId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { OperationReport } from '../contract/operation-report.ts';
import { notFound, Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { OPERATION } from './operation-desk.ts';
import { findOperation, finishedBefore } from './operation-repository.ts';
import type { ShowOperation } from './operation-view.ts';
import { STATE_WORDS } from './operation-words.ts';
import { countReport, type UnitWays, type Walked } from './report-counts.ts';

export interface ReportParts {
  db: Kysely<Tables>;
  show: ShowOperation;
  /** Of units over a time; a unit without any position is not there. */
  travelled(units: readonly UnitId[], fromMs: number, toMs: number): Promise<UnitWays>;
}

export class ReportBook {
  readonly #parts: ReportParts;

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  async report(id: string, viewer: Viewer, now: number): Promise<OperationReport> {
    const record = await findOperation(this.#parts.db, id);
    const shown = record && this.#parts.show(record, viewer, now);
    if (!shown) throw notFound(OPERATION, id);
    if (shown.startedAt === null)
      throw new Refused('illegal-move', {
        zh: `${id} 当前为“${STATE_WORDS[shown.state].zh}”，尚未开始，没有报告`,
        en: `${id} is ${STATE_WORDS[shown.state].en} and has not begun: there is no report.`,
      });
    const before = await this.#before(shown, viewer, now);
    return countReport(await this.#walked(shown, now), before && (await this.#walked(before, now)), now);
  }

  /** [O-84] */
  async #before(record: OperationRecord, viewer: Viewer, now: number): Promise<OperationRecord | null> {
    const { db, show } = this.#parts;
    for (const earlier of await finishedBefore(db, record)) {
      const shown = show(earlier, viewer, now);
      if (shown) return shown;
    }
    return null;
  }

  async #walked(record: OperationRecord, now: number): Promise<Walked> {
    const units = record.squads.flatMap(squad => squad.units);
    const from = record.startedAt ?? record.startsAt;
    return { record, ways: await this.#parts.travelled(units, from, record.finishedAt ?? now) };
  }
}
