/**
 * What read-xlsx.ts lets its worker do: the bytes of an XLSX in, rows of trimmed texts or a thrown refusal out; rows without any text
 * are left out, so that thousands of blank ones behind the list do no harm. A cell merged downwards repeats its text in every row it
 * covers; one merged sideways stands once. A formula that was never calculated comes as it is written (`=A1+B1`).
 * The surprise: before exceljs sees the file its parts are unpacked and counted, because exceljs unpacks whatever comes (a zip bomb
 * of 2 MB holds 2 GB) and walks through every cell of a merged or named range (one line of XML names 17 billion).
 */
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { Refused, type Sentence } from '../http/refused.ts';
import type { SheetRow } from './read-xlsx.ts';
import {
  hasText,
  MOST_COLUMNS,
  MOST_ROWS,
  MOST_ROWS_WITH_BLANKS,
  tooManyBlankRows,
  tooManyRows,
} from './sheet-limits.ts';

const MOST_PARTS = 200;
const MOST_UNPACKED_BYTES = 32 * 1024 * 1024;
const MOST_CELLS_IN_RANGES = 500_000;

/** Everything of a sheet that says nothing about its texts. `dataValidations` would be walked through cell by cell. */
const IGNORED = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'sheetProtection',
  'autoFilter',
  'extLst',
  'drawing',
  'picture',
  'tableParts',
  'legacyDrawing',
  'rowBreaks',
];

export async function parseXlsx(bytes: Buffer): Promise<SheetRow[]> {
  await refuseBomb(bytes);
  const workbook = new ExcelJS.Workbook();
  try {
    // The types want every option of the reader, and the Buffer of an older Node.
    await workbook.xlsx.load(
      bytes as never,
      { ignoreNodes: IGNORED, maxRows: MOST_ROWS_WITH_BLANKS, maxCols: MOST_COLUMNS } as never,
    );
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Max row count')) throw tooManyBlankRows();
    if (error instanceof Error && error.message.startsWith('Max column count')) throw tooManyRows();
    throw unreadable();
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) throw unreadable();
  if (sheet.rowCount > MOST_ROWS_WITH_BLANKS) throw tooManyBlankRows();
  const rows: SheetRow[] = [];
  sheet.eachRow(row => {
    const read = rowOf(row);
    if (hasText(read)) rows.push(read);
    if (rows.length > MOST_ROWS) throw tooManyRows();
  });
  return rows;
}

function rowOf(row: ExcelJS.Row): SheetRow {
  const width = Math.min(row.cellCount, MOST_COLUMNS);
  return { row: row.number, cells: Array.from({ length: width }, (_, i) => textOf(row.getCell(i + 1))) };
}

function textOf(cell: ExcelJS.Cell): string {
  if (cell.isMerged && cell.master.col !== cell.col) return '';
  return plain(cell.value).replace(/\r\n?/g, '\n').trim();
}

function plain(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return plain(value.text as ExcelJS.CellValue);
  if ('error' in value) return value.error;
  if ('result' in value && value.result !== undefined) return plain(value.result as ExcelJS.CellValue);
  return 'formula' in value ? `=${value.formula}` : '';
}

async function refuseBomb(bytes: Buffer): Promise<void> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw unreadable();
  });
  const parts = Object.values(zip.files).filter(({ dir }) => !dir);
  if (parts.length > MOST_PARTS) throw unreadable();
  let left = MOST_UNPACKED_BYTES;
  for (const part of parts) {
    const text = await unpack(part, left);
    left -= text.length;
    const name = part.name.replace(/^\//, '');
    if (/^xl\/(workbook|worksheets\/[^/]*)\.xml$/.test(name)) refuseHugeRanges(text.toString('utf8'));
  }
}

/** Stops unpacking at the cap, whatever the file says of its own sizes. */
function unpack(part: JSZip.JSZipObject, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = part.nodeStream() as import('node:stream').Readable;
    stream
      .on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) {
          stream.pause();
          reject(tooLarge({ zh: '文件解压后过大', en: 'The file unpacks to too much.' }));
        } else chunks.push(chunk);
      })
      .on('error', () => reject(unreadable()))
      .on('end', () => resolve(Buffer.concat(chunks)));
  });
}

const RANGE = /^'?.*?'?!?\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** A merge whose range is not written plainly is refused: what we cannot measure we do not pass on. */
function refuseHugeRanges(xml: string): void {
  let cells = 0;
  for (const [, attributes] of xml.matchAll(/<mergeCell\b([^>]*)>/g)) {
    const area = areaOf(/\bref\s*=\s*["']([^"']*)["']/.exec(attributes!)?.[1] ?? '');
    if (area === null) throw unreadable();
    cells += area;
  }
  for (const [, ranges] of xml.matchAll(/<definedName\b[^>]*>([^<]*)</g))
    for (const range of ranges!.split(',')) cells += areaOf(range) ?? 0;
  if (cells > MOST_CELLS_IN_RANGES)
    throw tooLarge({ zh: '表中合并或命名的区域过大', en: 'A merged or named range of the sheet is too large.' });
}

function areaOf(range: string): number | null {
  const [, left, top, right, bottom] = RANGE.exec(range) ?? [];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return null;
  return (Math.abs(columnNumber(right) - columnNumber(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1);
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function unreadable(): Refused {
  return new Refused('import-refused', {
    zh: '不是可以读取的 XLSX 文件：文件已损坏、已加密，或是旧版 .xls',
    en: 'This is not a readable XLSX file: damaged, encrypted, or an old .xls.',
  });
}

function tooLarge(sentence: Sentence): Refused {
  return new Refused('too-large', sentence);
}
