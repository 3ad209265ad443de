/** Plans, rosters, sheets and the watch of cover over HTTP, for each database: rules P-42 to P-49. Sunday, 22 November 2026, 14:00. */
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAudit } from '../../access/audit.ts';
import type { TestDatabase } from '../../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../../access/test-server.ts';
import { type HandClock, handClock } from '../../clock.ts';
import type { CoverRecord } from '../../contract/duty-standing.ts';
import type { UnitId, ZoneId } from '../../contract/ids.ts';
import type { Shift } from '../../contract/shift.ts';
import { XLSX_TYPE } from '../../http/read-body.ts';
import { ChangeLog } from '../../store/change-log.ts';
import { unitExportRoutes } from '../export-routes.ts';
import { patrolRoutes } from '../routes.ts';
import { unitImportRoutes } from '../unit-import-routes.ts';
import { UnitRegister } from '../unit-register.ts';
import { type DutyBoard, openDutyBoard } from './duty-board.ts';
import { aShift, SHANGHAI } from './shift-builders.ts';

const MINUTE_MS = 60_000;
const [A, B] = ['a', 'b'] as ZoneId[];
const SHIFTS = [
  aShift('early', '07:00', '15:00', { name: '早班' }),
  aShift('late', '15:00', '23:00', { name: '晚班' }),
];
const TODAY = '2026-11-22';
const WORDS = {
  unitClasses: [{ id: 'person', name: '巡查员', reportIntervalS: 30 }],
  zones: [
    { id: 'a', name: '甲片区' },
    { id: 'b', name: '乙片区' },
  ],
  communities: [{ id: '440306017001', name: '宝民社区' }],
  organs: [{ id: 'urban', name: '城管办' }],
};

