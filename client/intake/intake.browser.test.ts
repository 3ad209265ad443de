/** Taking a report as people do it: built pages, a real server, a real Chromium, and the keyboard. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 240_000 });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(() => under.start(), 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

const text = (page: Page, selector: string) => page.locator(selector).first().innerText();
/** What has the focus, by the name people read beside it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const input = document.activeElement as HTMLInputElement;
    return input.labels?.[0]?.innerText ?? input.getAttribute('aria-label') ?? input.innerText;
  });

/** The desk with an empty form, the cursor in 地点. */
async function openForm(viewport?: { width: number; height: number }) {
  const opened = await under.openAs('duty', '/console', viewport);
  await opened.page.waitForSelector('.queue-list', { timeout: SLOW });
  await opened.page.keyboard.press('n');
  await opened.page.waitForSelector('.intake', { timeout: SLOW });
  return opened;
}

async function tabTo(page: Page, label: string): Promise<void> {
  for (let i = 0; i < 12; i++) {
    if ((await focused(page)).startsWith(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by Tab to ${label}; the focus is on ${await focused(page)}.`);
}

async function openIncidents(): Promise<IncidentRecord[]> {
  const response = await under.admin.get('/api/v1/incidents?limit=50');
  return (response as { incidents: IncidentRecord[] }).incidents;
}

describe('by keyboard', () => {
  test('a report is taken in under 30 seconds: place and category by initials, the server proposes beside it', async () => {
    const { page, problems } = await openForm();
    const from = Date.now();
    expect(await focused(page)).toContain('地点');
    await page.keyboard.type('lzgy');
    await page.keyboard.press('Enter'); // before the answer is there: it waits for it
    await says(page, '灵芝园社区', '.intake-proposal');
    await tabTo(page, '类别');
    await page.keyboard.type('rqxl');
    await page.keyboard.press('Enter');
    await says(page, '首报', '.intake-proposal');
    expect(await text(page, '.intake-proposal')).toMatch(/点落入网格面[\s\S]*重大[\s\S]*突发事件[\s\S]*剩 00:1[45]/);
    await tabTo(page, '情况');
    await page.keyboard.type('一楼商铺有煤气味，居民已撤出');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.intake', { state: 'detached', timeout: SLOW });
    const seconds = (Date.now() - from) / 1000;
    console.log(`report taken by keyboard in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(30);
    await says(page, '燃气泄漏', '.queue-list');
    await says(page, '一楼商铺有煤气味', '.detail');
    expect(problems).toEqual([]);
  });

  test('Enter before the answer waits for it, and never takes what was found for other letters', async () => {
    const { page } = await openForm();
    await page.keyboard.type('fsl');
    await page.waitForSelector('.search-pick-list .desk-option', { timeout: SLOW });
    await page.route('**/api/v1/places*', async route => {
      await new Promise(resolve => setTimeout(resolve, 800));
      await route.continue();
    });
    await page.keyboard.press('Control+a');
    await page.keyboard.type('lzgy');
    await page.keyboard.press('Enter');
    await says(page, '灵芝园社区', '.intake-proposal');
    expect(await page.locator('.search-pick input').first().inputValue()).toBe('灵芝公园');
  });

  test('[35] a pasted pair of GCJ-02 lands where it was meant', async () => {
    const { page } = await openForm();
    await page.keyboard.insertText('１１３．９０７０，２２．５６９２'); // 灵芝公园 as a map app of the mainland writes it
    await says(page, '坐标 113.90700，22.56920', '.intake-form');
    await page.getByRole('radio', { name: '国测局' }).check({ force: true });
    await tabTo(page, '情况');
    await page.keyboard.type('粘贴坐标的上报');
    await says(page, '网格', '.intake-proposal');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.intake', { state: 'detached', timeout: SLOW });
    const taken = (await openIncidents()).find(incident => incident.text === '粘贴坐标的上报')!;
    expect(Math.abs(taken.lon - 113.9021)).toBeLessThan(3e-4);
    expect(Math.abs(taken.lat - 22.5721)).toBeLessThan(3e-4);
  });

  test('what is missing is said beside its field, and nothing is sent', async () => {
    const { page } = await openForm();
    const before = (await openIncidents()).length;
    await page.keyboard.press('Control+Enter');
    await says(page, '请填写地点', '.intake-form');
    await says(page, '请填写情况', '.intake-form');
    expect(await openIncidents()).toHaveLength(before);
  });
});

