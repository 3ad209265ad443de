/**
 * The tab 测评点 as people get it: filters in the address, keys, clusters and what coincides on the map, a round from a faulty and then a
 * right sheet, scores. Part of planning.browser.test.ts.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { FAULTLESS, hoverUntil, lookFaults, openTab, pixelOf } from '../planning/planning-under-test.ts';
import { begunRounds } from '../sanitation-point/begun-rounds.ts';

/** The two that lie nearest to each other: 36 m. */
const [NEAR, NEXT] = ['XA-0120', 'XA-0121'];
/** Codes, grades, keys, names of what files are made of. */
const NAMES = /XA-\d{4}|\b[ABC]\b\+?|\b[JKL]\b|Alt|十月\.csv/g;

export function pointsTabSuite(under: WallUnderTest): void {
  describe('测评点', () => {
    const [current = '', previous = ''] = begunRounds(Date.now(), 'Asia/Shanghai', 'month', 2);
    const codes = (page: Page) => page.locator('.point-list tbody small').allInnerTexts();
    const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
    let register: RegisteredPoint[] = [];

    beforeAll(async () => {
      const deduct = (number: string, point: string, round: string, score: number) => ({
        ...{ number, point, round, score, at: Date.now() - 60_000, item: '暴露垃圾', note: '花坛边' },
      });
      await under.admin.post('/api/v1/sanitation-points/deductions', [
        deduct('B-1', NEAR, previous, 3),
        deduct('B-2', NEAR, current, 4.5),
        deduct('B-3', NEXT, previous, 8),
      ]);
      await under.admin.post('/api/v1/sanitation-points/assessments', { round: previous, points: ['XA-0001'] });
      register = (await under.admin.get('/api/v1/sanitation-points/register')) as RegisteredPoint[];
    });

    test('[demand 21] list and map by state; words and filters stand in the address; keys look at a point and pick it', async () => {
      const { page, problems } = await openTab(under, 'admin', 'tab=points');
      await says(page, '936 / 936', '.planning-total');
      expect((await codes(page))[0], 'the worst first').toContain(NEAR);
      const states = await page.locator('.point-filters .desk-segment').allInnerTexts();
      expect(states.map(text => text.replace(/\s+/g, ' '))).toEqual([
        ...['全部 936', '已通报 0', '重复扣分 1', '已扣分 1', '未扣分 1', '未测评 933'],
      ]);
      await page.click('.point-filters >> text=已扣分');
      await says(page, '1 / 936', '.planning-total');
      expect(query(page)).toMatchObject({ tab: 'points', state: 'deducted' });
      await page.goBack();
      await says(page, '936 / 936', '.planning-total');
      await page.keyboard.press('/');
      await page.keyboard.type('公共厕所 灵芝园');
      await expect.poll(() => query(page).q).toBe('公共厕所 灵芝园');
      const places = (await codes(page)).filter(text => text.includes('XA-'));
      expect(places.length).toBeGreaterThan(0);
      expect(places.every(text => text.includes('公共厕所'))).toBe(true);
      await page.fill('.point-filters input[type=search]', '');
      await page.locator('.points-head h2, .planning-total').first().click();

      await page.keyboard.press('j');
      await says(page, '重复扣分', '.point-detail');
      await says(page, '−4.5', '.point-detail');
      const detail = await page.innerText('.point-detail');
      expect(detail).toContain('未设定');
      expect(detail).toContain('95.5');
      await page.keyboard.press('Enter');
      await says(page, '重复 1', '.basket-list');
      expect(await page.innerText('.basket-list')).toContain('扣分 7.5');
      expect(await lookFaults(page, NAMES)).toEqual(FAULTLESS);
      await page.reload();
      await says(page, '−4.5', '.point-detail');
      expect(problems).toEqual([]);
    });

    test('[demand 21] on the map: a cluster says what is in it and opens, what coincides is a list', async () => {
      const { page } = await openTab(under, 'admin', `tab=points&point=${NEAR}`);
      const near = register.find(({ code }) => code === NEAR)!;
      const box = (await page.locator('.desk-map').boundingBox())!;
      // It was brought to the middle of what the detail leaves free, or of the whole map where that came later.
      const middles = [box.x + box.width / 2, box.x + (box.width - 372) / 2];
      const around = middles.flatMap(x =>
        [0, -7, 7].flatMap(dx => [0, -7, 7].map(dy => ({ x: x + dx, y: box.y + box.height / 2 + dy }))),
      );
      await says(page, near.name, '.point-detail');
      const at = await hoverUntil(page, around, '另有 1 项');
      await page.mouse.click(at.x, at.y);
      const list = page.getByRole('menu', { name: '此处有 2 项' });
      await list.waitFor({ timeout: SLOW });
      await list.getByRole('menuitem').filter({ hasText: NEXT! }).press('Enter');
      await expect.poll(() => query(page).point).toBe(NEXT);

      await page.goto(`${under.url}/planning?tab=points`);
      await page.waitForSelector('.planning-map-foot .scale-bar', { timeout: SLOW });
      await says(page, '936 / 936', '.planning-total');
      const far = await pixelOf(under, page, near.lon, near.lat);
      const cluster = [-20, -10, 0, 10, 20].flatMap(dx =>
        [-20, -10, 0, 10, 20].map(dy => ({ x: far.x + dx, y: far.y + dy })),
      );
      const ring = await hoverUntil(page, cluster, '重复扣分 1');
      const tip = await page.innerText('.map-tip');
      expect(tip).toMatch(/\d+ 个测评点/);
      expect(tip).toContain('未测评');
      const scale = () => page.locator('.map-foot').innerText();
      expect(await scale()).toBe('1公里');
      await page.mouse.click(ring.x, ring.y);
      await expect.poll(scale, { timeout: SLOW }).toBe('500米');
    });

    test('[SP-23] [SP-26] a faulty sheet says row, column and what to do and brings nothing; a right one brings the round', async () => {
      const { page, problems } = await openTab(under, 'dept', 'tab=points&view=import');
      const rounds = async () => (await under.admin.get('/api/v1/sanitation-rounds')) as { imports: unknown[] }[];
      const put = (...lines: string[]) =>
        page.setInputFiles('.round-import input[type=file]', {
          ...{ name: '十月.csv', mimeType: 'text/csv' },
          buffer: Buffer.from(['测评点编号,扣分项,扣分,经度,纬度', ...lines].join('\r\n')),
        });
      await page.waitForSelector('.round-import', { timeout: SLOW });
      await put('XA-0001,积水,2,,', 'XA-9999,积水,1,,', '4.4E+14,积水,1,,', 'XA-0003,,,114.2,22.56');
      await says(page, '请选择轮次', '.round-import');
      await page.getByRole('button', { name: '轮次' }).click();
      await page.getByRole('option').nth(1).click();
      await says(page, '有 3 处错误', '.sheet-summary');
      const faults = await page.innerText('.sheet-faults');
      expect(faults).toContain('请按名册更正编号');
      expect(faults).toContain('科学计数');
      expect(faults).toContain('街道范围之外');
      const write = page.getByRole('button', { name: '导入本轮' });
      expect(await write.getAttribute('aria-disabled')).toBe('true');
      await write.click({ force: true });
      expect((await rounds()).flatMap(({ imports }) => imports)).toEqual([]);
      expect(await lookFaults(page, /XA-\d{4}|4\.4E\+14|十月\.csv|\b[JKL]\b|Alt/g)).toEqual(FAULTLESS);

      await put('XA-0001,积水,2,,', 'XA-0003,,,,');
      await says(page, '可以导入：测评点 2 个，扣分 1 条，合格 1 个', '.sheet-summary');
      await says(page, '记扣分', '.sheet-list');
      await write.click();
      await says(page, '十月.csv', '.round-files');
      expect(query(page)).toMatchObject({ view: 'rounds', round: previous });
      expect(await page.locator('.round-list tbody tr').first().innerText()).toContain('进行中');
      await says(page, '未测评', '.score-table');
      const total = (await page.locator('.score-table tbody tr').first().innerText()).replace(/\s+/g, ' ');
      // 95.5… of four: 97, 92, 98, 100; three with a deduction, none of them again in that round.
      expect(total).toContain('已测评 4/936 96.75');
      expect(total).toContain('0% 0/3');
      expect(await lookFaults(page, NAMES)).toEqual(FAULTLESS);
      expect(problems).toEqual([]);
    });

    test('[SP-28] another department sees no way to bring a round', async () => {
      const { page } = await openTab(under, 'dept2', 'tab=points&view=import');
      await says(page, '/ 936', '.planning-total');
      expect(await page.innerText('.points-head')).not.toContain('导入');
    });
  });
}
