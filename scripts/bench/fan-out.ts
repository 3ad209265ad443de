/**
 * What one delivered position costs the server: our live hub against bare WebSockets and against plain Socket.IO.
 * In: nothing. Out: CPU per million delivered positions, bytes, delivered share and delay, for small and large loads.
 * Each variant has a server process and a client process of its own. Only the server's CPU counts, without what it uses to keep the
 * newest positions, which is not delivering them: that is counted apart, around each call, and has a row of its own.
 * The two that are compared run at the same time, window by window, so that a slow second of the machine hits both, and five times
 * as fast as life, or a load of 10 clients would be a few milliseconds of CPU among all the noise.
 */
import { type Child, startChild, type Usage } from './child.ts';
import type { ClientCounts, Variant } from './fan-out-clients.ts';
import { type GroupResult, percentile, type Row } from './result.ts';

const LOADS = [
  { units: 1000, clients: 10 },
  { units: 1000, clients: 50 },
  { units: 10_000, clients: 10 },
  { units: 10_000, clients: 50 },
] as const;
/** One emit per position swamps clients at larger loads: what is measured then is the queue. It runs alone, or it swamps the others. */
const EMIT_EACH_UP_TO_A_SECOND = 100_000;
const WINDOWS = 7;
const EMIT_EACH_WINDOWS = 2;
const WARM_UP_MS = 3000;
const WINDOW_MS = 1000;
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

interface Load {
  units: number;
  clients: number;
}

interface Window {
  /** CPU seconds a second: everything, and keeping the newest positions. */
  cores: number;
  keepingCores: number;
  positionsASecond: number;
  bytesAPosition: number;
  deliveredShare: number;
  p99Ms: number;
}

interface Contestant {
  variant: Variant;
  server: Child;
  clients: Child;
  windows: Window[];
}

export async function measureFanOut(): Promise<GroupResult> {
  const rows: Row[] = [];
  for (const load of LOADS) {
    const [raw, ours] = await measure(['raw-ws', 'ours'], load, WINDOWS);
    const results = [raw!, ours!];
    if (load.units * load.clients <= EMIT_EACH_UP_TO_A_SECOND)
      results.push(...(await measure(['emit-each'], load, EMIT_EACH_WINDOWS)));
    for (const result of results) rows.push(...rowsOf(result, load, raw!));
  }
  return { group: 'fan-out', rows };
}

/** All variants at the same time. */
async function measure(variants: readonly Variant[], load: Load, windows: number): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  try {
    for (const variant of variants) {
      const server = startChild(SERVERS[variant]);
      const clients = startChild(new URL('./fan-out-clients.ts', import.meta.url));
      contestants.push({ variant, server, clients, windows: [] });
      const listening = await server.ask<{ port: number; token?: string }>('listen', { variant });
      await server.ask('start', { units: load.units });
      await clients.ask('connect', { variant, ...listening, clients: load.clients });
    }
    await pause(WARM_UP_MS);
    for (let i = 0; i < windows; i++)
      await Promise.all(contestants.map(async contestant => contestant.windows.push(await watch(contestant, load))));
    return contestants;
  } finally {
    await Promise.all(contestants.flatMap(({ server, clients }) => [server.stop(), clients.stop()]));
  }
}

async function watch({ server, clients }: Contestant, load: Load): Promise<Window> {
  const look = async () => ({
    usage: await server.ask<Usage>('usage'),
    fedCpuS: await server.ask<number>('fedCpuS'),
    sent: await server.ask<number>('sent'),
    at: performance.now(),
  });
  await clients.ask('reset');
  const before = await look();
  await pause(WINDOW_MS);
  const after = await look();
  const { positions, bytes, p99Ms } = await clients.ask<ClientCounts>('counts');
  const seconds = (after.at - before.at) / 1000;
  return {
    cores: (after.usage.cpuS - before.usage.cpuS) / seconds,
    keepingCores: (after.fedCpuS - before.fedCpuS) / seconds,
    positionsASecond: positions / seconds,
    bytesAPosition: bytes / positions,
    deliveredShare: positions / ((after.sent - before.sent) * load.clients),
    p99Ms,
  };
}

function rowsOf({ variant, windows }: Contestant, { units, clients }: Load, raw: Contestant): Row[] {
  const name = `${units} units x ${clients} clients, ${NAMES[variant]}`;
  const cpuPerMillionS = median(windows.map(deliveringCpuS));
  const ratio = cpuPerMillionS / median(raw.windows.map(deliveringCpuS));
  const bytes = median(windows.map(window => window.bytesAPosition));
  const isOurs = variant === 'ours';
  return [
    {
      name,
      value: cpuPerMillionS,
      unit: 'CPU s per M delivered',
      ratio,
      ...(isOurs ? { goal: `<= ${GOAL_RATIO} x raw ws`, ok: ratio <= GOAL_RATIO } : {}),
    },
    ...(isOurs ? spreadRows(windows, raw.windows) : []),
    {
      name: '  bytes',
      value: bytes,
      unit: 'bytes a position',
      ...(isOurs ? { goal: `<= ${GOAL_BYTES}`, ok: bytes <= GOAL_BYTES } : {}),
    },
    { name: '  delivered', value: Math.min(1, median(windows.map(w => w.deliveredShare))) * 100, unit: '%' },
    { name: '  delay p99', value: median(windows.map(w => w.p99Ms)), unit: 'ms' },
    ...(variant === 'emit-each'
      ? []
      : [{ name: '  keeping the newest', value: median(windows.map(w => w.keepingCores)), unit: 'cores' }]),
  ];
}

/** CPU seconds per million. */
function deliveringCpuS({ cores, keepingCores, positionsASecond }: Window): number {
  return ((cores - keepingCores) / positionsASecond) * 1e6;
}

/** How far single windows lie apart: the middle half of their ratios. */
function spreadRows(ours: readonly Window[], raw: readonly Window[]): Row[] {
  const ratios = ours.map((window, n) => deliveringCpuS(window) / deliveringCpuS(raw[n]!));
  return [
    { name: '  ratio of a window, lower quartile', value: percentile(ratios, 0.25), unit: 'x raw ws' },
    { name: '  ratio of a window, upper quartile', value: percentile(ratios, 0.75), unit: 'x raw ws' },
  ];
}

/** Of an odd number of windows the one in the middle. */
const median = (sample: readonly number[]) => percentile(sample, 0.5);
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));
