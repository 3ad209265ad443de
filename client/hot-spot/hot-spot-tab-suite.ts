/** The tab 热点 as people get it: spots picked by click and by lasso, the evidence behind them, keys. Part of planning.browser.test.ts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { HotSpots } from '../../server/contract/hot-spot.ts';
import { FAULTLESS, lookFaults, openTab, pixelOf } from '../planning/planning-under-test.ts';

/** Three incidents at one place, two at another; both lie in the middle of the map. */
const HOT = { lon: 113.8931, lat: 22.5667 };
const WARM = { lon: 113.8993, lat: 22.572 };

export function hotSpotTabSuite(under: WallUnderTest): void {
  describe('热点', () => {
    beforeAll(async () => {
      for (let i = 0; i < 3; i++) await under.report({ ...HOT, text: `路边有垃圾 ${i}` });
      for (let i = 0; i < 2; i++) await under.report({ ...WARM, text: `乱摆卖 ${i}` });
    });

    test('[demand 24] the lasso picks what it goes around; a press on the map looks at a spot, Enter picks it with its evidence', async () => {
      const { page, problems } = await openTab(under, 'admin', 'tab=hot-spots');
      await says(page, '2 处热点', '.planning-side');
      const { spots } = (await under.admin.get('/api/v1/hot-spots')) as HotSpots;
      const [at, other] = await Promise.all(spots.slice(0, 2).map(({ lon, lat }) => pixelOf(under, page, lon, lat)));
      if (!at || !other) throw new Error(`Expected two spots, there are ${spots.length}.`);
      // Before a spot is looked at: the map then comes closer.
      await page.keyboard.press('l');
      await says(page, '按住拖动', '.planning-map-tools');
      const [left, right] = [Math.min(at.x, other.x) - 40, Math.max(at.x, other.x) + 40];
      const [top, bottom] = [Math.min(at.y, other.y) - 40, Math.max(at.y, other.y) + 40];
      // The library for drawing comes when somebody draws.
      await expect
        .poll(
          async () => {
            if (!(await page.locator('.lasso-help').isVisible())) return page.locator('.basket-list li').count();
            await page.mouse.move(left, top);
            await page.mouse.down();
            for (const [x, y] of [
              [right, top],
              [right, bottom],
              [left, bottom],
              [left, top + 2],
            ] as const)
              await page.mouse.move(x, y, { steps: 6 });
            await page.mouse.up();
            return page.locator('.basket-list li').count();
          },
          { timeout: SLOW, interval: 700 },
        )
        .toBe(2);
      await page.reload();
      await says(page, '已选目标', '.basket');
      expect(await page.locator('.basket-list li').count(), 'a reload keeps what is picked').toBe(2);
      await page.click('.basket >> text=清空');
      await page.waitForSelector('.basket', { state: 'detached', timeout: SLOW });
      await page.waitForSelector('.planning-map-foot .scale-bar', { timeout: SLOW });

      await expect
        .poll(
          async () => {
            await page.mouse.click(at.x, at.y);
            return new URL(page.url()).searchParams.get('spot');
          },
          { timeout: SLOW, interval: 700 },
        )
        .not.toBeNull();
      await says(page, '所计事件 3 件', '.spot-detail');
      await page.keyboard.press('Enter');
      await says(page, '已选目标', '.basket');
      expect(await page.locator('.basket-list li').count()).toBe(1);
      expect(await page.innerText('.basket-list')).toContain('事件 3');
      expect(await lookFaults(page, /XA\d{8}-\d+|\b[JKL]\b|Alt/g)).toEqual(FAULTLESS);
      // Pressed again it leaves the basket.
      await page.keyboard.press('Enter');
      await page.waitForSelector('.basket', { state: 'detached', timeout: SLOW });
      expect(problems).toEqual([]);
    });
  });
}
