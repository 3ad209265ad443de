/**
 * A plain sheet into rows: headings found, each cell read by its column, everything that is wrong told by row, column and value.
 * In: the rows of the sheet and the columns. Out: rows of what the cells said, or faults; never half a sheet. Columns that nobody
 * knows are left out with a warning. Titles may stand above the headings, empty rows between; headings in two rows (经度 and 纬度 under
 * 位置) count as one, the lower of two known ones.
 */
import type { RowFault } from '../contract/refusal.ts';
import { type Language, Refused, type Sentence } from '../http/refused.ts';
import { BadCell } from './bad-cell.ts';
import type { SheetRow } from './read-xlsx.ts';

export interface ReadColumn<Field extends string> {
  field: Field;
  heading: string;
  /** What else people call it; counts where the heading itself is not there. */
  also?: readonly string[];
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
  /** As the sheet has them, and what they were taken for. */
  headings: { heading: string; field: Field | null }[];
  /** Row of the (lower) headings; null = there are none. */
  headingRow: number | null;
}

/** A title, a date and a note may stand above the headings. */
const MOST_ROWS_ABOVE_HEADINGS = 20;
/** More than a person mends before trying again; the answer stays small. */
const MOST_FAULTS = 200;

/** `keys`: headings of the columns by which the row of headings is known; one is enough. */
export function readTable<Field extends string>(
  sheet: readonly SheetRow[],
  columns: readonly ReadColumn<Field>[],
  keys: string | readonly string[],
  language: Language,
): ReadTable<Field> {
  const wanted = [keys].flat();
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const found = findHeadings(sheet, columns, wanted);
  if (!found) {
    const faults = [faultAt(1, wanted[0]!, '', NO_HEADINGS, language)];
    return { rows: [], warnings, faults, headings: [], headingRow: null };
  }
  const { row: headingRow, cells } = found;
  const at = new Map<ReadColumn<Field>, number>();
  const headings: ReadTable<Field>['headings'] = [];
  cells.forEach((cell, i) => {
    const column = columnOf(cell, columns, cells);
    if (column && at.has(column)) faults.push(faultAt(headingRow, column.heading, cell, TWICE, language));
    else if (column) at.set(column, i);
    else if (cell !== '') warnings.push(faultAt(headingRow, cell, cell, UNKNOWN, language));
    if (cell !== '') headings.push({ heading: cell, field: column?.field ?? null });
  });
  for (const column of columns)
    if (column.required && !at.has(column)) faults.push(faultAt(headingRow, column.heading, '', MISSING, language));
  if (faults.length > 0) return { rows: [], faults, warnings, headings, headingRow };

  const rows = sheet.flatMap(({ row, cells }) => {
    if (row <= headingRow || cells.every(cell => cell === '')) return [];
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
  if (rows.length === 0) faults.push(faultAt(headingRow, wanted[0]!, '', NO_ROWS, language));
  return { rows, faults, warnings, headings, headingRow };
}

type Named = Pick<ReadColumn<string>, 'heading' | 'also'>;

function isCalled(cell: string, { heading, also = [] }: Named): boolean {
  const text = plain(cell);
  return text === plain(heading) || also.some(name => text === plain(name));
}

/** A synonym beside the heading itself is another column. */
function columnOf<C extends Named>(cell: string, columns: readonly C[], cells: readonly string[]): C | undefined {
  const itself = columns.find(({ heading }) => plain(heading) === plain(cell));
  if (itself) return itself;
  return columns.find(column => isCalled(cell, column) && !cells.some(other => plain(other) === plain(column.heading)));
}

function findHeadings(
  sheet: readonly SheetRow[],
  columns: readonly Named[],
  wanted: readonly string[],
): SheetRow | undefined {
  const keys = columns.filter(({ heading }) => wanted.includes(heading));
  const isKnown = (cell: string) => columns.some(column => isCalled(cell, column));
  const first = sheet
    .slice(0, MOST_ROWS_ABOVE_HEADINGS)
    .findIndex(({ cells }) => cells.some(cell => keys.some(key => isCalled(cell, key))));
  let found = sheet[first];
  for (let next = sheet[first + 1], i = first + 2; found && next?.row === found.row + 1; next = sheet[i++]) {
    const [upper, lower] = [found.cells, next.cells];
    const isData = upper.some((cell, at) => keys.some(key => isCalled(cell, key)) && lower[at] && !isKnown(lower[at]));
    if (isData || !lower.some(isKnown)) break;
    const width = Math.max(upper.length, lower.length);
    const cells = Array.from({ length: width }, (_, at) => lower[at] || upper[at] || '');
    found = { row: next.row, cells };
  }
  return found;
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

/** 人 数, （人数） and *人数 as people write them. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s*]/g, '').toLowerCase();
}

const NO_HEADINGS: Sentence = {
  zh: '没有找到表头行：前 20 行里没有这一列的标题；若文字显示为乱码，请另存为 UTF-8 或 GBK 编码',
  en: 'There is no row of headings: none of the first 20 rows has this one; if the text is garbled, save it as UTF-8 or GBK.',
};
const TWICE: Sentence = { zh: '此列出现两次：请只保留一列', en: 'This column stands there twice: keep one of them.' };
const UNKNOWN: Sentence = { zh: '不认识的列，已忽略', en: 'Unknown column, left out.' };
const MISSING: Sentence = { zh: '缺少此列：请补上', en: 'This column is missing: add it.' };
const NO_ROWS: Sentence = { zh: '表头以下没有任何一行', en: 'There is no row below the headings.' };
