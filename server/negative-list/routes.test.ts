import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../access/test-server.ts';
import { handClock } from '../clock.ts';
import { negativeList, negativeListImport } from '../contract/negative-list.ts';
import { Deadlines } from '../deadlines/deadlines.ts';
import { XLSX_TYPE } from '../http/read-body.ts';
import { organsOf } from '../profile/organs.ts';
import { ChangeLog } from '../store/change-log.ts';
import { NegativeLists } from './negative-list.ts';
import { negativeListRoutes } from './routes.ts';

const xinan = await loadProfile('geodata/profiles/xinan');
const shipped = negativeList.shape.items.parse(xinan.negativeList.items);
const organs = organsOf(
  xinan.organs,
  xinan.communities.features.map(({ properties }) => properties),
);

let place: TestDatabase;
let server: TestServer;
let changeLog: ChangeLog;
const cookies = new Map<string, string>();

beforeAll(async () => {
  place = await newSqlite();
  const { database } = place;
  const onError = (error: unknown) => {
    throw error;
  };
  const clock = handClock(NOW);
  changeLog = await ChangeLog.open(database, { onListenerError: onError });
  const deadlines = new Deadlines({ database, changeLog, clock, onError });
  const lists = await NegativeLists.open(
    { database, changeLog, deadlines, clock, organs, onError },
    { status: 'draft', effectiveFrom: NOW - 1000, items: shipped },
  );
  const routes = negativeListRoutes({
    lists,
    changeLog,
    words: { ...xinan.settings, organs },
    timeZone: 'Asia/Shanghai',
  });
  server = await startTestServer(database, { routes });
  for (const role of ['admin', 'duty'] as const) {
    await server.addAccount(role, role);
    cookies.set(role, await server.signIn(role));
  }
});
afterAll(async () => {
  await server.close();
  await place.clear();
});

let versions: number;
beforeEach(async () => {
  versions = ((await asked('/versions')).body as unknown[]).length;
});

