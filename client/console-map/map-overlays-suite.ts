/**
 * What is laid over the desk's map on demand, as people get it: 巡查覆盖 and 尾迹, by hand and by address. Part of the desk's browser tests,
 * so that one server and one browser serve both.
 */
import { describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { CoverageAnswer } from '../../server/contract/coverage.ts';

export function mapOverlaysSuite(under: WallUnderTest): void {
  describe('over the map', () => {
    test('[P-64] coverage says what the server counted, and a press on a community goes there', async () => {
      const { page } = await under.openAs('duty', '/console');
      await page.getByRole('button', { name: '巡查覆盖' }).click({ timeout: SLOW });
      await says(page, '各社区未巡查网格', '.coverage-legend');
      expect(new URL(page.url()).searchParams.get('coverage')).toBe('on');
      const { all, grids } = (await under.admin.get('/api/v1/coverage')) as CoverageAnswer;
      expect(grids.length).toBe(all.grids);
      const legend = page.locator('.coverage-legend');
      expect(await legend.locator('h3').innerText()).toContain(`今日巡查 ${all.visitedGrids} / ${all.grids} 格`);
      expect(await legend.innerText(), 'xinan has no threshold').toContain('全面巡查标准未设定');
      const left = legend.locator('.coverage-communities li');
      const numbers = (await left.locator('span').allInnerTexts()).map(text => Number(text.split(' / ')[0]));
      expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(all.grids - all.visitedGrids);
      expect(numbers, 'most is left first').toEqual(numbers.toSorted((a, b) => b - a));
      const scale = () => page.locator('.map-foot').innerText();
      const before = await scale();
      await left.first().locator('button').click();
      await expect.poll(scale, { timeout: SLOW }).not.toBe(before);
      await page.getByRole('button', { name: '巡查覆盖' }).click();
      await page.waitForSelector('.coverage-legend', { state: 'detached', timeout: SLOW });
      expect(new URL(page.url()).searchParams.get('coverage')).toBeNull();
    });

    test('[P-90] the length of trails is chosen by hand, stands in the address, and says since when', async () => {
      const { page } = await under.openAs('duty', '/console?trails=30');
      const choice = page.locator('.map-trails');
      await says(page, '30 分钟', '.map-trails');
      await says(page, '本页自', '.map-trails-note');
      await choice.locator('button').click();
      await page.getByRole('option', { name: '关' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('trails')).toBe('off');
      expect(await page.locator('.map-trails-note').innerText()).toBe('');
      await page.reload();
      await says(page, '关', '.map-trails');
    });
  });
}
