/**
 * What one delivered position costs the server: our live hub against plain Socket.IO and against bare WebSockets.
 * In: nothing. Out: CPU per million delivered positions, bytes, delivered share and delay, for small and large loads.
 * Each variant has a server process and a client process of its own; only the server's CPU counts, and of that what it uses beyond
 * the same server with nobody watching, because keeping the newest positions is not delivering them (that part has its own row).
 * The variants follow each other within every load, so that a slow minute of the machine hits all of them.
 */
import { type Child, startChild, type Usage } from './child.ts';
import type { ClientCounts, Variant } from './fan-out-clients.ts';
import type { GroupResult, Row } from './result.ts';

const LOADS = [
  { units: 1000, clients: 10 },
  { units: 1000, clients: 50 },
  { units: 10_000, clients: 10 },
  { units: 10_000, clients: 50 },
] as const;
const VARIANTS: readonly Variant[] = ['raw-ws', 'ours', 'emit-each'];
/** One emit per position swamps clients at larger loads: what is measured then is the queue. */
const EMIT_EACH_UP_TO_A_SECOND = 100_000;
const WARM_UP_MS = 1000;
const NOBODY_MS = 1500;
const MEASURE_MS = 3500;
const GOAL_RATIO = 2.1;
const GOAL_BYTES = 10;

const SERVERS: Record<Variant, URL> = {
  'raw-ws': new URL('./fan-out-peers.ts', import.meta.url),
  'emit-each': new URL('./fan-out-peers.ts', import.meta.url),
  ours: new URL('./fan-out-hub.ts', import.meta.url),
};
const NAMES: Record<Variant, string> = {
  'raw-ws': 'raw ws, same frame',
  'emit-each': 'Socket.IO, one emit a position',
  ours: 'our hub, stock clients',
};

interface Measured {
  /** CPU seconds a second with nobody watching. */
  idleCores: number;
  cpuPerMillionS: number;
  bytesAPosition: number;
  deliveredShare: number;
  p99Ms: number;
}

export async function measureFanOut(): Promise<GroupResult> {
  const rows: Row[] = [];
  for (const load of LOADS) {
    const results = new Map<Variant, Measured>();
    for (const variant of VARIANTS) {
      if (variant === 'emit-each' && load.units * load.clients > EMIT_EACH_UP_TO_A_SECOND) continue;
      results.set(variant, await measure(variant, load));
    }
    const bare = results.get('raw-ws')!.cpuPerMillionS;
    for (const [variant, result] of results) rows.push(...rowsOf(variant, load, result, bare));
  }
  return { group: 'fan-out', rows };
}

async function measure(variant: Variant, load: { units: number; clients: number }): Promise<Measured> {
  const server = startChild(SERVERS[variant]);
  const clients = startChild(new URL('./fan-out-clients.ts', import.meta.url));
  try {
    const listening = await server.ask<{ port: number; token?: string }>('listen', { variant, units: load.units });
    await server.ask('start', { units: load.units });
    await pause(WARM_UP_MS);
    const idleCores = await coresUsed(server, NOBODY_MS);
    await clients.ask('connect', { variant, ...listening, clients: load.clients });
    await pause(WARM_UP_MS);
    await clients.ask('reset');
    const sentBefore = await server.ask<number>('sent');
    const cores = await coresUsed(server, MEASURE_MS);
    const sent = (await server.ask<number>('sent')) - sentBefore;
    const { positions, bytes, p99Ms } = await clients.ask<ClientCounts>('counts');
    return {
      idleCores,
      cpuPerMillionS: (((cores - idleCores) * MEASURE_MS) / 1000 / positions) * 1e6,
      bytesAPosition: bytes / positions,
      deliveredShare: positions / (sent * load.clients),
      p99Ms,
    };
  } finally {
    await Promise.all([server.stop(), clients.stop()]);
  }
}

async function coresUsed(server: Child, ms: number): Promise<number> {
  const before = await server.ask<Usage>('usage');
  const startedAt = performance.now();
  await pause(ms);
  const after = await server.ask<Usage>('usage');
  return (after.cpuS - before.cpuS) / ((performance.now() - startedAt) / 1000);
}

function rowsOf(
  variant: Variant,
  { units, clients }: { units: number; clients: number },
  result: Measured,
  bareCpuS: number,
): Row[] {
  const name = `${units} units x ${clients} clients, ${NAMES[variant]}`;
  const ratio = result.cpuPerMillionS / bareCpuS;
  const isOurs = variant === 'ours';
  return [
    {
      name,
      value: result.cpuPerMillionS,
      unit: 'CPU s per M delivered',
      ratio,
      ...(isOurs ? { goal: `<= ${GOAL_RATIO} x raw ws`, ok: ratio <= GOAL_RATIO } : {}),
    },
    {
      name: '  bytes',
      value: result.bytesAPosition,
      unit: 'bytes a position',
      ...(isOurs ? { goal: `<= ${GOAL_BYTES}`, ok: result.bytesAPosition <= GOAL_BYTES } : {}),
    },
    { name: '  delivered', value: Math.min(1, result.deliveredShare) * 100, unit: '%' },
    { name: '  delay p99', value: result.p99Ms, unit: 'ms' },
    { name: '  nobody watching', value: result.idleCores, unit: 'cores' },
  ];
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));
