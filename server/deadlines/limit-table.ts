/**
 * The limit table: rows of the profile's papers and rows that departments filed (备案, S0-58). Which row holds for a matter is
 * limit-choice.ts's part.
 * In: filings and withdrawals with who makes them. Out: the row that holds, and all rows with where they stand.
 * [D-16] A department files for itself only; the coordination group's side (admin, leader) for any organ.
 * [D-17] No row is changed or removed: a newer one supersedes, a withdrawal is kept with its reason. A row of the profile can be
 *        superseded, not withdrawn. Two rows of the same key from the same instant are refused: which of them holds would be chance.
 * The surprise: the table is asked inside transactions, so it stands in memory and follows each commit of this process.
 */
import type { Transaction } from 'kysely';
import { FILED_ID_PREFIX, figureFault, limitKey, type TimeLimitsFile } from '../../geodata/time-limits-file.ts';
import type { Viewer } from '../access/viewer.ts';
import { instantMs } from '../contract/coordinates.ts';
import {
  type LimitFiling,
  type LimitRow,
  type LimitRule,
  type LimitStep,
  limitRule,
} from '../contract/incident-limit.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import { badInput, notFound, Refused, type Sentence } from '../http/refused.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { takeNumbers } from '../store/counter.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { chooseRule, type HeldRule, type Matter, standingOf } from './limit-choice.ts';

interface Row extends HeldRule {
  filed: LimitRow['filed'];
  withdrawn: LimitRow['withdrawn'];
}

export interface LimitTableParts {
  changeLog: ChangeLog;
  profile: {
    /** time-limits.json */
    given: TimeLimitsFile;
    days: LocalDays;
    isCategory(id: string): boolean;
    isOrgan(id: string): boolean;
    isChannel(id: string): boolean;
  };
}

type Filer = Pick<Viewer, 'account' | 'address' | 'role' | 'scope'>;

const DAY_MS = 86_400_000;
const LIMIT = { zh: '时限', en: 'time limit' };

export class LimitTable {
  readonly #parts: LimitTableParts;
  readonly #rows: Row[];

  private constructor(parts: LimitTableParts, rows: Row[]) {
    this.#parts = parts;
    this.#rows = rows;
  }

  static async open({ db }: Database, parts: LimitTableParts): Promise<LimitTable> {
    const { given, days } = parts.profile;
    const shipped = given.limits.map(limit => rowOf(ruleOfProfile(limit, days), null));
    const filed = await db.selectFrom('time_limit').selectAll().orderBy('filed_at').orderBy('id').execute();
    return new LimitTable(parts, [
      ...shipped,
      ...filed.map(row =>
        rowOf(
          limitRule.parse(JSON.parse(row.rule)),
          { by: row.filed_by, at: row.filed_at },
          row.withdrawn_at === null
            ? null
            : { by: row.withdrawn_by ?? '', at: row.withdrawn_at, reason: row.withdraw_reason ?? '' },
        ),
      ),
    ]);
  }

