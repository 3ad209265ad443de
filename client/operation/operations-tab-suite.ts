/**
 * The tab 行动 as people get it: a plan from the basket to the order, two people at one plan, the keyboard, the map. Part of the browser tests of
 * the planning desk, so that one server and one browser serve all of its tabs.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../../scripts/wall-test/axe-violations.ts';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';

const HOUR = 3_600_000;
/** A Saturday that no other test looks at: 2030-06-01 09:00 in Shenzhen. */
const START = Date.UTC(2030, 5, 1, 1);
const TYPED_START = '203006010900';

const PLACES = [
  [113.8823, 22.5576],
  [113.879, 22.555],
  [113.885, 22.553],
] as const;

function aPlan(more: object = {}): object {
  return {
    ...{ kind: 'special', title: '夜市整治', zone: 'binhai', startsAt: START, endsAt: START + 3 * HOUR },
    leadOrgan: 'enforcement-team',
    targets: PLACES.map(([lon, lat], i) => ({ id: `t${i}`, kind: 'place', ref: null, name: `地点${i + 1}`, lon, lat })),
    squads: [
      {
        ...{ id: 's1', name: '一组', members: [{ name: '李四', organ: 'enforcement-team' }] },
        stops: PLACES.map(([lon, lat], i) => ({ id: `p${i}`, target: `t${i}`, name: `地点${i + 1}`, lon, lat })),
      },
    ],
    ...more,
  };
}

