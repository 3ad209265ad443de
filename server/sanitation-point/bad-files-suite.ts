/** Files that are not what they should be: headings, encodings, kinds, blank rows, and whatever the cells. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refused } from '../http/refused.ts';
import { csv, HEADINGS, type SheetsUnderTest, xlsx } from './sheets-under-test.ts';

export function badFilesSuite({ plan, preview, told }: SheetsUnderTest): void {
  describe('bad files, each with row, column and what to do', () => {
    test('merged headings in two rows are understood; without a row for names they are explained', async () => {
      const merged = await xlsx(sheet => {
        sheet.addRow(['测评点编号', '扣分情况', '', '位置', '']);
        sheet.addRow(['', '扣分项', '扣分', '经度', '纬度']);
        sheet.mergeCells('A1:A2');
        sheet.mergeCells('B1:C1');
        sheet.mergeCells('D1:E1');
        sheet.addRow(['P1', '积水', 1, 113.9, 22.56]);
      });
      expect(await preview(merged)).toMatchObject({
        ready: true,
        rows: [{ row: 3, point: 'P1', score: 1, distanceM: 0 }],
      });
      const hidden = await xlsx(sheet => {
        sheet.addRow(['测评点编号', '扣分情况', '']);
        sheet.mergeCells('B1:C1');
        sheet.addRow(['P1', '积水', 1]);
      });
      expect(await told(hidden)).toEqual(['1 扣分项 缺少此列：请补上', '1 扣分 缺少此列：请补上']);
    }, 30_000);

    test('20,000 blank rows do no harm; 30,000 are told', async () => {
      const bytes = csv('P1,,,积水,1,,,,', ...Array.from({ length: 20_000 }, () => ',,,,,,,,'));
      expect(await preview(bytes)).toMatchObject({ ready: true, counts: { rows: 1 } });
      const more = csv('P1,,,积水,1,,,,', ...Array.from({ length: 30_001 }, () => ',,,,,,,,'));
      await expect(plan(more)).rejects.toMatchObject({
        sentence: { zh: expect.stringContaining('请删除名单以下的空白行') },
      });
    });

    test('a wrong encoding', async () => {
      const twice = Buffer.from(Buffer.from(HEADINGS).toString('latin1'));
      expect(await told(twice)).toMatchObject([
        expect.stringMatching(/^1 测评点编号 没有找到表头行：.*请另存为 UTF-8 或 GBK 编码$/),
      ]);
      const utf16 = Buffer.from(`\ufeff测评点编号\t扣分项\t扣分\nP1\t积水\t1`, 'utf16le');
      expect(await preview(utf16)).toMatchObject({ ready: true, file: { encoding: 'utf-16le' } });
      for (const bytes of [Buffer.from([0xff, 0xff, 0x80, 0x00]), Buffer.from('测评点编号,扣分项,扣分\nP1,积\0水,1')])
        await expect(plan(bytes)).rejects.toMatchObject({ code: 'import-refused' });
    });

    test('headings twice, or none', async () => {
      expect(await told(Buffer.from('测评点编号,扣分项,扣分,扣分\nP1,积水,1,2'))).toEqual([
        '1 扣分 此列出现两次：请只保留一列',
      ]);
      expect(await told(Buffer.from('P1,积水,1'))).toMatchObject([expect.stringContaining('没有找到表头行')]);
      // The heading itself beside a synonym: the synonym is another column.
      expect(await preview(Buffer.from('编号,测评点编号,扣分项,扣分\n1,P1,积水,1'))).toMatchObject({
        ...{ ready: true, rows: [{ point: 'P1' }], warnings: [{ column: '编号' }] },
      });
    });

    test('an empty file, and headings alone', async () => {
      await expect(plan(Buffer.alloc(0))).rejects.toMatchObject({ sentence: { zh: '文件是空的' } });
      expect(await told(csv())).toEqual(['1 测评点编号 表头以下没有任何一行']);
    });

    test('an XLSX that is called CSV, and the other way round: read by what they are, and told', async () => {
      const bytes = await xlsx(sheet => {
        sheet.addRow(['测评点编号', '扣分项', '扣分']);
        sheet.addRow(['P1', '积水', 1]);
      });
      expect(await preview(bytes, { file: '十月.csv' })).toMatchObject({
        ...{ ready: true, warnings: [{ message: '文件名以 .csv 结尾，内容是 XLSX，已按 XLSX 读取' }] },
      });
      expect(await preview(csv('P1,,,积水,1,,,,'), { file: '十月.xlsx' })).toMatchObject({
        ...{ ready: true, warnings: [{ message: '文件名以 .xlsx 结尾，内容是 CSV，已按 CSV 读取' }] },
      });
    }, 30_000);
  });

  test('whatever the cells, a sheet is a preview or a refusal, and its rows are where they were', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'P1',
        'P2',
        '点3',
        '积水',
        '1.5',
        '-1',
        '1e5',
        '=A1',
        '#REF!',
        '',
        '无',
        '2026-10-12',
        '113.9',
        '22.56',
        '"',
        '\t',
        '，',
      ),
      fc.string({ maxLength: 8 }),
    );
    const heading = fc.constantFrom(...HEADINGS.split(','), '编号', '问题', '日期', 'lon', '随便', '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(heading, { minLength: 1, maxLength: 9 }),
        fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 }),
        async (headings, rows) => {
          const text = [headings, ...rows].map(cells => cells.join(',')).join('\n');
          const read = await preview(Buffer.from(text)).catch((error: unknown) => error);
          if (read instanceof Error) expect(read).toBeInstanceOf(Refused);
          else expect((read as { rows: { row: number }[] }).rows.every(({ row }) => row > 1)).toBe(true);
        },
      ),
      { numRuns: 2500, seed: 20261128 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
        const read = await preview(Buffer.from(bytes)).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(Refused);
      }),
      { numRuns: 2500, seed: 20261128 },
    );
  }, 120_000);
}
