import { expect, test } from 'vitest';
import type { Link } from '../connection/link.ts';
import { anIncident, NOON } from '../store/record-builders.ts';
import { createWallStore } from '../store/store.ts';
import { createCommandSender, type Intent } from './send-command.ts';

const record = anIncident();
const intent: Intent = { incident: record.id, version: 3, fields: { event: 'comment', text: '已联系' } };

/** A desk with a live link whose server gives these answers one after the other; null = no answer. */
function aDesk(answers: ([status: number, body: unknown] | null)[]) {
  const store = createWallStore();
  store.setState({ link: { name: 'live', since: 0 } });
  const sent: { path: string; body: Record<string, unknown>; headers: Headers }[] = [];
  let ids = 0;
  const send = createCommandSender({
    store,
    clock: { serverNow: () => NOON + 0.4 },
    newId: () => `id-${++ids}`,
    fetch: async (path, init) => {
      sent.push({ path: String(path), body: JSON.parse(String(init?.body)), headers: new Headers(init?.headers) });
      const answer = answers.shift();
      if (!answer) throw new TypeError('Failed to fetch');
      return new Response(JSON.stringify(answer[1]), { status: answer[0] });
    },
  });
  return { send, sent, lose: (link: Link) => store.setState({ link }) };
}

test('a command names the version it was made for, server time, and carries the header of our own pages', async () => {
  const { send, sent } = aDesk([[200, record]]);
  expect(await send(intent)).toEqual({ name: 'done', record });
  expect(sent[0]).toMatchObject({
    path: `/api/v1/incidents/${record.id}/events`,
    body: { event: 'comment', text: '已联系', commandId: 'id-1', expectedVersion: 3, issuedAt: NOON },
  });
  expect(sent[0]!.headers.get('X-Gridwall')).toBe('1');
});

test('[A8] nothing is sent while the link is not live, and nothing waits for it', async () => {
  const { send, sent, lose } = aDesk([[200, record]]);
  lose({ name: 'lost', since: 0, dataAsOf: NOON, attempt: 1 });
  expect(await send(intent)).toEqual({ name: 'not-sent' });
  lose({ name: 'live', since: 1 });
  expect(sent).toEqual([]);
});

test('[A7] pressed again after no answer, the same intent has the same id; after an answer a new one', async () => {
  const { send, sent } = aDesk([null, [200, record], [200, record]]);
  expect(await send(intent)).toEqual({ name: 'unanswered' });
  await send(intent);
  await send(intent);
  expect(sent.map(({ body }) => body.commandId)).toEqual(['id-1', 'id-1', 'id-2']);
});

test('another word, or another version, is another intent', async () => {
  const { send, sent } = aDesk([null, null, null]);
  await send(intent);
  await send({ ...intent, version: 4 });
  await send({ ...intent, fields: { event: 'comment', text: '再联系' } });
  expect(new Set(sent.map(({ body }) => body.commandId)).size).toBe(3);
});

test('a refusal keeps the server`s sentence; a conflict brings the record as it is now', async () => {
  const refusal = { refusal: 'illegal-move', message: '当前为“已结案”，不能“批注”' };
  const current = anIncident({ version: 7 });
  const conflict = { refusal: 'version-conflict', message: '已被更新', current };
  const { send } = aDesk([
    [409, refusal],
    [409, conflict],
  ]);
  expect(await send(intent)).toEqual({ name: 'refused', refusal });
  expect(await send(intent)).toMatchObject({ name: 'conflict', current });
});
