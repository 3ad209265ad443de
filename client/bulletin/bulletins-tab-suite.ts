/**
 * The tab 通报 as people get it: the office drafts and issues, the leader signs, a community answers, figures lead to their records. Part of
 * the planning desk's browser tests; it brings two rounds of its own, of points that nobody else deducts.
 */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { BulletinMonths } from '../../server/contract/bulletin.ts';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';

/** Numbers of bulletins and points, accounts in brackets. */
const NAMES = /[A-Z]{2}-[A-Z0-9-]+|（[a-z0-9]+）/g;

export function bulletinsTabSuite(under: WallUnderTest): void {
  describe('the tab 通报', () => {
    let points: RegisteredPoint[];
    let month: string;

    beforeAll(async () => {
      const register = (await under.admin.get('/api/v1/sanitation-points/register')) as RegisteredPoint[];
      // The station of the first community has an account.
      points = register.filter(({ community }) => community === register[0]!.community).slice(0, 2);
      const current = new Date().toISOString().slice(0, 7);
      for (const round of [monthBefore(current, 2), monthBefore(current, 1)])
        for (const { code } of points)
          await under.admin.post('/api/v1/sanitation-points/deductions', {
            ...{
              number: `BT-${round}-${code}`,
              point: code,
              round,
              at: Date.now() - 60_000,
              item: '暴露垃圾',
              score: 3,
            },
          });
      month = monthBefore(current, 1);
    });

    async function open(account: string, query = ''): Promise<Page> {
      const { page } = await under.openAs(account, `/planning?tab=bulletins${query}`);
      await page.waitForSelector('.bulletin-months', { timeout: SLOW });
      return page;
    }
    const press = (page: Page, name: string, within = '.bulletin-do') =>
      page.click(`${within} button:has-text("${name}")`, { timeout: SLOW });

    test('the office drafts and issues, the leader signs, the community answers; each screen follows', async () => {
      const office = await open('dept');
      const [year, nth] = month.split('-');
      await office.click(`button[aria-label="拟制通报 ${year}年${Number(nth)}月"]`);
      await says(office, '草稿', '.bulletin-state');
      await says(office, points[1]!.name, '.bulletin-points');
      const leader = await open('leader');
      await says(leader, '草稿', '.bulletin-state');
      await press(office, '提交签发');
      await press(office, '提交签发', '.desk-dialog');
      // Nobody pressed anything here.
      await says(leader, '待签发', '.bulletin-state');
      expect(await office.locator('.bulletin-do button').allInnerTexts()).toEqual(['撤回']);
      await press(leader, '签发');
      // By keyboard: the dialog holds the focus.
      await leader.waitForSelector('.desk-dialog form');
      await leader.locator('.desk-dialog button[type=submit]').focus();
      await leader.keyboard.press('Enter');
      await says(office, '已签发', '.bulletin-state');

      const station = await open('dept3');
      await press(station, '反馈整改');
      await station.waitForSelector('.desk-dialog textarea');
      await press(station, '反馈整改', '.desk-dialog');
      await says(station, '请填写整改措施', '.desk-dialog');
      await station.fill('.desk-dialog textarea', '每日巡查两次');
      await station.locator('.desk-dialog .desk-date-part').first().focus();
      await station.keyboard.type('20261231');
      await press(station, '反馈整改', '.desk-dialog');
      await says(leader, '每日巡查两次', '.bulletin-communities');
      const { months } = (await under.admin.get('/api/v1/bulletins')) as BulletinMonths;
      expect(months.find(one => one.month === month)?.bulletins[0]).toMatchObject({
        ...{ state: 'signed', counts: { repeat: 2, answered: 1 } },
      });
    });

    test('figures and points lead to their records; nothing is wrong with the look', async () => {
      const page = await open('leader');
      await page.waitForSelector('.bulletin-map img', { timeout: SLOW });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
      const text = await page.locator('.planning-side').innerText();
      expect(text.replaceAll(NAMES, '').match(/[A-Za-z]+/g)).toBeNull();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366);
      await page.click(`.bulletin-points a:has-text("${points[0]!.name}")`);
      await page.waitForURL(url => url.searchParams.get('tab') === 'points', { timeout: SLOW });
      expect(new URL(page.url()).searchParams.get('point')).toBe(points[0]!.code);
    });
  });
}

function monthBefore(month: string, steps: number): string {
  const [year = 0, nth = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, nth - 1 - steps, 1)).toISOString().slice(0, 7);
}
