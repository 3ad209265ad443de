/** A round's sheet, for each database: what people hand over, what they are told, and that nothing is ever half taken. */
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { Refused } from '../http/refused.ts';
import { judgePlace } from '../ingest/place-gate.ts';
import { aDeduction, aRegister, type BookUnderTest, BY, DAYS, emptyTables, NOW, openBook } from './book-under-test.ts';
import { commitSheet } from './commit-sheet.ts';
import { readPointRecords } from './point-records.ts';
import type { SheetContext } from './round-sheet.ts';
import { planSheet, type SheetQuestion } from './sheet-plan.ts';

const ROUND = '2026-10';
const HEADINGS = '测评点编号,测评点名称,社区,扣分项,扣分,备注,时间,经度,纬度';
const csv = (...lines: string[]) => Buffer.from([HEADINGS, ...lines].join('\r\n'));
const xlsx = async (fill: (sheet: ExcelJS.Worksheet) => void) => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('测评'));
  return Buffer.from(await book.xlsx.writeBuffer());
};
/** `测评点编号,扣分项,扣分` and one row, in GBK. */
const IN_GBK = Buffer.concat([
  Buffer.from('b2e2c6c0b5e3b1e0bac52cbfdbb7d6cfee2cbfdbb7d60d0a', 'hex'),
  Buffer.from('50312cb1a9c2b6c0acbbf82c312e350d0a', 'hex'),
]);

