import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../access/test-server.ts';
import type { ZoneId } from '../contract/ids.ts';
import { unitExportRoutes } from '../patrol/export-routes.ts';
import { ChangeLog } from '../store/change-log.ts';
import { incidentExportRoutes } from './export-routes.ts';

const HOUR_MS = 3_600_000;
const PEOPLE = [
  ['duty', {}],
  ['chief', { zone: 'binhai' as ZoneId }],
  ['lost-chief', { zone: 'binhai' as ZoneId }],
] as const;

let place: TestDatabase;
let server: TestServer;
const cookies = new Map<string, string>();

beforeAll(async () => {
  place = await newSqlite();
  const { db } = place.database;
  const changeLog = await ChangeLog.open(place.database, { onListenerError: () => {} });
  const itself = (id: string) => id;
  const names = {
    ...{ channel: itself, grade: itself, unitClass: itself, zone: (id: string) => `${id}片区`, community: itself },
    ...{ level: (level: number) => `${level}级`, category: (id: string, atMs: number) => `${id}@${atMs < NOW}` },
    organ: itself,
  };
  const words = {
    ...{ unitClasses: [], organs: [], zones: [{ id: 'binhai', name: 'binhai片区' }] },
    communities: [{ id: '440306017001', name: '宝民社区' }],
  };
  const units = { all: () => [aUnit('patrol-01', 'binhai'), aUnit('patrol-02', 'xinghua')] };
  server = await startTestServer(place.database, {
    routes: [
      ...incidentExportRoutes({ db, changeLog, names, timeZone: 'Asia/Shanghai' }),
      ...unitExportRoutes({ units: units as never, changeLog, words, timeZone: 'Asia/Shanghai' }),
    ],
  });
  for (const [name, scope] of PEOPLE) {
    await server.addAccount(name, name === 'duty' ? 'duty' : 'chief', scope);
    if (name === 'lost-chief') await db.updateTable('account').set({ scope: '{}' }).where('name', '=', name).execute();
    cookies.set(name, await server.signIn(name));
  }
  const rows = Array.from({ length: 250 }, (_, i) => anIncident(i));
  await db.insertInto('incident').values(rows).execute();
});
afterAll(async () => {
  await server.close();
  await place.clear();
});

function aUnit(id: string, homeZone: string) {
  return {
    id,
    index: 1,
    version: 1,
    callSign: id,
    unitClass: 'squad',
    homeZone,
    community: '440306017001',
    organ: null,
    onDuty: true,
    dutyChangedAt: NOW,
  };
}

function anIncident(i: number) {
  const at = NOW - i * HOUR_MS;
  return {
    ...{
      id: `XA20261120-${String(i).padStart(4, '0')}`,
      version: 1,
      state: i % 2 ? 'closed' : 'handling',
      channel: 'patrol',
    },
    ...{
      category: 'street-vending',
      level: 4,
      grade: 'micro',
      text: i === 0 ? '=HYPERLINK("x")' : '占道，电话13900139000',
      lon: 113.9,
      lat: 22.57,
    },
    ...{
      raw_lon: 113.9,
      raw_lat: 22.57,
      raw_crs: 'WGS84',
      address: null,
      grid: '440306017018001',
      community: '440306017018',
    },
    ...{ zone: i % 5 ? 'binhai' : 'xinghua', assigned_by: 'polygon', on_boundary: 0, happened_at: at, reported_at: at },
    ...{
      received_at: at,
      closed_at: i % 2 ? at + 2 * HOUR_MS : null,
      state_since: at,
      late: 0,
      reworks: 0,
      reopened: 0,
    },
    ...{ life: '{}', reporter_name: '张三', reporter_phone: '13800138000' },
  };
}

async function asked(path: string, as = 'duty') {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/${path}`, {
    headers: { cookie: cookies.get(as)! },
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const lines = ({ bytes }: { bytes: Buffer }) => bytes.toString().trimEnd().split('\r\n');

async function lastAudit() {
  const row = await place.database.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'table-exported')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  return { actor: row.actor, subject: row.subject, ...JSON.parse(row.after!) };
}

test('all of many pages, newest first, as CSV', async () => {
  const answer = await asked('incidents.csv');
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('事件清单202611221400.csv'));
  const [headings, first, second, ...others] = lines(answer);
  expect(headings).toMatch(/^\uFEFF编号,状态,级别,分级,类别,内容,/);
  expect(first).toMatch(
    /^XA20261120-0000,处置中,4级,micro,street-vending@false,"'=HYPERLINK\(""x""\)",,440306017018001,/,
  );
  expect(second).toMatch(/^XA20261120-0001,已结案,.*,2026-11-22 15:00:00,.*,2:00:00,否,/);
  expect(others).toHaveLength(248);
});

test('no reporter leaves the house', async () => {
  for (const file of ['incidents.csv', 'incidents.xlsx']) {
    const { bytes } = await asked(file);
    const sheet = new ExcelJS.Workbook();
    const text = file.endsWith('csv')
      ? bytes.toString()
      : JSON.stringify((await sheet.xlsx.load(bytes as never)).worksheets[0]!.getSheetValues());
    expect(text).toContain('XA20261120-0249');
    expect(text).not.toMatch(/张三|13800138000|报告人/);
  }
});

test('the filters of the list hold, and who took how many by which filter is in the audit', async () => {
  expect(lines(await asked('incidents.csv?state=closed&zone=binhai'))).toHaveLength(101);
  expect(await lastAudit()).toEqual({
    ...{ actor: 'duty', subject: 'incidents', format: 'csv', rows: 100, complete: true },
    filter: { state: ['closed'], zone: 'binhai', sort: 'newest' },
  });
  expect((await asked('incidents.csv?colour=red')).status).toBe(400);
  expect((await asked('incidents.csv?limit=5')).status).toBe(400);
});

test('a chief gets the own zone, and nothing of another', async () => {
  expect(lines(await asked('incidents.csv', 'chief'))).toHaveLength(201);
  expect((await lastAudit()).filter).toEqual({ sort: 'newest', zone: 'binhai' });
  expect((await asked('incidents.csv?zone=xinghua', 'chief')).status).toBe(403);
  expect(lines(await asked('units.csv', 'chief'))).toEqual([
    '\uFEFF编号,呼号,类别,片区,社区,部门,在岗,上岗或离岗时间',
    'patrol-01,patrol-01,squad,binhai片区,宝民社区,,是,2026-11-22 14:00:00',
  ]);
});

test('XLSX: the formula is a text, the times are dates', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await asked('incidents.xlsx')).bytes as never);
  const sheet = workbook.worksheets[0]!;
  expect(sheet.rowCount).toBe(251);
  expect(sheet.getCell('F2').value).toBe('=HYPERLINK("x")');
  expect(sheet.getCell('F2').type).toBe(ExcelJS.ValueType.String);
  expect(sheet.getCell('L2').value).toEqual(new Date('2026-11-22T14:00:00Z'));
  expect((await lastAudit()).rows).toBe(250);
  expect((await asked('units.xlsx')).status).toBe(200);
  expect(await lastAudit()).toMatchObject({ subject: 'units', rows: 2 });
});

test('what a viewer sees masked is masked in the file', async () => {
  expect((await asked('incidents.csv')).bytes.toString()).toContain('13900139000');
  const text = (await asked('incidents.csv', 'lost-chief')).bytes.toString();
  expect(text).toContain('139****9000');
  expect(text).not.toContain('13900139000');
});
