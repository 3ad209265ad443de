/**
 * What is said of scoring points, kept as facts: deductions, assessments, bulletins. Rules [SP-1] to [SP-9].
 * In: parsed reports. Out: what was new; or a thrown refusal that names field and value. Each change counts the lives of its points
 * again in the same transaction (settle-points.ts).
 */
import type { Transaction } from 'kysely';
import type { SanitationIndexSettings } from '../../geodata/sanitation-index-settings.ts';
import { instantMs } from '../contract/coordinates.ts';
import type { AssessmentReport, DeductionReport, PointRecord } from '../contract/scoring-point.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { badInput, Refused } from '../http/refused.ts';
import type { Cause, ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inParts } from './in-parts.ts';
import { readPointRecord } from './point-records.ts';
import type { ListedPoint, PointRegister } from './point-register.ts';
import type { RoundCalendar } from './round-calendar.ts';
import type { ScoreRules } from './round-score.ts';
import { settlePoints } from './settle-points.ts';

export interface PointBookParts {
  database: Database;
  changeLog: ChangeLog;
  register: PointRegister;
  rounds: RoundCalendar;
  rules: ScoreRules;
  /** Null = any text. */
  items: SanitationIndexSettings['items'];
}

/** What a sheet, a report or a bulletin did to many points. */
export interface PointsChange {
  cause: 'assessed' | 'imported' | 'bulletined' | 'recounted';
  round: string | null;
  deductions: number;
  points: readonly PointRecord[];
}

export class PointBook {
  readonly parts: PointBookParts;

  constructor(parts: PointBookParts) {
    this.parts = parts;
  }

  /** Out: whether its number was new. */
  async deduct(report: DeductionReport, cause: Cause, now: number): Promise<boolean> {
    const { changeLog, rounds, rules, items } = this.parts;
    const { number, round, item, score, note = null, photo = null } = report;
    const { code: point, zone } = this.#listed(report.point);
    rounds.refuseOdd('round', round, now);
    const at = instantMs(report.at);
    refuseOddTime('at', at, now);
    if (items !== null && !items.list.some(({ name }) => name === item))
      throw badInput('item', {
        zh: `item：扣分标准里没有“${item}”`,
        en: `item: the profile's list has no "${item}"`,
      });
    return changeLog.commit(async (tx, log) => {
      if (photo !== null) await refuseUnknownPhoto(tx, point, photo);
      const written = await tx
        .insertInto('deduction')
        .values({ number, point, round, at, item, score, note, photo })
        .onConflict(conflict => conflict.column('number').doNothing())
        .returning('number')
        .executeTakeFirst();
      if (!written) return false;
      await markAssessed(tx, round, [point], null, now);
      const [changed] = await settlePoints(tx, [point], rules);
      // One of an old round may leave the point as it stands.
      const record = changed ?? (await readPointRecord(tx, point));
      const data = { point: record, item, score };
      await log.append({ kind: 'deduction-recorded', subject: point, zone, at: now, ...cause, data });
      return true;
    });
  }

