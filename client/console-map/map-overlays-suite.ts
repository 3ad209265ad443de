/**
 * What is laid over the desk's map on demand, as people get it: 巡查覆盖 and 尾迹, by hand and by address. Part of the desk's browser tests,
 * so that one server and one browser serve both.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { CoverageAnswer } from '../../server/contract/coverage.ts';

export function mapOverlaysSuite(under: WallUnderTest): void {
  describe('over the map', () => {
    test('[P-64] coverage says what the server counted, and a press on a community goes there', async () => {
      // Somebody must have been somewhere: the desk of an idle subdistrict would agree with anything.
      await under.position({ unit: 'city-1', lon: 113.8931, lat: 22.5667, accuracyM: 5 });
      const asked = async () => (await under.admin.get('/api/v1/coverage')) as CoverageAnswer;
      await expect.poll(async () => (await asked()).all.visitedGrids, { timeout: SLOW }).toBeGreaterThan(0);
      const { page } = await under.openAs('duty', '/console');
      await page.getByRole('button', { name: '巡查覆盖' }).click({ timeout: SLOW });
      await says(page, '各社区未巡查网格', '.coverage-legend');
      expect(new URL(page.url()).searchParams.get('coverage')).toBe('on');
      const { all, grids } = await asked();
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
      // Where nobody patrolled the ground is hatched; what moves would be taken for hatching.
      for (const name of ['测评点', '力量', '事件']) await page.getByRole('button', { name, exact: true }).click();
      const hatched = await stillMiddle(page);
      await page.getByRole('button', { name: '巡查覆盖' }).click();
      await page.waitForSelector('.coverage-legend', { state: 'detached', timeout: SLOW });
      expect(new URL(page.url()).searchParams.get('coverage')).toBeNull();
      const changed = await changedShare(page, hatched, await stillMiddle(page));
      expect(changed).toBeGreaterThan(0.03);
      expect(changed, 'strokes, not a filled ground').toBeLessThan(0.9);
    });

    test('[P-110] the length of trails is chosen by hand, stands in the address, and says since when', async () => {
      const { page } = await under.openAs('duty', '/console?trails=30');
      const choice = page.locator('.map-trails');
      await says(page, '30 分钟', '.map-trails');
      await says(page, '本页自', '.map-trails-note');
      // By keyboard; the list of incidents does not walk along.
      await choice.locator('button').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('option', { name: '关' }).waitFor({ timeout: SLOW });
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).searchParams.get('trails')).toBe('off');
      expect(new URL(page.url()).searchParams.get('id')).toBeNull();
      expect(await page.locator('.map-trails-note').innerText()).toBe('');
      await page.reload();
      await says(page, '关', '.map-trails');
      await choice.locator('button').click();
      await page.getByRole('option', { name: '5 分钟', exact: true }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('trails')).toBeNull();
      await page.goBack();
      await says(page, '关', '.map-trails');
    });
  });
}

const SIDE_PX = 240;

/** The middle of the map as it looks when nothing moves any more. */
async function stillMiddle(page: Page): Promise<Buffer> {
  const { x, y, width, height } = (await page.locator('.desk-map').boundingBox())!;
  const clip = { x: x + (width - SIDE_PX) / 2, y: y + (height - SIDE_PX) / 2, width: SIDE_PX, height: SIDE_PX };
  const look = () => page.screenshot({ clip, timeout: SLOW });
  let seen = await look();
  await expect
    .poll(
      async () => {
        await page.waitForTimeout(700);
        const before = seen;
        seen = await look();
        return seen.equals(before);
      },
      { timeout: SLOW },
    )
    .toBe(true);
  return seen;
}

/** Which share of the pixels of two pictures differs. */
function changedShare(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async pictures => {
      const [a, b] = await Promise.all(
        pictures.map(async base64 => {
          const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
          pen.drawImage(picture, 0, 0);
          return pen.getImageData(0, 0, picture.width, picture.height).data;
        }),
      );
      let changed = 0;
      for (let i = 0; i < a!.length; i += 4) if (Math.abs(a![i]! - b![i]!) > 4) changed++;
      return changed / (a!.length / 4);
    },
    [one.toString('base64'), other.toString('base64')],
  );
}
