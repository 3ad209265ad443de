/**
 * Tracks: what it takes to keep them and to read one unit's back. In: nothing. Out: positions stored a second beside a bare row for each
 * position on the same disk (SQLite: 1,000 a commit; PostgreSQL: `unnest`, 1,000 a statement), and the look at one unit among 10,000.
 * All ways take turns in short rounds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { handClock } from '../../server/clock.ts';
import { type Database, openDatabase } from '../../server/store/database.ts';
import { newestBlock } from '../../server/store/last-places.ts';
import { LONGEST_WAIT_MS, sealTracks } from '../../server/store/seal-tracks.ts';
import { freshSchema, postgresAnswers } from '../../server/store/test-schema.ts';
import type { TrackPoint } from '../../server/store/track-block.ts';
import { readTracksByUnit } from '../../server/store/track-reader.ts';
import { TrackWriter } from '../../server/store/track-writer.ts';
import { type GroupResult, percentile, type Row } from './result.ts';
import { flushesIn, flushOf, START_MS } from './track-fill.ts';

const UNITS = 10_000;
const ROWS_A_COMMIT = 1000;
const FLUSHES_A_ROUND = 60;
const ROUNDS = 5;
const FILL_MINUTES = 5;
const LOOKS = 20;
const STORE_GOAL = 1;
const POSTGRES_GOAL = 1;
const LOOP_GOAL_MS = 50;
const FLUSH_MS = 200;

type Way = (flushes: readonly TrackPoint[][]) => Promise<void>;

export async function measureTracks(): Promise<GroupResult> {
  const rows = [...(await storeInSqlite()), ...(await storeInPostgres()), ...(await readBack(FILL_MINUTES))];
  return { group: `tracks: ${UNITS} units at 1 Hz, durable`, rows };
}

async function storeInSqlite(): Promise<Row[]> {
  return inFolder(async dataDir => {
    const database = await openDatabase({ dataDir });
    const bare = new Sqlite(path.join(dataDir, 'bare.sqlite'));
    try {
      const ways = {
        bare: bareSqlite(bare),
        blocks: packedBlocks(database),
      };
      const { bare: one, blocks } = await takeTurns(ways);
      return [
        { name: 'SQLite, a row a position, 1,000 a commit', value: one, unit: 'positions a second', ratio: 1 },
        goalRow('SQLite, as the server stores them', blocks, one, STORE_GOAL),
      ];
    } finally {
      bare.close();
      await database.close();
    }
  });
}

async function storeInPostgres(): Promise<Row[]> {
  if (!postgresAnswers) return [];
  const { databaseUrl, drop } = await freshSchema();
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { bare, blocks } = await takeTurns({ bare: await barePostgres(client), blocks: packedBlocks(database) });
    return [
      { name: 'PostgreSQL, unnest, 1,000 a statement', value: bare, unit: 'positions a second', ratio: 1 },
      goalRow('PostgreSQL, as the server stores them', blocks, bare, POSTGRES_GOAL),
    ];
  } finally {
    await client.end();
    await database.close();
    await drop();
  }
}

async function readBack(fillMinutes: number): Promise<Row[]> {
  return inFolder(async dataDir => {
    const database = await openDatabase({ dataDir });
    try {
      const store = packedBlocks(database);
      for (let flush = 0; flush < flushesIn(fillMinutes); flush++) await store([flushOf(UNITS, flush)]);
      const question = { fromMs: START_MS, toMs: START_MS + fillMinutes * 60_000 };
      const look = async (unit: number) =>
        (await readTracksByUnit(database, { ...question, units: [unit] })).get(unit)!;
      const before = await timed(() => look(1));
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const sealing = await timed(sealAll(database));
      const tookMs: number[] = [];
      for (let i = 0; i < LOOKS; i++) tookMs.push(await timed(() => look(1 + i * 487)));
      delay.disable();
      return [
        { name: `one unit, ${fillMinutes} min, before sealing`, value: before, unit: 'ms' },
        {
          name: `  sealed, ${(await look(1)).length} positions, p50`,
          value: percentile(tookMs, 0.5),
          unit: 'ms',
          ratio: percentile(tookMs, 0.5) / before,
        },
        {
          name: 'sealing a million positions, four fifths at rest',
          value: (sealing / (UNITS * fillMinutes * 60)) * 1e6,
          unit: 'ms',
        },
        {
          name: 'event loop while sealing and reading, p99',
          value: delay.percentile(99) / 1e6,
          unit: 'ms',
          goal: `<= ${LOOP_GOAL_MS} ms`,
          ok: delay.percentile(99) / 1e6 <= LOOP_GOAL_MS,
        },
        { name: '  longest', value: delay.max / 1e6, unit: 'ms' },
      ];
    } finally {
      await database.close();
    }
  });
}

/** Median positions a second of each way. */
async function takeTurns<Name extends string>(ways: Record<Name, Way>): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[];
  const speeds = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
  let flush = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const flushes = Array.from({ length: FLUSHES_A_ROUND }, () => flushOf(UNITS, flush++));
    const positions = flushes.reduce((sum, { length }) => sum + length, 0);
    for (const name of names) {
      const tookMs = await timed(() => ways[name](flushes));
      if (round > 0) speeds[name].push(positions / (tookMs / 1000)); // the first warms up
    }
  }
  return Object.fromEntries(names.map(name => [name, percentile(speeds[name], 0.5)])) as Record<Name, number>;
}

