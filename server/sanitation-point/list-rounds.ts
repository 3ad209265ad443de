/** All rounds in which anything was assessed, newest first, each with its score and the sheets that brought it [SP-19]. */

import { roundSheetQuestion } from '../contract/sanitation-import.ts';
import type { SanitationRound } from '../contract/sanitation-index.ts';
import type { IndexParts } from './count-index.ts';
import { IndexTally } from './index-tally.ts';
import type { RoundCalendar } from './round-calendar.ts';

type Parts = IndexParts & { rounds: Pick<RoundCalendar, 'startOf' | 'endOf'> };

export async function listRounds(parts: Parts, zone: string | undefined): Promise<SanitationRound[]> {
  const { db, register, rules, rounds } = parts;
  const points = register.all.filter(point => zone === undefined || point.zone === zone);
  const names = await db.selectFrom('point_assessment').select('round').distinct().execute();
  const sheets = await db
    .selectFrom('sanitation_import')
    .select(['id', 'round', 'question', 'by', 'at', 'rows', 'deductions'])
    .orderBy('at', 'desc')
    .execute();
  const listed: SanitationRound[] = [];
  for (const { round } of names) {
    const tally = new IndexTally();
    const rows = await db
      .selectFrom('point_assessment')
      .select(['point', 'score', 'deductions', 'lost', 'again'])
      .where('round', '=', round)
      .execute();
    for (const row of rows) tally.add(row);
    const { deductions } = tally.row(points, rules);
    listed.push({
      ...{ round, startsAt: rounds.startOf(round), endsAt: rounds.endOf(round), total: points.length },
      ...{ ...tally.standing(points, rules), deductions },
      imports: sheets
        .filter(sheet => sheet.round === round)
        .map(({ id, question, by, at, rows: count, deductions: brought }) => ({
          ...{ id, file: roundSheetQuestion.parse(JSON.parse(question)).file ?? null, by, at },
          ...{ rows: count, deductions: brought },
        })),
    });
    await new Promise(resolve => setImmediate(resolve));
  }
  return listed.sort((a, b) => b.startsAt - a.startsAt);
}
