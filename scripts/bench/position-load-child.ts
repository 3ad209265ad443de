/**
 * Phones in a process of their own: so many units at 1 Hz, a tenth of them every 100 ms, in batches over HTTP as a gateway sends them.
 * Asked: `start` with what to send, `stop`: what was sent and what the server said. A fix says in its time when it was sent.
 */
import type { PositionsAnswer } from '../../server/contract/position-report.ts';
import { answer } from './child.ts';

export interface Load {
  url: string;
  token: string;
  unitIds: readonly string[];
  /** Reports of each unit a second: 1, or 100 for the one that never stops. */
  hz: number;
}

export interface Loaded {
  sent: number;
  accepted: number;
  /** By cause. */
  refused: Record<string, number>;
}

const TICK_MS = 100;
const BATCH = 500;
const METRE_DEG = 1e-5;

let stopping = false;
let running: Promise<Loaded> | null = null;

async function run({ url, token, unitIds, hz }: Load): Promise<Loaded> {
  const loaded: Loaded = { sent: 0, accepted: 0, refused: {} };
  const underWay = new Set<Promise<void>>();
  const tickMs = hz > 10 ? 1000 / hz : TICK_MS;
  const groups = Math.round(1000 / tickMs / hz);
  const start = performance.now();
  for (let tick = 0; !stopping; tick++) {
    await new Promise(resolve => setTimeout(resolve, start + tick * tickMs - performance.now()));
    const due = unitIds.filter((_, i) => i % groups === tick % groups);
    for (let i = 0; i < due.length; i += BATCH) {
      const sending = send(due.slice(i, i + BATCH), i, tick).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
  }
  await Promise.all(underWay);
  return loaded;

  async function send(units: readonly string[], first: number, tick: number): Promise<void> {
    const time = Date.now();
    // A walk: a metre a second, out and back.
    const second = Math.floor((tick * tickMs) / 1000) % 120;
    const metres = second < 60 ? second : 120 - second;
    const body = units.map((unit, i) => ({
      ...{ unit, time, accuracyM: 6, speedMps: 1, headingDeg: 90 },
      lon: 113.87 + ((first + i) % 400) * 1e-4 + metres * METRE_DEG,
      lat: 22.55 + ((first + i) % 300) * 1e-4,
    }));
    loaded.sent += body.length;
    const response = await fetch(`${url}/api/v1/positions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      loaded.refused[response.status] = (loaded.refused[response.status] ?? 0) + body.length;
      await response.text();
      return;
    }
    const { accepted, refused } = (await response.json()) as PositionsAnswer;
    loaded.accepted += accepted;
    for (const { reason } of refused) loaded.refused[reason] = (loaded.refused[reason] ?? 0) + 1;
  }
}

answer({
  start(load: Load) {
    stopping = false;
    running = run(load);
  },
  stop() {
    stopping = true;
    return running;
  },
});
