/**
 * Reads a CSV as offices hand it over: UTF-8 or GBK, comma, semicolon or tab, quoted or not. In: the bytes. Out: rows of trimmed texts,
 * numbered as a spreadsheet shows them, and the encoding; or a refusal in a sentence.
 * UTF-8 is strict, so a text that passes for it is it; what does not is GB 18030, of which GBK is a part. The text is parsed a piece a
 * turn, so that the event loop goes on.
 */
import { type Options, parse } from 'csv-parse';
import { Refused } from '../http/refused.ts';
import type { SheetRow } from './read-xlsx.ts';
import {
  hasText,
  MOST_COLUMNS,
  MOST_ROWS,
  MOST_ROWS_WITH_BLANKS,
  tooManyBlankRows,
  tooManyRows,
} from './sheet-limits.ts';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le';

export interface CsvSheet {
  rows: SheetRow[];
  encoding: CsvEncoding;
}

const CHARACTERS_A_TURN = 32 * 1024;
/** Longer ones are no cells of a list, but what an unclosed quote swallowed. */
const LONGEST_CELL = 20_000;
const LINES_TO_LOOK_AT = 20;

export async function readCsv(bytes: Buffer): Promise<CsvSheet> {
  const { text, encoding } = decode(bytes);
  return { rows: await parseText(text), encoding };
}

function decode(bytes: Buffer): { text: string; encoding: CsvEncoding } {
  // Excel's "Unicode text".
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of isUtf16 ? (['utf-16le'] as const) : (['utf-8', 'gb18030'] as const)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\0')) break;
      return { text, encoding };
    } catch {
      // Not this one.
    }
  }
  throw new Refused('import-refused', {
    zh: '文件不是可以读取的表格：请另存为 XLSX，或 UTF-8、GBK 编码的 CSV',
    en: 'This is no sheet that can be read: save it as XLSX, or as CSV in UTF-8 or GBK.',
  });
}

async function parseText(text: string): Promise<SheetRow[]> {
  const options: Options = {
    ...{ delimiter: delimiterOf(text), bom: true, relax_column_count: true, relax_quotes: true },
    ...{ skip_empty_lines: false, max_record_size: LONGEST_CELL * MOST_COLUMNS },
  };
  const parser = parse(options);
  const rows: SheetRow[] = [];
  let row = 0;
  const failed = new Promise<never>((_, reject) => parser.once('error', error => reject(brokenAt(error, row))));
  failed.catch(() => {});
  const take = () => {
    for (let record = parser.read() as string[] | null; record !== null; record = parser.read() as string[] | null) {
      if (++row > MOST_ROWS_WITH_BLANKS) throw tooManyBlankRows();
      const cells = record.map(cell => cell.replace(/\r\n?/g, '\n').trim());
      if (cells.slice(MOST_COLUMNS).some(cell => cell !== '')) throw tooManyRows();
      const read = { row, cells: cells.slice(0, MOST_COLUMNS) };
      if (hasText(read)) rows.push(read);
      if (rows.length > MOST_ROWS) throw tooManyRows();
    }
  };
  try {
    for (let at = 0; at < text.length; at += CHARACTERS_A_TURN) {
      parser.write(text.slice(at, at + CHARACTERS_A_TURN));
      await Promise.race([failed, new Promise(resolve => setImmediate(resolve))]);
      take();
    }
    const ended = new Promise(resolve => parser.once('end', resolve));
    parser.on('readable', () => {});
    parser.end();
    await Promise.race([failed, new Promise(resolve => setImmediate(resolve))]);
    take();
    await Promise.race([failed, ended]);
    return rows;
  } finally {
    parser.destroy();
  }
}

/** Nobody types a tab into a cell, so lines with tabs are cut at them; else the sign there is most of. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, LINES_TO_LOOK_AT).filter(line => line.trim() !== '');
  const inAll = (sign: string) => lines.reduce((sum, line) => sum + line.split(sign).length - 1, 0);
  if (lines.filter(line => line.includes('\t')).length * 2 > lines.length) return '\t';
  return inAll(';') > inAll(',') ? ';' : ',';
}

function brokenAt(error: Error, row: number): Refused {
  return new Refused('import-refused', {
    zh: `第 ${row + 1} 行附近的引号没有配对，无法继续读取：请在表格软件中打开，另存为 CSV 后重试`,
    en: `A quote near row ${row + 1} is not closed (${error.message}): open the file in a spreadsheet and save it as CSV again.`,
  });
}
