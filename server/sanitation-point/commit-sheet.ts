/**
 * Carries out the plan of a sheet, all of it or nothing, as one fact [SP-26] [SP-27]. In: the plan, the file. Out: what was done; a second
 * time the same changes nothing. The file is kept as it came.
 */
import type { Transaction } from 'kysely';
import type { RoundImported } from '../contract/sanitation-import.ts';
import { Refused } from '../http/refused.ts';
import type { Cause } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { inParts } from './in-parts.ts';
import { appendChange, markAssessed, type PointBookParts } from './point-book.ts';
import { settlePoints } from './settle-points.ts';
import type { SheetPlan, SheetQuestion } from './sheet-plan.ts';

export interface SheetCommit {
  plan: SheetPlan;
  question: SheetQuestion;
  bytes: Buffer;
  /** What people call whoever brought it. */
  by: string;
}

export async function commitSheet(
  parts: PointBookParts,
  { plan, question, bytes, by }: SheetCommit,
  cause: Cause,
  now: number,
): Promise<RoundImported> {
  const { changeLog, rounds, rules } = parts;
  const { preview, points, deductions } = plan;
  const { round, mode } = question;
  const id = preview.preview;
  const { clean, unlisted } = preview.counts;
  const done = { import: id, round, clean: clean + unlisted };
  return changeLog.commit(async (tx, log) => {
    const before = await tx
      .selectFrom('sanitation_import')
      .select('replaced_by')
      .where('id', '=', id)
      .executeTakeFirst();
    if (before?.replaced_by === null)
      return { ...done, deductions: 0, known: preview.counts.known, withdrawn: 0, changedPoints: 0, alreadyDone: true };
    if (before) await tx.deleteFrom('sanitation_import').where('id', '=', id).execute();
    const withdrawn = mode === 'replace' ? await withdraw(tx, round, id) : NOTHING;
    // What has no time of its own stands at the end of its round, and never in the future.
    const at = Math.min(now, rounds.endOf(round) - 1);
    let written = 0;
    for (const some of inParts(deductions)) {
      const rows = await tx
        .insertInto('deduction')
        .values(
          some.map(({ number, point, row, item, score, at: said, note }) => ({
            ...{ number, point, round, at: said ?? at, at_known: said === null ? 0 : 1, item, score, note },
            ...{ photo: null, import: id, sheet_row: row },
          })),
        )
        .onConflict(conflict => conflict.column('number').doNothing())
        .returning('number')
        .execute();
      written += rows.length;
      await nextTurn();
    }
    if (written < deductions.length) throw changedMeanwhile();
    await markAssessed(tx, round, points, id, now);
    await tx
      .insertInto('sanitation_import')
      .values({
        ...{ id, round, question: JSON.stringify(question), sha256: preview.file.sha256, file: bytes },
        ...{ rows: preview.counts.rows, deductions: written, by, at: now, replaced_by: null },
      })
      .execute();
    const changed = await settlePoints(tx, [...points, ...withdrawn.points], rules);
    await appendChange(log, { cause: 'imported', round, deductions: written, points: changed }, cause, now);
    return {
      ...{ ...done, deductions: written, known: preview.counts.known, withdrawn: withdrawn.deductions },
      ...{ changedPoints: changed.length, alreadyDone: false },
    };
  });
}

const NOTHING = { deductions: 0, points: [] as string[] };

/** What sheets brought to the round goes; what was reported by itself stays, and with it that its point was assessed. */
async function withdraw(tx: Transaction<Tables>, round: string, by: string): Promise<typeof NOTHING> {
  const gone = await tx
    .deleteFrom('deduction')
    .where('round', '=', round)
    .where('import', 'is not', null)
    .returning('point')
    .execute();
  const assessed = await tx
    .deleteFrom('point_assessment')
    .where('round', '=', round)
    .where('import', 'is not', null)
    .returning('point')
    .execute();
  await tx
    .updateTable('sanitation_import')
    .set({ replaced_by: by })
    .where('round', '=', round)
    .where('replaced_by', 'is', null)
    .execute();
  return { deductions: gone.length, points: [...gone, ...assessed].map(({ point }) => point) };
}

function changedMeanwhile(): Refused {
  return new Refused('version-conflict', {
    zh: '预览之后已有同样的扣分登记：请重新预览',
    en: 'The same deductions were recorded since the preview: preview again.',
  });
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
