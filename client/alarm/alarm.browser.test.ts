/** Alarms as people see and hear them: a real server, real walls and desks in a real Chromium. Ids are those of wall-ux. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { PASSWORD, WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { profileFor, wallScale } from '../design/wall-profile.ts';

const under = new WallUnderTest();
const SLOW = 90_000;
const OTHERS = 199;
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  await under.start();
  await under.admin.post('/api/v1/units', [
    { id: 'patrol-1', callSign: '巡01', unitClass: 'patrol-person', homeZone: 'binhai' },
  ]);
}, 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForFunction(t => document.body.innerText.includes(t), text, { timeout: SLOW, polling: 200 });
}

/** The desk of the duty officer; what it sounds is kept in `tones`. `byHand`: its clock can be put forward. */
async function openDesk({ byHand = false } = {}): Promise<Page> {
  const { page } = await under.open('/sign-in', { width: 1366, height: 768 });
  if (byHand) await page.clock.install();
  await page.addInitScript(() => {
    const tones: number[] = [];
    Object.assign(window, { tones });
    window.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        tones.push(options?.frequency ?? 0);
      }
    };
  });
  await page.evaluate(async password => {
    await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Gridwall': '1' },
      body: JSON.stringify({ account: 'duty', password }),
    });
  }, PASSWORD);
  await page.goto(`${under.url}/console?tab=alarms`);
  await page.waitForSelector('.alarm-page', { timeout: SLOW });
  return page;
}
const tonesOf = (page: Page) => page.evaluate(() => (window as unknown as { tones: number[] }).tones);

async function reportLevelOne(address: string): Promise<void> {
  const { id } = await under.report({ category: 'gas-leak', address });
  const { version } = (await (await under.send('GET', `/api/v1/incidents/${id}`)).json()) as IncidentRecord;
  await under.admin.post(`/api/v1/incidents/${id}/events`, {
    ...{ event: 'correct-class', level: 1, reason: '有人员伤亡' },
    ...{ commandId: crypto.randomUUID(), expectedVersion: version ?? 1, issuedAt: Date.now() },
  });
}

test('[wall-ux 8] a call for help is on the wall until a desk acknowledges it, then the wall says who and when', async () => {
  const { page: wall } = await under.open('/wall');
  await waitForText(wall, '在办事件');
  const desk = await openDesk();
  await waitForText(desk, '当前没有告警');
  await under.send('POST', '/api/v1/units/patrol-1/help', { text: '请支援' });
  await waitForText(wall, '求助 巡01');
  expect(await wall.innerText('body')).not.toContain('请支援');
  await wall.emulateMedia({ reducedMotion: 'reduce' });
  const edge = (page: Page) => page.$eval('.alarm-sign-on-fill .edge', e => getComputedStyle(e).animationName);
  expect(await edge(wall)).toBe('none');
  await waitForText(desk, '请支援');
  await desk.focus('.alarm-list');
  await desk.keyboard.press('a');
  await waitForText(wall, '值班员');
  await wall.waitForFunction(() => document.querySelector('.alarm-banner') === null, undefined, { timeout: SLOW });
  expect(await wall.innerText('.answered-alarm')).toMatch(/求助 巡01[\s\S]*值班员 \d\d:\d\d 已确认/);
  await desk.getByRole('button', { name: '解除' }).click();
  await desk.getByRole('textbox').fill('已支援');
  await desk.getByRole('dialog').getByRole('button', { name: '解除' }).click();
  await waitForText(desk, '当前没有告警');
  await wall.waitForFunction(() => document.querySelector('.answered-alarm') === null, undefined, { timeout: SLOW });
});

test('[wall-ux 13.10] 200 alarms in 10 minutes: flood mode, level I alone on top, all of them at the desk', async () => {
  const { page: wall } = await under.open('/wall');
  await waitForText(wall, '在办事件');
  for (let i = 0; i < OTHERS; i++)
    await under.report({ category: 'fire', address: `创业路${i}号`, lon: 113.88 + (i % 10) * 0.003, lat: 22.562 });
  await waitForText(wall, '警情密集');
  await wall.waitForFunction(() => document.querySelector('.alarm-banner.filled') === null, undefined, {
    timeout: SLOW,
  });
  expect((await wall.$$('.alarm-flood li b')).length).toBeLessThanOrEqual(5);

  await reportLevelOne('前进路灵芝站');
  await wall.waitForSelector('.alarm-banner.fill-1', { timeout: SLOW });
  expect(await wall.innerText('.alarm-banner.fill-1')).toContain('前进路灵芝站');

  const desk = await openDesk();
  await waitForText(desk, `未确认 ${OTHERS + 1} 条`);
  const first = desk.getByRole('option').first();
  expect(await first.getAttribute('aria-setsize')).toBe(String(OTHERS + 1));
  expect(await first.innerText()).toContain('前进路灵芝站');
  await desk.focus('.alarm-list');
  await desk.keyboard.press('End');
  await desk.waitForSelector(`[aria-posinset="${OTHERS + 1}"][aria-selected="true"]`, { timeout: SLOW });
  await desk.keyboard.press('Home');
  await desk.waitForSelector('[aria-posinset="1"][aria-selected="true"]', { timeout: SLOW });
});

test('[wall-ux 7] the desk sounds level I until it is acknowledged, and nothing from stale data', async () => {
  const desk = await openDesk({ byHand: true });
  await waitForText(desk, '前进路灵芝站');
  await desk.keyboard.press('Shift'); // a browser lets a page sound once somebody has touched it
  await desk.waitForFunction(() => (window as unknown as { tones: number[] }).tones.includes(1250), undefined, {
    timeout: SLOW,
  });
  expect((await tonesOf(desk)).filter(hz => hz === 1250).length % 3).toBe(0);
  await under.stopServer();
  await waitForText(desk, '告警声已停');
  await desk.waitForTimeout(1500);
  const quiet = (await tonesOf(desk)).length;
  expect((await tonesOf(desk)).at(-1)).toBe(320);
  await desk.clock.fastForward(32_000); // longer than the pause between two signals of level I
  await desk.waitForTimeout(1000);
  expect((await tonesOf(desk)).length).toBe(quiet);
  await under.startServer();
  await desk.waitForFunction(n => (window as unknown as { tones: number[] }).tones.length > n, quiet, {
    timeout: SLOW,
  });
});

test('[wall-ux 13.4] on a 4x2 wall the banner has two halves and no word of it meets a seam', async () => {
  const viewport = { width: 3840, height: 1080 };
  const { page } = await under.open('/wall', viewport);
  await page.waitForSelector('.alarm-flood.end', { timeout: 120_000 });
  const scale = wallScale(profileFor(null, viewport.width, viewport.height), viewport.width, viewport.height);
  const boxes = await page.$$eval('.wall-strip *', elements =>
    elements
      .filter(e => e.children.length === 0 && e.textContent?.trim())
      .map(e => {
        const range = document.createRange();
        range.selectNodeContents(e);
        const { left, right } = range.getBoundingClientRect();
        return { text: e.textContent, left, right };
      }),
  );
  expect(boxes.length).toBeGreaterThan(4);
  const tooNear = boxes.filter(({ left, right }) =>
    scale.seamsX.some(x => left < x + scale.seamClearance - 1 && right > x - scale.seamClearance + 1),
  );
  expect(tooNear).toEqual([]);
});