describe('the map', () => {
  test('a place can be clicked, and picked by keyboard; Escape leaves it', async () => {
    const { page } = await openForm({ width: 1680, height: 900 });
    await page.waitForSelector('.desk-map canvas', { timeout: SLOW });
    await page.waitForTimeout(2000);
    await page.getByRole('button', { name: '地图点选' }).press('Enter');
    await page.waitForSelector('.map-cross', { timeout: SLOW });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.map-cross', { state: 'detached', timeout: SLOW });
    expect(await page.locator('.intake').count(), 'the form is still there').toBe(1);

    await page.getByRole('button', { name: '地图点选' }).press('Enter');
    await page.waitForSelector('.map-cross', { timeout: SLOW });
    await page.keyboard.press('Enter');
    await says(page, '点落入网格面', '.intake-proposal');
    expect(await focused(page)).toContain('地点');

    await page.getByRole('button', { name: '地图点选' }).click();
    const box = (await page.locator('.desk-map').boundingBox())!;
    const before = await page.locator('.search-pick input').first().inputValue();
    await page.mouse.click(box.x + box.width * 0.45, box.y + box.height * 0.45);
    await page.waitForFunction(
      known => document.querySelector<HTMLInputElement>('.search-pick input')?.value !== known,
      before,
      { timeout: SLOW },
    );
    expect(await page.locator('.search-pick input').first().inputValue()).toMatch(/^地图选点 113\.\d+，22\.\d+$/);
  });
});

describe('duplicates', () => {
  test('[20] the same matter nearby is shown with distance, age and text, and merging keeps both numbers', async () => {
    const { id } = await under.report({
      category: 'exposed-rubbish',
      text: '公园北门垃圾成堆',
      lon: 113.90212,
      lat: 22.57191,
    });
    const { page } = await openForm();
    await page.keyboard.type('lzgy');
    await page.keyboard.press('Enter');
    await tabTo(page, '类别');
    await page.keyboard.type('bllj');
    await page.keyboard.press('Enter');
    await says(page, '公园北门垃圾成堆', '.proposal-duplicates');
    expect(await text(page, '.proposal-duplicates')).toMatch(new RegExp(`${id}[\\s\\S]*相距 \\d+米`));
    await tabTo(page, '情况');
    await page.keyboard.type('又有人反映公园垃圾');
    await page.getByRole('button', { name: '并入此件' }).first().press('Enter');
    await page.waitForSelector('.intake', { state: 'detached', timeout: SLOW });
    const incidents = await openIncidents();
    const merged = incidents.find(incident => incident.text === '又有人反映公园垃圾');
    expect(merged?.mergedInto ?? null).toBe(id);
  });
});

describe('the draft', () => {
  test('[34] survives Escape and a reload, the reporter does not; a lost link keeps it and stops the buttons', async () => {
    const { page } = await openForm();
    await page.keyboard.type('lzgy');
    await page.keyboard.press('Enter');
    await tabTo(page, '情况');
    await page.keyboard.type('写到一半的上报');
    await tabTo(page, '上报人');
    await page.keyboard.type('王女士');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.intake', { state: 'detached', timeout: SLOW });
    await page.keyboard.press('n');
    await says(page, '已恢复', '.intake');
    await page.reload();
    await page.waitForSelector('.queue-list', { timeout: SLOW });
    await page.keyboard.press('n');
    await page.waitForSelector('.intake', { timeout: SLOW });
    expect(await page.locator('.intake textarea').inputValue()).toBe('写到一半的上报');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('王女士');
    await under.stopServer();
    await says(page, '连接中断，暂不能登记', '.intake');
    expect(await page.getByRole('button', { name: '登记', exact: true }).getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator('.intake textarea').inputValue()).toBe('写到一半的上报');
    await under.startServer();
  });
});

test('[39] no page of the desk has a fault that axe-core knows', async () => {
  const { page } = await openForm({ width: 1366, height: 768 });
  await page.keyboard.type('lzgy');
  await page.keyboard.press('Enter');
  await says(page, '灵芝园社区', '.intake-proposal');
  const faults: Record<string, string[]> = { intake: await axeFaults(page, '.intake') };
  const { page: other } = await under.openAs('admin', '/console', { width: 1366, height: 768 });
  for (const tab of ['figures', 'handover', 'organs', 'list', 'limits']) {
    await other.click(`.top-bar nav [href="?tab=${tab}"]`, { timeout: SLOW });
    await other.waitForSelector(`.top-bar nav[data-tab=${tab}]`, { timeout: SLOW });
    await other.waitForSelector('.desk-page table, .desk-page .desk-empty, .desk-page .handover-list', {
      timeout: SLOW,
    });
    await other.waitForTimeout(500);
    faults[tab] = await axeFaults(other, '.desk-page');
  }
  expect(Object.values(faults).flat()).toEqual([]);
});

async function axeFaults(page: Page, where: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async selector => {
    const { axe } = window as unknown as { axe: { run: (root: string) => Promise<{ violations: AxeFault[] }> } };
    interface AxeFault {
      id: string;
      nodes: { html: string }[];
    }
    const { violations } = await axe.run(selector);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, where);
}
