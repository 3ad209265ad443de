/** A round's sheet over HTTP: who may bring it, and from preview to history. Ids in brackets are rules of SPEC.md. */
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoundImported, RoundPreview } from '../contract/sanitation-import.ts';
import type { SanitationRound } from '../contract/sanitation-index.ts';
import type { PointHistory } from '../contract/scoring-point.ts';
import { type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-rounds-'));
let server: ServerUnderTest;
let codes: string[];
let round: string;

beforeAll(async () => {
  server = await startServerUnderTest({ dataDir });
  const { data, days } = server.running.profile;
  codes = data.sanitationPoints.features.map(({ properties }) => properties.code);
  round = days.monthName(days.monthBefore(Date.now()));
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function bring(step: 'preview' | 'commit', text: string, { account = 'admin', query = '' } = {}) {
  const response = await fetch(`${server.url}/api/v1/sanitation-rounds/${step}?round=${round}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', cookie: await server.signIn(account), 'x-gridwall': '1' },
    body: text,
  });
  return { status: response.status, body: (await response.json()) as unknown };
}
const sheet = (...lines: string[]) => ['测评点编号,扣分项,扣分', ...lines].join('\n');

test('[SP-26] from the preview to the history of a point; screens are told once, each its own', async () => {
  const text = sheet(`${codes[0]},积水,1.5`, `${codes[1]},,`);
  const screen = await watch(server.url, { extraHeaders: { cookie: await server.signIn('duty') } });
  await until('a snapshot', () => screen.snapshots.length > 0);
  const preview = (await bring('preview', text)).body as RoundPreview;
  expect(preview).toMatchObject({ ready: true, counts: { deductions: 1, clean: 1 } });
  expect(await bring('commit', text, { query: `&preview=${'0'.repeat(64)}` })).toMatchObject({ status: 409 });
  expect(await bring('commit', `${text}\n`, { query: `&preview=${preview.preview}` })).toMatchObject({ status: 409 });
  const query = `&preview=${preview.preview}&file=${encodeURIComponent('十月.csv')}`;
  const taken = (await bring('commit', text, { query })).body as RoundImported;
  expect(taken).toMatchObject({ deductions: 1, clean: 1, alreadyDone: false });
  expect((await bring('commit', text, { query })).body).toMatchObject({ alreadyDone: true });
  await until('the fact', () => screen.facts().some(({ kind }) => kind === 'points-changed'));
  expect(screen.facts()).toMatchObject([
    {
      kind: 'points-changed',
      cause: 'imported',
      round,
      points: [{ code: codes[0], state: 'deducted' }, { code: codes[1] }],
    },
  ]);
  screen.close();

  const history = (await server.ask(`/api/v1/sanitation-points/${codes[0]}`)).body as PointHistory;
  expect(history.rounds[0]).toMatchObject({
    round,
    score: 98.5,
    deductions: [{ at: null, source: { import: taken.import, row: 2 } }],
  });
  const [listed] = (await server.ask('/api/v1/sanitation-rounds')).body as SanitationRound[];
  expect(listed).toMatchObject({
    round,
    assessed: 2,
    imports: [{ file: '十月.csv', by: '管理员', rows: 2, deductions: 1 }],
  });
  const asAdmin = { token: '', headers: { cookie: await server.signIn('admin') } };
  expect((await server.ask(`/api/v1/sanitation-imports/${taken.import}`, asAdmin)).body).toBe(text);
  const asOther = { token: '', headers: { cookie: await server.signIn('dept2') } };
  expect(await server.ask(`/api/v1/sanitation-imports/${taken.import}`, asOther)).toMatchObject({ status: 403 });
});

test('[SP-26] a sheet with faults is refused row by row, and nothing of it is taken', async () => {
  const text = sheet(`${codes[5]},积水,1`, 'XA-9999,积水,1');
  const preview = (await bring('preview', text)).body as RoundPreview;
  expect(preview).toMatchObject({ ready: false, faults: [{ row: 3, column: '测评点编号', value: 'XA-9999' }] });
  expect(await bring('commit', text, { query: `&preview=${preview.preview}` })).toMatchObject({
    ...{ status: 400, body: { refusal: 'import-refused', rows: [{ row: 3 }] } },
  });
  expect(((await server.ask(`/api/v1/sanitation-points/${codes[5]}`)).body as PointHistory).rounds).toEqual([]);
});

test('[SP-28] the office of the profile may, another department and everybody else may not', async () => {
  const text = sheet(`${codes[9]},积水,1`);
  const statuses = [];
  for (const account of ['dept', 'dept2', 'duty', 'leader', 'chief1'])
    statuses.push((await bring('preview', text, { account })).status);
  expect(statuses).toEqual([200, 403, 403, 403, 403]);
  expect(await bring('preview', text, { account: 'dept2' })).toMatchObject({ body: { refusal: 'not-this-organ' } });
});

test('[SP-10] [SP-23] a round that has not begun, or of another length, is refused before anything is read', async () => {
  const text = sheet(`${codes[9]},积水,1`);
  const ask = async (name: string) => {
    const response = await fetch(`${server.url}/api/v1/sanitation-rounds/preview?round=${name}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: await server.signIn('admin'), 'x-gridwall': '1' },
      body: text,
    });
    return { status: response.status, body: (await response.json()) as { refusal?: string; message?: string } };
  };
  const { days } = server.running.profile;
  const year = Number(days.monthName(Date.now()).slice(0, 4));
  expect(await ask(`${year + 1}-12`)).toMatchObject({ body: { refusal: 'future-time' } });
  expect(await ask(`${year - 1}-Q4`)).toMatchObject({ status: 400, body: { refusal: 'bad-input' } });
  expect(await ask(`${year - 1}-13`)).toMatchObject({ status: 400, body: { refusal: 'bad-input' } });
});

