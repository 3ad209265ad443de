import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refused } from '../http/refused.ts';
import { parseXlsx } from './parse-xlsx.ts';
import { readCsv } from './read-csv.ts';
import { readSheet } from './read-sheet.ts';

/** `编号,备注` in GBK. */
const GBK = Buffer.from('b1e0bac52cb1b8d7a2', 'hex');

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('一'));
  return Buffer.from(await book.xlsx.writeBuffer());
}

const cellsOf = async (text: string) => (await readCsv(Buffer.from(text))).rows.map(({ cells }) => cells);

describe('CSV', () => {
  test('UTF-8 with and without mark, GBK, and what Excel calls Unicode', async () => {
    expect(await readCsv(Buffer.from('\ufeff编号,备注'))).toEqual({
      ...{ encoding: 'utf-8', rows: [{ row: 1, cells: ['编号', '备注'] }] },
    });
    expect(await readCsv(GBK)).toEqual({ encoding: 'gb18030', rows: [{ row: 1, cells: ['编号', '备注'] }] });
    const utf16 = Buffer.from('\ufeff编号\t备注', 'utf16le');
    expect(await readCsv(utf16)).toEqual({ encoding: 'utf-16le', rows: [{ row: 1, cells: ['编号', '备注'] }] });
  });

  test('comma, tab or semicolon; quotes with commas and lines in them', async () => {
    expect(await cellsOf('a,b\n"c,1","d\r\ne ""f"""')).toEqual([
      ['a', 'b'],
      ['c,1', 'd\ne "f"'],
    ]);
    expect(await cellsOf('a\tb,c\n1\t2')).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ]);
    expect(await cellsOf('a;b;c\n1;2')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2'],
    ]);
  });

  test('rows keep the number that a spreadsheet shows, blank ones are left out', async () => {
    const { rows } = await readCsv(Buffer.from(`a,b\r\n\r\n,,\r\n1,2\r\n${',\r\n'.repeat(20_000)}`));
    expect(rows).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 4, cells: ['1', '2'] },
    ]);
  });

  test('a long one comes whole, also where a piece ends in the middle of a cell', async () => {
    const line = (i: number) => `${i},"第${i}行，${'字'.repeat(i % 40)}"`;
    const text = Array.from({ length: 4000 }, (_, i) => line(i)).join('\n');
    const rows = await cellsOf(text);
    expect(rows).toHaveLength(4000);
    expect(rows[3999]).toEqual(['3999', `第3999行，${'字'.repeat(39)}`]);
  });

  test.each([
    ['an open quote', Buffer.from('a,b\n1,"2\n3,4'), 'import-refused'],
    ['no text', Buffer.from([0, 1, 2, 3, 0]), 'import-refused'],
    ['no encoding at all', Buffer.from([0x61, 0xff, 0xff, 0xff]), 'import-refused'],
    ['too many rows', Buffer.from('a\n'.repeat(5001)), 'too-large'],
    ['too many blank rows', Buffer.from('a\n'.concat('\n'.repeat(30_001))), 'too-large'],
    ['too many columns', Buffer.from('a,'.repeat(70)), 'too-large'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(readCsv(bytes)).rejects.toMatchObject({ code });
  });
});

describe('a sheet', () => {
  test('is known by what is in it', async () => {
    const bytes = await workbook(sheet => sheet.addRow(['编号', '备注']));
    expect(await readSheet(bytes)).toMatchObject({
      format: 'xlsx',
      encoding: null,
      rows: [{ cells: ['编号', '备注'] }],
    });
    expect(await readSheet(GBK)).toMatchObject({ format: 'csv', encoding: 'gb18030' });
  }, 30_000);

  test('that is empty, or an old .xls, is refused with what to do', async () => {
    await expect(readSheet(Buffer.alloc(0))).rejects.toMatchObject({ sentence: { zh: '文件是空的' } });
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await expect(readSheet(old)).rejects.toMatchObject({ sentence: { zh: expect.stringContaining('另存为') } });
  });

  test('with 20,000 blank rows that have a frame is read; a formula without a result comes as it is written', async () => {
    const bytes = await workbook(sheet => {
      sheet.addRow(['编号', '扣分']);
      sheet.addRow(['XA-0001', { formula: 'B9*2' }]);
      for (let i = 3; i < 20_003; i++)
        for (let column = 1; column <= 4; column++) sheet.getCell(i, column).border = { top: { style: 'thin' } };
    });
    expect(await parseXlsx(bytes)).toEqual([
      { row: 1, cells: ['编号', '扣分'] },
      { row: 2, cells: ['XA-0001', '=B9*2'] },
    ]);
  }, 30_000);
});

test('whatever the bytes, a text sheet is rows or a refusal', async () => {
  const piece = fc.oneof(fc.constantFrom('"', ',', '\n', '\r\n', '\t', ';', '编', '1.5', '\ufeff'), fc.string());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
        fc.array(piece, { maxLength: 40 }).map(parts => Buffer.from(parts.join(''))),
      ),
      async bytes => {
        const read = await readCsv(bytes).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(Refused);
        else expect(read).toMatchObject({ rows: expect.any(Array) });
      },
    ),
    { numRuns: 3000, seed: 20261128 },
  );
}, 60_000);
