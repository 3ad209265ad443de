/**
 * The shift plan and all its versions. In: the plan of the profile, filings of administrators. Out: the plan of a day.
 * [P-42] No version is changed or removed: the newest one whose day has come holds, so an old roster keeps its meaning.
 * [P-43] Nothing filed and nothing in the profile = 未设定; an empty filing says so again. No other profile's shifts are borrowed.
 * All versions are held in memory, because figures ask every few seconds; memory follows the committed facts.
 */
import { shiftFault } from '../../../geodata/shift-plan.ts';
import { type Shift, type ShiftPlan, type ShiftPlanFiling, shift } from '../../contract/shift.ts';
import { badInput } from '../../http/refused.ts';
import type { LocalDays } from '../../profile/local-day.ts';
import type { Cause, ChangeLog } from '../../store/change-log.ts';
import type { Database } from '../../store/database.ts';
import { dayText } from './shift-times.ts';

export interface ShiftPlanParts {
  database: Database;
  changeLog: ChangeLog;
  profile: {
    /** Null = 未设定. */
    shifts: { source: string; shifts: readonly Shift[] } | null;
    days: LocalDays;
    isZone(id: string): boolean;
  };
  onError(error: unknown, what: string): void;
}

const FACT = 'shift-plan-filed';
const FROM_EVER = '1970-01-01';

export class ShiftPlans {
  readonly #parts: ShiftPlanParts;
  /** In the order in which they take force; of one day the younger last. */
  #plans: ShiftPlan[] = [];

  private constructor(parts: ShiftPlanParts) {
    this.#parts = parts;
  }

  static async open(parts: ShiftPlanParts): Promise<ShiftPlans> {
    const plans = new ShiftPlans(parts);
    await plans.#read();
    parts.changeLog.onCommitted(facts => {
      const newest = facts.findLast(({ kind }) => kind === FACT);
      if (newest && !plans.#holds((newest.data as { version: number }).version))
        plans.#read().catch(error => parts.onError(error, 'the shift plans could not be read'));
    });
    return plans;
  }

  /** `day`: `2026-11-28`. Null = 未设定. */
  planOn(day: string): ShiftPlan | null {
    const plan = this.#plans.findLast(({ validFrom }) => validFrom <= day);
    return plan && plan.shifts.length > 0 ? plan : null;
  }

  /** Newest first. */
  versions(): ShiftPlan[] {
    return [...this.#plans].sort((a, b) => b.version - a.version);
  }

  /** Out: the plan, and how many roster rows from its day on name a shift it does not have. */
  async file(filing: ShiftPlanFiling, cause: Cause, now: number): Promise<ShiftPlan & { rowsWithoutShift: number }> {
    this.#check(filing, now);
    const filed = await this.#parts.changeLog.commit(async (tx, log) => {
      const newest = await tx.selectFrom('shift_plan').select('version').orderBy('version', 'desc').executeTakeFirst();
      const version = (newest?.version ?? 0) + 1;
      const { source, validFrom, shifts } = filing;
      await tx
        .insertInto('shift_plan')
        .values({
          ...{ version, source, valid_from: validFrom, shifts: JSON.stringify(shifts) },
          ...{ filed_by: cause.actor, filed_at: now },
        })
        .execute();
      let left = tx.selectFrom('roster').where('day', '>=', validFrom);
      if (shifts.length > 0)
        left = left.where(
          'shift',
          'not in',
          shifts.map(({ id }) => id),
        );
      const { count } = await left.select(e => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      await log.append({ kind: FACT, subject: String(version), zone: null, at: now, ...cause, data: { version } });
      return { version, source, validFrom, shifts, filed: { by: cause.actor, at: now }, rowsWithoutShift: count };
    });
    await this.#read();
    return filed;
  }

  #check({ validFrom, shifts }: ShiftPlanFiling, now: number): void {
    const { days, isZone } = this.#parts.profile;
    const today = dayText(days.dayNumber(now));
    if (validFrom < today)
      throw badInput('validFrom', {
        zh: `validFrom：${validFrom} 已过去，最早从今天（${today}）起`,
        en: `validFrom: ${validFrom} is over; today (${today}) is the earliest`,
      });
    const fault = shiftFault(shifts, isZone);
    if (!fault) return;
    const field = `shifts[${fault.row}].${fault.field}`;
    throw badInput(field, { zh: `${field}：${fault.zh}`, en: `${field}: ${fault.en}` });
  }

  async #read(): Promise<void> {
    const { database, profile } = this.#parts;
    const rows = await database.db
      .selectFrom('shift_plan')
      .selectAll()
      .orderBy('valid_from')
      .orderBy('version')
      .execute();
    const filed = rows.map(
      (row): ShiftPlan => ({
        ...{ version: row.version, source: row.source, validFrom: row.valid_from },
        shifts: shift.array().parse(JSON.parse(row.shifts)),
        filed: { by: row.filed_by, at: row.filed_at },
      }),
    );
    const { shifts } = profile;
    const given = shifts && { source: shifts.source, shifts: [...shifts.shifts], validFrom: FROM_EVER };
    this.#plans = [...(given ? [{ ...given, version: 0, filed: null }] : []), ...filed];
  }

  #holds(version: number): boolean {
    return this.#plans.some(plan => plan.version === version);
  }
}