test('what is exported can be imported again, and then changes nothing', async () => {
  const asAdmin = { token: '', headers: { cookie: await server.signIn('admin') } };
  const text = (await server.ask(`/api/v1/sanitation-assessments.csv?round=${round}`, asAdmin)).body as string;
  const preview = (await bring('preview', text)).body as RoundPreview;
  expect(preview).toMatchObject({ ready: true, counts: { deductions: 0, known: 1, clean: 1 } });
  expect((await bring('commit', text, { query: `&preview=${preview.preview}` })).body).toMatchObject({
    ...{ deductions: 0, changedPoints: 0, alreadyDone: false },
  });
});

test('[SP-29] a photo of a deduction: once, for those who read the zone, and not for walls', async () => {
  const point = codes[20]!;
  await server.post('/api/v1/sanitation-points/deductions', {
    ...{ number: 'WITH-PHOTO', point, round, at: Date.now() - 1000, item: '积水', score: 1 },
  });
  const send = async (account: string, query = '', type = 'image/png') => {
    const response = await fetch(`${server.url}/api/v1/sanitation-points/${point}/photos${query}`, {
      method: 'POST',
      headers: { 'content-type': type, cookie: await server.signIn(account), 'x-gridwall': '1' },
      body: new Uint8Array(PNG),
    });
    return { status: response.status, body: (await response.json()) as { id?: string; refusal?: string } };
  };
  const { id } = (await send('dept', '?deduction=WITH-PHOTO')).body;
  expect((await send('admin')).body).toEqual({ id });
  expect(await send('dept2')).toMatchObject({ status: 403 });
  expect(await send('admin', '?deduction=NONE')).toMatchObject({ status: 404 });
  expect(await send('admin', '', 'image/jpeg')).toMatchObject({ status: 415 });
  const history = (await server.ask(`/api/v1/sanitation-points/${point}`)).body as PointHistory;
  expect(history.rounds[0]!.deductions).toMatchObject([{ number: 'WITH-PHOTO', photo: id }]);

  const { zones, zoneOfPoint } = server.running.profile;
  const looked: Record<string, number> = {};
  for (const account of ['duty', 'chief1', 'chief2', 'chief3', 'chief4']) {
    const asked = { token: '', headers: { cookie: await server.signIn(account) } };
    looked[account] = (await server.ask(`/api/v1/sanitation-photos/${id}`, asked)).status;
  }
  const own = zones.indexOf(zoneOfPoint(point)!) + 1;
  expect(looked).toEqual({ duty: 200, chief1: 403, chief2: 403, chief3: 403, chief4: 403, [`chief${own}`]: 200 });
  const wall = await server.token('wall');
  expect(await server.ask(`/api/v1/sanitation-photos/${id}`, { token: wall })).toMatchObject({ status: 403 });
  const asWall = (await server.ask(`/api/v1/sanitation-points/${point}`, { token: wall })).body as PointHistory;
  expect(asWall.rounds[0]!.deductions[0]).toMatchObject({ photo: null });
  // Older than what another server may be writing just now: what has no row would be removed at the start.
  const file = join(dataDir, 'evidence', id!.slice(0, 2), id!);
  utimesSync(file, 0, 0);
  await server.restart();
  expect((await server.ask(`/api/v1/sanitation-photos/${id}`)).status).toBe(200);
});
