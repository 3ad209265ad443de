/** How much of a sheet is read, whatever kind of file it is. */
import { Refused } from '../http/refused.ts';
import type { SheetRow } from './read-xlsx.ts';

/** With something in them. */
export const MOST_ROWS = 5_000;
export const MOST_COLUMNS = 64;
export const MOST_ROWS_WITH_BLANKS = 30_000;

export function hasText({ cells }: SheetRow): boolean {
  return cells.some(cell => cell !== '');
}

export function tooManyRows(): Refused {
  return new Refused('too-large', {
    zh: `表格超过 ${MOST_ROWS} 行或 ${MOST_COLUMNS} 列`,
    en: `The sheet has more than ${MOST_ROWS} rows or ${MOST_COLUMNS} columns.`,
  });
}

export function tooManyBlankRows(): Refused {
  return new Refused('too-large', {
    zh: `表格连同空白行超过 ${MOST_ROWS_WITH_BLANKS} 行：请删除名单以下的空白行后重新保存`,
    en: `With its blank rows the sheet has more than ${MOST_ROWS_WITH_BLANKS} rows: delete those below the list and save again.`,
  });
}
