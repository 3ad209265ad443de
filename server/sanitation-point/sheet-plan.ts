/**
 * What a round's sheet would do [SP-21] [SP-26] [SP-27]: the same plan is shown as a preview and carried out by the commit.
 * In: the bytes and the question. Out: the plan. A deduction without a number of its own gets one that is made of what it says, so the same
 * row of the same round is the same deduction in every sheet; two equal rows of one sheet are two.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { RowFault } from '../contract/refusal.ts';
import type { PreviewRow, RoundPreview, roundSheetQuestion } from '../contract/sanitation-import.ts';
import type { Language } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { readSheet, type Sheet } from '../table-files/read-sheet.ts';
import { faultAt } from '../table-files/read-table.ts';
import { inParts } from './in-parts.ts';
import { type JudgedSheet, judgeSheet, type SheetContext, type SheetLine } from './round-sheet.ts';
import { SHEET_HEADINGS } from './sheet-headings.ts';
import { takenNumber } from './sheet-sentences.ts';

export type SheetQuestion = z.output<typeof roundSheetQuestion>;

export interface PlannedDeduction {
  number: string;
  point: string;
  row: number;
  item: string;
  score: number;
  at: number | null;
  note: string | null;
}

export interface SheetPlan {
  preview: RoundPreview;
  /** That are not there yet. */
  deductions: PlannedDeduction[];
  /** Assessed by the sheet, with or without deductions. */
  points: string[];
}

const MOST_LISTED = 200;

export async function planSheet(
  db: Kysely<Tables>,
  bytes: Buffer,
  question: SheetQuestion,
  context: SheetContext,
  now: number,
  language: Language,
): Promise<SheetPlan> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const sheet = await readSheet(bytes);
  const judged = await judgeSheet(sheet.rows, question, context, now, language);
  const planned = plannedDeductions(judged.lines, question.round);
  const known = await knownNumbers(db, question, [...planned.values()], judged.faults, language);
  const faultRows = new Set(judged.faults.map(({ row }) => row));
  for (const line of judged.lines) line.isFault ||= faultRows.has(line.row);

  const good = judged.lines.filter(({ isFault, point }) => !isFault && point !== null);
  const named = new Set(good.map(({ point }) => point!.code as string));
  const unlisted =
    question.unlisted === 'clean' ? context.register.all.filter(({ code }) => !named.has(code)).map(p => p.code) : [];
  const deductions = good.flatMap(line => {
    const deduction = planned.get(line);
    return deduction && !known.has(deduction.number) ? [deduction] : [];
  });
  const withdrawn = question.mode === 'replace' ? await countWithdrawn(db, question.round) : 0;
  const preview: RoundPreview = {
    preview: previewId(sha256, question),
    ...{ round: question.round, crs: question.crs },
    file: { format: sheet.format, encoding: sheet.encoding, bytes: bytes.length, sha256 },
    headings: judged.headings,
    rows: judged.lines.map(line => previewRow(line, planned.get(line), known)),
    faults: judged.faults.slice(0, MOST_LISTED),
    warnings: [...nameWarnings(sheet, question, language), ...judged.warnings].slice(0, MOST_LISTED),
    counts: {
      ...{ rows: judged.lines.length, faults: judged.faults.length, points: named.size },
      ...{ deductions: deductions.length, known: good.filter(line => isKnown(planned.get(line), known)).length },
      clean: new Set(good.filter(({ deduction }) => deduction === null).map(({ point }) => point!.code)).size,
      ...{ unlisted: unlisted.length, withdrawn },
    },
    crsHint: judged.hint,
    ready: judged.faults.length === 0,
  };
  return { preview, deductions, points: [...named, ...unlisted] };
}

/** The file and everything that was asked with it, but not what the file is called. */
function previewId(sha256: string, { round, crs, unlisted, mode }: SheetQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([sha256, round, crs, unlisted, mode]))
    .digest('hex');
}

function plannedDeductions(lines: JudgedSheet['lines'], round: string): Map<SheetLine, PlannedDeduction> {
  const equal = new Map<string, number>();
  const planned = new Map<SheetLine, PlannedDeduction>();
  for (const line of lines) {
    if (!line.deduction || !line.point) continue;
    const { number, ...said } = line.deduction;
    const text = JSON.stringify([round, line.point.code, said.item, said.score, said.at, said.note]);
    const nth = equal.get(text) ?? 0;
    equal.set(text, nth + 1);
    const made = () => `${round}-${createHash('sha256').update(`${nth} ${text}`).digest('hex').slice(0, 16)}`;
    planned.set(line, { number: number ?? made(), point: line.point.code, row: line.row, ...said });
  }
  return planned;
}

/** Numbers that are there. One that belongs to another point or round is a fault. What the sheet replaces is not there any more. */
async function knownNumbers(
  db: Kysely<Tables>,
  { round, mode }: SheetQuestion,
  planned: readonly PlannedDeduction[],
  faults: RowFault[],
  language: Language,
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const byNumber = new Map(planned.map(deduction => [deduction.number, deduction]));
  for (const some of inParts([...byNumber.keys()])) {
    const rows = await db
      .selectFrom('deduction')
      .select(['number', 'point', 'round', 'import'])
      .where('number', 'in', some)
      .execute();
    for (const row of rows) {
      const { row: line, point, number } = byNumber.get(row.number)!;
      if (row.point !== point || row.round !== round)
        faults.push(faultAt(line, SHEET_HEADINGS.number, number, takenNumber(row.point, row.round), language));
      else if (mode === 'add' || row.import === null) known.add(number);
    }
  }
  return known;
}

async function countWithdrawn(db: Kysely<Tables>, round: string): Promise<number> {
  const { count } = await db
    .selectFrom('deduction')
    .select(e => e.fn.countAll<number>().as('count'))
    .where('round', '=', round)
    .where('import', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

function isKnown(deduction: PlannedDeduction | undefined, known: ReadonlySet<string>): boolean {
  return deduction !== undefined && known.has(deduction.number);
}

function previewRow(
  { row, point, lonLat, distanceM, deduction, isFault }: SheetLine,
  planned: PlannedDeduction | undefined,
  known: ReadonlySet<string>,
): PreviewRow {
  const [lon, lat] = lonLat ?? (point ? [point.lon, point.lat] : [null, null]);
  const kind = isFault ? 'fault' : deduction === null ? 'clean' : isKnown(planned, known) ? 'known' : 'deduction';
  return {
    ...{ row, point: point?.code ?? null, name: point?.name ?? null, community: point?.community ?? null, kind },
    ...{ item: deduction?.item ?? null, score: deduction?.score ?? null, at: deduction?.at ?? null },
    ...{ note: deduction?.note ?? null, lon, lat, distanceM },
  };
}

/** The name says one kind, the content is another: taken by its content. */
function nameWarnings({ format }: Sheet, { file = '' }: SheetQuestion, language: Language): RowFault[] {
  const ending = /\.(xlsx|csv|xls|txt)$/i.exec(file)?.[1]?.toLowerCase();
  const isSame = ending === undefined || (format === 'xlsx' ? ending === 'xlsx' : ending === 'csv' || ending === 'txt');
  if (isSame) return [];
  const kind = format.toUpperCase();
  const sentence = {
    zh: `文件名以 .${ending} 结尾，内容是 ${kind}，已按 ${kind} 读取`,
    en: `The name ends in .${ending}, the content is ${kind} and was read as such.`,
  };
  return [faultAt(1, language === 'zh' ? '文件' : 'file', file, sentence, language)];
}
