import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { Refused } from '../http/refused.ts';
import { parseXlsx } from './parse-xlsx.ts';
import { MOST_XLSX_BYTES, readXlsx } from './read-xlsx.ts';
import type { Table } from './table.ts';
import { tableAnswer } from './table-answer.ts';

interface Row {
  code: string;
  text: string | null;
  count: number | null;
  at: number | null;
  took: number | null;
}

const AT = Date.parse('2026-11-22T23:05:06+08:00');

function aTable(rows: Table<Row>['rows']): Table<Row> {
  return {
    sheet: '清单',
    timeZone: 'Asia/Shanghai',
    columns: [
      { heading: '编号', kind: 'text', value: row => row.code },
      { heading: '内容', kind: 'text', width: 40, value: row => row.text },
      { heading: '数量', kind: 'number', value: row => row.count },
      { heading: '时间', kind: 'time', value: row => row.at },
      { heading: '用时', kind: 'duration', value: row => row.took },
    ],
    rows,
  };
}

const aRow = (row: Partial<Row> = {}): Row => ({
  ...{ code: '440306017018001', text: '占道', count: 3, at: AT, took: 93_784_000 },
  ...row,
});

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const fileOf = (format: 'xlsx' | 'csv', rows: Table<Row>['rows']) =>
  bytesOf(tableAnswer(format, '清单', aTable(rows)).body as Readable);

async function sheetOf(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook.worksheets[0]!;
}

test('CSV: BOM, CRLF, times of the zone, hours that run on past a day, codes as written', async () => {
  const text = (
    await fileOf('csv', [aRow(), aRow({ text: 'a"b,c\nd', count: null, at: null, took: -65_000 })])
  ).toString();
  expect(text).toBe(
    '\uFEFF编号,内容,数量,时间,用时\r\n' +
      '440306017018001,占道,3,2026-11-22 23:05:06,26:03:04\r\n' +
      `440306017018001,"a""b,c\nd",,,'-0:01:05\r\n`,
  );
});

test('CSV: a table without rows has its headings', async () => {
  expect((await fileOf('csv', [])).toString()).toBe('\uFEFF编号,内容,数量,时间,用时\r\n');
});

