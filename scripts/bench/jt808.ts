/**
 * 5,000 vehicle terminals of JT/T 808, each on a link of its own, reporting every 10 s; then the same positions over HTTP in batches,
 * which is the cheapest way in. In: nothing. Out: what was lost (nothing may be), the event loop, CPU a position in both ways.
 * Terminals and server are two processes on one machine: on two cores they take turns, and what is measured includes that.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { loadavg } from 'node:os';
import { type Child, startChild, type Usage } from './child.ts';
import type { LoopDelay } from './gridwall-server.ts';
import type { TerminalLoad, TerminalsLoaded } from './jt808-child.ts';
import { type MeasuredServer, withMeasuredServer } from './measured-server.ts';
import type { Load, Loaded } from './position-load.ts';
import type { GroupResult, Row } from './result.ts';

const TERMINALS = 5000;
const REPORTS_A_SECOND = TERMINALS / 10;
const WARM_UP_MS = 12_000;
const MEASURE_MS = 60_000;
const DEVICES_A_REQUEST = 500;
const LOOP_GOAL_MS = 50;

export async function measureTerminals(): Promise<GroupResult> {
  const port = await freePort();
  return withMeasuredServer(2 * TERMINALS, server => measure(server, port), { JT808_PORT: String(port) });
}

async function measure(server: MeasuredServer, port: number): Promise<GroupResult> {
  const phones = Array.from({ length: TERMINALS }, (_, i) => `138${String(i).padStart(8, '0')}`);
  for (let i = 0; i < TERMINALS; i += DEVICES_A_REQUEST) {
    const some = phones.slice(i, i + DEVICES_A_REQUEST);
    await server.admin.post(
      '/api/v1/devices',
      some.map((id, n) => ({ id, unit: server.unitIds[i + n] })),
    );
  }
  const terminals = startChild(new URL('./jt808-child.ts', import.meta.url));
  const batches = startChild(new URL('./position-load-child.ts', import.meta.url));
  try {
    const began = performance.now();
    const signedOn = await terminals.ask<number>('connect', { port, phones } satisfies TerminalLoad);
    const signOnS = (performance.now() - began) / 1000;
    await terminals.ask('start');
    const own = await watch(server);
    const told = await terminals.ask<TerminalsLoaded>('stop');
    const stored = await server.child.ask<number>('storedPositions');

    await batches.ask('start', {
      ...{ url: server.url, token: server.deviceToken, hz: REPORTS_A_SECOND / TERMINALS },
      unitIds: server.unitIds.slice(TERMINALS), // who has just been elsewhere would be held back
    } satisfies Load);
    const http = await watch(server);
    const posted = await batches.ask<Loaded>('stop');
    if (posted.accepted !== posted.sent) throw new Error(`Over HTTP: ${JSON.stringify(posted)}.`);
    return {
      group: `${TERMINALS} JT/T 808 links, a report every 10 s, ${MEASURE_MS / 1000} s (load average ${loadavg()[0]!.toFixed(1)})`,
      rows: [
        share('links signed on', signedOn, TERMINALS),
        { name: '  registering and signing on', value: TERMINALS / signOnS, unit: 'links/s' },
        share('links open at the end', told.linksOpen, TERMINALS),
        share('reports answered "ok"', told.answeredOk, told.sent),
        share('reports stored', stored, told.sent),
        { name: '  answer, p50', value: told.answerP50Ms, unit: 'ms' },
        { name: '  answer, p99', value: told.answerP99Ms, unit: 'ms' },
        goalRow('event loop of the server, p99', own.loop.p99Ms, LOOP_GOAL_MS),
        { name: '  longest', value: own.loop.maxMs, unit: 'ms' },
        { name: 'server, share of one core', value: own.cpuS / (MEASURE_MS / 1000), unit: 'cores' },
        { name: 'server, memory', value: own.rssMb, unit: 'MB' },
        { name: 'CPU a position, POST /api/v1/positions by 50', value: perFix(http.cpuS), unit: 'µs', ratio: 1 },
        { name: 'CPU a position, JT/T 808', value: perFix(own.cpuS), unit: 'µs', ratio: own.cpuS / http.cpuS },
      ],
    };
  } finally {
    await Promise.all([terminals, batches].map((child: Child) => child.stop()));
  }
}

/** The server for a minute, after a warm-up. */
async function watch({ child }: MeasuredServer): Promise<{ cpuS: number; rssMb: number; loop: LoopDelay }> {
  await pause(WARM_UP_MS);
  const before = await child.ask<Usage>('usage');
  await child.ask<LoopDelay>('loopDelay');
  await pause(MEASURE_MS);
  const loop = await child.ask<LoopDelay>('loopDelay');
  const after = await child.ask<Usage>('usage');
  return { loop, cpuS: after.cpuS - before.cpuS, rssMb: after.rssMb };
}

function perFix(cpuS: number): number {
  return (cpuS * 1e6) / (REPORTS_A_SECOND * (MEASURE_MS / 1000));
}

function share(name: string, value: number, of: number): Row {
  return { name, value: (value / of) * 100, unit: '%', goal: 'every one', ok: value === of };
}

function goalRow(name: string, value: number, goal: number): Row {
  return { name, value, unit: 'ms', goal: `<= ${goal} ms`, ok: value <= goal };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
