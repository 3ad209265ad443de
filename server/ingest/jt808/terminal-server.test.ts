/** [IN-33] How many links the door takes, from one address and in all. Small numbers here; the real ones are the door's own. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createLog } from '../../http/log.ts';
import { type ServerUnderTest, startServerUnderTest, until } from '../../server-under-test.ts';
import { UNREAD } from '../refusal-counts.ts';
import { ScriptedTerminal } from './scripted-terminal.ts';
import { openTerminalServer } from './terminal-server.ts';

const STRANGER = { phone: '13900000000', protocolVersion: null };
const LINKS = { most: 5, mostOfAnAddress: 2 };

let server: ServerUnderTest;
let port: number;
let door: { close(): Promise<void> };
interface Line {
  msg: string;
  address: string;
  links: number;
  ofAddress: number;
}
let lines: Line[] = [];
let opened: ScriptedTerminal[] = [];

beforeAll(async () => {
  server = await startServerUnderTest();
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  port = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, 'close');
  const write = (text: string) => {
    const line = JSON.parse(text) as Line;
    if (line.msg.startsWith('no more links')) lines.push(line);
  };
  door = await openTerminalServer({
    ...{ host: '127.0.0.1', port, clock: systemClock, log: createLog('warn', { write }), links: LINKS },
    ...server.running.pipeline,
  });
});
afterAll(async () => {
  await door.close();
  await server.stop();
});
beforeEach(() => {
  lines = [];
});
afterEach(() => {
  for (const terminal of opened) terminal.close();
  opened = [];
});

async function connect(from: string): Promise<ScriptedTerminal> {
  const terminal = await ScriptedTerminal.connect(port, STRANGER, from);
  opened.push(terminal);
  return terminal;
}
/** Null = it was cut. Who is in is answered. */
const knock = async (from: string) => {
  const terminal = await connect(from);
  return (await terminal.signOnWith('wrong').catch(() => null)) === null ? null : terminal;
};
/** The door hears of links that ended a moment later than we. */
async function letIn(from: string): Promise<ScriptedTerminal> {
  for (;;) {
    const terminal = await knock(from);
    if (terminal) return terminal;
  }
}
const turnedAway = () =>
  server.running.pipeline.refusals.list().find(row => row.sender === UNREAD && row.cause === 'too-many-requests')
    ?.count ?? 0;
async function isTurnedAway(from: string): Promise<void> {
  const before = turnedAway();
  const terminal = await connect(from);
  await until('it is cut', () => terminal.isClosed);
  expect(turnedAway()).toBe(before + 1);
}

test('[IN-33] of one address no more than its share; another address is let in, and a link that ends makes room', async () => {
  const [first, second] = [await letIn('127.0.0.2'), await letIn('127.0.0.2')];
  await isTurnedAway('127.0.0.2');
  expect(lines).toMatchObject([
    { msg: 'no more links of terminals are taken from this address', address: '127.0.0.2', links: 2, ofAddress: 2 },
  ]);
  expect(await knock('127.0.0.3')).not.toBeNull();
  expect(await first.signOnWith('wrong'), 'who is in stays in').toBe(1);
  second.close();
  await letIn('127.0.0.2');
});

test('[IN-33] in all no more than there is room for, from wherever', async () => {
  const all: ScriptedTerminal[] = [];
  for (const end of [1, 1, 2, 2, 3]) all.push(await letIn(`127.0.1.${end}`));
  lines = [];
  await isTurnedAway('127.0.1.4');
  expect(lines).toMatchObject([{ msg: 'no more links of terminals are taken', address: '127.0.1.4', links: 5 }]);
  expect(await all[0]!.signOnWith('wrong')).toBe(1);
  all[1]!.close();
  await letIn('127.0.1.4');
});

test('[IN-33] a stranger who goes on and on is counted each time, and does not fill the log', async () => {
  for (let i = 0; i < 2; i++) await letIn('127.0.2.1');
  lines = [];
  for (let i = 0; i < 100; i++) await isTurnedAway('127.0.2.1');
  expect(lines.length).toBeLessThan(100);
});
