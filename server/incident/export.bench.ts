/**
 * Measures the export of 20,000 incidents over HTTP: how long, how long the event loop stood still at worst, how much memory grew.
 * In: nothing; seeded. Out: rows for `npm run bench`. The peer is exceljs as its README shows it: a workbook in memory, then written.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import type { Row } from '../../scripts/bench/result.ts';
import { newSqlite } from '../access/test-databases.ts';
import { startTestServer } from '../access/test-server.ts';
import { ChangeLog } from '../store/change-log.ts';
import { incidentExportRoutes } from './export-routes.ts';

interface Measured {
  tookMs: number;
  holdMs: number;
  grownMb: number;
}

const ROWS = 20_000;
const LONGEST_HOLD_MS = 50;
const ROUNDS = 4; // the first warms up
const AT = Date.UTC(2026, 10, 20);
const TEXT = '创业路灵芝地铁站A口有流动摊贩占道经营，影响通行，巡查员已劝离，请持续关注。';
const itself = (id: string) => id;

export async function benchExport(): Promise<{ group: string; rows: Row[] }> {
  const place = await newSqlite();
  const { db } = place.database;
  const changeLog = await ChangeLog.open(place.database, { onListenerError: () => {} });
  for (let from = 0; from < ROWS; from += 500)
    await db
      .insertInto('incident')
      .values(Array.from({ length: 500 }, (_, i) => aRow(from + i)))
      .execute();
  const names = {
    channel: itself,
    category: itself,
    grade: itself,
    level: String,
    zone: itself,
    community: itself,
    organ: itself,
  };
  const routes = incidentExportRoutes({ db, changeLog, names, timeZone: 'Asia/Shanghai' });
  const server = await startTestServer(place.database, { routes });
  await server.addAccount('duty', 'duty');
  const cookie = await server.signIn('duty');
  const rows: Row[] = [];
  try {
    for (const file of ['incidents.csv', 'incidents.xlsx', 'incidents.xlsx?sort=time-left']) {
      const url = `http://127.0.0.1:${server.port}/api/v1/${file}`;
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measured(() => fetched(url, cookie)));
      const [tookMs, holdMs, grownMb] = least(rounds);
      rows.push(
        { name: `${file}: time`, value: tookMs, unit: 'ms' },
        {
          name: `${file}: longest hold`,
          value: holdMs,
          unit: 'ms',
          goal: `<= ${LONGEST_HOLD_MS}`,
          ok: holdMs <= LONGEST_HOLD_MS,
        },
        { name: `${file}: memory grown`, value: grownMb, unit: 'MB' },
      );
    }
    const [, holdMs, grownMb] = least([await measured(inMemory), await measured(inMemory)]);
    rows.push(
      { name: 'exceljs in memory: longest hold', value: holdMs, unit: 'ms' },
      { name: 'exceljs in memory: memory grown', value: grownMb, unit: 'MB' },
    );
  } finally {
    await server.close();
    await place.clear();
  }
  return { group: `export of ${ROWS} incidents`, rows };
}

function aRow(i: number) {
  const dueAt = AT + ((i * 7919) % ROWS) * 1000;
  return {
    ...{
      id: `XA20261120-${String(i).padStart(5, '0')}`,
      version: 1,
      state: 'handling',
      channel: 'patrol',
      category: 'street-vending',
    },
    ...{
      level: 4,
      grade: 'micro',
      text: TEXT,
      lon: 113.9,
      lat: 22.57,
      raw_lon: 113.9,
      raw_lat: 22.57,
      raw_crs: 'WGS84',
    },
    ...{ address: '创业路灵芝地铁站A口', grid: '440306017018001', community: '440306017018', zone: 'binhai' },
    ...{ assigned_by: 'polygon', on_boundary: 0, happened_at: AT + i * 1000, reported_at: AT + i * 1000 },
    ...{
      received_at: AT + i * 1000,
      state_since: AT + i * 1000,
      due_at: dueAt,
      life: JSON.stringify({ limits: [{ state: 'running', dueAt, breachedAt: null }] }),
    },
    ...{ late: 0, reworks: 0, reopened: 0 },
  };
}

/** Whatever else a shared machine does makes a round worse, never better. Memory: the most, for it grows once. */
function least(rounds: readonly Measured[]): [tookMs: number, holdMs: number, grownMb: number] {
  const least = (of: (round: Measured) => number) => Math.min(...rounds.map(of));
  return [least(r => r.tookMs), least(r => r.holdMs), Math.max(...rounds.map(r => r.grownMb))];
}

/** A reader in a process of its own: what it does is not ours. */
async function fetched(url: string, cookie: string): Promise<void> {
  const [code] = await once(spawn('curl', ['-sf', '-o', '/dev/null', '-H', `cookie: ${cookie}`, url]), 'exit');
  if (code !== 0) throw new Error(`${url} ended with ${code}`);
}

async function inMemory(): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('清单');
  for (let i = 0; i < ROWS; i++) sheet.addRow(Object.values(aRow(i)));
  await workbook.xlsx.writeBuffer();
}

async function measured(work: () => Promise<void>): Promise<Measured> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let [holdMs, peak, last, running] = [0, before, performance.now(), true];
  const turn = () => {
    const now = performance.now();
    holdMs = Math.max(holdMs, now - last);
    last = now;
    peak = Math.max(peak, process.memoryUsage.rss());
    if (running) setTimeout(turn, 1);
  };
  turn();
  const began = performance.now();
  await work();
  running = false;
  return {
    tookMs: performance.now() - began,
    holdMs: Math.max(holdMs, performance.now() - last),
    grownMb: (peak - before) / 2 ** 20,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table((await benchExport()).rows);
