/**
 * 10,000 units at 1 Hz through the real server: every fix gated, assigned to its ground and stored, and shown on 10 walls. Then the same
 * with one more device that sends 100 a second. In: nothing. Out: what was lost (nothing may be), the event loop, memory, delays.
 * Phones, server and walls are three processes on one machine: on two cores they take turns, and what is measured includes that.
 */
import { loadavg } from 'node:os';
import { visitPositionFrame } from '../../server/contract/position-frame.ts';
import { type Child, startChild, type Usage } from './child.ts';
import type { LoopDelay } from './gridwall-server.ts';
import { type MeasuredServer, withMeasuredServer } from './measured-server.ts';
import type { Load, Loaded } from './position-load-child.ts';
import { type GroupResult, percentile, type Row } from './result.ts';
import { openWall, type WallClient } from './wall-client.ts';

const UNITS = 10_000;
const NOISY_HZ = 100;
const WALLS = 10;
const WARM_UP_MS = 10_000;
/** Long enough for half a million positions: sealing is part of what is measured. */
const MEASURE_MS = 60_000;
const NOISY_MS = 15_000;
const LOOP_GOAL_MS = 50;
const FRAME_GOAL_MS = 2000;
const RSS_GOAL_MB = 640;
/** How much later the others may come because of the one. */
const UNDISTURBED_MS = 50;

export function measureTenThousand(): Promise<GroupResult> {
  return withMeasuredServer(UNITS + 1, measure);
}

async function measure(server: MeasuredServer): Promise<GroupResult> {
  const noisyUnit = server.unitIds[UNITS]!;
  const delays: number[] = [];
  let isMeasuring = false;
  const walls: WallClient[] = [];
  for (let i = 0; i < WALLS; i++)
    walls.push(
      await openWall(
        { url: server.url, token: server.wallToken },
        {
          onFrame(frame) {
            if (!isMeasuring) return;
            const now = Date.now();
            visitPositionFrame(frame, (_, _lon, _lat, fixTimeMs) => delays.push(now - fixTimeMs));
          },
        },
      ),
    );
  const phones = startChild(new URL('./position-load-child.ts', import.meta.url));
  const noisy = startChild(new URL('./position-load-child.ts', import.meta.url));
  try {
    const load = { url: server.url, token: server.deviceToken };
    await phones.ask('start', { ...load, unitIds: server.unitIds.slice(0, UNITS), hz: 1 } satisfies Load);
    await pause(WARM_UP_MS);
    const before = await server.child.ask<Usage>('usage');
    await server.child.ask<LoopDelay>('loopDelay');
    isMeasuring = true;
    await pause(MEASURE_MS);
    const loop = await server.child.ask<LoopDelay>('loopDelay');
    const after = await server.child.ask<Usage>('usage');
    const quiet = summary(delays);

    await noisy.ask('start', { ...load, unitIds: [noisyUnit], hz: NOISY_HZ } satisfies Load);
    await pause(NOISY_MS);
    const disturbed = summary(delays);
    isMeasuring = false;
    const then = await server.child.ask<Usage>('usage');
    const loopThen = await server.child.ask<LoopDelay>('loopDelay');
    const one = await noisy.ask<Loaded>('stop');
    const all = await phones.ask<Loaded>('stop');
    const stored = await server.child.ask<number>('storedPositions');
    const kept = stored - one.accepted;
    const grownMb = after.rssMb - before.rssMb;
    return {
      group: `${UNITS} units at 1 Hz, ${WALLS} walls, ${MEASURE_MS / 1000} s (load average ${loadavg()[0]!.toFixed(1)})`,
      rows: [
        share('fixes accepted', all.accepted, all.sent),
        share('fixes stored', kept, all.sent),
        goalRow('event loop of the server, p99', loop.p99Ms, LOOP_GOAL_MS),
        { name: '  longest', value: loop.maxMs, unit: 'ms' },
        { name: 'fix sent -> decoded at the wall, p50', value: quiet.p50, unit: 'ms' },
        goalRow('fix sent -> decoded at the wall, p99', quiet.p99, FRAME_GOAL_MS),
        { name: 'server, share of one core', value: (after.cpuS - before.cpuS) / (MEASURE_MS / 1000), unit: 'cores' },
        goalRow('server, memory', after.rssMb, RSS_GOAL_MB, 'MB'),
        { name: '  grown meanwhile', value: grownMb, unit: 'MB' },
        {
          ...goalRow(
            `with one device at ${NOISY_HZ} a second: the others, p99`,
            disturbed.p99,
            quiet.p99 + UNDISTURBED_MS,
          ),
          goal: `<= ${UNDISTURBED_MS} ms later than without`,
        },
        { name: '  of its messages refused', value: (1 - one.accepted / one.sent) * 100, unit: '%' },
        goalRow('  event loop of the server, p99', loopThen.p99Ms, LOOP_GOAL_MS),
        { name: '  server, share of one core', value: (then.cpuS - after.cpuS) / (NOISY_MS / 1000), unit: 'cores' },
      ],
    };
  } finally {
    for (const wall of walls) wall.close();
    await Promise.all([phones, noisy].map((child: Child) => child.stop()));
  }
}

/** Takes what was gathered and begins anew. */
function summary(delays: number[]): { p50: number; p99: number } {
  const some = delays.splice(0);
  return { p50: percentile(some, 0.5), p99: percentile(some, 0.99) };
}

function share(name: string, value: number, of: number): Row {
  return { name, value: (value / of) * 100, unit: '%', goal: 'every one', ok: value === of };
}

function goalRow(name: string, value: number, goal: number, unit = 'ms'): Row {
  return { name, value, unit, goal: `<= ${goal} ${unit}`, ok: value <= goal };
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
