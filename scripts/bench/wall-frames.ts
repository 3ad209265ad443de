/**
 * The picture itself: 10,000 units at 1 Hz on the wall page in Chromium. In: nothing. Out: main-thread CPU a rendered frame, and
 * how long until the page shows its first content.
 * CPU is counted on the thread's own clock (CDP, `threadTicks`), so the software that stands in for a graphics card, in a process
 * of its own, is not in it. The window is small for the same reason: what is drawn costs the card, not the main thread.
 */
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../browser/open-browser.ts';
import { buildClientIfOld } from '../demo/client-build.ts';
import { type MeasuredServer, send, startMeasuredServer } from './measured-server.ts';
import type { GroupResult } from './result.ts';

const UNITS = 10_000;
const TICKS_A_ROUND = 10;
const TICK_MS = 100;
const SIGN_ONS_AT_ONCE = 250;
const WARM_UP_MS = 12_000;
const WINDOW_MS = 4000;
const WINDOWS = 3;
const VIEWPORT = { width: 480, height: 270 };

export async function measureWallFrames(): Promise<GroupResult> {
  await buildClientIfOld();
  const server = await startMeasuredServer(UNITS);
  await signOn(server);
  const browser = await openBrowser();
  const stopTraffic = startTraffic(server);
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(`${server.url}/wall?token=${server.wallToken}`);
    await page.waitForSelector('.wall-row', { timeout: 60_000 });
    const firstContentMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    const panelsMs = await page.evaluate(() => performance.now());
    await page.waitForTimeout(WARM_UP_MS);
    const windows = await measureWindows(page);
    const perFrame = windows.map(w => w.cpuMs / w.frames).sort((a, b) => a - b);
    const fps = windows.map(w => (w.frames / WINDOW_MS) * 1000).sort((a, b) => a - b);
    return {
      group: `wall page: ${UNITS} units at 1 Hz, software GL`,
      rows: [
        goalRow('main-thread CPU a frame, median of 3', perFrame[1]!, 'ms', 8),
        { name: 'frames a second (software GL, no goal)', value: fps[1]!, unit: '/s' },
        goalRow('first content after navigation', firstContentMs, 'ms', 3000),
        { name: 'panels with data after navigation', value: panelsMs, unit: 'ms' },
      ],
    };
  } finally {
    stopTraffic();
    await browser.close();
    await server.stop();
  }
}

function goalRow(name: string, value: number, unit: string, goal: number) {
  return { name, value, unit, goal: `<= ${goal} ${unit}`, ok: value <= goal };
}

/** As text, because a compiled function brings names along that the page does not have. */
const COUNT_FRAMES = `
  window.counted = { frames: 0 };
  (function count() { window.counted.frames++; requestAnimationFrame(count); })();
`;

async function measureWindows(page: Page): Promise<{ cpuMs: number; frames: number }[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(COUNT_FRAMES);
  const windows: { cpuMs: number; frames: number }[] = [];
  for (let i = 0; i < WINDOWS; i++) {
    const before = await now(page, session);
    await page.waitForTimeout(WINDOW_MS);
    const after = await now(page, session);
    windows.push({ cpuMs: after.cpuMs - before.cpuMs, frames: after.frames - before.frames });
  }
  return windows;
}

async function now(page: Page, session: CDPSession): Promise<{ cpuMs: number; frames: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const taskS = metrics.find(metric => metric.name === 'TaskDuration')?.value ?? Number.NaN;
  const frames = await page.evaluate<number>('window.counted.frames');
  return { cpuMs: taskS * 1000, frames };
}

/** Only units on duty are drawn. */
async function signOn(server: MeasuredServer): Promise<void> {
  for (let i = 0; i < UNITS; i += SIGN_ONS_AT_ONCE) {
    const some = server.unitIds.slice(i, i + SIGN_ONS_AT_ONCE);
    await Promise.all(some.map(unit => send(server, `/api/v1/units/${unit}/duty`, { onDuty: true })));
  }
}

/** A tenth of the units in each tick, walking along their street. */
function startTraffic(server: MeasuredServer): () => void {
  let tick = 0;
  const timer = setInterval(() => {
    const time = Date.now();
    const step = Math.floor(tick / TICKS_A_ROUND) * 1e-5;
    const positions = server.unitIds
      .filter((_, i) => i % TICKS_A_ROUND === tick % TICKS_A_ROUND)
      .map((unit, i) => ({
        unit,
        lon: 113.87 + ((i * 37) % 400) * 1e-4 + step,
        lat: 22.55 + ((i * 53) % 350) * 1e-4,
        time,
        accuracyM: 6,
        speedMps: 1,
        headingDeg: 90,
      }));
    tick++;
    void send(server, '/api/v1/positions', positions).catch(() => undefined);
  }, TICK_MS);
  return () => clearInterval(timer);
}
