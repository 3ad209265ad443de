/** Periods, rights and the sheet: what the routes add to the counting. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../access/test-server.ts';
import type { OrganId, ZoneId } from '../contract/ids.ts';
import type { KpiAnswer } from '../contract/kpi.ts';
import { localDays } from '../profile/local-day.ts';
import { percentText } from './kpi-table.ts';
import { reportRoutes } from './routes.ts';
import { storeCases } from './test-cases.ts';

let place: TestDatabase;
let server: TestServer;
/** What the routes want to know of posted desks, and what they are told. */
let asked: object;
let desk: KpiAnswer['postedDesk'] = null;
const at = (iso: string) => Date.parse(`${iso}+08:00`);

beforeAll(async () => {
  place = await newSqlite();
  const { db } = place.database;
  server = await startTestServer(place.database, {
    routes: reportRoutes({
      ...{ db, days: localDays('Asia/Shanghai'), timeZone: 'Asia/Shanghai', ownPatrolChannels: ['patrol'] },
      postedDesk: async (period, zone, now) => {
        asked = { period, zone, now };
        return desk;
      },
      keyName: (_by, key) => (key === 'a' ? '=城管办' : key),
      stateName: state => ({ zh: state === 'handling' ? '处置中' : state, en: state }),
    }),
  });
  await server.addAccount('duty', 'duty');
  await server.addAccount('chief', 'chief', { zone: 'z1' as ZoneId });
  const handled = { state: 'handling', organ: 'a', enteredAt: NOW - 90_061_000, leftAt: NOW - 3_000_000 } as const;
  await storeCases(db, [
    { id: 'today', receivedAt: at('2026-11-22T00:00:00'), state: 'closed', closedAt: NOW - 1, stages: [handled] },
    { id: 'yesterday', receivedAt: at('2026-11-21T23:59:59.999'), zone: 'z2' },
    { id: 'long-ago', receivedAt: at('2026-10-31T23:59:59.999'), zone: 'z2', dueAt: NOW - 1 },
  ]);
});
afterAll(async () => {
  await server.close();
  await place.clear();
});

async function ask(query: string, account = 'duty') {
  const { status, json, text, headers } = await server.ask(`/api/v1/kpi${query}`, {
    headers: { cookie: await server.signIn(account) },
  });
  return { status, text, headers, kpi: json as KpiAnswer };
}

test('[B9] without a period it is today in the time zone of the profile', async () => {
  const { kpi } = await ask('');
  expect(kpi).toMatchObject({ from: at('2026-11-22T00:00:00'), to: at('2026-11-23T00:00:00'), asOf: NOW, by: 'all' });
  expect(kpi.total.received).toBe(1);
});

test('[B9] two dates are whole days, both included; instants are as they are', async () => {
  const { kpi } = await ask('?from=2026-11-01&to=2026-11-21');
  expect(kpi).toMatchObject({ from: at('2026-11-01T00:00:00'), to: at('2026-11-22T00:00:00') });
  expect(kpi.total.received).toBe(1);
  expect(kpi.total.onTime).toEqual({ numerator: 0, denominator: 1 }); // [K-4] the late one of October
  const instants = await ask(`?from=${at('2026-10-01T00:00:00')}&to=2026-11-22T00:00:00Z`);
  expect(instants.kpi.total.received).toBe(3);
});

test.each([
  ['?from=2026-11-22&to=2026-11-21', 'to'],
  ['?from=2026-13-01', 'from'],
  ['?from=yesterday', 'from'],
  ['?by=street', 'by'],
])('%s is refused and the field named', async (query, field) => {
  const { status, kpi } = await ask(query);
  expect([status, kpi]).toMatchObject([400, { refusal: 'bad-input', field }]);
});

test('[K-13] a chief gets the own zone', async () => {
  const { kpi } = await ask('?from=2026-10-01&by=zone', 'chief');
  expect(kpi.rows.map(({ key }) => key)).toEqual(['z1']);
  expect(kpi.total.received).toBe(1);
});

test('[K-12] the sheet says what the screen says, to the digit; a name that starts a formula is harmless', async () => {
  const query = '?from=2026-10-01&by=organ';
  const { kpi } = await ask(query);
  const csv = await ask(`.csv${query}`);
  expect(csv.status).toBe(200);
  expect(csv.headers['content-type']).toContain('text/csv');
  const [heading, total, organ] = csv.text
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map(line => line.split(','));
  const cell = (row: string[] | undefined, column: string) => row?.[heading!.indexOf(column)];
  expect(cell(total, '范围')).toBe('合计');
  expect(cell(organ, '范围')).toMatch(/^["']+=城管办/);
  const shown = kpi.rows[0]!;
  expect([cell(organ, '收件'), cell(organ, '在办'), cell(organ, '逾期')].map(Number)).toEqual([
    ...[shown.received, shown.open, shown.overdue],
  ]);
  expect([cell(organ, '按期办结'), cell(organ, '应按期办结'), cell(organ, '按期处置率（%）')]).toEqual([
    ...[String(shown.onTime.numerator), String(shown.onTime.denominator), percentText(shown.onTime)],
  ]);
  expect(cell(organ, '返工率（%）')).toBe('—');
  expect(cell(organ, '处置中（次）')).toBe('1');
  expect((await ask(`.xlsx${query}`)).headers['content-type']).toContain('spreadsheetml');
});

test('a rate has one digit, and none when there is nothing to judge', () => {
  expect(percentText({ numerator: 2, denominator: 3 })).toBe('66.7');
  expect(percentText({ numerator: 0, denominator: 4 })).toBe('0.0');
  expect(percentText({ numerator: 0, denominator: 0 })).toBe('—');
});

test('[K-14] [K-13] posted desks are asked for the same days and the zone of a chief; not set is null, in the sheet a word', async () => {
  const { kpi } = await ask('?from=2026-11-01&to=2026-11-21', 'chief');
  expect(kpi.postedDesk).toBeNull();
  const days = { fromMs: at('2026-11-01T00:00:00'), toMs: at('2026-11-22T00:00:00') };
  expect(asked).toEqual({ period: days, zone: 'z1', now: NOW });
  const cells = async () => {
    const { text } = await ask('.csv?by=organ');
    const [heading, ...lines] = text.replace('\ufeff', '').trim().split('\r\n');
    const from = heading!.split(',').indexOf('派驻达标班次');
    return lines.map(line => line.split(',').slice(from, from + 3));
  };
  expect((await cells())[0]).toEqual(['', '', '未设定']);
  const row = { zone: null, community: null, organ: 'a' as OrganId, numerator: 3, denominator: 4 };
  desk = { numerator: 3, denominator: 4, since: '2026-11-02', withoutRoster: 0, rows: [row] };
  expect(await cells()).toEqual([
    ['3', '4', '75.0'],
    ['3', '4', '75.0'],
  ]);
});
