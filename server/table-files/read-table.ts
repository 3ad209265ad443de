/**
 * A plain sheet into rows: headings found, each cell read by its column, everything that is wrong told by row, column and value.
 * In: the rows of the sheet and the columns. Out: rows of what the cells said, or faults; never half a sheet. Columns that nobody
 * knows are left out with a warning. Titles may stand above the headings, empty rows between.
 */
import type { RowFault } from '../contract/refusal.ts';
import { type Language, Refused, type Sentence } from '../http/refused.ts';
import { BadCell } from './bad-cell.ts';
import type { SheetRow } from './read-xlsx.ts';

export interface ReadColumn<Field extends string> {
  field: Field;
  heading: string;
  /** A sheet without this column is refused. */
  required: boolean;
  /** Throws `BadCell`. */
  read(cell: string): unknown;
}

export interface ReadRow<Field extends string> {
  /** As the sheet counts, from 1. */
  row: number;
  values: Partial<Record<Field, unknown>>;
  cells: Partial<Record<Field, string>>;
}

export interface ReadTable<Field extends string> {
  rows: ReadRow<Field>[];
  faults: RowFault[];
  warnings: RowFault[];
}

/** A title, a date and a note may stand above the headings. */
const MOST_ROWS_ABOVE_HEADINGS = 20;
/** More than a person mends before trying again; the answer stays small. */
const MOST_FAULTS = 200;

/** `key`: the column by which the row of headings is known. */
export function readTable<Field extends string>(
  sheet: readonly SheetRow[],
  columns: readonly ReadColumn<Field>[],
  key: string,
  language: Language,
): ReadTable<Field> {
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const headings = sheet
    .slice(0, MOST_ROWS_ABOVE_HEADINGS)
    .find(({ cells }) => cells.some(cell => plain(cell) === key));
  if (!headings) return { rows: [], warnings, faults: [faultAt(1, key, '', NO_HEADINGS, language)] };

  const at = new Map<ReadColumn<Field>, number>();
  headings.cells.forEach((cell, i) => {
    const column = columns.find(({ heading }) => heading === plain(cell));
    if (column && at.has(column)) faults.push(faultAt(headings.row, column.heading, cell, TWICE, language));
    else if (column) at.set(column, i);
    else if (cell !== '') warnings.push(faultAt(headings.row, cell, cell, UNKNOWN, language));
  });
  for (const column of columns)
    if (column.required && !at.has(column)) faults.push(faultAt(headings.row, column.heading, '', MISSING, language));
  if (faults.length > 0) return { rows: [], faults, warnings };

  const rows = sheet.flatMap(({ row, cells }) => {
    if (row <= headings.row || cells.every(cell => cell === '')) return [];
    const read: ReadRow<Field> = { row, values: {}, cells: {} };
    for (const [column, i] of at) {
      const cell = cells[i] ?? '';
      read.cells[column.field] = cell;
      try {
        read.values[column.field] = column.read(cell);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        faults.push(faultAt(row, column.heading, cell, error.sentence, language));
      }
    }
    return [read];
  });
  if (rows.length === 0) faults.push(faultAt(headings.row, key, '', NO_ROWS, language));
  return { rows, faults, warnings };
}

export function faultAt(row: number, column: string, value: string, sentence: Sentence, language: Language): RowFault {
  return { row, column, value: value.slice(0, 60), message: sentence[language] };
}

/** Throws when there are faults. `what`: the sheet, in both languages. */
export function refuseFaults(what: Sentence, faults: readonly RowFault[]): void {
  if (faults.length === 0) return;
  throw new Refused(
    'import-refused',
    {
      zh: `${what.zh}有 ${faults.length} 处错误，没有导入任何一行`,
      en: `The ${what.en} has ${faults.length} faults; no row was taken.`,
    },
    { rows: [...faults].sort((a, b) => a.row - b.row).slice(0, MOST_FAULTS) },
  );
}

/** 人 数 and （人数） as people write them. */
function plain(text: string): string {
  return text.replace(/\s/g, '').replaceAll('（', '(').replaceAll('）', ')');
}

const NO_HEADINGS: Sentence = { zh: '没有找到表头行', en: 'There is no row of headings.' };
const TWICE: Sentence = { zh: '此列出现两次', en: 'This column stands there twice.' };
const UNKNOWN: Sentence = { zh: '不认识的列，已忽略', en: 'Unknown column, left out.' };
const MISSING: Sentence = { zh: '缺少此列', en: 'This column is missing.' };
const NO_ROWS: Sentence = { zh: '表头以下没有任何一行', en: 'There is no row below the headings.' };
