import { expect, test } from 'vitest';
import { NOON } from '../store/record-builders.ts';
import { createWallStore } from '../store/store.ts';
import { anAlarm } from './alarm-builder.ts';
import { createAlarmAnswerer } from './answer-alarm.ts';

const alarm = anAlarm();

/** `answers`: status and body, or null for a line that is cut. */
function aDesk(answers: ([number, unknown] | null)[], link: 'live' | 'lost' = 'live') {
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  const store = createWallStore();
  store.setState({
    link: link === 'live' ? { name: 'live', since: 0 } : { name: 'lost', since: 0, dataAsOf: 0, attempt: 1 },
  });
  let ids = 0;
  const answer = createAlarmAnswerer({
    ...{ store, clock: { serverNow: () => NOON + 0.4 }, newId: () => `command-${++ids}` },
    async fetch(path, init) {
      sent.push({ path: String(path), body: JSON.parse(String(init?.body)) });
      const next = answers.shift();
      if (!next) throw new TypeError('cut');
      return new Response(JSON.stringify(next[1]), { status: next[0] });
    },
  });
  return { answer, sent };
}

test('the decision goes to its own address with a command id and the server`s time', async () => {
  const { answer, sent } = aDesk([[200, anAlarm({ version: 2, state: 'shelved' })]]);
  const result = await answer(alarm.id, { name: 'shelve', minutes: 5, reason: '演练' });
  expect(result).toMatchObject({ name: 'done', alarm: { state: 'shelved' } });
  expect(sent).toEqual([
    {
      path: `/api/v1/alarms/${alarm.id}/shelve`,
      body: { minutes: 5, reason: '演练', commandId: 'command-1', issuedAt: NOON },
    },
  ]);
});

test('whoever was late reads who was first', async () => {
  const message = '值班员已于 14:00:00 确认此告警';
  const { answer } = aDesk([[409, { refusal: 'already-acknowledged', message, current: alarm }]]);
  expect(await answer(alarm.id, { name: 'acknowledge' })).toEqual({ name: 'not-done', problem: message });
});

test('[A8] nothing is sent while the link is lost; pressing again after no answer sends the same command', async () => {
  const lost = aDesk([], 'lost');
  expect((await lost.answer(alarm.id, { name: 'acknowledge' })).name).toBe('not-done');
  expect(lost.sent).toEqual([]);
  const { answer, sent } = aDesk([null, [200, alarm], [200, alarm]]);
  for (let i = 0; i < 3; i++) await answer(alarm.id, { name: 'acknowledge' });
  expect(sent.map(({ body }) => body.commandId)).toEqual(['command-1', 'command-1', 'command-2']);
});
