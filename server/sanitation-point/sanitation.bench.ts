/**
 * Measures the sanitation index over 1,000 points, 24 rounds and some 40,000 deductions: how long each question takes, and for how long
 * the event loop stands still at worst. In: nothing; made the same every time. Out: rows for `npm run bench -- --only sanitation`.
 * SQLite, and PostgreSQL when it answers. Alone: `npx tsx server/sanitation-point/sanitation.bench.ts`
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { newPostgres, newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { indexBy } from '../contract/sanitation-index.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { aRegister, type BookUnderTest, DAYS, NOW, OF_XINAN, openBook } from './book-under-test.ts';
import { countIndex } from './count-index.ts';
import { listRounds } from './list-rounds.ts';
import { inParts } from './point-book.ts';
import { pointHistory } from './point-history.ts';
import { roundCalendar } from './round-calendar.ts';
import { settlePoints } from './settle-points.ts';

interface BenchRow {
  name: string;
  value: number;
  unit: string;
  goal?: string;
  ok?: boolean;
}

const POINTS = 1000;
const ROUNDS = 24;
const LONGEST_MS = 200;
const LONGEST_TURN_MS = 50;
const TIMES = 6; // the first warms up
const SEED = 20261128;

export async function benchSanitation(): Promise<{ group: string; rows: BenchRow[] }> {
  const rows = await measured('SQLite', await newSqlite());
  if (postgresAnswers) rows.push(...(await measured('PostgreSQL', await newPostgres())));
  return { group: `sanitation, ${POINTS} points x ${ROUNDS} rounds`, rows };
}

async function measured(name: string, place: TestDatabase): Promise<BenchRow[]> {
  const { db } = place.database;
  const register = aRegister(POINTS);
  const rounds = roundCalendar('month', DAYS);
  const parts = {
    ...{ db, register, rounds, rules: OF_XINAN.rules },
    order: { zones: ['z1', 'z2'], venueTypes: [] },
  };
  const rows: BenchRow[] = [];
  const measure = async (what: string, ask: () => Promise<unknown>, times = TIMES) => {
    const { tookMs, turnMs } = await best(ask, times);
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
    await measure('history of one point', () => pointHistory(db, register.all[7]!, OF_XINAN.rules, { role: 'duty' }));
  } finally {
    await place.clear();
  }
  return rows;
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

/** The time least disturbed by whatever else the machine does. */
async function best(ask: () => Promise<unknown>, times: number): Promise<{ tookMs: number; turnMs: number }> {
  const measured: { tookMs: number; turnMs: number }[] = [];
  for (let i = 0; i < times; i++) {
    const turns = monitorEventLoopDelay({ resolution: 1 });
    turns.enable();
    const began = performance.now();
    await ask();
    const tookMs = performance.now() - began;
    turns.disable();
    if (i > 0 || times === 1) measured.push({ tookMs, turnMs: turns.max / 1e6 });
  }
  return measured.sort((a, b) => a.tookMs - b.tookMs)[0]!;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { group, rows } = await benchSanitation();
  console.log(group);
  for (const { name, value, unit, goal, ok } of rows)
    console.log(`${name}: ${value.toFixed(1)} ${unit}${goal ? ` (${goal}${ok ? '' : ', missed'})` : ''}`);
}