async function asked(
  path: string,
  { as = 'admin', body, type = XLSX_TYPE }: { as?: string; body?: Buffer; type?: string } = {},
) {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/negative-list${path}`, {
    headers: { cookie: cookies.get(as)!, 'x-gridwall': '1', ...(body && { 'content-type': type }) },
    ...(body && { method: 'POST', body: new Uint8Array(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const json = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, headers: answer.headers, bytes, body: json ? JSON.parse(bytes.toString()) : null };
}

async function edited(bytes: Buffer, edit: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  edit(workbook.worksheets[0]!);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('everyone who looks reads the list and its versions', async () => {
  const { status, body } = await asked('', { as: 'duty' });
  expect(status).toBe(200);
  expect(negativeList.parse(body).items).toEqual(shipped);
  expect((await asked('/versions', { as: 'duty' })).body).toMatchObject([{ version: 1, status: 'draft', rows: 294 }]);
  expect((await asked('?version=9')).status).toBe(404);
  expect((await asked('?version=0')).status).toBe(400);
});

test('exported, imported: nothing changed; a dry run publishes nothing', async () => {
  const { bytes, headers } = await asked('.xlsx', { as: 'duty' });
  expect(headers.get('content-type')).toBe(XLSX_TYPE);
  const audit = await place.database.db
    .selectFrom('audit')
    .select(['actor', 'action', 'after'])
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  expect(audit).toMatchObject({ actor: 'duty', action: 'table-exported' });
  expect(JSON.parse(audit!.after!)).toMatchObject({ filter: { version: 1 }, rows: 294, complete: true });
  expect(headers.get('content-disposition')).toContain(encodeURIComponent('负面清单第1版.xlsx'));
  const { status, body } = await asked('/import?status=in-force&dryRun=true', { body: bytes });
  expect([status, negativeListImport.parse(body)]).toEqual([
    200,
    {
      ...{ version: null, rows: 294, added: [], changed: [], removed: [] },
      warnings: [{ row: 2, column: '细化类别', value: '1.工业园区(9条)', message: '标明 9 条，实有 2 条' }],
    },
  ]);
  expect((await asked('/versions')).body).toHaveLength(versions);
});

test('an edited list is published, told and says what changed', async () => {
  const body = await edited((await asked('.xlsx')).bytes, sheet => {
    sheet.getCell('I2').value = '宝安消防中队（由安监办协调）';
    sheet.spliceRows(3, 1);
    sheet.addRow([900, '市容环境', '新增', '乱停共享汽车', '未设定']);
  });
  const answer = await asked('/import?status=in-force', { body });
  expect(answer.body).toMatchObject({
    ...{ version: versions + 1, rows: 294 },
    ...{ changed: ['industrial-park-no-safety-body'], removed: ['industrial-park-safety'] },
  });
  const { items, publishedBy } = negativeList.parse((await asked('')).body);
  expect(publishedBy).toBe('admin');
  expect(items[0]?.punish).toEqual([{ organ: 'fire-brigade', via: 'safety-office' }]);
  expect(items.at(-1)).toMatchObject({ id: answer.body.added[0], name: '乱停共享汽车', group: 'city-appearance' });
  expect((await changeLog.recent(1))[0]).toMatchObject({
    kind: 'negative-list-published',
    actor: 'admin',
    data: { version: versions + 1 },
  });
});

test('one bad cell refuses the whole table and says where, in the language of the reader', async () => {
  const body = await edited((await asked('.xlsx')).bytes, sheet => {
    sheet.getCell('F5').value = '某某局';
    sheet.getCell('A7').value = 'x';
  });
  const { status, body: refusal } = await asked('/import?status=draft', { body });
  expect([status, refusal]).toEqual([
    400,
    {
      refusal: 'import-refused',
      message: '清单有 2 处错误，没有导入任何一行',
      rows: [
        { row: 5, column: '常态巡查', value: '某某局', message: '辖区没有部门“某某局”' },
        { row: 7, column: '编号', value: 'x', message: '应为数字' },
      ],
    },
  ]);
  expect((await asked('/versions')).body).toHaveLength(versions);
});

test.each<[string, string, Buffer, string, number, string]>([
  ['not a workbook', '/import?status=draft', Buffer.from('hello'), XLSX_TYPE, 400, 'import-refused'],
  ['another type', '/import?status=draft', Buffer.from('{}'), 'application/json', 400, 'bad-input'],
  ['more than 2 MB', '/import?status=draft', Buffer.alloc(2 * 1024 * 1024 + 1), XLSX_TYPE, 413, 'too-large'],
  ['no status', '/import', Buffer.from('hello'), XLSX_TYPE, 400, 'bad-input'],
  [
    'a date without a zone',
    '/import?status=draft&effectiveFrom=2026-12-01',
    Buffer.from('x'),
    XLSX_TYPE,
    400,
    'bad-input',
  ],
])('refused: %s', async (_, path, body, type, status, refusal) => {
  const answer = await asked(path, { body, type });
  expect([answer.status, answer.body.refusal]).toEqual([status, refusal]);
});

test('a body that is too large is not even read to its end', async () => {
  const { body } = await asked('/import?status=draft', { body: Buffer.alloc(2 * 1024 * 1024 + 1) });
  expect(body.message).toBe('请求体超过上限 2097152 字节');
});

test('an empty body and a date in the past are refused', async () => {
  expect(
    (
      await server.ask('/api/v1/negative-list/import?status=draft', {
        method: 'POST',
        headers: { cookie: cookies.get('admin')!, 'x-gridwall': '1' },
      })
    ).json,
  ).toMatchObject({ refusal: 'bad-input' });
  const past = await asked('/import?status=draft&effectiveFrom=1000', { body: (await asked('.xlsx')).bytes });
  expect([past.status, past.body.field]).toEqual([400, 'effectiveFrom']);
});

test('only an administrator publishes', async () => {
  const { bytes } = await asked('.xlsx');
  expect((await asked('/import?status=draft', { as: 'duty', body: bytes })).status).toBe(403);
});

test('a list of more than 4,000 rows is read in seconds', async () => {
  const body = await edited((await asked('.xlsx')).bytes, sheet => {
    for (let i = 1000; i < 1000 + 4000; i++) sheet.addRow([i, '市容环境', '大表', `事件${i}`, '未设定', '城管办']);
  });
  const before = process.cpuUsage(); // of this process alone: others may load the machine
  expect((await asked('/import?status=draft&dryRun=true', { body })).body.rows).toBe(4294);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5000);
});
