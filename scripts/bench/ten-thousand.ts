/**
 * 10,000 units at 1 Hz through the real server: every fix gated, assigned to its ground and stored, and shown on 10 walls; in between a
 * half million of them is sealed. Then by turns without and with one more device that sends 100 a second.
 * In: nothing. Out: what was lost (nothing may be), the event loop, memory, delays.
 * Phones, the noisy device, server and walls are four processes on one machine: on two cores they take turns, and what is measured
 * includes that. So look at the difference between the turns, and at how late the phones themselves were.
 */
import { loadavg } from 'node:os';
import { visitPositionFrame } from '../../server/contract/position-frame.ts';
import type { TokenIssued } from '../../server/contract/session.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { type Child, startChild, type Usage } from './child.ts';
import { DelayHistogram } from './delay-histogram.ts';
import type { LoopDelay } from './gridwall-server.ts';
import { type MeasuredServer, withMeasuredServer } from './measured-server.ts';
import { type Load, type Loaded, TICK_MS } from './position-load.ts';
import type { GroupResult, Row } from './result.ts';
import { openWall, type WallClient } from './wall-client.ts';

const UNITS = 10_000;
const NOISY_HZ = 100;
const WALLS = 10;
const WARM_UP_MS = 10_000;
const MEASURE_MS = 60_000;
/** By then more positions wait than are sealed at once (POSITIONS_A_SEAL), the warm-up's included. */
const SEAL_AFTER_MS = 45_000;
/** Whatever else the machine does meets both kinds of turn. */
const TURNS = ['without', 'with', 'with', 'without', 'without', 'with'] as const;
const TURN_MS = 10_000;
const LOOP_GOAL_MS = 50;
const FRAME_GOAL_MS = 2000;
const RSS_GOAL_MB = 640;
/** How much later the others may come because of the one. */
const UNDISTURBED_MS = 50;

/** Of the server, over some time. */
interface Watched {
  delays: DelayHistogram;
  ms: number;
  cpuS: number;
  loop: LoopDelay;
}

export function measureTenThousand(): Promise<GroupResult> {
  return withMeasuredServer(UNITS + 1, measure);
}

