/**
 * An operation on its day as the desk and the wall see it, from the muster to the end. Part of the planning desk's browser tests, so that one
 * server and one browser serve all of its tabs; it makes an operation of its own.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OperationUnderTest } from '../../scripts/wall-test/operation-under-test.ts';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';

export function dayPageSuite(under: WallUnderTest): void {
  const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();
  const send = (page: Page) => page.locator('.operation-form button[type=submit]').click();
  const choose = async (page: Page, label: string, name: string) => {
    const field = page.locator('.operation-form').getByRole('combobox', { name: label });
    const option = page.getByRole('option', { name }).first();
    await field.click();
    // A list closes when the page under it scrolls; another click opens it again.
    await page.locator('.day').dispatchEvent('scroll');
    await option.waitFor({ state: 'hidden' });
    await field.click();
    await option.click();
  };

  describe('an operation on its day', () => {
    test('organ arrives, it sets out, a stop is reached by position, a finding becomes an incident, it ends', async () => {
      const operation = await OperationUnderTest.issued(under, { name: 'day', squads: 2, stops: 2, startsInMin: 1 });
      const { page, problems } = await under.openAs('duty', `/planning?tab=operations&operation=${operation.id}`);
      await page.waitForSelector('.day', { timeout: SLOW });

      await press(page, '报到 城管办');
      await page.locator('.operation-form input').fill('4');
      await send(page);
      await says(page, '4 人', '[data-organ=urban-management]');
      expect((await operation.read()).organsArrived).toBe(1);

      await press(page, '集结出发');
      await says(page, '人员构成 未设定', '.operation-form');
      await send(page);
      await says(page, '进行中', '.operation-head');

      const wall = (await under.openAs('leader', `/wall?scene=operation&operation=${operation.id}`)).page;
      await says(wall, '0 / 4', '.wall-card');
      const [stop] = (await operation.read()).squads[0]!.stops;
      const fix = { unit: 'op-day-1', lon: stop!.lon, lat: stop!.lat, accuracyM: 5 };
      const now = Date.now();
      // Two that agree are a sighting [O-36].
      await under.send('POST', '/api/v1/positions', [
        { ...fix, time: now - 2000 },
        { ...fix, time: now },
      ]);
      const sentAt = performance.now();
      const sayAfter = async (on: Page, text: string, where: string) => {
        await says(on, text, where);
        return Math.round(performance.now() - sentAt);
      };
      const [onPage, onWall] = await Promise.all([
        sayAfter(page, '计划 4 已到 1 跳过 0 剩余 3', '[data-progress]'),
        sayAfter(wall, '1 / 4', '.wall-card'),
      ]);
      console.log(`[demand 27] the server's numbers after the second fix: page ${onPage} ms, wall ${onWall} ms`);
      expect((await operation.read()).progress).toMatchObject({ planned: 4, visited: 1, skipped: 0, remaining: 3 });

      await page.locator('[data-squad=s2] summary').click();
      await page.locator('[data-squad=s2] [data-stop=s2p1]').getByRole('button', { name: '跳过' }).click();
      await page.locator('[data-stop=s2p1] .operation-form textarea').fill('道路施工');
      await send(page);
      await says(page, '道路施工', '[data-squad=s2] [data-stop=s2p1]');

      await press(page, '登记发现');
      await page.locator('.operation-form textarea').fill('占用人行道摆卖');
      await choose(page, '类别', '乱摆卖');
      await choose(page, '位置', stop!.name);
      await send(page);
      await says(page, '占用人行道摆卖', '.day-finding');
      await press(page, '转为事件');
      await says(page, '待受理', '.day-finding');
      const [kept] = (await operation.read()).findings;
      expect(await page.getAttribute('.day-incident', 'href')).toBe(`/console?id=${kept?.incident}`);
      await says(wall, '待受理', '.wall-rail:last-of-type');
      expect(await wall.innerText('.wall'), 'no words of findings on walls').not.toContain('人行道');

      await press(page, '收队');
      await says(page, '尚有 2 处点位未到', '.operation-form');
      await send(page);
      await says(page, '尚有 2 个点位未到', '.operation-form'); // the server's own sentence
      await page.locator('.operation-form textarea').fill('时间已到');
      await send(page);
      await says(page, '已收队', '.operation-head');
      await says(wall, '已收队', '.wall-header.start');
      expect(problems).toEqual([]);
    });

    test('whoever may only look has no buttons; a chief of another zone is told there is none', async () => {
      const operation = await OperationUnderTest.issued(under, { name: 'look', squads: 1, stops: 1, startsInMin: 5 });
      const { page } = await under.openAs('chief2', `/planning?tab=operations&operation=${operation.id}`);
      await says(page, '没有');
      expect(await page.locator('.day').count()).toBe(0);
      const organ = (await under.openAs('dept', `/planning?tab=operations&operation=${operation.id}`)).page;
      await organ.waitForSelector('.day', { timeout: SLOW });
      expect(await organ.getByRole('button', { name: '集结出发' }).count()).toBe(0);
      expect(await organ.getByRole('button', { name: /^报到/ }).count(), 'for its own organ').toBe(1);
    });
  });
}
