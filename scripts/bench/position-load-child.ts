/**
 * Phones in a process of their own: so many units at 1 Hz, a tenth of them every 100 ms, in batches over HTTP as a gateway sends them.
 * Asked: `start` with what to send, `stop`: what was sent and what the server said. A fix says in its time when it was due.
 */
import type { PositionsAnswer } from '../../server/contract/position-report.ts';
import { answer } from './child.ts';
import { DelayHistogram } from './delay-histogram.ts';
import { type Load, type Loaded, TICK_MS } from './position-load.ts';

const BATCH = 500;
const METRE_DEG = 1e-5;

let stopping = false;
let running: Promise<Loaded> | null = null;

async function run({ url, token, unitIds, hz }: Load): Promise<Loaded> {
  const loaded: Omit<Loaded, 'lateP99Ms'> = { sent: 0, accepted: 0, refused: {} };
  const late = new DelayHistogram();
  const underWay = new Set<Promise<void>>();
  const tickMs = hz > 10 ? 1000 / hz : TICK_MS;
  const groups = Math.round(1000 / tickMs / hz);
  const start = Math.ceil(Date.now() / TICK_MS) * TICK_MS;
  for (let tick = 0; !stopping; tick++) {
    const time = start + tick * tickMs;
    await new Promise(resolve => setTimeout(resolve, time - Date.now()));
    late.add(Date.now() - time);
    const due = unitIds.filter((_, i) => i % groups === tick % groups);
    for (let i = 0; i < due.length; i += BATCH) {
      const sending = send(due.slice(i, i + BATCH), i, time, tick).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
  }
  await Promise.all(underWay);
  return { ...loaded, lateP99Ms: late.percentile(0.99) };

  async function send(units: readonly string[], first: number, time: number, tick: number): Promise<void> {
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
    }).catch((error: Error) => error);
    // A link that the server closed for being idle just as it was used again; a phone would send once more.
    if (response instanceof Error) {
      refuse(response.cause instanceof Error ? response.cause.message : response.message, body.length);
      return;
    }
    if (!response.ok) {
      refuse(String(response.status), body.length);
      await response.text();
      return;
    }
    const { accepted, refused } = (await response.json()) as PositionsAnswer;
    loaded.accepted += accepted;
    for (const { reason } of refused) refuse(reason, 1);
  }

  function refuse(cause: string, count: number): void {
    loaded.refused[cause] = (loaded.refused[cause] ?? 0) + count;
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
