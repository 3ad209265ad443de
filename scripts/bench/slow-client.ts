/**
 * One client that says hello and then never reads, while incidents with long texts pour in: what it costs everybody else.
 * In: nothing. Out: how much the server's memory grew beyond a run without it, and whether the other walls got every fact.
 * It speaks Engine.IO by hand over a bare WebSocket, because every real library reads.
 */
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import type { Usage } from './child.ts';
import { type MeasuredServer, send, startMeasuredServer } from './measured-server.ts';
import type { GroupResult } from './result.ts';
import { openWall, type WallClient } from './wall-client.ts';

const WALLS = 5;
const SECONDS = 15;
const SENDERS = 6;
/** About 2.5 KB a fact: in 15 s far more than the buffers of both kernels hold. */
const TEXT = '路面出现塌陷，已有车辆绕行，请尽快派人到场处置。'.repeat(20).slice(0, 480);
const FACTS_A_SECOND = 400;
const GOAL_MB = 50;

interface Outcome {
  grewMb: number;
  facts: number;
  slowestWallFacts: number;
  faults: number;
  wasCut: boolean;
}

export async function measureSlowClient(): Promise<GroupResult> {
  const without = await run(false);
  const withOne = await run(true);
  const addedMb = withOne.grewMb - without.grewMb;
  return {
    group: `slow client: one that never reads for ${SECONDS} s, ${WALLS} walls`,
    rows: [
      { name: 'server grew without it', value: without.grewMb, unit: `MB for ${without.facts} facts` },
      { name: 'server grew with it', value: withOne.grewMb, unit: `MB for ${withOne.facts} facts` },
      { name: 'memory it cost', value: addedMb, unit: 'MB', goal: `<= ${GOAL_MB} MB`, ok: addedMb <= GOAL_MB },
      {
        name: 'facts that reached every other wall',
        value: (withOne.slowestWallFacts / withOne.facts) * 100,
        unit: '%',
        goal: 'all, no gap',
        ok: withOne.slowestWallFacts === withOne.facts && withOne.faults === 0,
      },
      { name: 'it was disconnected', value: withOne.wasCut ? 1 : 0, unit: 'yes = 1' },
    ],
  };
}

async function run(withSlowOne: boolean): Promise<Outcome> {
  const server = await startMeasuredServer(1);
  try {
    const walls: WallClient[] = [];
    for (let i = 0; i < WALLS; i++) walls.push(await openWall({ url: server.url, token: server.wallToken }));
    await pour(server, 1); // warm-up: the first requests load code and fill caches
    const slow = withSlowOne ? await openSlow(server) : undefined;
    const before = await server.child.ask<Usage>('usage');
    const factsBefore = walls.map(wall => wall.facts);
    const facts = await pour(server, SECONDS);
    const after = await server.child.ask<Usage>('usage');
    await new Promise(resolve => setTimeout(resolve, 1000));
    const reached = walls.map((wall, i) => wall.facts - factsBefore[i]!);
    const faults = walls.reduce((sum, wall) => sum + wall.faults + wall.resyncs, 0);
    for (const wall of walls) wall.close();
    const wasCut = slow ? await isGone(slow) : false;
    return { grewMb: after.rssMb - before.rssMb, facts, slowestWallFacts: Math.min(...reached), faults, wasCut };
  } finally {
    await server.stop();
  }
}

async function pour(server: MeasuredServer, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let facts = 0;
  const gapMs = (1000 * SENDERS) / FACTS_A_SECOND;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let next = performance.now(); next < until; next = Math.max(next + gapMs, performance.now() - 1000)) {
        await new Promise(resolve => setTimeout(resolve, next - performance.now()));
        await send(server, '/api/v1/incidents', {
          channel: 'patrol',
          text: TEXT,
          lon: 113.8931,
          lat: 22.5667,
          happenedAt: Date.now(),
        });
        facts++;
      }
    }),
  );
  return facts;
}

/** Engine.IO packets by hand: 0 open, 40 connect to the main namespace, 42 event. Then the socket is never read again. */
async function openSlow({ url, wallToken }: MeasuredServer): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data: Buffer) => {
      const packet = data.toString();
      if (packet.startsWith('0')) socket.send(`40${JSON.stringify({ token: wallToken })}`);
      if (packet.startsWith('40')) {
        socket.send(`42${JSON.stringify(['hello', { protocol: PROTOCOL_VERSION }])}`);
        socket.pause();
        resolve();
      }
      if (packet.startsWith('44')) reject(new Error(`Refused: ${packet}`));
    });
  });
  return socket;
}

/** Reads again what the kernels still hold; a connection the server has ended shows its end then. */
async function isGone(socket: WebSocket): Promise<boolean> {
  socket.removeAllListeners('message');
  const gone = new Promise<boolean>(resolve => socket.once('close', () => resolve(true)));
  socket.on('error', () => {});
  socket.resume();
  const result = await Promise.race([gone, new Promise<boolean>(resolve => setTimeout(() => resolve(false), 3000))]);
  socket.terminate();
  return result;
}
