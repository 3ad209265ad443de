/**
 * For tests: a listening server with access and HTTP only, a clock moved by hand, and a client that sends exactly what it is told.
 * In: a database and what is special. Out: a `TestServer`; close it.
 */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hash } from '@node-rs/argon2';
import { type HandClock, handClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import type { PersonRole } from '../contract/account.ts';
import type { TokenIssued, TokenKind } from '../contract/session.ts';
import { type Scope, scope } from '../contract/viewer.ts';
import { type AppParts, allRoutes, createApp } from '../http/app.ts';
import { createLog } from '../http/log.ts';
import { createMetrics } from '../http/metrics.ts';
import type { Route } from '../http/route.ts';
import type { Database } from '../store/database.ts';
import { type Access, createAccess } from './access.ts';
import type { Ground } from './account-ground.ts';
import { createAccount } from './accounts.ts';
import { issueToken } from './tokens.ts';

export const NOW = Date.UTC(2026, 10, 22, 6, 0, 0);
export const PASSWORD = 'correct horse battery';
/** One hash for every test account, the cheapest there is: argon2 is slow on purpose, and a hash says itself what checking it costs. */
const passwordHash = hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Objects are sent as JSON, strings as they are. */
  body?: unknown;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The parsed body; null when it is not JSON. */
  json: unknown;
}

export interface TestServer {
  port: number;
  clock: HandClock;
  access: Access;
  database: Database;
  routes: readonly Route[];
  logLines: string[];
  ask(path: string, asked?: Asked): Promise<Answered>;
  addAccount(name: string, role: PersonRole, accountScope?: Scope): Promise<void>;
  addToken(kind: TokenKind, tokenScope?: Scope): Promise<TokenIssued>;
  /** The `Cookie` header of a fresh session. */
  signIn(account: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestSettings {
  config?: Partial<Config>;
  /** A function where the routes need access themselves. */
  routes?: readonly Route[] | ((access: Access) => readonly Route[]);
  rateLimits?: NonNullable<AppParts['rateLimits']>;
  checks?: AppParts['checks'];
  /** What scopes may name; default: anything. */
  ground?: Ground;
}

const ANYWHERE: Ground = { isZone: () => true, isOrgan: () => true };

export async function startTestServer(database: Database, settings: TestSettings = {}): Promise<TestServer> {
  const clock = handClock(NOW);
  const config = { ...readConfig({}, { demo: false }), clientDir: '/nowhere', ...settings.config };
  const logLines: string[] = [];
  const log = createLog('debug', { write: line => void logLines.push(line) });
  const access = createAccess({ database, clock, config, log, ground: settings.ground ?? ANYWHERE });
  const { rateLimits, checks = {} } = settings;
  const routes = typeof settings.routes === 'function' ? settings.routes(access) : (settings.routes ?? []);
  const parts: AppParts = {
    ...{ config, log, clock, access, routes, checks, build: 'test', metrics: createMetrics() },
    ...(rateLimits ? { rateLimits } : {}),
  };
  const server = createServer(createApp(parts)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const by = { actor: 'test', address: '', at: NOW };

  async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
    const bytes = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const type = bytes === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request({ port, host: '127.0.0.1', path, method, headers: { ...type, ...headers }, agent: false });
    sent.end(bytes);
    const [response] = await once(sent, 'response');
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, headers: response.headers, text, json: parsed(text) };
  }

  return {
    port,
    clock,
    access,
    database,
    routes: allRoutes(parts),
    logLines,
    ask,
    async addAccount(name, role, accountScope = {}) {
      const account = {
        name,
        title: name,
        role,
        scope: scope.parse(accountScope),
        passwordHash: await passwordHash,
        demo: false,
      };
      await database.db.transaction().execute(tx => createAccount(tx, account, by));
    },
    addToken: (kind, tokenScope = {}) =>
      database.db
        .transaction()
        .execute(tx => issueToken(tx, { kind, name: `${kind} 1`, scope: scope.parse(tokenScope) }, by)),
    async signIn(account) {
      const answer = await ask('/api/v1/session', { method: 'POST', body: { account, password: PASSWORD } });
      if (answer.status !== 200) throw new Error(`${account} could not sign in: ${answer.text}`);
      return cookieOf(answer);
    },
    async close() {
      access.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a browser would send back. */
export function cookieOf(answer: Answered): string {
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
