/**
 * A real server on an empty data directory, with units, tokens and everything a load needs.
 * In: how many units, further settings. Out: its address, a device token, a wall token, and the child to ask for CPU and memory.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TokenIssued } from '../../server/contract/session.ts';
import { type AdminSession, signInAsAdmin } from '../demo/admin-session.ts';
import { type Child, startChild } from './child.ts';

/** Of every demonstration account of it. */
export const BENCH_PASSWORD = 'bench-password';
const UNITS_A_REQUEST = 500;

export interface MeasuredServer {
  url: string;
  deviceToken: string;
  wallToken: string;
  unitIds: readonly string[];
  admin: AdminSession;
  child: Child;
  stop(): Promise<void>;
}

/** Out: what `measure` gave; the server is stopped and its data are gone, also after a failure. */
export async function withMeasuredServer<Result>(
  units: number,
  measure: (server: MeasuredServer) => Promise<Result>,
  settings: Record<string, string> = {},
): Promise<Result> {
  const server = await startMeasuredServer(units, settings);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

export async function startMeasuredServer(
  units: number,
  settings: Record<string, string> = {},
): Promise<MeasuredServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-bench-'));
  const child = startChild(new URL('./gridwall-server.ts', import.meta.url), [], {
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO_PASSWORD: BENCH_PASSWORD,
    LOG_LEVEL: 'error',
    MAX_SOCKETS_PER_ADDRESS: '1000',
    ...settings,
  });
  const url = await child.ask<string>('url');
  const admin = await signInAsAdmin(url, BENCH_PASSWORD);
  const unitIds = Array.from({ length: units }, (_, i) => `bench-${i + 1}`);
  for (let i = 0; i < units; i += UNITS_A_REQUEST) {
    const some = unitIds.slice(i, i + UNITS_A_REQUEST);
    await admin.post(
      '/api/v1/units',
      some.map((id, n) => ({ id, callSign: `测${i + n + 1}`, unitClass: 'patrol-person' })),
    );
  }
  const issue = async (kind: 'device' | 'wall') =>
    ((await admin.post('/api/v1/tokens', { kind, name: `bench ${kind}` })) as TokenIssued).token;
  return {
    url,
    deviceToken: await issue('device'),
    wallToken: await issue('wall'),
    unitIds,
    admin,
    child,
    async stop() {
      await child.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Sends and waits for the answer; throws when the server refuses, because a load that is refused measures nothing. */
export async function send({ url, deviceToken }: MeasuredServer, route: string, body: unknown): Promise<void> {
  const response = await fetch(url + route, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${deviceToken}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${route}: ${response.status} ${text.slice(0, 300)}`);
}
