/** A round's sheet that is right: what it brings, again, instead of an earlier one, in every system and encoding; whole or not at all. */
import { describe, expect, test } from 'vitest';
import { aDeduction, aRegister, BY, NOW } from './book-under-test.ts';
import { commitSheet } from './commit-sheet.ts';
import { csv, ROUND, type SheetsUnderTest } from './sheets-under-test.ts';

/** `测评点编号,扣分项,扣分` and one row, in GBK. */
const IN_GBK = Buffer.concat([
  Buffer.from('b2e2c6c0b5e3b1e0bac52cbfdbb7d6cfee2cbfdbb7d60d0a', 'hex'),
  Buffer.from('50312cb1a9c2b6c0acbbf82c312e350d0a', 'hex'),
]);

export function takingSuite(sheets: SheetsUnderTest): void {
  const { asked, plan, preview, take, states, stored, told } = sheets;
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
      expect(sheets.opened.facts).toMatchObject([
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
      const { seq } = sheets.opened.changeLog;
      expect(await take(first)).toMatchObject({ deductions: 0, known: 1, alreadyDone: true });
      expect([await stored(), sheets.opened.changeLog.seq]).toEqual([before, seq]);
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
      await sheets.opened.book.deduct(aDeduction('P5', '2026-09', { number: 'A-1' }), BY, NOW);
      expect(await told(Buffer.from('测评点编号,扣分项,扣分,扣分编号\nP1,积水,1,A-1'))).toEqual([
        '2 扣分编号 扣分编号已用于 2026-09 的 P5：请更换编号',
      ]);
    });

    test('[SP-27] a sheet that replaces: what earlier ones brought goes, what was reported by itself stays', async () => {
      await sheets.opened.book.deduct(aDeduction('P5', ROUND), BY, NOW);
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
      await sheets.opened.book.deduct(aDeduction('P7', '2026-09'), BY, NOW);
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

  test('[SP-26] nothing is half taken: a commit that fails in the middle leaves everything as it was', async () => {
    const bytes = csv('P1,,,积水,1,,,,', 'P2,,,积水,1,,,,');
    const planned = await plan(bytes);
    await sheets.opened.book.deduct(aDeduction('P1', ROUND, { number: planned.deductions[1]!.number }), BY, NOW);
    const before = [await stored(), sheets.opened.changeLog.seq];
    const commit = commitSheet(sheets.opened.book.parts, { plan: planned, question: asked(), bytes, by: 'x' }, BY, NOW);
    await expect(commit).rejects.toMatchObject({ code: 'version-conflict' });
    expect([await stored(), sheets.opened.changeLog.seq]).toEqual(before);
  });
}
