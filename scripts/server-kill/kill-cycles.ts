/**
 * Fires commands and positions at a server that is killed again and again, and writes down every answer.
 * In: how to start it, a data directory, the number of cycles, a seed. Out: the history for `brokenPromises`.
 * A command whose answer was lost is sent again to the next server with the same id, as a careful client does.
 */
import { randomUUID } from 'node:crypto';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { PositionsAnswer } from '../../server/contract/position-report.ts';
import type { TokenIssued } from '../../server/contract/session.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { signInAsAdmin } from '../demo/admin-session.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import type { History } from './history.ts';
import { PASSWORD, type RunningServer, runServer } from './running-server.ts';

const REPORTERS = 6;
const TRACKERS = 2;
const UNITS = 4;
/**
 * From the first answer to the kill: from the middle of a group commit to some flushes of the tracks, which wait 200 ms for company.
 */
const LIFE_MS = [0, 500] as const;

interface Sender {
  token: string;
  units: readonly UnitRecord[];
}

export async function killCycles(options: {
  command: readonly string[];
  dataDir: string;
  cycles: number;
  seed: number;
}): Promise<History> {
  const history: History = { commands: new Map(), repeated: 0, accepted: [] };
  const chance = chanceFor(options.seed, 'kills');
  let sender: Sender | undefined;
  for (let cycle = 0; cycle < options.cycles; cycle++) {
    const server = await runServer(options.command, options.dataDir, { withAccounts: cycle === 0 });
    sender ??= await introduce(server.url);
    await liveAndDie(server, sender, history, chance);
  }
  const last = await runServer(options.command, options.dataDir, { withAccounts: false });
  await repeatUnanswered(last.url, sender!.token, history);
  const code = await last.stop();
  if (code !== 0) throw new Error(`The last server ended with code ${code} on SIGTERM.`);
  return history;
}

async function introduce(url: string): Promise<Sender> {
  const admin = await signInAsAdmin(url, PASSWORD);
  const ids = Array.from({ length: UNITS }, (_, i) => `kill-${i + 1}`);
  await admin.post(
    '/api/v1/units',
    ids.map((id, i) => ({ id, callSign: `试${i + 1}`, unitClass: 'patrol-person' })),
  );
  const units = ((await admin.get('/api/v1/units')) as UnitRecord[]).filter(unit => ids.includes(unit.id));
  const { token } = (await admin.post('/api/v1/tokens', { kind: 'device', name: 'kill test' })) as TokenIssued;
  return { token, units };
}

async function liveAndDie(server: RunningServer, sender: Sender, history: History, chance: Chance): Promise<void> {
  let alive = true;
  const isAlive = () => alive;
  const lost = unanswered(history);
  history.repeated += lost.length;
  let noteAnswer = () => {};
  const firstAnswer = new Promise<void>(resolve => {
    noteAnswer = resolve;
  });
  const work = [
    ...Array.from({ length: REPORTERS }, async (_, i) => {
      for (const id of lost.filter((_, n) => n % REPORTERS === i)) await report(server.url, sender.token, id, history);
      while (isAlive()) await report(server.url, sender.token, randomUUID(), history).then(noteAnswer);
    }),
    ...Array.from({ length: TRACKERS }, async (_, i) => {
      while (isAlive()) await track(server.url, sender, i, history);
    }),
  ];
  await firstAnswer;
  await new Promise(resolve => setTimeout(resolve, chance.between(...LIFE_MS)));
  alive = false;
  await server.kill();
  await Promise.all(work);
}

async function repeatUnanswered(url: string, token: string, history: History): Promise<void> {
  const lost = unanswered(history);
  history.repeated += lost.length;
  for (const id of lost) await report(url, token, id, history);
}

function unanswered(history: History): string[] {
  return [...history.commands].filter(([, replies]) => replies.length === 0).map(([id]) => id);
}

async function report(url: string, token: string, commandId: string, history: History): Promise<void> {
  const replies = history.commands.get(commandId) ?? [];
  history.commands.set(commandId, replies);
  const answer = await post<IncidentRecord>(`${url}/api/v1/incidents`, token, {
    commandId,
    channel: 'patrol',
    text: commandId, // how the judge finds it again, whatever the receipts say
    lon: 113.8931,
    lat: 22.5667,
    happenedAt: Date.now(),
  });
  if (answer) replies.push(answer.id);
}

async function track(url: string, { token, units }: Sender, tracker: number, history: History): Promise<void> {
  const own = units.filter((_, i) => i % TRACKERS === tracker);
  const sentAtMs = Date.now();
  const positions = own.map((unit, i) => ({ unit: unit.id, lon: 113.8931, lat: 22.5667, time: sentAtMs - i }));
  const answer = await post<PositionsAnswer>(`${url}/api/v1/positions`, token, positions);
  if (!answer) return;
  const refused = new Set(answer.refused.map(({ index }) => index));
  positions.forEach(({ time }, i) => {
    if (!refused.has(i)) history.accepted.push({ unitIndex: own[i]!.index, timeMs: time });
  });
}

/** Undefined when the server died before the whole answer was here; then nothing was promised. */
async function post<T>(url: string, token: string, body: unknown): Promise<T | undefined> {
  let text: string;
  let ok: boolean;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    ok = response.ok;
    text = await response.text();
  } catch {
    return undefined;
  }
  if (!ok) throw new Error(`${url}: ${text}`);
  return JSON.parse(text) as T;
}