const FORMULAS = ['=1+1', '+86', '-x', '@sum', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', `=cmd|' /C calc'!A0`];

test.each(FORMULAS)('[10] %j starts no formula in either file', async text => {
  const [, line] = (await fileOf('csv', [aRow({ text })])).toString().split('\r\n');
  expect(line).toMatch(/^440306017018001,"?'/);
  const cell = (await sheetOf(await fileOf('xlsx', [aRow({ text })]))).getCell('B2');
  expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
  expect(cell.numFmt).toBe('@');
  expect(String(cell.value).trim()).toBe(text.trim());
});

test('a number below zero stays a number', async () => {
  expect((await fileOf('csv', [aRow({ count: -3 })])).toString()).toContain(',-3,');
  expect((await sheetOf(await fileOf('xlsx', [aRow({ count: -3 })]))).getCell('C2').value).toBe(-3);
});

test('XLSX: headings stay in sight, codes are text, times are dates of the zone, durations are days', async () => {
  const sheet = await sheetOf(await fileOf('xlsx', [aRow()]));
  expect(sheet.name).toBe('清单');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.getRow(1).font.bold).toBe(true);
  expect(sheet.getRow(1).values).toEqual([undefined, '编号', '内容', '数量', '时间', '用时']);
  expect(sheet.getCell('A2').value).toBe('440306017018001');
  expect(sheet.getCell('D2').value).toEqual(new Date('2026-11-22T23:05:06Z'));
  expect(sheet.getCell('D2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
  expect(sheet.getCell('E2').numFmt).toBe('[h]:mm:ss');
  expect(sheet.getColumn(2).width).toBe(40);
});

test('the file has a Chinese name, and a plain one for those who cannot read it', () => {
  const { headers } = tableAnswer('csv', "事件(1)'清单", aTable([]));
  expect(headers['Content-Type']).toBe('text/csv; charset=utf-8');
  expect(headers['Content-Disposition']).toBe(
    `attachment; filename="table.csv"; filename*=UTF-8''%E4%BA%8B%E4%BB%B6%281%29%27%E6%B8%85%E5%8D%95.csv`,
  );
});

test.each(['xlsx', 'csv'] as const)('%s: rows that fail break the file off instead of ending it', async format => {
  async function* rows() {
    yield aRow();
    throw new Error('the database has gone');
  }
  await expect(fileOf(format, rows())).rejects.toThrow('the database has gone');
});

test.each(['xlsx', 'csv'] as const)('%s: nobody reads, so no more rows are fetched', async format => {
  let fetched = 0;
  function* rows() {
    for (; fetched < 1_000_000; fetched++) yield aRow({ text: `${fetched} ${Math.random()}`.repeat(20) });
  }
  const stream = tableAnswer(format, '清单', aTable(rows())).body as Readable;
  stream.once('readable', () => {});
  let before = -1;
  for (let i = 0; i < 100 && fetched !== before; i++) {
    before = fetched;
    await sleep(100);
  }
  expect(fetched).toBe(before);
  expect(fetched).toBeLessThan(100_000);
  stream.destroy();
});

async function workbookBytes(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('一'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('reading: texts, numbers, dates, rich text, links and results; merged downwards repeats, sideways does not', async () => {
  const bytes = await workbookBytes(sheet => {
    sheet.addRow([' a ', 5, new Date('2026-11-01T00:00:00Z'), { richText: [{ text: '安' }, { text: '监' }] }]);
    sheet.addRow([{ text: '网站', hyperlink: 'https://example.invalid' }, { formula: '1+1', result: 2 }, 'x\r\ny']);
    sheet.addRow(['', 'beside']);
    sheet.mergeCells('A2:A3');
    sheet.addRow(['across']);
    sheet.mergeCells('A4:C4');
  });
  expect((await parseXlsx(bytes)).map(({ cells }) => cells)).toEqual([
    ['a', '5', '2026-11-01T00:00:00.000Z', '安监'],
    ['网站', '2', 'x\ny'],
    ['网站', 'beside'],
    ['across', '', ''],
  ]);
});

async function changed(bytes: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(bytes);
  zip.file(part, change(await zip.file(part)!.async('string')));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

test.each(['no zip at all', '', 'PK\u0003\u0004 and then nothing'])(
  'a file that is none is refused: %j',
  async text => {
    await expect(parseXlsx(Buffer.from(text))).rejects.toMatchObject({ code: 'import-refused' });
  },
);

test('a zip that is no workbook is refused', async () => {
  const zip = new JSZip().file('a.txt', 'a');
  await expect(parseXlsx(await zip.generateAsync({ type: 'nodebuffer' }))).rejects.toMatchObject({
    code: 'import-refused',
  });
});

test('a workbook that is cut off is refused', async () => {
  const bytes = await workbookBytes(sheet => sheet.addRow(['a']));
  await expect(parseXlsx(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({ code: 'import-refused' });
});

test.each<[string, () => Promise<Buffer>]>([
  [
    'more rows than 5,000',
    () =>
      workbookBytes(sheet => {
        for (let i = 0; i < 5_001; i++) sheet.addRow(['a']);
      }),
  ],
  [
    'a row far down',
    () =>
      workbookBytes(sheet => {
        sheet.getCell('A1048576').value = 'a';
      }),
  ],
  [
    'a merge of all cells',
    async () =>
      changed(await workbookBytes(sheet => sheet.mergeCells('A1:B2')), 'xl/worksheets/sheet1.xml', xml =>
        xml.replace('mergeCell ref="A1:B2"', 'mergeCell ref="A1:XFD1048576"'),
      ),
  ],
  [
    'a name for all cells',
    async () =>
      changed(await workbookBytes(sheet => sheet.addRow(['a'])), 'xl/workbook.xml', xml =>
        xml.replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="x">一!$A$1:$XFD$1048576</definedName></definedNames>',
        ),
      ),
  ],
  [
    'a bomb: 200 MB of spaces in 200 KB',
    async () =>
      changed(
        await workbookBytes(sheet => sheet.addRow(['a'])),
        'xl/worksheets/sheet1.xml',
        xml => xml + ' '.repeat(2e8),
      ),
  ],
])('too large: %s', async (_, make) => {
  const bytes = await make();
  const began = performance.now();
  await expect(parseXlsx(bytes)).rejects.toMatchObject({ code: 'too-large' });
  expect(performance.now() - began).toBeLessThan(5000);
});

test('a merge that is not written plainly is refused, a rule on all cells is not read', async () => {
  const merged = await workbookBytes(sheet => sheet.mergeCells('A1:B2'));
  const hidden = await changed(merged, 'xl/worksheets/sheet1.xml', xml =>
    xml.replace('mergeCell ref="A1:B2"', 'mergeCell ref="&#65;1:XFD1048576"'),
  );
  await expect(parseXlsx(hidden)).rejects.toMatchObject({ code: 'import-refused' });
  const ruled = await changed(await workbookBytes(sheet => sheet.addRow(['a'])), 'xl/worksheets/sheet1.xml', xml =>
    xml.replace(
      '</sheetData>',
      '</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>',
    ),
  );
  expect((await parseXlsx(ruled)).map(({ cells }) => cells)).toEqual([['a']]);
});

test('a thread of its own reads the sheet: rows and refusals come back as they are', async () => {
  await expect(readXlsx(Buffer.alloc(MOST_XLSX_BYTES + 1))).rejects.toMatchObject({ code: 'too-large' });
  const bytes = await workbookBytes(sheet => sheet.addRow(['流动摊贩', '城管办']));
  expect(await readXlsx(bytes)).toEqual([{ row: 1, cells: ['流动摊贩', '城管办'] }]);
  const refused = await readXlsx(bytes.subarray(0, bytes.length / 2)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ code: 'import-refused', sentence: { zh: expect.stringContaining('XLSX') } });
}, 30_000);