export function importSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let opened: BookUnderTest;
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.clear());
    beforeEach(async () => {
      await emptyTables(place);
      opened = await openBook(place);
    });

    const context = (known: Partial<SheetContext> = {}): SheetContext => ({
      ...{ register: aRegister(12), days: DAYS, rounds: opened.book.parts.rounds, items: null },
      communityName: code => ({ c1: '宝民社区', c2: '新乐社区' })[code] ?? code,
      communityAt: ([lon, lat]) => (lon > 113.85 && lon < 113.93 && lat > 22.53 && lat < 22.6 ? 'c1' : null),
      judge: judgePlace,
      ...known,
    });
    const asked = (known: Partial<SheetQuestion> = {}): SheetQuestion => ({
      ...{ round: ROUND, crs: 'WGS84', unlisted: 'not-assessed', mode: 'add', ...known },
    });
    const plan = (bytes: Buffer, known: Partial<SheetQuestion> = {}, its: Partial<SheetContext> = {}) =>
      planSheet(place.database.db, bytes, asked(known), context(its), NOW, 'zh');
    const preview = async (...args: Parameters<typeof plan>) => (await plan(...args)).preview;
    const take = async (bytes: Buffer, known: Partial<SheetQuestion> = {}) => {
      const planned = await plan(bytes, known);
      expect(planned.preview.faults).toEqual([]);
      return commitSheet(opened.book.parts, { plan: planned, question: asked(known), bytes, by: '管理员' }, BY, NOW);
    };
    const states = async () =>
      Object.fromEntries((await readPointRecords(place.database.db)).map(({ code, state }) => [code, state]));
    const stored = async () => {
      const { db } = place.database;
      const deductions = await db.selectFrom('deduction').selectAll().orderBy('number').execute();
      const assessed = await db.selectFrom('point_assessment').selectAll().orderBy('point').execute();
      return { deductions, assessed };
    };
    /** What a person reads: row, column, sentence. */
    const told = async (bytes: Buffer, known: Partial<SheetQuestion> = {}, its: Partial<SheetContext> = {}) => {
      const { faults, ready } = await preview(bytes, known, its);
      expect(ready).toBe(faults.length === 0);
      return faults.map(({ row, column, message }) => `${row} ${column} ${message}`);
    };

    describe('taken', () => {
      test('[SP-21] [SP-22] deductions and clean points, with places for the map; then as the preview said, as one fact', async () => {
        const bytes = csv(
          'P1,点1,宝民社区,暴露垃圾,1.5,花坛边,2026-10-12 14:30,113.9001,22.56',
          'P1,,,积水,0.5,,,,',
          'P2,点2,新乐,,,,,,',
          'P3,,,无,0,,,,',
        );
        const { rows, counts, warnings, file } = await preview(bytes);
        expect(rows).toMatchObject([
          { row: 2, point: 'P1', kind: 'deduction', item: '暴露垃圾', score: 1.5, lon: 113.9001, distanceM: 10 },
          { row: 3, point: 'P1', kind: 'deduction', at: null, lon: 113.9, distanceM: null },
          { row: 4, point: 'P2', kind: 'clean', lon: 113.901 },
          { row: 5, point: 'P3', kind: 'clean' },
        ]);
        expect(rows[0]!.at).toBe(Date.parse('2026-10-12T14:30:00+08:00'));
        expect(counts).toEqual({
          ...{ rows: 4, faults: 0, points: 3, deductions: 2, known: 0, clean: 2, unlisted: 0, withdrawn: 0 },
        });
        expect([warnings, file.encoding]).toEqual([[], 'utf-8']);
        expect(await take(bytes)).toMatchObject({ deductions: 2, clean: 2, changedPoints: 3, alreadyDone: false });
        expect(opened.facts).toMatchObject([
          { kind: 'points-changed', subject: ROUND, data: { cause: 'imported', deductions: 2 } },
        ]);
        expect(await states()).toEqual({ P1: 'deducted' });
        const { deductions, assessed } = await stored();
        expect(deductions.map(({ at_known }) => at_known).sort()).toEqual([0, 1]);
        expect(assessed.map(({ point, score }) => [point, score])).toEqual([
          ['P1', 98],
          ['P2', 100],
          ['P3', 100],
        ]);
      });

      test('[SP-26] the same file again changes nothing; a longer one brings what is new', async () => {
        const first = csv('P1,,,暴露垃圾,1,,,,', 'P2,,,,,,,,');
        await take(first);
        const before = await stored();
        const { seq } = opened.changeLog;
        expect(await take(first)).toMatchObject({ deductions: 0, known: 1, alreadyDone: true });
        expect([await stored(), opened.changeLog.seq]).toEqual([before, seq]);
        const longer = csv('P3,,,积水,1,,,,', 'P1,,,暴露垃圾,1,,,,', 'P2,,,,,,,,');
        expect((await preview(longer)).rows.map(({ kind }) => kind)).toEqual(['deduction', 'known', 'clean']);
        expect(await take(longer)).toMatchObject({ deductions: 1, known: 1, alreadyDone: false });
        expect((await stored()).deductions).toHaveLength(2);
      });

      test('two equal rows are two deductions; the same number twice is one too many', async () => {
        const bytes = csv('P1,,,暴露垃圾,1,,,,', 'P1,,,暴露垃圾,1,,,,');
        expect(await take(bytes)).toMatchObject({ deductions: 2 });
        const numbered = Buffer.from('测评点编号,扣分项,扣分,扣分编号\nP1,积水,1,A-1\nP2,积水,1,A-1');
        expect(await told(numbered)).toEqual(['3 扣分编号 与第 2 行重复']);
        await opened.book.deduct(aDeduction('P5', '2026-09', { number: 'A-1' }), BY, NOW);
        expect(await told(Buffer.from('测评点编号,扣分项,扣分,扣分编号\nP1,积水,1,A-1'))).toEqual([
          '2 扣分编号 扣分编号已用于 2026-09 的 P5：请更换编号',
        ]);
      });

      test('[SP-27] a sheet that replaces: what earlier ones brought goes, what was reported by itself stays', async () => {
        await opened.book.deduct(aDeduction('P5', ROUND), BY, NOW);
        await take(csv('P1,,,暴露垃圾,1,,,,', 'P2,,,积水,1,,,,', 'P5,,,积水,1,,,,'));
        const right = csv('P1,,,暴露垃圾,2,,,,');
        expect((await preview(right, { mode: 'replace' })).counts).toMatchObject({ withdrawn: 3, deductions: 1 });
        expect(await take(right, { mode: 'replace' })).toMatchObject({ withdrawn: 3, deductions: 1 });
        expect(await states()).toEqual({ P1: 'deducted', P5: 'deducted' });
        const { assessed } = await stored();
        expect(assessed.map(({ point, lost }) => [point, lost])).toEqual([
          ['P1', 2],
          ['P5', 1.5],
        ]);
        expect(await take(right, { mode: 'replace' })).toMatchObject({ alreadyDone: true });
      });

      test('[SP-22] who lists deductions only may say that all others were clean', async () => {
        await opened.book.deduct(aDeduction('P7', '2026-09'), BY, NOW);
        const bytes = csv('P1,,,暴露垃圾,1,,,,');
        await take(bytes);
        expect(await states()).toEqual({ P1: 'deducted', P7: 'deducted' });
        expect((await preview(bytes, { unlisted: 'clean' })).counts).toMatchObject({ unlisted: 11, known: 1 });
        expect(await take(bytes, { unlisted: 'clean' })).toMatchObject({ clean: 11 });
        expect(await states()).toEqual({ P1: 'deducted' });
      });

      test('GBK, headings by other names, a title above, points by name', async () => {
        expect(await preview(IN_GBK)).toMatchObject({
          ...{ ready: true, file: { encoding: 'gb18030' }, rows: [{ point: 'P1', item: '暴露垃圾', score: 1.5 }] },
        });
        const bytes = Buffer.from('十月环卫指数测评表,,\n,,\n点位名称,存在问题,扣分值\n点 3,积水,２分\n');
        const read = await preview(bytes);
        expect(read).toMatchObject({ ready: true, rows: [{ row: 4, point: 'P3', score: 2 }] });
        expect(read.headings).toEqual([
          { heading: '点位名称', field: 'name' },
          { heading: '存在问题', field: 'item' },
          { heading: '扣分值', field: 'score' },
        ]);
      });

      test('[SP-24] GCJ-02 and BD-09 as declared come to lie where the points are', async () => {
        const { default: gcoord } = await import('gcoord');
        for (const [crs, system] of [
          ['GCJ02', gcoord.GCJ02],
          ['BD09', gcoord.BD09],
        ] as const) {
          const lines = aRegister(4).all.map(({ code, lon, lat }) => {
            const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, system);
            return `${code},,,,,,,${x},${y}`;
          });
          const right = await preview(csv(...lines), { crs });
          expect(right).toMatchObject({ ready: true, crsHint: null });
          expect(Math.max(...right.rows.map(row => row.distanceM!))).toBeLessThan(2);
          // And said to be another system, they are refused with the one that fits.
          const wrong = await preview(csv(...lines), { crs: 'WGS84' });
          expect(wrong).toMatchObject({ ready: false, crsHint: { better: crs } });
          expect(wrong.faults).toMatchObject([
            {
              row: 1,
              column: '经度',
              message: expect.stringContaining(`请改选${crs === 'GCJ02' ? '国测局坐标' : '百度坐标'}`),
            },
          ]);
        }
      });

      test("a sheet of the profile's items: the points of the list, and a word where the sheet has others", async () => {
        const items = { list: [{ name: '积水', points: 1 }], source: 'x' };
        const read = await preview(csv('P1,,,积水,,,,,', 'P2,,,积水,3,,,,'), {}, { items });
        expect(read).toMatchObject({
          ready: true,
          rows: [{ score: 1 }, { score: 3 }],
          warnings: [{ row: 3, column: '扣分' }],
        });
        expect(await told(csv('P1,,,暴露垃圾,1,,,,'), {}, { items })).toEqual([
          '2 扣分项 扣分标准里没有“暴露垃圾”：请按扣分标准填写',
        ]);
      });

      test('where the sheet contradicts the register, the register stays and the row is told', async () => {
        const read = await preview(csv('P1,另一个名字,新乐社区,积水,1,,2026-11-03,113.9,22.565'));
        expect(read.ready).toBe(true);
        expect(read.warnings.map(({ column, message }) => `${column} ${message}`)).toEqual([
          '测评点名称 名称与名册（点1）不一致，按名册导入',
          '社区 社区与名册（宝民社区）不一致，按名册导入',
          '时间 时间不在 2026-10 之内，请核对',
          '经度 距登记位置 556 米，请核对',
        ]);
      });
    });

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

      test('numbers as text are read; what is no number is told', async () => {
        const bytes = await xlsx(sheet => {
          sheet.addRow(['测评点编号', '扣分项', '扣分']);
          sheet.addRow(['P1', '积水', '1.5']);
          sheet.addRow(['P2', '积水', "'0.5"]);
          sheet.addRow(['P3', '积水', '一点五']);
          sheet.addRow(['P4', '积水', '-1']);
          sheet.addRow(['P5', '积水', '1,5']);
          sheet.addRow(['P6', '积水', '100.5']);
        });
        expect(await told(bytes)).toEqual([
          '4 扣分 应为 0 至 100 的数字，如 0.5',
          '5 扣分 扣分应写正数：请去掉负号',
          '6 扣分 应为 0 至 100 的数字，如 0.5',
          '7 扣分 应为 0 至 100 的数字，如 0.5',
        ]);
      }, 30_000);

      test('codes as floats', async () => {
        expect(await told(csv('4.40306E+14,,,积水,1,,,,', '1.0,,,积水,1,,,,'))).toEqual([
          '2 测评点编号 编号被表格软件改成了科学计数：请把该列设为“文本”格式，重新填写编号',
          '3 测评点编号 编号被表格软件当作小数：请把该列设为“文本”格式，重新填写编号',
        ]);
      });

      test('codes and names that the register does not have', async () => {
        expect(
          await told(csv('P99,,,积水,1,,,,', 'p1,点4,,积水,1,,,,', ',不存在的点,,积水,1,,,,', ',,,积水,1,,,,')),
        ).toEqual([
          '2 测评点编号 名册没有测评点“P99”：请按名册更正编号',
          '3 测评点编号 名册没有测评点“p1”：名称相同的是 P4，请核对',
          '4 测评点名称 名册没有叫“不存在的点”的测评点：请填写编号',
          '5 测评点编号 没有写测评点：请填写编号；标题占几行或有合并单元格时，请把标题改成一行',
        ]);
      });

      test('formulas: a result is taken, none or an error is told', async () => {
        const bytes = await xlsx(sheet => {
          sheet.addRow(['测评点编号', '扣分项', '扣分']);
          sheet.addRow(['P1', '积水', { formula: '1+0.5', result: 1.5 }]);
          sheet.addRow(['P2', '积水', { formula: 'Z9*2' }]);
          sheet.addRow(['P3', '积水', { formula: '1/0', result: { error: '#DIV/0!' } as never }]);
        });
        expect(await told(bytes)).toEqual([
          '3 扣分 公式没有结果：请复制后“选择性粘贴”为数值',
          '4 扣分 公式没有结果：请复制后“选择性粘贴”为数值',
        ]);
      }, 30_000);

      test('formulas are told in every column, and so is what is too long to be kept', async () => {
        const message = '公式没有结果：请复制后“选择性粘贴”为数值';
        const rows = [
          '=B7,,,积水,1,,,,',
          'P2,,,=B7,1,,,,',
          'P3,,,积水,1,#REF!,,,',
          'P4,,,积水,1,,=NOW(),,',
          'P5,,,积水,1,,,#N/A,22',
        ];
        expect(await told(csv(...rows, `P6,,,${'水'.repeat(61)},1,,,,`))).toEqual([
          ...['2 测评点编号', '3 扣分项', '4 备注', '5 时间', '6 经度'].map(at => `${at} ${message}`),
          '7 扣分项 超过 60 个字：请缩短',
        ]);
      });

      test('a name that several points have names none of them; a point that is clean in two rows is told', async () => {
        const twins = { register: aRegister(2, { name: '同名' }) };
        expect(await told(csv(',同名,,积水,1,,,,'), {}, twins)).toEqual([
          '2 测评点名称 有 2 个测评点叫“同名”：请填写编号',
        ]);
        const { ready, warnings, counts } = await preview(csv('P1,,,,,,,,', 'P1,,,无,,,,,'));
        expect([ready, counts.clean]).toEqual([true, 1]);
        expect(warnings.map(({ row, column, message }) => `${row} ${column} ${message}`)).toEqual([
          '3 测评点编号 与第 2 行重复',
        ]);
      });

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

      test('places that are none, outside the subdistrict, or half given', async () => {
        const found = await told(
          csv(
            'P1,,,积水,1,,,22.56,113.9',
            'P2,,,积水,1,,,0,0',
            'P3,,,积水,1,,,114.2,22.56',
            'P4,,,积水,1,,,113.9,',
            'P5,,,积水,1,,,113°53′,22.5',
          ),
        );
        expect(found).toEqual([
          '2 经度 经纬度颠倒（lon 22.56, lat 113.9）：请更正',
          '3 经度 设备未定位（0, 0）：请更正',
          '4 经度 位置在街道范围之外：请核对经纬度和所选坐标系，或把经纬度留空（按登记位置）',
          '5 纬度 经度、纬度只填了一个：请补全，或两个都留空',
          '6 经度 应为小数，如 113.893125，不要写度分秒',
        ]);
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

      test('rows of another round', async () => {
        const rows = ['2026-10', '2026年9月', '2026Q4', '第三期', ''].map((round, i) => `${round},P${i + 1},积水,1`);
        expect(await told(Buffer.from(['轮次,测评点编号,扣分项,扣分', ...rows].join('\n')))).toEqual([
          '3 轮次 此行属于 2026-09，导入的是 2026-10：请分轮导入，或更正轮次',
          '4 轮次 此行属于 2026-Q4，导入的是 2026-10：请分轮导入，或更正轮次',
        ]);
      });

      test('rows that contradict each other or themselves', async () => {
        expect(
          await told(
            csv(
              'P1,,,积水,1,,,,',
              'P1,,,,,,,,',
              'P2,,,积水,,,,,',
              'P3,,,,2,,,,',
              'P4,,,积水,0,,,,',
              'P5,,,积水,1,,2026-11-29,,',
              'P6,,,积水,1,,十月,,',
            ),
          ),
        ).toEqual([
          '3 扣分项 同一测评点在第 2 行有扣分：请删去此行，或补上扣分项与扣分',
          '4 扣分 有扣分项却没有扣分：请填写扣分；没有问题的请把扣分项留空',
          '5 扣分项 有扣分却没有扣分项：请填写扣分项，没有扣分的请把扣分留空',
          '6 扣分 扣分为 0：合格的请把扣分项留空，否则请填写扣分',
          '7 时间 晚于当前时间：请更正',
          '8 时间 应为日期或时间，如 2026-11-28 或 2026-11-28 14:30',
        ]);
      });
    });

    test('[SP-26] nothing is half taken: a commit that fails in the middle leaves everything as it was', async () => {
      const bytes = csv('P1,,,积水,1,,,,', 'P2,,,积水,1,,,,');
      const planned = await plan(bytes);
      await opened.book.deduct(aDeduction('P1', ROUND, { number: planned.deductions[1]!.number }), BY, NOW);
      const before = [await stored(), opened.changeLog.seq];
      const commit = commitSheet(opened.book.parts, { plan: planned, question: asked(), bytes, by: 'x' }, BY, NOW);
      await expect(commit).rejects.toMatchObject({ code: 'version-conflict' });
      expect([await stored(), opened.changeLog.seq]).toEqual(before);
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
  });
}
