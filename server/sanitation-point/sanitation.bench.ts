/**
 * Measures the sanitation index over 1,000 points, 24 rounds and some 40,000 deductions: how long each question takes, and for how long
 * the event loop stands still at worst. In: nothing; made the same every time. Out: rows for `npm run bench -- --only sanitation`.
 * SQLite, and PostgreSQL when it answers. Alone: `npx tsx server/sanitation-point/sanitation.bench.ts`
 */

import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import gcoord from 'gcoord';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { bestRound } from '../../scripts/bench/best-round.ts';
import type { Row } from '../../scripts/bench/result.ts';
import { newPostgres, newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { indexBy } from '../contract/sanitation-index.ts';
import { judgePlace } from '../ingest/place-gate.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { aRegister, type BookUnderTest, BY, DAYS, NOW, OF_XINAN, openBook } from './book-under-test.ts';
import { commitSheet } from './commit-sheet.ts';
import { countIndex } from './count-index.ts';
import { inParts } from './in-parts.ts';
import { listRounds } from './list-rounds.ts';
import { pointHistory } from './point-history.ts';
import type { ListedPoint } from './point-register.ts';
import { roundCalendar } from './round-calendar.ts';
import { settlePoints } from './settle-points.ts';
import { planSheet, type SheetQuestion } from './sheet-plan.ts';

const POINTS = 1000;
const ROUNDS = 24;
const LONGEST_MS = 200;
const LONGEST_TURN_MS = 50;
const LONGEST_PREVIEW_MS = 3000;
const TIMES = 6; // the first warms up
const SEED = 20261128;

export async function benchSanitation(): Promise<{ group: string; rows: Row[] }> {
  const rows = await measured('SQLite', await newSqlite());
  if (postgresAnswers) rows.push(...(await measured('PostgreSQL', await newPostgres())));
  return { group: `sanitation, ${POINTS} points x ${ROUNDS} rounds`, rows };
}

async function measured(name: string, place: TestDatabase): Promise<Row[]> {
  const { db } = place.database;
  const register = aRegister(POINTS);
  const rounds = roundCalendar('month', DAYS);
  const parts = {
    ...{ db, register, rounds, rules: OF_XINAN.rules },
    order: { zones: ['z1', 'z2'], venueTypes: [] },
  };
  const rows: Row[] = [];
  const measure = async (what: string, ask: () => Promise<unknown>, times = TIMES) => {
    const { tookMs, turnMs } = await bestRound(ask, times);
    rows.push(
      { name: `${name}: ${what}`, value: tookMs, unit: 'ms', goal: `<= ${LONGEST_MS}`, ok: tookMs <= LONGEST_MS },
      {
        ...{ name: `${name}: ${what}, longest turn`, value: turnMs, unit: 'ms' },
        ...{ goal: `<= ${LONGEST_TURN_MS}`, ok: turnMs <= LONGEST_TURN_MS },
      },
    );
  };
  try {
    const opened = await openBook(place, { register });
    await fill(opened, place);
    const last = rounds.at(NOW)!;
    const year = { from: rounds.shifted(last, 1 - ROUNDS), to: last };
    for (const by of indexBy.options)
      await measure(`${ROUNDS} rounds by ${by}`, () => countIndex(parts, { by, period: year }, NOW));
    await measure('one round by point', () => countIndex(parts, { by: 'point', period: null }, NOW));
    await measure('all rounds listed', () => listRounds(parts, undefined));
    await measureSheets(name, place, opened, rows);
    await measure('history of one point', () => pointHistory(db, register.all[7]!, OF_XINAN.rules, { role: 'duty' }));
  } finally {
    await place.clear();
  }
  return rows;
}

/** A full round: every point, four rows in ten with a deduction, places in GCJ-02, XLSX. */
async function measureSheets(name: string, place: TestDatabase, { book }: BookUnderTest, rows: Row[]) {
  const { register, rounds } = book.parts;
  const context = {
    ...{ register, days: DAYS, rounds, items: null, communityName: (code: string) => code },
    ...{ communityAt: () => 'c1', judge: judgePlace },
  };
  const round = rounds.at(NOW)!;
  const question: SheetQuestion = { round, crs: 'GCJ02', unlisted: 'not-assessed', mode: 'add' };
  for (const format of ['xlsx', 'csv'] as const) {
    const bytes = await sheetOf(register.all, format);
    const plan = () => planSheet(place.database.db, bytes, question, context, NOW, 'zh');
    const previewed = await bestRound(plan, TIMES);
    const planned = await plan();
    if (!planned.preview.ready) throw new Error(JSON.stringify(planned.preview.faults[0]));
    const commit = { plan: planned, question, bytes, by: 'bench' };
    const committed = await bestRound(() => commitSheet(book.parts, commit, BY, NOW), 1);
    for (const [what, { tookMs, turnMs }] of Object.entries({ preview: previewed, commit: committed }))
      rows.push(
        {
          ...{ name: `${name}: ${what} of ${register.all.length} rows, ${format}`, value: tookMs, unit: 'ms' },
          ...{ goal: `<= ${LONGEST_PREVIEW_MS}`, ok: tookMs <= LONGEST_PREVIEW_MS },
        },
        {
          ...{
            name: `${name}: ${what} of ${register.all.length} rows, ${format}, longest turn`,
            value: turnMs,
            unit: 'ms',
          },
          ...{ goal: `<= ${LONGEST_TURN_MS}`, ok: turnMs <= LONGEST_TURN_MS },
        },
      );
  }
}

async function sheetOf(points: readonly ListedPoint[], format: 'xlsx' | 'csv'): Promise<Buffer> {
  const random = seededNumbers(SEED);
  const lines = points.map(({ code, name, community, lon, lat }) => {
    const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
    const found = random() < 0.4 ? [`${format} 暴露垃圾`, 0.5, '花坛边', '2026-11-12 14:30'] : ['', '', '', ''];
    return [code, name, community, ...found, x!, y!];
  });
  const headings = ['测评点编号', '测评点名称', '社区', '扣分项', '扣分', '备注', '时间', '经度', '纬度'];
  if (format === 'csv') return Buffer.from([headings, ...lines].map(cells => cells.join(',')).join('\r\n'));
  const book = new ExcelJS.Workbook();
  book.addWorksheet('测评').addRows([headings, ...lines]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function fill({ changeLog, book }: BookUnderTest, { database: { db } }: TestDatabase): Promise<void> {
  const random = seededNumbers(SEED);
  const { register, rounds, rules } = book.parts;
  const last = rounds.at(NOW)!;
  const cells = Array.from({ length: ROUNDS }, (_, i) => rounds.shifted(last, -i)).flatMap(round =>
    register.all.map(({ code: point }) => ({ point, round })),
  );
  const deductions = cells.flatMap(({ point, round }, i) =>
    Array.from({ length: random() < 0.4 ? 1 + Math.floor(random() * 7) : 0 }, (_, n) => ({
      ...{
        number: `${i}-${n}`,
        point,
        round,
        at: rounds.startOf(round) + n,
        item: `item ${Math.floor(random() * 30)}`,
      },
      score: 0.5,
    })),
  );
  for (const some of inParts(cells))
    await db
      .insertInto('point_assessment')
      .values(some.map(cell => ({ ...cell, at: NOW, score: null })))
      .execute();
  for (const some of inParts(deductions)) await db.insertInto('deduction').values(some).execute();
  await changeLog.commit(tx =>
    settlePoints(
      tx,
      register.all.map(({ code }) => code),
      rules,
    ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { group, rows } = await benchSanitation();
  console.log(group);
  for (const { name, value, unit, goal, ok } of rows)
    console.log(`${name}: ${value.toFixed(1)} ${unit}${goal ? ` (${goal}${ok ? '' : ', missed'})` : ''}`);
}