/** What a flush of the server does, one after the other: the server's timer of 200 ms is moved by hand. */
function packedBlocks(database: Database): Way {
  const clock = handClock(START_MS);
  const writer = new TrackWriter(database, clock);
  return async flushes => {
    for (const points of flushes) {
      const stored = points.map(point => writer.append(point, null));
      clock.advance(FLUSH_MS);
      await Promise.all(stored);
    }
  };
}

function sealAll(database: Database): () => Promise<void> {
  return async () => {
    await sealTracks(database, await newestBlock(database), () => Date.now() + 10 * LONGEST_WAIT_MS);
  };
}

function bareSqlite(file: Sqlite.Database): Way {
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec(
    'create table position (unit integer, time real, lon real, lat real, accuracy real, speed real, heading real, source integer)',
  );
  const insert = file.prepare('insert into position values (?, ?, ?, ?, ?, ?, ?, ?)');
  const commit = file.transaction((points: readonly TrackPoint[]) => {
    for (const p of points)
      insert.run(p.unitIndex, p.fixTimeMs, p.lon, p.lat, p.accuracyM, p.speedMps, p.headingDeg, p.source);
  });
  return async flushes => {
    for (const points of flushes)
      for (let i = 0; i < points.length; i += ROWS_A_COMMIT) commit(points.slice(i, i + ROWS_A_COMMIT));
  };
}

async function barePostgres(client: pg.Client): Promise<Way> {
  await client.query(
    `create table position (unit bigint, time double precision, lon double precision, lat double precision,
       accuracy real, speed real, heading real, source smallint)`,
  );
  const insert = `insert into position select * from unnest($1::bigint[], $2::double precision[], $3::double precision[],
    $4::double precision[], $5::real[], $6::real[], $7::real[], $8::smallint[])`;
  return async flushes => {
    for (const points of flushes)
      for (let i = 0; i < points.length; i += ROWS_A_COMMIT) {
        const some = points.slice(i, i + ROWS_A_COMMIT);
        const column = (key: keyof TrackPoint) => some.map(point => point[key]);
        await client.query(insert, [
          ...[column('unitIndex'), column('fixTimeMs'), column('lon'), column('lat')],
          ...[column('accuracyM'), column('speedMps'), column('headingDeg'), column('source')],
        ]);
      }
  };
}

function goalRow(name: string, value: number, base: number, goal: number): Row {
  const ratio = value / base;
  return { name, value, unit: 'positions a second', ratio, goal: `>= ${goal} x the bare rows`, ok: ratio >= goal };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function inFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-tracks-'));
  try {
    return await work(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
