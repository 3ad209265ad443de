/**
 * When units were on duty in a period of the past, as the change log has it: every sign-on and sign-off is a fact with its time (P-4) and
 * no fact is ever removed, so this is known since a unit was registered, whether the server ran or not.
 * In: units, `fromMs` <= t < `toMs`. Out: the spells of each unit inside the period, oldest first.
 */
import type { Kysely } from 'kysely';
import type { UnitId } from '../../contract/ids.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { Tables } from '../../store/tables.ts';

/** UTC ms, half open. */
export interface DutySpell {
  from: number;
  to: number;
}

export async function readDutySpells(
  db: Kysely<Tables>,
  units: readonly UnitId[],
  fromMs: number,
  toMs: number,
): Promise<Map<UnitId, DutySpell[]>> {
  const spells = new Map<UnitId, DutySpell[]>();
  // One unit a query: its own facts stand together in the index, and the loop turns between them.
  for (const unit of units) {
    const facts = db.selectFrom('change_log').where('subject', '=', unit).where('kind', '=', 'unit-duty-changed');
    const before = await facts
      .select('data')
      .where('at', '<', fromMs)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const changes = await facts.select('at').where('at', '>=', fromMs).where('at', '<', toMs).orderBy('seq').execute();
    const wasOn = before !== undefined && (JSON.parse(before.data) as { unit: UnitRecord }).unit.onDuty;
    spells.set(
      unit,
      spellsOf(
        wasOn,
        changes.map(({ at }) => at),
        fromMs,
        toMs,
      ),
    );
  }
  return spells;
}

/** [P-4] Signing on twice is once, so that each change is the other way round than the one before. */
export function spellsOf(wasOn: boolean, changes: readonly number[], fromMs: number, toMs: number): DutySpell[] {
  const spells: DutySpell[] = [];
  let since = wasOn ? fromMs : null;
  for (const at of changes) {
    if (since === null) since = at;
    else {
      if (at > since) spells.push({ from: since, to: at });
      since = null;
    }
  }
  if (since !== null && since < toMs) spells.push({ from: since, to: toMs });
  return spells;
}
