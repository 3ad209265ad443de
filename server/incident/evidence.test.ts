/** Photos over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fact } from '../contract/fact.ts';
import type { Evidence, IncidentRecord } from '../contract/incident.ts';
import { imageTypeOf } from '../photo/image-type.ts';
import { PhotoFiles } from '../photo/photo-files.ts';
import { aReport, type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';
import { EvidenceDesk } from './evidence.ts';
import { aContext, anIncident } from './incident-builders.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
const JPEG = Buffer.concat([
  Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP', 'base64'),
  Buffer.alloc(64, 0xff),
  Buffer.from('ffd9', 'hex'),
]);
const GIF = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
/** A camera may append; so every number makes another photo. */
const photo = (n: number) => Buffer.concat([JPEG, Buffer.from(`photo ${n}`)]);

const HERE = { lon: 113.8876, lat: 22.556 };
const dir = mkdtempSync(join(tmpdir(), 'gridwall-photos-'));
let server: ServerUnderTest;
const cookies: Record<string, string> = {};
const tokens: Record<string, string> = {};
async function start() {
  for (const account of ['duty', 'leader', 'chief1', 'chief2', 'dept', 'admin'])
    cookies[account] = await server.signIn(account);
}
beforeAll(async () => {
  server = await startServerUnderTest({ dataDir: dir });
  await start();
  for (const kind of ['wall', 'device', 'integration'] as const) tokens[kind] = await server.token(kind);
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const credentials = (who: string): Record<string, string> =>
  cookies[who] ? { cookie: cookies[who], 'x-gridwall': '1' } : { authorization: `Bearer ${tokens[who]}` };
async function send(id: string, bytes: Uint8Array, type: string, who = 'duty') {
  const response = await fetch(`${server.url}/api/v1/incidents/${id}/evidence`, {
    ...{ method: 'POST', headers: { ...credentials(who), 'content-type': type }, body: bytes as BodyInit },
  });
  return {
    status: response.status,
    body: (await response.json()) as { refusal?: string; evidence: Evidence; version: number },
  };
}
const get = (path: string, who = 'duty') => fetch(server.url + path, { headers: credentials(who) });
const read = async (id: string) => (await (await get(`/api/v1/incidents/${id}`)).json()) as IncidentRecord;
const report = async (more: object = {}) =>
  (await server.post('/api/v1/incidents', aReport({ ...HERE, ...more }))) as IncidentRecord;
async function command(
  { id, version }: Pick<IncidentRecord, 'id' | 'version'>,
  event: object,
): Promise<IncidentRecord> {
  const body = { commandId: crypto.randomUUID(), expectedVersion: version, issuedAt: Date.now(), ...event };
  const answer = await server.ask(`/api/v1/incidents/${id}/events`, { token: '', headers: credentials('duty'), body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as IncidentRecord;
}
const filesOnDisk = () =>
  existsSync(join(dir, 'evidence'))
    ? readdirSync(join(dir, 'evidence'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    : [];

test('[I-130] [I-136] JPEG, PNG and WebP come back as they were sent, and can do nothing but be looked at', async () => {
  const { id } = await report();
  for (const [bytes, type] of [
    [JPEG, 'image/jpeg'],
    [PNG, 'image/png'],
    [WEBP, 'image/webp'],
  ] as const) {
    const sent = await send(id, bytes, type);
    expect(sent).toMatchObject({ status: 201, body: { evidence: { type, bytes: bytes.length, by: '值班员' } } });
    const answer = await get(`/api/v1/evidence/${sent.body.evidence.id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'content-type': type, 'x-content-type-options': 'nosniff', 'content-disposition': 'inline' },
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': expect.stringMatching(/^private/),
    });
  }
  expect((await read(id)).evidence.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png', 'image/webp']);
});

test('[I-130] what is no plain photo, or another one than it says, is refused and nothing is stored', async () => {
  const { id, version } = await report();
  const before = filesOnDisk().length;
  const markup = (text: string) => Buffer.concat([JPEG, Buffer.from(text)]);
  const zip = Buffer.from('504b03040000504b01020000504b05060000', 'hex');
  for (const [what, bytes, type] of [
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png'],
    ['a drawing that says so', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ['a film', GIF, 'image/gif'],
    ['a GIF called PNG', GIF, 'image/png'],
    ['a PNG called JPEG', PNG, 'image/jpeg'],
    ['a PNG and a page', Buffer.concat([PNG, Buffer.from('<html>')]), 'image/png'],
    ['a PNG cut short', PNG.subarray(0, -4), 'image/png'],
    ['a WebP with something behind', Buffer.concat([WEBP, Buffer.from('more')]), 'image/webp'],
    ['a JPEG and a script', markup('<ScRiPt>'), 'image/jpeg'],
    ['a JPEG and a drawing', markup('<svg onload=x>'), 'image/jpeg'],
    ['a JPEG and a document', markup('%PDF-1.7'), 'image/jpeg'],
    ['a JPEG and an archive', Buffer.concat([JPEG, zip]), 'image/jpeg'],
    ['the beginning of a JPEG', JPEG.subarray(0, 20), 'image/jpeg'],
    ['words', Buffer.from('hello'), 'text/plain'],
    ['a form', Buffer.from('{}'), 'application/json'],
  ] as const)
    expect(await send(id, bytes, type), what).toMatchObject({ status: 415, body: { refusal: 'wrong-type' } });
  expect((await send(id, new Uint8Array(), 'image/png')).status).toBe(400);
  expect(filesOnDisk()).toHaveLength(before);
  expect(await read(id)).toMatchObject({ version, evidence: [] });
});

test('[I-130] a picture whose bytes happen to hold parts of signatures is a picture', async () => {
  for (const text of [
    'PK\x03\x04',
    'PK\x05\x06 PK\x01\x02 PK\x03\x04',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<svgs',
    '%PDF-',
  ])
    expect(await imageTypeOf(Buffer.concat([JPEG, Buffer.from(text)])), text).toBe('image/jpeg');
});

test('[I-131] more than 8 MB is refused before it is stored', async () => {
  const { id } = await report();
  const before = filesOnDisk().length;
  const large = Buffer.concat([JPEG, Buffer.alloc(8 * 1024 * 1024)]);
  expect(await send(id, large, 'image/jpeg')).toMatchObject({ status: 413, body: { refusal: 'too-large' } });
  expect(filesOnDisk()).toHaveLength(before);
  expect((await send(id, large.subarray(0, 8 * 1024 * 1024), 'image/jpeg')).status).toBe(201);
});

test('[I-131] sixty photos, also when they come at once; not one more', async () => {
  const { id } = await report();
  const sent = await Promise.all(Array.from({ length: 64 }, (_, n) => send(id, photo(n), 'image/jpeg')));
  expect(sent.filter(({ status }) => status === 201)).toHaveLength(60);
  for (const { status, body } of sent) if (status !== 201) expect([status, body.refusal]).toEqual([413, 'too-large']);
  const record = await read(id);
  expect(record).toMatchObject({ version: 61 });
  expect(new Set(record.evidence.map(photo => photo.id)).size).toBe(60);
  const { rows } = { rows: await server.running.database.db.selectFrom('evidence').select('id').execute() };
  expect(filesOnDisk()).toHaveLength(rows.length);
});

test('[I-132] a department adds photos to what it works on, the desk and integrations to anything, others to nothing', async () => {
  const received = await report({ category: 'illegal-building' });
  const add = (who: string, n: number) => send(received.id, photo(n), 'image/jpeg', who);
  expect(await add('dept', 1)).toMatchObject({ status: 403, body: { refusal: 'not-this-organ' } });
  expect((await add('integration', 2)).status).toBe(201);
  for (const who of ['leader', 'chief1', 'wall', 'device']) expect((await add(who, 3)).status, who).toBe(403);
  const accepted = await command(await read(received.id), { event: 'accept' });
  await command(accepted, { event: 'dispatch', organs: [{ organ: 'urban-management' }] });
  expect(await add('dept', 4)).toMatchObject({ status: 201, body: { evidence: { by: '城管办' } } });
});

test('[I-133] an incident that has ended takes no more', async () => {
  const received = await report();
  await command(received, { event: 'reject', reason: '不属实' });
  expect(await send(received.id, PNG, 'image/png')).toMatchObject({ status: 409, body: { refusal: 'illegal-move' } });
  expect((await send('XA0', PNG, 'image/png')).status).toBe(404);
});

test('[I-134] a photo is a change that every screen hears of; the same one again changes nothing', async () => {
  const { id, version } = await report();
  const screen = await watch(server.url, { auth: { token: tokens.wall } });
  await until('the wall watches', () => screen.snapshots.length > 0);
  const first = await send(id, PNG, 'image/png');
  expect(first.body.version).toBe(version + 1);
  await until('the wall hears', () => screen.facts().length > 0);
  const [fact] = screen.facts() as Extract<Fact, { kind: 'incident-changed' }>[];
  expect(fact).toMatchObject({ kind: 'incident-changed', event: 'evidence-added', note: null, incident: { id } });
  const seq = server.running.pipeline.changeLog.seq;
  expect(await send(id, PNG, 'image/png')).toMatchObject({ status: 201, body: first.body });
  expect(server.running.pipeline.changeLog.seq).toBe(seq);
  const hasty = await Promise.all(Array.from({ length: 5 }, () => send(id, WEBP, 'image/webp')));
  expect(new Set(hasty.map(({ body }) => body.evidence.id)).size).toBe(1);
  expect((await read(id)).evidence).toHaveLength(2);
  screen.close();
});

test('[I-136] a photo goes to those who may read the incident, never to walls and devices', async () => {
  const { id } = await report();
  const { evidence } = (await send(id, PNG, 'image/png')).body;
  const status = async (who: string) => (await get(`/api/v1/evidence/${evidence.id}`, who)).status;
  for (const who of ['duty', 'leader', 'chief1', 'dept', 'admin', 'integration'])
    expect(await status(who), who).toBe(200);
  for (const who of ['chief2', 'wall', 'device']) expect(await status(who), who).toBe(403);
  expect((await fetch(`${server.url}/api/v1/evidence/${evidence.id}`)).status).toBe(401);
  expect((await get(`/api/v1/evidence/${'0'.repeat(32)}`)).status).toBe(404);
  for (const odd of ['..%2f..%2fgridwall.sqlite', 'x', `${evidence.id}.part`])
    expect((await get(`/api/v1/evidence/${odd}`)).status, odd).toBe(400);
});

test('[I-135] what a crash left behind is removed at the start, what has a row or is young stays', async () => {
  const { id } = await report();
  const { evidence } = (await send(id, PNG, 'image/png')).body;
  const folder = join(dir, 'evidence', '00');
  mkdirSync(folder, { recursive: true });
  const put = (name: string, ageS: number) => {
    const path = join(folder, name);
    writeFileSync(path, PNG);
    utimesSync(path, Date.now() / 1000 - ageS, Date.now() / 1000 - ageS);
    return path;
  };
  const orphan = put('0'.repeat(32), 7200);
  const half = put(`${'1'.repeat(32)}.part`, 7200);
  const young = put(`${'2'.repeat(32)}.part`, 60);
  const own = join(dir, 'evidence', evidence.id.slice(0, 2), evidence.id);
  utimesSync(own, 1, 1);
  await server.restart();
  await start();
  expect([orphan, half, young, own].map(path => existsSync(path))).toEqual([false, false, true, true]);
  expect((await get(`/api/v1/evidence/${evidence.id}`)).status).toBe(200);
});

test('[I-135] when the row cannot be kept, the file goes too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-photo-'));
  const desk = new EvidenceDesk({
    db: server.running.database.db,
    changeLog: { commit: () => Promise.reject(new Error('disk full')) } as never,
    files: new PhotoFiles(folder),
    context: aContext(),
  });
  const duty = { role: 'duty', scope: {}, title: '值班员', account: 'duty' } as never;
  await expect(desk.add(anIncident(), PNG, 'image/png', duty, 0)).rejects.toThrow('disk full');
  expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())).toEqual([]);
  rmSync(folder, { recursive: true });
});
