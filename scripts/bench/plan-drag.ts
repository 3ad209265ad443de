/**
 * A plan under the hand: how long the main thread of the planning desk is held up while its map is panned and a stop is dragged. In: nothing.
 * Out: the longest task and how many took over 50 ms, as the browser's own observer of long tasks saw them, beside those of the
 * same map panned without any plan: in software GL, drawing the map is such a task by itself.
 */
import type { Page } from 'playwright-core';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { buildClientIfOld } from '../demo/client-build.ts';
import { BENCH_PASSWORD, startMeasuredServer } from './measured-server.ts';
import type { GroupResult, Row } from './result.ts';

const VIEWPORT = { width: 1366, height: 768 };
const SQUADS = 4;
const STOPS = 12;
const SETTLE_MS = 8000;
const STEPS = 60;
/** A hand that is looked at sixty times a second. */
const STEP_MS = 16;
const LONG_MS = 50;

export async function measurePlanDrag(): Promise<GroupResult> {
  await buildClientIfOld();
  const server = await startMeasuredServer(0);
  const browser = await openBrowser();
  try {
    const { id } = (await server.admin.post('/api/v1/operations', aPlan())) as OperationRecord;
    const context = await browser.newContext({ viewport: VIEWPORT });
    const data = { account: 'leader', password: BENCH_PASSWORD };
    await context.request.post(`${server.url}/api/v1/session`, { data, headers: { 'X-Gridwall': '1' } });
    const page = await context.newPage();
    await page.goto(`${server.url}/planning?tab=operations`);
    await page.waitForSelector('.desk-map canvas', { timeout: 60_000 });
    await page.waitForTimeout(SETTLE_MS);
    await page.evaluate(OBSERVE);
    const middle = { x: VIEWPORT.width * 0.75, y: VIEWPORT.height * 0.5 };
    const bare = await tasksWhile(page, () => drag(page, middle, { x: middle.x - 250, y: middle.y - 60 }));
    await page.goto(`${server.url}/planning?tab=operations&operation=${id}&part=routes`);
    await page.waitForSelector('.stop-row', { timeout: 60_000 });
    const at = await addStop(page);
    await page.waitForTimeout(SETTLE_MS);
    await page.evaluate(OBSERVE);
    const pan = await tasksWhile(page, () => drag(page, { x: at.x + 150, y: at.y }, { x: at.x - 100, y: at.y - 60 }));
    await page.waitForTimeout(SETTLE_MS);
    // The map went by that much, and the stop with it.
    const stop = { x: at.x - 250, y: at.y - 60 };
    const dragged = await tasksWhile(page, () => drag(page, stop, { x: stop.x + 120, y: stop.y - 90 }));
    return {
      group: `planning map: ${SQUADS} squads of ${STOPS} stops at ${VIEWPORT.width}x${VIEWPORT.height}, software GL`,
      rows: [
        ...rowsOf('while the map is panned, no plan', bare),
        ...rowsOf('while it is panned', pan),
        ...rowsOf('while a stop is dragged', dragged),
      ],
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function rowsOf(name: string, { tasks }: { tasks: readonly number[] }): Row[] {
  const longest = Math.max(0, ...tasks);
  return [
    { name: `longest task ${name} (0 = none over ${LONG_MS} ms)`, value: longest, unit: 'ms' },
    { name: `tasks over ${LONG_MS} ms ${name}`, value: tasks.length, unit: '' },
  ];
}

/** As text, because a compiled function brings names along that the page does not have. */
const OBSERVE = `
  window.longTasks = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: 'longtask' });
`;

async function tasksWhile(page: Page, act: () => Promise<void>): Promise<{ tasks: number[] }> {
  await page.evaluate('window.longTasks.length = 0');
  await act();
  // The observer is told a moment later.
  await page.waitForTimeout(500);
  return { tasks: await page.evaluate<number[]>('window.longTasks.slice()') };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 1; i <= STEPS; i++) {
    await page.mouse.move(from.x + ((to.x - from.x) * i) / STEPS, from.y + ((to.y - from.y) * i) / STEPS);
    await page.waitForTimeout(STEP_MS);
  }
  await page.mouse.up();
}

/** Where a stop was put is known. Out: that place, in px. */
async function addStop(page: Page): Promise<{ x: number; y: number }> {
  await page.getByRole('button', { name: '在地图上添加点位' }).click();
  const box = await page.locator('.desk-map canvas').first().boundingBox();
  if (!box) throw new Error('There is no map.');
  const at = { x: box.x + box.width * 0.5, y: box.y + box.height * 0.8 };
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press('Escape');
  return at;
}

function aPlan(): object {
  const startsAt = Date.now() + 86_400_000;
  const place = (i: number) => ({ lon: 113.876 + ((i * 37) % 90) * 1e-4, lat: 22.552 + ((i * 53) % 70) * 1e-4 });
  const targets = Array.from({ length: SQUADS * STOPS }, (_, i) => ({
    ...{ id: `t${i}`, kind: 'place', ref: null, name: `地点${i + 1}`, ...place(i) },
  }));
  return {
    ...{ kind: 'special', title: '拖动测量', zone: null, startsAt, endsAt: startsAt + 4 * 3_600_000, targets },
    squads: Array.from({ length: SQUADS }, (_, s) => ({
      ...{ id: `s${s}`, name: `${s + 1}组` },
      stops: targets
        .slice(s * STOPS, (s + 1) * STOPS)
        .map(({ id, name, lon, lat }) => ({ id: `p${id}`, target: id, name, lon, lat })),
    })),
  };
}