  /** The figure for this step of this matter at that time; null = 未设定. */
  rulesFor(matter: Matter, step: LimitStep, atMs: number): LimitRule | null {
    return chooseRule(this.#rows, matter, step, atMs);
  }

  /** Rows in force, or with `history` every row there ever was; the profile's first, then as they were filed. */
  list(now: number, { history }: { history: boolean }): LimitRow[] {
    const rows = this.#rows.map(row => this.#shown(row, now));
    return history ? rows : rows.filter(({ state }) => state === 'in-force');
  }

  async file(filing: LimitFiling, filer: Filer, now: number): Promise<LimitRow> {
    const rule = { ...filing, validFrom: instantMs(filing.validFrom) };
    this.#check(rule, filer);
    const row = await this.#parts.changeLog.commit(async (tx, log) => {
      await this.#refuseTwin(tx, rule);
      const number = await takeNumbers(tx, 'time-limit', 1, 1);
      const filed: Row = rowOf({ ...rule, id: `${FILED_ID_PREFIX}${number}` }, { by: filer.account, at: now });
      await tx
        .insertInto('time_limit')
        .values({
          id: filed.rule.id,
          rule: JSON.stringify(filed.rule),
          filed_by: filer.account,
          filed_at: now,
          withdrawn_by: null,
          withdrawn_at: null,
          withdraw_reason: null,
        })
        .execute();
      await log.append({
        kind: 'limit-filed',
        subject: filed.rule.id,
        zone: null,
        at: now,
        ...cause(filer),
        data: { rule: filed.rule.id, filed: filed.rule },
      });
      return filed;
    });
    this.#rows.push(row);
    return this.#shown(row, now);
  }

  async withdraw(id: string, reason: string, filer: Filer, now: number): Promise<LimitRow> {
    const row = this.#rows.find(({ rule }) => rule.id === id);
    if (!row) throw notFound(LIMIT, id);
    if (row.filed === null)
      throw badInput('id', {
        zh: `id：${id} 是辖区配置中的时限，只能用新的备案取代，不能撤回`,
        en: `id: ${id} is a limit of the profile; a newer filing supersedes it, it cannot be withdrawn`,
      });
    refuseForeignOrgan(row.rule.organ, filer);
    await this.#parts.changeLog.commit(async (tx, log) => {
      const done = await tx
        .updateTable('time_limit')
        .set({ withdrawn_by: filer.account, withdrawn_at: now, withdraw_reason: reason })
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n)
        throw new Refused('already-decided', {
          zh: `时限 ${id} 已经撤回`,
          en: `The limit ${id} is withdrawn already.`,
        });
      await log.append({
        kind: 'limit-filed',
        subject: id,
        zone: null,
        at: now,
        ...cause(filer),
        data: { rule: id, withdrawn: reason },
      });
    });
    row.withdrawn = { by: filer.account, at: now, reason };
    row.heldUntil = now;
    return this.#shown(row, now);
  }

  #shown(row: Row, now: number): LimitRow {
    const { rule, filed, withdrawn } = row;
    return { ...rule, state: standingOf(row, this.#rows, now), filed, withdrawn };
  }

  #check(rule: Omit<LimitRule, 'id'>, filer: Filer): void {
    const { profile } = this.#parts;
    const { category, organ, channel } = rule;
    if (category !== null && !profile.isCategory(category))
      throw unknown('unknown-category', 'category', category, { zh: '类别', en: 'category' });
    if (organ !== null && !profile.isOrgan(organ))
      throw unknown('unknown-organ', 'organ', organ, { zh: '部门', en: 'organ' });
    if (channel !== null && !profile.isChannel(channel))
      throw unknown('unknown-channel', 'channel', channel, { zh: '渠道', en: 'channel' });
    const fault = figureFault(rule);
    if (fault) throw badInput(fault.field, { zh: `${fault.field}：${fault.zh}`, en: `${fault.field}: ${fault.en}` });
    refuseForeignOrgan(organ, filer);
  }

  /** [D-17] Asked inside the transaction, so that of two filed in the same moment, or by two processes, one is refused. */
  async #refuseTwin(tx: Transaction<Tables>, rule: Omit<LimitRule, 'id'>): Promise<void> {
    const filed = await tx.selectFrom('time_limit').select('rule').where('withdrawn_at', 'is', null).execute();
    const shipped = this.#rows.flatMap(row => (row.filed === null ? [row.rule] : []));
    const rules = [...shipped, ...filed.map(row => limitRule.parse(JSON.parse(row.rule)))];
    const key = limitKey(rule);
    const twin = rules.find(other => other.validFrom === rule.validFrom && limitKey(other) === key);
    if (twin)
      throw new Refused(
        'already-exists',
        {
          zh: `validFrom：同一事项同一生效时间已有时限 ${twin.id}`,
          en: `validFrom: ${twin.id} says a limit for the same matters from the same time`,
        },
        { field: 'validFrom' },
      );
  }
}

function rowOf(rule: LimitRule, filed: Row['filed'], withdrawn: Row['withdrawn'] = null): Row {
  return { rule, filed, withdrawn, heldUntil: withdrawn?.at ?? null };
}

function ruleOfProfile({ validFrom, ...limit }: TimeLimitsFile['limits'][number], days: LocalDays): LimitRule {
  return { ...limit, validFrom: validFrom === null ? 0 : days.instantOn(Date.parse(validFrom) / DAY_MS, 0) };
}

/** [D-16] */
function refuseForeignOrgan(organ: string | null, { role, scope }: Filer): void {
  if (role !== 'dept' || (organ !== null && organ === scope.organ)) return;
  throw new Refused(
    'not-this-organ',
    {
      zh: `organ：部门只能备案本部门（${scope.organ ?? '未设定'}）的时限，收到 ${organ ?? '不限部门'}`,
      en: `organ: a department files limits of its own (${scope.organ ?? 'not set'}), received ${organ ?? 'any organ'}`,
    },
    { field: 'organ' },
  );
}

function cause({ account, address }: Filer): { actor: string; address: string } {
  return { actor: account, address };
}

function unknown(code: RefusalCode, field: string, value: string, what: Sentence): Refused {
  return new Refused(
    code,
    { zh: `${field}：辖区没有${what.zh} ${value}`, en: `${field}: the profile has no ${what.en} ${value}` },
    { field },
  );
}
