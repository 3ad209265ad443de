/**
 * Was a unit on duty at a time in the past? Late fixes ask it: they count for the day they belong to [P-62].
 * In: the units at the start and every committed fact. Out: yes or no. Known since the start of the server, and for who was on duty then
 * since the sign-on; of spells that ended earlier nothing is known, and what is not known is no duty.
 */
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LoggedFact } from '../store/change-log.ts';

interface Spell {
  fromMs: number;
  toMs: number;
}

/** A day has three shifts; a backlog older than some days is rare. */
const MOST_SPELLS = 12;

export class DutySpells {
  readonly #spells = new Map<UnitId, Spell[]>();

  constructor(units: readonly UnitRecord[]) {
    for (const unit of units) this.#take(unit);
  }

  /** Listener of the change log. */
  apply(facts: readonly LoggedFact[]): void {
    for (const { kind, data } of facts)
      if (kind === 'unit-duty-changed') this.#take((data as { unit: UnitRecord }).unit);
  }

  wasOnDuty({ id }: Pick<UnitRecord, 'id'>, atMs: number): boolean {
    const spells = this.#spells.get(id);
    if (!spells) return false;
    for (let i = spells.length - 1; i >= 0; i--) {
      const { fromMs, toMs } = spells[i]!;
      if (atMs >= fromMs) return atMs < toMs;
    }
    return false;
  }

  #take({ id, onDuty, dutyChangedAt }: UnitRecord): void {
    const spells = this.#spells.get(id) ?? [];
    if (onDuty) {
      spells.push({ fromMs: dutyChangedAt, toMs: Number.POSITIVE_INFINITY });
      this.#spells.set(id, spells.slice(-MOST_SPELLS));
    } else {
      const last = spells.at(-1);
      if (last) last.toMs = Math.min(last.toMs, dutyChangedAt);
    }
  }
}