  /** Out: how many of them were not known as assessed. */
  async assess({ round, points }: AssessmentReport, cause: Cause, now: number): Promise<number> {
    const { changeLog, rounds, rules } = this.parts;
    rounds.refuseOdd('round', round, now);
    const codes = new Set(points.map((point, i) => this.#listed(point, `points[${i}]`).code));
    return changeLog.commit(async (tx, log) => {
      const added = await markAssessed(tx, round, [...codes], null, now);
      if (added === 0) return 0;
      const changed = await settlePoints(tx, codes, rules);
      await appendChange(log, { cause: 'assessed', round, deductions: 0, points: changed }, cause, now);
      return added;
    });
  }

  /**
   * For whoever issues a bulletin, inside its own transaction: these points were named for this round. Throws unless each of them is a
   * repeat (or was named before) now; the same bulletin again changes nothing. `replaces`: an earlier version whose place it takes [SP-32].
   */
  async bulletin(
    tx: Transaction<Tables>,
    log: FactWriter,
    {
      bulletin,
      round,
      points,
      replaces = null,
    }: { bulletin: string; round: string; points: readonly string[]; replaces?: string | null },
    cause: Cause,
    now: number,
  ): Promise<void> {
    for (const point of points) {
      const { code } = this.#listed(point);
      const row = await tx
        .selectFrom('point_assessment')
        .select('state')
        .where('point', '=', code)
        .where('round', '<=', round)
        .orderBy('round', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row?.state !== 'repeat')
        throw new Refused('illegal-move', {
          zh: `${point} 在 ${round} 不是重复扣分点，不能通报`,
          en: `${point} is no repeat in ${round} and cannot be named.`,
        });
    }
    const dropped: string[] = [];
    if (replaces !== null) {
      const rows = await tx.deleteFrom('point_bulletin').where('bulletin', '=', replaces).returning('point').execute();
      dropped.push(...rows.map(({ point }) => point));
    }
    for (const some of inParts(points))
      await tx
        .insertInto('point_bulletin')
        .values(some.map(point => ({ bulletin, point, round, at: now, cleared: null })))
        .onConflict(conflict => conflict.columns(['bulletin', 'point']).doNothing())
        .execute();
    const changed = await settlePoints(tx, [...dropped, ...points], this.parts.rules);
    if (changed.length === 0) return;
    await appendChange(log, { cause: 'bulletined', round, deductions: 0, points: changed }, cause, now);
  }

  /** [SP-14] At the start: by other rules than last time everything is counted again. */
  async recountByRules(now: number): Promise<void> {
    const { database, changeLog, rules } = this.parts;
    const asText = JSON.stringify({ score: rules.score, repeat: rules.repeat });
    const known = await database.db.selectFrom('sanitation_rules').select('rules').executeTakeFirst();
    if (known?.rules === asText) return;
    await changeLog.commit(async (tx, log) => {
      const rows = await tx.selectFrom('point_assessment').select('point').distinct().execute();
      const codes = rows.map(({ point }) => point);
      const changed = await settlePoints(tx, codes, rules);
      await tx
        .insertInto('sanitation_rules')
        .values({ id: 1, rules: asText })
        .onConflict(conflict => conflict.column('id').doUpdateSet({ rules: asText }))
        .execute();
      if (changed.length === 0) return;
      const cause = { actor: 'system', address: '' };
      await appendChange(log, { cause: 'recounted', round: null, deductions: 0, points: changed }, cause, now);
    });
  }

  #listed(code: string, field = 'point'): ListedPoint {
    const point = this.parts.register.get(code);
    if (point !== undefined) return point;
    throw new Refused(
      'not-found',
      { zh: `${field}：辖区没有测评点 ${code}`, en: `${field}: the profile has no scoring point ${code}` },
      { field },
    );
  }
}

/** `sheet`: the import that says so; null = a report, which stays when a sheet is replaced. Out: how many are new. */
export async function markAssessed(
  tx: Transaction<Tables>,
  round: string,
  points: readonly string[],
  sheet: string | null,
  now: number,
): Promise<number> {
  let added = 0;
  for (const some of inParts(points)) {
    const rows = some.map(point => ({ point, round, import: sheet, at: now, score: null }));
    const written = await tx
      .insertInto('point_assessment')
      .values(rows)
      .onConflict(conflict => conflict.columns(['point', 'round']).doNothing())
      .returning('point')
      .execute();
    added += written.length;
    if (points.length > some.length) await new Promise(resolve => setImmediate(resolve));
    if (sheet === null && written.length < some.length)
      await tx
        .updateTable('point_assessment')
        .set({ import: null })
        .where('round', '=', round)
        .where('point', 'in', some)
        .execute();
  }
  return added;
}

export async function appendChange(log: FactWriter, change: PointsChange, cause: Cause, now: number): Promise<void> {
  const subject = change.round ?? 'rules';
  await log.append({ kind: 'points-changed', subject, zone: null, at: now, ...cause, data: change });
}

async function refuseUnknownPhoto(tx: Transaction<Tables>, point: string, photo: string): Promise<void> {
  const row = await tx
    .selectFrom('point_photo')
    .select('id')
    .where('id', '=', photo)
    .where('point', '=', point)
    .executeTakeFirst();
  if (row) return;
  throw badInput('photo', {
    zh: `photo：${point} 没有照片 ${photo}`,
    en: `photo: ${point} has no photo ${photo}`,
  });
}
