/** Against the whole real server: what the simulated day carries on, and what it keeps its hands off. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { aReport, type ServerUnderTest, startServerUnderTest } from '../../server/server-under-test.ts';
import { EVIDENCE_PHOTO } from '../demo/evidence-photo.ts';
import { CaseBook } from './case-book.ts';
import { bearerDoor } from './server-door.ts';

let server: ServerUnderTest;
let token: string;
let photo: Uint8Array;
beforeAll(async () => {
  server = await startServerUnderTest();
  token = await server.token('integration');
  photo = await readFile(EVIDENCE_PHOTO);
});
afterAll(() => server.stop());

/** A minute of the simulated world is a blink. */
const aBook = (door = bearerDoor(server.url, token)) =>
  new CaseBook({
    ...{ seed: 5, speed: 1_000_000, photo, doors: { organs: door } },
    organs: { controlCentre: 'control-centre' as OrganId, territorial: 'community-station' as OrganId },
  });
const report = async () => (await server.post('/api/v1/incidents', aReport(), token)) as IncidentRecord;
const look = async ({ id }: IncidentRecord) => (await server.ask(`/api/v1/incidents/${id}`)).body as IncidentRecord;
async function live(book: CaseBook): Promise<void> {
  await vi.waitFor(
    () => {
      book.tick(Date.now());
      expect(book.open, book.trouble ?? '').toBe(0);
    },
    { timeout: 20_000, interval: 5 },
  );
}

test('what it reported is accepted, sent, handled, looked at and closed', async () => {
  const book = aBook();
  const reported = [await report(), await report(), await report()];
  for (const record of reported) book.follow(record);
  await live(book);
  expect(book.trouble).toBeUndefined();
  expect(book.counts).toMatchObject({ closed: 3, leftToPeople: 0 });
  for (const record of reported) expect((await look(record)).state).toBe('closed');
});

test('a matter that a person has touched is left alone, also when the hand came between look and move', async () => {
  const record = await report();
  const comment = async () => {
    const { version } = await look(record);
    const answer = await server.ask(`/api/v1/incidents/${record.id}/events`, {
      ...{ token: '', headers: { cookie: await server.signIn('duty'), 'x-gridwall': '1' } },
      body: {
        ...{ event: 'comment', text: '我来处理', expectedVersion: version, issuedAt: Date.now() },
        commandId: crypto.randomUUID(),
      },
    });
    expect(answer.status).toBe(200);
  };
  const door = bearerDoor(server.url, token);
  let commented = false;
  const book = aBook({
    ...door,
    async post(path, body) {
      if (!commented) await comment();
      commented = true;
      return door.post(path, body);
    },
  });
  book.follow(record);
  book.tick(Date.now() + 60_000);
  await vi.waitFor(() => expect(book.trouble).toContain('version-conflict'));
  await vi.waitFor(() => {
    book.tick(Date.now() + 120_000);
    expect(book.counts.leftToPeople).toBe(1);
  });
  expect(await look(record)).toMatchObject({ state: 'received', version: 2 });
});

test('after a restart it takes up its own matters and nobody else’s', async () => {
  const own = await report();
  const strange = (await server.post('/api/v1/incidents', aReport())) as IncidentRecord;
  const book = aBook();
  await book.adopt();
  expect(book.open).toBe(1);
  await live(book);
  expect((await look(own)).state).toBe('closed');
  expect((await look(strange)).version).toBe(1);
});

test('without the server nothing is lost and nothing thrown', async () => {
  const gone = bearerDoor('http://127.0.0.1:1', token);
  const book = aBook(gone);
  await book.adopt();
  book.follow(await report());
  book.tick(Date.now() + 60_000);
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(book.open).toBe(1);
});
