/**
 * For tests: the whole real server on a free port and its own data directory, asked over HTTP and watched over real sockets.
 * In: nothing, or a clock. Out: a `ServerUnderTest`; stop it. `restart()` starts again on the same data.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { issueToken } from './access/tokens.ts';
import { type Config, readConfig } from './config.ts';
import type { Delta, Heartbeat, Snapshot } from './contract/down.ts';
import type { Fact } from './contract/fact.ts';
import { visitPositionFrame } from './contract/position-frame.ts';
import { PROTOCOL_VERSION } from './contract/protocol-version.ts';
import type { Refusal } from './contract/refusal.ts';
import type { TokenKind } from './contract/session.ts';
import type { Hello } from './contract/up.ts';
import { type Scope, scope } from './contract/viewer.ts';
import { createLog } from './http/log.ts';
import { type Overrides, type RunningServer, startServer } from './main.ts';
import { openProfile, type Profile } from './profile/load.ts';
import { freshDataDir } from './store/test-data-dir.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed body, or its text. */
  body: unknown;
}

export interface Asked {
  method?: string;
  /** Bearer token; default: the integration's. */
  token?: string;
  /** Objects are sent as JSON, strings as they are. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ServerUnderTest {
  readonly url: string;
  readonly running: RunningServer;
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** Throws unless the answer is a success. */
  post(path: string, body: unknown, token?: string): Promise<unknown>;
  token(kind: TokenKind, tokenScope?: Partial<Scope>): Promise<string>;
  /** The `Cookie` header of a demonstration account. */
  signIn(account: string): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'demonstration-only';

/** Read once for all servers of a process: nobody changes a profile. */
const profiles = new Map<string, Promise<Profile>>();

function readProfile(name: string): Promise<Profile> {
  const profile = profiles.get(name) ?? openProfile(resolve('geodata/profiles', name));
  profiles.set(name, profile);
  return profile;
}

export async function startServerUnderTest(
  settings: Partial<Config> = {},
  overrides: Overrides = {},
): Promise<ServerUnderTest> {
  const dataDir = await freshDataDir();
  const config: Config = {
    ...readConfig({}, { demo: true }),
    ...{ port: 0, dataDir, demoPassword: PASSWORD, clientDir: '/nowhere', ...settings },
  };
  const profile = await readProfile(config.profile);
  const start = () => startServer(config, { log: createLog('silent'), build: 'test', profile, ...overrides });
  let running = await start();
  let tokens = 0;

  async function token(kind: TokenKind, tokenScope: Partial<Scope> = {}): Promise<string> {
    const request = { kind, name: `${kind} ${++tokens}`, scope: scope.parse(tokenScope) };
    const by = { actor: 'test', address: '', at: Date.now() };
    const issued = await running.database.db.transaction().execute(tx => issueToken(tx, request, by));
    return issued.token;
  }
  const integration = await token('integration');

  async function ask(
    path: string,
    { method, token: bearer = integration, body, headers = {} }: Asked = {},
  ): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(running.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(answer) };
  }

  return {
    get url() {
      return running.url;
    },
    get running() {
      return running;
    },
    ask,
    async post(path, body, bearer) {
      const answer = await ask(path, { body, ...(bearer !== undefined && { token: bearer }) });
      if (answer.status >= 300) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}.`);
      return answer.body;
    },
    token,
    async signIn(account) {
      const answer = await ask('/api/v1/session', { token: '', body: { account, password: PASSWORD } });
      if (answer.status !== 200) throw new Error(`${account} could not sign in: ${JSON.stringify(answer.body)}.`);
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A screen that keeps everything it is told. */
export interface Screen {
  socket: Socket;
  snapshots: Snapshot[];
  deltas: Delta[];
  heartbeats: Heartbeat[];
  refused: Refusal[];
  /** One map per frame: unit index -> [lon, lat]. */
  frames: Map<number, [number, number]>[];
  /** Of all deltas, in order of arrival. */
  facts(): Fact[];
  hello(since?: Hello['since']): void;
  close(): void;
}

type Opening = Partial<ManagerOptions & SocketOptions>;

/** Connects; resolves when the server has let it in, rejects with the refusal's code. Says hello unless told otherwise. */
export async function watch(url: string, opening: Opening, { hello = true } = {}): Promise<Screen> {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...opening });
  const screen: Screen = {
    socket,
    ...{ snapshots: [], deltas: [], heartbeats: [], refused: [], frames: [] },
    facts: () => screen.deltas.flatMap(delta => delta.facts),
    hello: since => void socket.emit('hello', { protocol: PROTOCOL_VERSION, ...(since && { since }) }),
    close: () => void socket.close(),
  };
  socket.on('snapshot', message => screen.snapshots.push(message));
  socket.on('delta', message => screen.deltas.push(message));
  socket.on('heartbeat', message => screen.heartbeats.push(message));
  socket.on('refused', message => screen.refused.push(message));
  socket.on('positions', (frame: Uint8Array) => {
    const places = new Map<number, [number, number]>();
    visitPositionFrame(frame, (unit, lon, lat) => places.set(unit, [lon, lat]));
    screen.frames.push(places);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', error => {
      socket.close();
      reject(error);
    });
  });
  if (hello) screen.hello();
  return screen;
}

/** Waits until `what` holds; fails with its name after a generous time. */
export async function until(name: string, what: () => unknown, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!what()) {
    if (Date.now() > end) throw new Error(`Waited ${withinMs} ms in vain until ${name}.`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** A report that is right; name only what matters. */
export function aReport(more: object = {}): object {
  return {
    channel: 'duty-phone',
    category: 'exposed-rubbish',
    text: '垃圾堆放在路口',
    lon: 113.893,
    lat: 22.565,
    happenedAt: Date.now() - 60_000,
    ...more,
  };
}
