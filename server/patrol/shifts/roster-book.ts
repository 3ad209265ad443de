/**
 * The roster (排班): which unit is on which shift of which day. In: changes, all or none. Out: rows of days, fact `roster-changed`.
 * [P-45] A change names rows; what it does not name stays. 0 persons takes a unit off. What changes nothing leaves no fact.
 * [P-46] A shift that began before yesterday is history: its rows may be repeated, as an export does, and not changed.
 * The rows around today are held in memory for whoever asks every few seconds; the others are read when somebody looks.
 */
import type { Kysely, Transaction } from 'kysely';
import type { UnitId } from '../../contract/ids.ts';
import type { RosterChanged, RosterRow } from '../../contract/shift.ts';
import type { Cause, ChangeLog } from '../../store/change-log.ts';
import type { Database } from '../../store/database.ts';
import type { Tables } from '../../store/tables.ts';
import { doubledRows, keyOf, type RosterFault, type RosterGround, rosterFaults } from './roster-rules.ts';
import { dayText } from './shift-times.ts';

export interface RosterBookParts extends RosterGround {
  database: Database;
  changeLog: ChangeLog;
  onError(error: unknown, what: string): void;
}

export interface RosterDifference {
  /** New or with other numbers. */
  put: RosterRow[];
  /** Rows that end. */
  gone: RosterRow[];
  answer: RosterChanged;
  faults: RosterFault[];
}

const FACT = 'roster-changed';
const ROWS_A_STATEMENT = 100;

export class RosterBook {
  readonly #parts: RosterBookParts;
  #held = new Map<string, readonly RosterRow[]>();
  /** One after the other, or an older answer could overtake a newer one. */
  #reading: Promise<void> = Promise.resolve();

  private constructor(parts: RosterBookParts) {
    this.#parts = parts;
  }

  static async open(parts: RosterBookParts, now: number): Promise<RosterBook> {
    const book = new RosterBook(parts);
    await book.hold(now);
    parts.changeLog.onCommitted(facts => {
      if (facts.some(({ kind }) => kind === FACT)) void book.#reread([...book.#held.keys()]);
    });
    return book;
  }

  /** Rows of yesterday, today or tomorrow, as they were when `hold` was last told the time; of other days none. */
  rowsOn(day: string): readonly RosterRow[] {
    return this.#held.get(day) ?? [];
  }

  /** Keeps the days around now in memory; cheap when the day is the same. */
  async hold(now: number): Promise<void> {
    const today = this.#parts.calendar.days.dayNumber(now);
    const days = [today - 1, today, today + 1].map(dayText);
    if (days.every(day => this.#held.has(day))) return;
    await this.#reread(days);
  }

  /** Both ends included; by day, shift and unit. */
  async list(from: string, to: string): Promise<RosterRow[]> {
    return readRosterRows(this.#parts.database.db, from, to);
  }

  /** What the rows would change, and everything that is wrong with them. */
  async compare(rows: readonly RosterRow[], now: number, db: Kysely<Tables> = this.#parts.database.db) {
    const days = [...new Set(rows.map(({ day }) => day))].sort();
    const before = new Map<string, RosterRow>();
    if (days.length > 0)
      for (const row of await readRosterRows(db, days[0]!, days.at(-1)!)) before.set(keyOf(row), row);
    const closed = dayText(this.#parts.calendar.days.dayNumber(now) - 1);
    const changes = new Map<RosterRow, 'added' | 'changed' | 'removed' | 'unchanged'>();
    const faults = doubledRows(rows);
    rows.forEach((row, i) => {
      const change = changeOf(before.get(keyOf(row)), row);
      changes.set(row, change);
      if (change !== 'unchanged' && row.day < closed)
        faults.push({
          ...{ row: i, field: 'day' },
          zh: `${row.day} 已过，不能再改（最早 ${closed}）`,
          en: `${row.day} is over and cannot be changed (${closed} is the earliest)`,
        });
    });
    // A row that changes nothing is not judged again: the unit may have gone, the plan may be another one.
    const touched = [...rows.entries()].filter(([, row]) => changes.get(row) !== 'unchanged');
    for (const fault of rosterFaults(
      touched.map(([, row]) => row),
      this.#parts,
      now,
    ))
      faults.push({ ...fault, row: touched[fault.row]![0] });
    const count = (kind: string) => [...changes.values()].filter(change => change === kind).length;
    const which = (...kinds: string[]) => rows.filter(row => kinds.includes(changes.get(row)!));
    return {
      put: which('added', 'changed'),
      gone: which('removed'),
      answer: {
        rows: rows.length,
        ...{ added: count('added'), changed: count('changed'), removed: count('removed') },
        unchanged: count('unchanged'),
        days: [...new Set(which('added', 'changed', 'removed').map(({ day }) => day))].sort(),
      },
      faults: faults.sort((a, b) => a.row - b.row),
    } satisfies RosterDifference;
  }

  /** All or none. Out: what changed, or everything that is wrong; then nothing was taken. */
  async change(rows: readonly RosterRow[], cause: Cause, now: number): Promise<RosterDifference> {
    const done = await this.#parts.changeLog.commit(async (tx, log) => {
      const difference = await this.compare(rows, now, tx);
      const { put, gone, answer, faults } = difference;
      if (faults.length > 0 || answer.days.length === 0) return difference;
      await write(tx, put, gone);
      const { days, ...counts } = answer;
      await log.append({
        ...{ kind: FACT, subject: days[0]!, zone: null, at: now, ...cause },
        data: { days, ...counts },
      });
      return difference;
    });
    await this.#reading;
    return done;
  }

  #reread(days: readonly string[]): Promise<void> {
    this.#reading = this.#reading
      .then(() => readRosterRows(this.#parts.database.db, days[0]!, days.at(-1)!))
      .then(rows => {
        this.#held = new Map(days.map(day => [day, rows.filter(row => row.day === day)]));
      })
      .catch(error => this.#parts.onError(error, 'the roster could not be read'));
    return this.#reading;
  }
}

function changeOf(before: RosterRow | undefined, { persons, qualified }: RosterRow) {
  if (persons === 0) return before === undefined ? 'unchanged' : 'removed';
  if (before === undefined) return 'added';
  return before.persons === persons && before.qualified === qualified ? 'unchanged' : 'changed';
}

/** Both ends included; by day, shift and unit. */
export async function readRosterRows(db: Kysely<Tables>, from: string, to: string): Promise<RosterRow[]> {
  const rows = await db
    .selectFrom('roster')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('shift')
    .orderBy('unit')
    .execute();
  return rows.map(row => ({ ...row, unit: row.unit as UnitId }));
}

async function write(tx: Transaction<Tables>, put: readonly RosterRow[], gone: readonly RosterRow[]): Promise<void> {
  for (let i = 0; i < put.length; i += ROWS_A_STATEMENT)
    await tx
      .insertInto('roster')
      .values(put.slice(i, i + ROWS_A_STATEMENT))
      .onConflict(conflict =>
        conflict.columns(['day', 'shift', 'unit']).doUpdateSet(e => ({
          persons: e.ref('excluded.persons'),
          qualified: e.ref('excluded.qualified'),
        })),
      )
      .execute();
  for (const { day, shift, unit } of gone)
    await tx.deleteFrom('roster').where('day', '=', day).where('shift', '=', shift).where('unit', '=', unit).execute();
}