async function measure(server: MeasuredServer): Promise<GroupResult> {
  const noisyUnit = server.unitIds[UNITS]!;
  const noisyIndex = await indexOf(server, noisyUnit);
  let delays = new DelayHistogram();
  const walls: WallClient[] = [];
  for (let i = 0; i < WALLS; i++)
    walls.push(
      await openWall(
        { url: server.url, token: server.wallToken },
        {
          onFrame(frame) {
            const now = Date.now();
            visitPositionFrame(frame, (unit, _lon, _lat, fixTimeMs) => {
              if (unit !== noisyIndex) delays.add(now - toTick(fixTimeMs));
            });
          },
        },
      ),
    );
  const phones = startChild(new URL('./position-load-child.ts', import.meta.url));
  const noisy = startChild(new URL('./position-load-child.ts', import.meta.url));

  async function watch(ms: number, meanwhile: () => Promise<unknown> = async () => {}): Promise<Watched> {
    const before = await server.child.ask<Usage>('usage');
    await server.child.ask<LoopDelay>('loopDelay');
    delays = new DelayHistogram();
    await Promise.all([pause(ms), meanwhile()]);
    const gathered = delays;
    const loop = await server.child.ask<LoopDelay>('loopDelay');
    const after = await server.child.ask<Usage>('usage');
    return { delays: gathered, ms, cpuS: after.cpuS - before.cpuS, loop };
  }

  try {
    const everyone = { url: server.url, token: server.deviceToken, unitIds: server.unitIds.slice(0, UNITS), hz: 1 };
    // A device of its own, with a token of its own: what becomes of it must not depend on a gateway's.
    const one = { url: server.url, token: await tokenOf(server, noisyUnit), unitIds: [noisyUnit], hz: NOISY_HZ };
    await phones.ask('start', everyone satisfies Load);
    await pause(WARM_UP_MS);
    const before = await server.child.ask<Usage>('usage');
    let sealed = 0;
    const quiet = await watch(MEASURE_MS, async () => {
      await pause(SEAL_AFTER_MS);
      sealed = await server.child.ask<number>('seal');
    });
    const after = await server.child.ask<Usage>('usage');

    const turns: Record<(typeof TURNS)[number], Watched[]> = { without: [], with: [] };
    const ofTheOne: Loaded[] = [];
    for (const turn of TURNS) {
      if (turn === 'with') await noisy.ask('start', one satisfies Load);
      turns[turn].push(await watch(TURN_MS));
      if (turn === 'with') ofTheOne.push(await noisy.ask<Loaded>('stop'));
    }
    const all = await phones.ask<Loaded>('stop');
    if (all.accepted !== all.sent) console.error('refused:', all.refused);
    const noise = {
      sent: sum(ofTheOne.map(({ sent }) => sent)),
      accepted: sum(ofTheOne.map(({ accepted }) => accepted)),
      unread: sum(ofTheOne.map(({ refused }) => refused[429] ?? 0)),
    };
    const kept = (await server.child.ask<number>('storedPositions')) - noise.accepted;
    const p99 = (watched: readonly Watched[]) => middle(watched.map(({ delays }) => delays.percentile(0.99)));
    const cores = (watched: readonly Watched[]) => sum(watched.map(w => w.cpuS)) / (sum(watched.map(w => w.ms)) / 1000);
    return {
      group: `${UNITS} units at 1 Hz, ${WALLS} walls, ${MEASURE_MS / 1000} s (load average ${loadavg()[0]!.toFixed(1)})`,
      rows: [
        share('fixes accepted', all.accepted, all.sent),
        share('fixes stored', kept, all.sent),
        { name: 'sealed meanwhile', value: sealed, unit: 'positions', goal: 'some', ok: sealed > 0 },
        { name: 'phones, late at sending, p99', value: all.lateP99Ms, unit: 'ms' },
        goalRow('event loop of the server, p99', quiet.loop.p99Ms, LOOP_GOAL_MS),
        { name: '  longest', value: quiet.loop.maxMs, unit: 'ms' },
        { name: 'fix due -> decoded at the wall, p50', value: quiet.delays.percentile(0.5), unit: 'ms' },
        goalRow('fix due -> decoded at the wall, p99', quiet.delays.percentile(0.99), FRAME_GOAL_MS),
        { name: 'server, share of one core', value: cores([quiet]), unit: 'cores' },
        goalRow('server, memory', after.rssMb, RSS_GOAL_MB, 'MB'),
        { name: '  grown meanwhile', value: after.rssMb - before.rssMb, unit: 'MB' },
        { name: `${TURNS.length} turns: p99 without the noisy device`, value: p99(turns.without), unit: 'ms' },
        {
          ...goalRow(
            `  with one device at ${NOISY_HZ} a second: the others, p99`,
            p99(turns.with),
            p99(turns.without) + UNDISTURBED_MS,
          ),
          goal: `<= ${UNDISTURBED_MS} ms later than without`,
        },
        { name: '  of its messages not taken', value: (1 - noise.accepted / noise.sent) * 100, unit: '%' },
        { name: '  of its messages refused by status', value: (noise.unread / noise.sent) * 100, unit: '%' },
        goalRow('  event loop of the server, p99', middle(turns.with.map(w => w.loop.p99Ms)), LOOP_GOAL_MS),
        { name: '  server, share of one core, with', value: cores(turns.with), unit: 'cores' },
        { name: '  server, share of one core, without', value: cores(turns.without), unit: 'cores' },
      ],
    };
  } finally {
    for (const wall of walls) wall.close();
    await Promise.all([phones, noisy].map((child: Child) => child.stop()));
  }
}

/** A frame gives ages in tenths of a second, and the phones send at whole tenths: so the moment is known exactly. */
function toTick(fixTimeMs: number): number {
  return Math.round(fixTimeMs / TICK_MS) * TICK_MS;
}

async function indexOf({ admin }: MeasuredServer, unit: string): Promise<number> {
  const units = (await admin.get('/api/v1/units')) as UnitRecord[];
  return units.find(({ id }) => id === unit)!.index;
}

async function tokenOf({ admin }: MeasuredServer, unit: string): Promise<string> {
  const asked = { kind: 'device', name: unit, scope: { units: [unit] } };
  return ((await admin.post('/api/v1/tokens', asked)) as TokenIssued).token;
}

function share(name: string, value: number, of: number): Row {
  return { name, value: (value / of) * 100, unit: '%', goal: 'every one', ok: value === of };
}

function goalRow(name: string, value: number, goal: number, unit = 'ms'): Row {
  return { name, value, unit, goal: `<= ${goal} ${unit}`, ok: value <= goal };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