export function shiftSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let server: TestServer;
    let clock: HandClock;
    let log: ChangeLog;
    let units: UnitRegister;
    let board: DutyBoard;
    let newest: Map<string, number>;
    let faults: unknown[];
    const cookies = new Map<string, string>();

    /** As a server starts. */
    async function start(always = false): Promise<void> {
      const onError = (error: unknown) => void faults.push(error);
      log = await ChangeLog.open(place.database, {
        onAppend: (tx, { at, actor, kind, subject, data }, address) =>
          writeAudit(tx, { at, actor, address, action: kind, subject, after: data }),
        onListenerError: onError,
      });
      units = await UnitRegister.open(place.database, {
        changeLog: log,
        profile: {
          isUnitClass: id => id === 'person',
          isZone: id => id === 'a' || id === 'b',
          zoneOfCommunity: code => (code === '440306017001' ? A : undefined),
          organs: { get: id => (id === 'urban' ? { perCommunity: false } : undefined) },
        },
      });
      board = await openDutyBoard({
        ...{ database: place.database, changeLog: log, clock, units, onError },
        newestFixMs: unit => newest.get(unit.id) ?? null,
        profile: {
          ...{
            shifts: null,
            zones: [A!, B!],
            days: SHANGHAI,
            timeZone: 'Asia/Shanghai',
            unitClasses: WORDS.unitClasses,
          },
          patrolCover: always ? { rule: 'always', source: 'S0-47' } : null,
          ...{ communities: [], isWorkingDay: () => true, isZone: id => id === 'a' || id === 'b' },
        },
      });
    }

    beforeEach(async () => {
      [newest, faults] = [new Map(), []];
      cookies.clear();
      place = await newDatabase();
      const routes = () => [
        ...patrolRoutes(units),
        ...unitImportRoutes(units, WORDS),
        ...unitExportRoutes({ units, changeLog: log, words: WORDS, timeZone: 'Asia/Shanghai' }),
        ...board.routes,
      ];
      clock = handClock(NOW);
      await start();
      server = await startTestServer(place.database, { routes: routes() });
      for (const [account, role] of [
        ['admin', 'admin'],
        ['duty', 'duty'],
      ] as const)
        await server.addAccount(account, role);
      await server.addAccount('chief', 'chief', { zone: A! });
      await units.register(
        [
          { id: 'u1', callSign: '巡01', unitClass: 'person', homeZone: 'a' },
          { id: 'u2', callSign: '巡02', unitClass: 'person', homeZone: 'b', organ: 'urban' },
        ],
        { actor: 'test', address: '' },
        NOW,
      );
    });
    afterEach(async () => {
      await board.cover.stop();
      await server.close();
      await place.clear();
      expect(faults).toEqual([]);
    });

    /** The server's clock and the board's are two that go alike. */
    function advance(ms: number): void {
      server.clock.advance(ms);
      clock.advance(ms);
    }
    async function cookieOf(account: string): Promise<string> {
      const cookie = cookies.get(account) ?? (await server.signIn(account));
      cookies.set(account, cookie);
      return cookie;
    }
    async function ask(path: string, method = 'GET', body?: unknown, account = 'admin') {
      const headers = { cookie: await cookieOf(account), 'x-gridwall': '1' };
      const { status, json } = await server.ask(`/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
      return { status, body: json as never as Record<string, unknown> };
    }
    async function file(path: string, sheet?: Buffer) {
      const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
        headers: { cookie: await cookieOf('admin'), 'x-gridwall': '1', ...(sheet && { 'content-type': XLSX_TYPE }) },
        ...(sheet && { method: 'POST', body: new Uint8Array(sheet) }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isJson = answer.headers.get('content-type')?.includes('json');
      return { status: answer.status, bytes, body: isJson ? JSON.parse(bytes.toString()) : null };
    }
    const filed = (shifts: readonly Shift[], more: object = {}) =>
      ask('/shift-plan', 'PUT', { source: '测试文件', validFrom: TODAY, shifts, ...more });
    const row = (more: object = {}) => ({ day: TODAY, shift: 'early', unit: 'u1', persons: 3, qualified: 1, ...more });
    const facts = async () => (await log.recent(50)).map(({ kind }) => kind).filter(kind => /shift|roster/.test(kind));

    test('[P-42] [P-43] nothing filed is 未设定; versions are kept; an empty one says 未设定 again; the past stays', async () => {
      expect((await ask('/shift-plan')).body).toEqual({ inForce: null, versions: [] });
      expect(await filed(SHIFTS)).toMatchObject({ status: 200, body: { version: 1, rowsWithoutShift: 0 } });
      await ask('/roster', 'PUT', row({ day: '2026-11-24' }));
      expect(await filed([], { validFrom: '2026-11-24' })).toMatchObject({ body: { version: 2, rowsWithoutShift: 1 } });
      const { inForce, versions } = (await ask('/shift-plan', 'GET', undefined, 'duty')).body;
      expect(inForce).toMatchObject({ version: 1, source: '测试文件', filed: { by: 'admin', at: NOW } });
      expect(versions).toMatchObject([{ version: 2 }, { version: 1 }]);
      expect(await filed(SHIFTS, { validFrom: '2026-11-21' })).toMatchObject({
        ...{ status: 400, body: { field: 'validFrom' } },
      });
      expect(await facts()).toEqual(['shift-plan-filed', 'roster-changed', 'shift-plan-filed']);
      await board.cover.stop();
      await start();
      expect(board.shifts(NOW)).toMatchObject({ running: ['早班'], next: { begins: ['晚班'], ends: ['早班'] } });
    });

    test.each<[string, Partial<Shift>[], string]>([
      ['an id twice', [{ id: 'late' }, {}], 'shifts[1].id'],
      ['a name twice', [{ name: '晚班' }, {}], 'shifts[1].name'],
      ['more qualified than persons', [{ minPersons: 1, minQualified: 2 }, {}], 'shifts[0].minQualified'],
      ['a zone that is nowhere', [{ zones: ['x' as ZoneId] }, {}], 'shifts[0].zones'],
      ['a time that no clock shows', [{ from: '24:00' }, {}], 'shifts[0].from'],
    ])('a plan is refused by the row: %s', async (_, changes, field) => {
      expect(await filed(SHIFTS.map((shift, i) => ({ ...shift, ...changes[i] })))).toMatchObject({
        ...{ status: 400, body: { field } },
      });
      expect(await facts()).toEqual([]);
    });

    test('[P-44] a row is refused by its field, and the list with it', async () => {
      await filed(SHIFTS);
      for (const [bad, field] of [
        [{ unit: 'nobody' }, 'unit'],
        [{ shift: 'noon' }, 'shift'],
        [{ qualified: 4 }, 'qualified'],
        [{ day: '2028-01-01' }, 'day'],
        [{ persons: -1 }, 'persons'],
        [{ day: '2026-02-30' }, 'day'],
      ] as const)
        expect(await ask('/roster', 'PUT', [row({ unit: 'u2' }), row(bad)]), field).toMatchObject({
          ...{ status: 400, body: { field: `[1].${field}` } },
        });
      expect(await ask('/roster', 'PUT', [row(), row({ persons: 9 })])).toMatchObject({
        ...{ status: 400, body: { field: '[1].unit' } },
      });
      expect((await ask(`/roster?from=${TODAY}&to=${TODAY}`)).body).toEqual([]);
    });

    test('[P-45] rows are added, changed, kept, taken off; what changes nothing is no fact', async () => {
      await filed(SHIFTS);
      const rows = [row(), row({ unit: 'u2' }), row({ shift: 'late' })];
      expect((await ask('/roster', 'PUT', rows)).body).toEqual({
        ...{ rows: 3, added: 3, changed: 0, removed: 0, unchanged: 0, days: [TODAY] },
      });
      const before = log.seq;
      expect((await ask('/roster', 'PUT', rows)).body).toMatchObject({ unchanged: 3, days: [] });
      expect(log.seq).toBe(before);
      expect(
        (await ask('/roster', 'PUT', [row({ persons: 2 }), row({ unit: 'u2', persons: 0, qualified: 0 })])).body,
      ).toMatchObject({
        ...{ changed: 1, removed: 1 },
      });
      expect((await ask(`/roster?from=${TODAY}&to=${TODAY}`)).body).toEqual([
        row({ persons: 2 }),
        row({ shift: 'late' }),
      ]);
      expect((await ask('/roster', 'PUT', row(), 'duty')).status).toBe(403);
    });

    test('[P-46] history is repeated and not changed; yesterday may still run', async () => {
      await filed(SHIFTS);
      await ask('/roster', 'PUT', row());
      advance(2 * 24 * 60 * MINUTE_MS);
      cookies.clear(); // no session lasts that long
      expect(await ask('/roster', 'PUT', row({ persons: 5 }))).toMatchObject({ status: 400, body: { field: 'day' } });
      expect((await ask('/roster', 'PUT', row())).body).toMatchObject({ unchanged: 1 });
      expect((await ask('/roster', 'PUT', row({ day: '2026-11-23' }))).body).toMatchObject({ added: 1 });
    });

    test('a zone chief reads the rows of the own zone', async () => {
      await filed(SHIFTS);
      await ask('/roster', 'PUT', [row(), row({ unit: 'u2' })]);
      expect((await ask(`/roster?from=${TODAY}&to=${TODAY}`, 'GET', undefined, 'chief')).body).toEqual([row()]);
      expect((await ask(`/roster?from=${TODAY}&to=2027-01-23`)).status).toBe(400);
    });

    test('[P-45] a roster exported and imported changes nothing; an edited one is taken; a dry run takes nothing', async () => {
      await filed(SHIFTS);
      await ask('/roster', 'PUT', [row(), row({ unit: 'u2', shift: 'late' })]);
      const { bytes } = await file(`/roster.xlsx?from=${TODAY}&to=${TODAY}`);
      expect((await file('/roster/import', bytes)).body).toMatchObject({ rows: 2, unchanged: 2, warnings: [] });
      const better = await edited(bytes, sheet => {
        sheet.getCell('E2').value = 4;
        sheet.addRow([new Date('2026-11-23T00:00:00Z'), null, '巡02', '早班', 2, 0]);
      });
      expect((await file('/roster/import?dryRun=true', better)).body).toMatchObject({ added: 1, changed: 1 });
      expect((await ask(`/roster?from=${TODAY}&to=2026-11-23`)).body).toHaveLength(2);
      expect((await file('/roster/import', better)).body).toMatchObject({ added: 1, changed: 1 });
      expect((await ask(`/roster?from=2026-11-23&to=2026-11-23`)).body).toEqual([
        { day: '2026-11-23', shift: 'early', unit: 'u2', persons: 2, qualified: 0 },
      ]);
    });

    test('one bad cell refuses the whole roster and says where', async () => {
      await filed(SHIFTS);
      const { bytes } = await file(`/roster.xlsx?from=${TODAY}&to=${TODAY}`);
      const bad = await edited(bytes, sheet => {
        sheet.addRow(['2026-11-23', 'u1', '巡02', '早班', 2, 0]);
        sheet.addRow(['11月', 'u1', '', '早班', '两人', 0]);
        sheet.addRow(['2026-11-23', '', '', '早班', 2, 0]);
      });
      expect(await file('/roster/import', bad)).toMatchObject({
        status: 400,
        body: {
          refusal: 'import-refused',
          rows: [
            { row: 2, column: '呼号', value: '巡02', message: '编号与呼号不是同一单位' },
            { row: 3, column: '日期', value: '11月' },
            { row: 3, column: '人数', value: '两人' },
            { row: 4, column: '编号' },
          ],
        },
      });
      const stray = await edited(bytes, sheet => sheet.addRow(['2026-11-23', 'u1', '', '午班', 2, 3]));
      expect((await file('/roster/import', stray)).body.rows).toMatchObject([
        { row: 2, column: '班次', value: '午班' },
        { row: 2, column: '执法资格人数', value: '3' },
      ]);
      expect((await ask(`/roster?from=${TODAY}&to=2026-11-23`)).body).toEqual([]);
    });

    test('[P-3] units exported and imported change nothing; an edited sheet is taken whole or not at all', async () => {
      const { bytes } = await file('/units.xlsx');
      expect((await file('/units/import', bytes)).body).toMatchObject({ rows: 2, unchanged: 2, warnings: [] });
      const better = await edited(bytes, sheet => {
        sheet.getCell('B2').value = '巡11';
        sheet.addRow(['u3', '巡03', '巡查员', '', '宝民社区', '城管办']);
      });
      const answer = { added: ['u3'], changed: ['u1'], unchanged: 1 };
      expect((await file('/units/import?dryRun=true', better)).body).toMatchObject(answer);
      expect(units.get('u3')).toBeUndefined();
      expect((await file('/units/import', better)).body).toMatchObject(answer);
      expect(units.get('u3')).toMatchObject({ homeZone: A, community: '440306017001', organ: 'urban' });
      const bad = await edited(bytes, sheet => {
        sheet.getCell('B2').value = '改了也不算';
        sheet.addRow(['空 格', '巡04', '坦克', '', '', '']);
        sheet.addRow(['u5', '巡05', '巡查员', '乙片区', '宝民社区', '']);
        sheet.addRow(['u2', '巡06', '巡查员', '', '', '水务局']);
      });
      expect((await file('/units/import', bad)).body.rows).toMatchObject([
        { row: 4, column: '类别', value: '坦克' },
        { row: 5, column: '社区', value: '宝民社区' },
        { row: 6, column: '部门', value: '水务局' },
      ]);
      expect(units.get('u1')?.callSign).toBe('巡11');
    });

    test('a column that a sheet of units lacks leaves what is known', async () => {
      const { bytes } = await file('/units.xlsx');
      const narrow = await edited(bytes, sheet => sheet.spliceColumns(4, 5));
      expect((await file('/units/import', narrow)).body).toMatchObject({ unchanged: 2 });
      expect(units.get('u2')).toMatchObject({ homeZone: B, organ: 'urban' });
    });

    describe('[P-49] the watch of cover', () => {
      const zoneA = () => board.cover.look(clock.now())[0];
      async function restart(awayMs: number): Promise<void> {
        await board.cover.stop();
        advance(awayMs);
        await start(true);
      }
      /** Signed on and heard, then lost: uncovered from `NOW` + 11 minutes on. */
      async function loseU1(): Promise<number> {
        await restart(0);
        await signOn();
        newest.set('u1', NOW);
        expect(zoneA()).toMatchObject({ patrolsOnDuty: 1, patrolsSeen: 1, noCoverSince: null });
        advance(11 * MINUTE_MS);
        expect(zoneA()).toMatchObject({ patrolsOnDuty: 1, patrolsSeen: 0, noCoverSince: clock.now() });
        return clock.now();
      }

      const signOn = () => units.setDuty('u1' as UnitId, true, { actor: 'x', address: '' }, clock.now());

      test('no zone is uncovered before there was time to hear who is signed on; where nobody is, it is at once', async () => {
        await signOn();
        await restart(0);
        expect(board.cover.look(clock.now())[1]).toMatchObject({ zone: 'b', noCoverSince: NOW });
        expect(zoneA()).toMatchObject({ mustCover: true, noCoverSince: null });
        advance(2 * MINUTE_MS);
        expect(zoneA()?.noCoverSince).toBe(NOW + 2 * MINUTE_MS);
      });

      test('the clock alone finds it out, and tells', async () => {
        await signOn();
        await restart(0);
        const told = new Promise<void>(resolve => board.cover.onChange(resolve));
        advance(2 * MINUTE_MS);
        await told;
      });

      test('a short restart interrupts nothing; a long one is unknown, and K16 counts neither way', async () => {
        const since = await loseU1();
        await restart(MINUTE_MS);
        expect(zoneA()?.noCoverSince).toBe(since);
        await restart(30 * MINUTE_MS);
        expect(zoneA()?.noCoverSince).toBeNull();
        await board.cover.stop();
        const [a] = (await ask(`/shift-cover?from=${TODAY}&to=${TODAY}`)).body as never as CoverRecord[];
        expect(a).toMatchObject({ zone: 'a', coveredMs: 11 * MINUTE_MS, noCoverMs: MINUTE_MS, share: 11 / 12 });
      });
    });

    test('the standing and the cover of a period over HTTP, a chief’s of the own zone', async () => {
      await filed(SHIFTS);
      await ask('/roster', 'PUT', row());
      const { body } = await ask('/duty-standing', 'GET', undefined, 'chief');
      expect(body).toMatchObject({
        ...{ asOf: NOW, plan: { version: 1 }, coverRule: { rule: 'by-plan' } },
        ...{ zones: [{ zone: 'a', mustCover: true }], shifts: [{ shift: 'early', absent: ['u1'] }] },
      });
      expect((await ask(`/shift-cover?from=${TODAY}&to=${TODAY}`, 'GET', undefined, 'chief')).body).toMatchObject([
        { zone: 'a' },
      ]);
      expect((await ask(`/shift-cover?from=${TODAY}&to=2026-11-21`)).status).toBe(400);
    });
  });
}

async function edited(bytes: Buffer, edit: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  edit(workbook.worksheets[0]!);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