export function operationsTabSuite(under: WallUnderTest): void {
  const create = async (more: object = {}) =>
    (await under.admin.post('/api/v1/operations', aPlan(more))) as OperationRecord;
  const act = async (record: OperationRecord, event: string, more: object = {}) =>
    (await under.admin.post(`/api/v1/operations/${record.id}/events`, {
      ...{ event, commandId: randomUUID(), expectedVersion: record.version, issuedAt: Date.now() },
      ...more,
    })) as OperationRecord;
  const open = async (account: string, query: string) => {
    const opened = await under.openAs(account, `/planning?tab=operations${query}`);
    await opened.page.waitForSelector('.planning-side', { timeout: SLOW });
    return opened;
  };

  describe('the tab 行动', () => {
    beforeAll(async () => {
      await under.admin.post('/api/v1/units', [
        { id: 'plan-1', callSign: '联01', unitClass: 'squad', homeZone: 'binhai', organ: 'enforcement-team' },
      ]);
      // What is hot: without incidents there is nothing to pick.
      for (const [lon, lat] of PLACES) await under.report({ lon, lat, category: 'street-vending', text: '占道摆卖' });
    });

    test('[demands 23-26] a chief plans from the basket, sees a conflict, puts stops into an order, has it countersigned and issues it', async () => {
      // 张三 is somewhere else at that time.
      const other = await create({
        title: '市场联检',
        squads: [{ id: 'o1', name: '一组', members: [{ name: '张三', organ: 'enforcement-team' }] }],
      });
      await act(other, 'submit');

      const { page, problems } = await under.openAs('chief1', '/planning?tab=hot-spots');
      await page.locator('.first-ones .desk-button').click({ timeout: SLOW });
      await page.locator('.basket').getByRole('button', { name: '生成方案' }).click({ timeout: SLOW });
      await says(page, '新建方案', '.operation-head');
      expect(new URL(page.url()).searchParams.get('operation')).toBe('new');

      await choose(page, '行动类型', '片区联合行动');
      await says(page, '本类型须会签后下达', '.plan-body');
      expect(await page.getByLabel('带队职务').inputValue()).toBe('片区长');
      expect(await page.innerText('.plan-composition'), 'the paper asks for none').toContain('未设定');
      await page.locator('[role=spinbutton]').first().focus();
      await page.keyboard.type(TYPED_START);
      expect(await page.getByLabel('标题').inputValue()).toBe('滨海片区 6月 片区联合行动');
      await page.getByRole('button', { name: '保存草案' }).click();
      await page.waitForURL(/operation=XA-LH/, { timeout: SLOW });
      await says(page, '草案', '.operation-state');

      // What is missing is the server's to say, beside its field.
      await page.getByRole('button', { name: '送会签' }).click();
      await page.locator('.operation-form').getByRole('button', { name: '确定' }).click();
      await says(page, '方案缺少牵头部门、小组', '.plan-body');
      await page.locator('.operation-form').getByRole('button', { name: '取消' }).click();
      await page.getByRole('combobox', { name: /牵头部门/ }).fill('综合执法');
      await page.getByRole('option', { name: /综合执法队/ }).click();

      await part(page, '目标与区域');
      expect(await page.locator('.plan-targets li').count()).toBeGreaterThan(0);
      await says(page, '网格 · 事件', '.plan-targets');
      await page.getByRole('button', { name: '按目标外扩' }).click();
      await says(page, '公顷', '.plan-body');

      await part(page, '小组');
      await page.getByRole('button', { name: '添加小组' }).click();
      await page.getByRole('button', { name: '添加组员' }).click();
      await page.getByLabel('组员 1 姓名').fill('张三');
      await says(page, '市场联检', '.plan-conflict');
      await says(page, '冲突 1', '.desk-segments');
      await page.getByLabel('组员 1 姓名').fill('王五');
      await page.waitForSelector('.plan-conflict', { state: 'detached', timeout: SLOW });

      await part(page, '路线');
      await page.getByRole('button', { name: '从目标添加' }).click();
      await page.getByRole('menuitem').first().click();
      await says(page, '全程', '.plan-route-summary');
      await page.getByRole('button', { name: '建议顺序' }).click();
      await page.waitForSelector('.plan-told', { timeout: SLOW });
      expect(await page.locator('.stop-time').first().innerText()).toBe('09:00');

      await page.getByRole('button', { name: '保存修改' }).click();
      await page.waitForSelector('[data-unsaved]', { state: 'detached', timeout: SLOW });
      await page.getByRole('button', { name: '送会签' }).click();
      await page.locator('.operation-form').getByRole('button', { name: '确定' }).click();
      await says(page, '会签中', '.operation-state');

      const id = new URL(page.url()).searchParams.get('operation');
      const dept = await open('dept2', `&operation=${id}`);
      await dept.page.getByRole('button', { name: '会签' }).click({ timeout: SLOW });
      await dept.page.locator('.operation-form').getByText('同意', { exact: true }).click();
      await dept.page.locator('.operation-form').getByRole('button', { name: '确定' }).click();
      await dept.page.waitForSelector('.operation-form', { state: 'detached', timeout: SLOW });
      expect(await dept.page.getByRole('link', { name: '签到码' }).count(), 'not the one who leads').toBe(0);

      await page.getByRole('button', { name: '下达' }).click({ timeout: SLOW });
      await page.locator('.operation-form').getByRole('button', { name: '确定' }).click();
      await says(page, '已下达', '.operation-state');

      await page.goto(`${under.url}/planning?tab=operations&operation=${id}&show=signs`);
      await page.waitForSelector('.stop-signs .qr-code', { timeout: SLOW });
      expect(await page.locator('.stop-signs .stop-sign-code').first().innerText()).toMatch(/^[A-Z0-9]{4,}$/);
      expect(await axeViolations(page)).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.stop-signs-print').isVisible()).toBe(true);
      expect(await page.locator('.desk-frame').isVisible()).toBe(false);
      expect([...problems, ...dept.problems]).toEqual([]);
    });

    test('what is typed survives a reload; what somebody else saves meanwhile is merged and said', async () => {
      const record = await create({ title: '环境整治' });
      const { page, problems } = await open('leader', `&operation=${record.id}`);
      await page.getByLabel('标题').fill('环境大整治', { timeout: SLOW });
      await page.waitForSelector('[data-unsaved]');
      await page.reload();
      await says(page, '已恢复未保存的修改', '.planning-side');
      expect(await page.getByLabel('标题').inputValue()).toBe('环境大整治');

      const plan = aPlan({ title: '他人的标题', purpose: '清理占道' });
      await act(record, 'edit', { plan });
      await says(page, '他人刚刚更新了方案（第 2 版）', '.planning-side');
      await says(page, '双方都改了：标题', '.planning-side');
      expect(await page.getByLabel('标题').inputValue()).toBe('环境大整治');
      expect(await page.getByRole('textbox', { name: /^目的/ }).inputValue()).toBe('清理占道');
      await page.getByRole('button', { name: '保存修改' }).click();
      await page.waitForSelector('[data-unsaved]', { state: 'detached', timeout: SLOW });
      const saved = (await under.admin.get(`/api/v1/operations/${record.id}`)) as OperationRecord;
      expect(saved).toMatchObject({ version: 3, title: '环境大整治', purpose: '清理占道' });
      expect(problems).toEqual([]);
    });

    test('[demand 26] stops are put into another order by keyboard, and moved on the map by hand', async () => {
      const { id } = await create();
      const { page, problems } = await open('leader', `&operation=${id}&part=routes`);
      const names = () => page.locator('.stop-name').allInnerTexts();
      await page.waitForSelector('.stop-row', { timeout: SLOW });
      expect(await names()).toEqual(['地点1', '地点2', '地点3']);
      await page.getByRole('button', { name: '移动 地点1' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(names, { timeout: SLOW }).not.toEqual(['地点1', '地点2', '地点3']);

      // Where a stop was put is known, so it can be taken there.
      await page.getByRole('button', { name: '在地图上添加点位' }).click();
      await says(page, '请在地图上点选位置', '.map-purpose');
      const box = await page.locator('.desk-map canvas').first().boundingBox();
      if (!box) throw new Error('There is no map.');
      const at = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.75 };
      await page.mouse.click(at.x, at.y);
      await expect.poll(() => page.locator('.stop-row').count(), { timeout: SLOW }).toBe(4);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.map-purpose', { state: 'detached' });
      const place = async () => {
        const [held] = await page.evaluate(() =>
          Object.entries(sessionStorage).flatMap(([key, text]) => (key.includes('plan-draft') ? [text] : [])),
        );
        const { draft } = JSON.parse(held ?? '{}') as { draft: OperationRecord };
        const stop = draft.squads[0]?.stops[3];
        return [stop?.lon, stop?.lat];
      };
      await expect.poll(place, { timeout: SLOW }).not.toEqual([undefined, undefined]);
      const before = await place();
      // Software draws the new stop a while after it was put; only then can a hand take it, and before that it would move the map.
      const isUnderHand = async () => {
        await page.mouse.move(at.x - 60, at.y - 60);
        await page.mouse.move(at.x, at.y);
        return page.locator('.desk-map canvas[style*="cursor: grab"]').count();
      };
      await expect.poll(isUnderHand, { timeout: SLOW }).toBe(1);
      await page.mouse.down();
      await page.mouse.move(at.x + 30, at.y - 20, { steps: 4 });
      await page.mouse.move(at.x + 60, at.y - 40, { steps: 4 });
      await page.mouse.up();
      await expect.poll(async () => (await place()).join() === before.join(), { timeout: SLOW }).toBe(false);
      const [lon = 0, lat = 0] = await place();
      expect(lon, 'to the right').toBeGreaterThan(before[0] ?? 0);
      expect(lat, 'and up').toBeGreaterThan(before[1] ?? 0);
      expect(problems).toEqual([]);
    });

    test('[WCAG 2.2 AA] axe has nothing to say about list and editor, and nothing runs out of 1366x768', async () => {
      const { id } = await create({ title: '无障碍' });
      const { page } = await open('duty', '&view=coming');
      await says(page, '无障碍', '.operation-list');
      expect(await axeViolations(page)).toEqual([]);
      await page.goto(`${under.url}/planning?tab=operations&operation=${id}`);
      for (const name of ['概要', '目标与区域', '小组', '路线']) {
        await page.waitForSelector('.plan-body', { timeout: SLOW });
        await part(page, name);
        if (name === '路线') await page.locator('.stop-row').first().click();
        expect(await axeViolations(page), name).toEqual([]);
        const over = await page.evaluate(() => {
          const body = document.querySelector('.plan-body');
          return Math.max(
            document.documentElement.scrollWidth - window.innerWidth,
            body ? body.scrollWidth - body.clientWidth : 0,
          );
        });
        expect(over, name).toBeLessThanOrEqual(0);
      }
    });
  });
}

async function part(page: Page, name: string): Promise<void> {
  await page.locator('.desk-segments').first().locator('.desk-segment', { hasText: name }).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(label) }).click({ timeout: SLOW });
  await page.getByRole('option', { name: option }).click();
}
