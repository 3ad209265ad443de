/** [A10] A client that never reads, over a real socket. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Figures } from '../contract/figures.ts';
import type { ZoneId } from '../contract/ids.ts';
import { PROTOCOL_VERSION } from '../contract/protocol-version.ts';
import { type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServerUnderTest();
});
afterAll(() => server.stop());

/** Speaks just enough of the protocol to be a wall, then stops reading without a word, as a frozen machine does. */
async function aClientThatNeverReads(token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', message => {
      const text = message.toString();
      if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`);
      else if (text.startsWith('40')) socket.send(`42${JSON.stringify(['hello', { protocol: PROTOCOL_VERSION }])}`);
      else if (text.startsWith('42["snapshot"')) resolve();
    });
  });
  socket.removeAllListeners('message');
  socket.pause();
  return socket;
}

/** About 12 KB as JSON. */
function bulkyFigures(asOf: number): Figures {
  const zone = {
    ...{ zone: 'z'.repeat(40) as ZoneId, openIncidents: 0, unitsRegistered: 0, unitsOnDuty: 0, points: 0 },
    ...{ patrolsSeen: 0, mustCover: null, noCoverSince: null },
  };
  return {
    asOf,
    incidents: { open: 0, today: 0, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
    organs: [],
    alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
    points: {
      ...{ total: 0, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
      round: '2026-11',
    },
    zones: Array.from({ length: 100 }, () => zone),
    shifts: null,
  };
}

test('[A10] is cut, costs less than 50 MB, and the others get everything', async () => {
  const { hub } = server.running.pipeline;
  const good = await watch(server.url, { auth: { token: await server.token('wall') } });
  const frozen = await aClientThatNeverReads(await server.token('wall'));
  await until('both watch', () => hub.watching === 2 && good.snapshots.length === 1);
  const rssBefore = process.memoryUsage().rss;
  let sent = 0;
  let highest = 0;
  const end = Date.now() + 20_000;
  while (hub.watching === 2 && Date.now() < end) {
    for (let i = 0; i < 4; i++) hub.publishFigures(bulkyFigures(++sent));
    highest = Math.max(highest, process.memoryUsage().rss);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  expect(hub.watching).toBe(1);
  expect(highest - rssBefore).toBeLessThan(50 * 1024 * 1024);
  await until('the other got them all', () => good.deltas.filter(d => d.figures?.zones.length === 100).length === sent);
  expect(good.socket.connected).toBe(true);
  good.close();
  frozen.terminate();
}, 60_000);
