/** For tests: sheets of a round as people hand them over, and a book of points that is empty before each test. Call it inside a `describe`. */
import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { judgePlace } from '../ingest/place-gate.ts';
import { aRegister, BY, bookForEachTest, DAYS, NOW } from './book-under-test.ts';
import { commitSheet } from './commit-sheet.ts';
import { readPointRecords } from './point-records.ts';
import type { SheetContext } from './round-sheet.ts';
import { planSheet, type SheetQuestion } from './sheet-plan.ts';

export const ROUND = '2026-10';
export const HEADINGS = '测评点编号,测评点名称,社区,扣分项,扣分,备注,时间,经度,纬度';
export const csv = (...lines: string[]) => Buffer.from([HEADINGS, ...lines].join('\r\n'));
export const xlsx = async (fill: (sheet: ExcelJS.Worksheet) => void) => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('测评'));
  return Buffer.from(await book.xlsx.writeBuffer());
};
export type SheetsUnderTest = ReturnType<typeof sheetsUnderTest>;

export function sheetsUnderTest(open: () => Promise<TestDatabase>) {
  const held = bookForEachTest(open);

  const context = (known: Partial<SheetContext> = {}): SheetContext => ({
    ...{ register: aRegister(12), days: DAYS, rounds: held.opened.book.parts.rounds, items: null },
    communityName: code => ({ c1: '宝民社区', c2: '新乐社区' })[code] ?? code,
    communityAt: ([lon, lat]) => (lon > 113.85 && lon < 113.93 && lat > 22.53 && lat < 22.6 ? 'c1' : null),
    judge: judgePlace,
    ...known,
  });
  const asked = (known: Partial<SheetQuestion> = {}): SheetQuestion => ({
    ...{ round: ROUND, crs: 'WGS84', unlisted: 'not-assessed', mode: 'add', ...known },
  });
  const plan = (bytes: Buffer, known: Partial<SheetQuestion> = {}, its: Partial<SheetContext> = {}) =>
    planSheet(held.place.database.db, bytes, asked(known), context(its), NOW, 'zh');
  const preview = async (...args: Parameters<typeof plan>) => (await plan(...args)).preview;
  const take = async (bytes: Buffer, known: Partial<SheetQuestion> = {}) => {
    const planned = await plan(bytes, known);
    expect(planned.preview.faults).toEqual([]);
    return commitSheet(held.opened.book.parts, { plan: planned, question: asked(known), bytes, by: '管理员' }, BY, NOW);
  };
  const states = async () =>
    Object.fromEntries((await readPointRecords(held.place.database.db)).map(({ code, state }) => [code, state]));
  const stored = async () => {
    const { db } = held.place.database;
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

  return {
    ...{ asked, plan, preview, take, states, stored, told },
    get opened() {
      return held.opened;
    },
  };
}
