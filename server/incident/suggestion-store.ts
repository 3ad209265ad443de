/**
 * What was suggested and what was chosen, kept side by side (demand 7): for whoever asks afterwards why this squad was sent.
 * In: lists as they were shown, then the choice of a dispatch. Out: the id that a dispatch says again. Lists that nobody
 * dispatched by are forgotten; one that was used stays as long as its incident.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { IncidentId, OrganId, SuggestionId, UnitId } from '../contract/ids.ts';
import type { SuggestedOrgan } from '../contract/incident.ts';
import { badInput } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';

export interface ShownSuggestion {
  /** What it was made for, as it was asked. */
  request: unknown;
  organs: readonly SuggestedOrgan[];
  incident: IncidentId | null;
  actor: string;
  at: number;
}

export interface Choice {
  organs: readonly { organ: OrganId; unit: UnitId | null }[];
  by: string;
  at: number;
}

export async function keepSuggestion(tx: Transaction<Tables>, shown: ShownSuggestion): Promise<SuggestionId> {
  const id = randomUUID() as string as SuggestionId;
  await tx
    .insertInto('dispatch_suggestion')
    .values({
      id,
      at: shown.at,
      actor: shown.actor,
      request: JSON.stringify(shown.request),
      list: JSON.stringify(shown.organs),
      incident: shown.incident,
      choice: null,
    })
    .execute();
  return id;
}

/** [I-118] Throws `Refused` for a list that does not exist (any more) or was shown for another incident. */
export async function keepChoice(
  tx: Transaction<Tables>,
  suggestion: SuggestionId,
  incident: IncidentId,
  choice: Choice,
): Promise<void> {
  const kept = await tx
    .updateTable('dispatch_suggestion')
    .set({ incident, choice: JSON.stringify(choice) })
    .where('id', '=', suggestion)
    .where(e => e.or([e('incident', 'is', null), e('incident', '=', incident)]))
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n)
    throw badInput('suggestion', {
      zh: `suggestion：没有为本事件给出过建议 ${suggestion}，或已过期`,
      en: `suggestion: no list ${suggestion} was shown for this incident, or it is too old`,
    });
}

/** [I-120] */
export async function forgetSuggestions(db: Kysely<Tables>, beforeMs: number): Promise<void> {
  await db.deleteFrom('dispatch_suggestion').where('at', '<', beforeMs).where('choice', 'is', null).execute();
}
