/** The administrator's desk, as people get it: built pages, a real server, a real browser, 1366x768. */
import axe from 'axe-core';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { TokenIssued } from '../../server/contract/session.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 120_000 });

let token = '';

beforeAll(async () => {
  await under.start();
  const unit = { unitClass: 'patrol-person', homeZone: 'binhai' };
  await under.admin.post('/api/v1/units', [
    { id: 'p-01', callSign: '巡01', ...unit },
    { id: 'p-02', callSign: '巡02', ...unit },
  ]);
  ({ token } = (await under.admin.post('/api/v1/tokens', { kind: 'device', name: 'phones' })) as TokenIssued);
}, 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

const section = (name: string) => under.openAs('admin', `/admin?section=${name}`);

async function knock(device: string): Promise<void> {
  const place = `lat=22.5668&lon=113.8932&timestamp=${Math.floor(Date.now() / 1000)}`;
  await fetch(`${under.url}/osmand?token=${token}&id=${device}&${place}`);
}

async function sheet(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('单位').addRows(rows.map(row => [...row]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function drop(page: Page, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.setInputFiles('.desk-dialog input[type=file]', { name: '单位.xlsx', mimeType, buffer });
}

test('[P-21] a device that nobody knows waits, is admitted with a unit, and is then heard', async () => {
  await knock('phone-7');
  const { page, problems } = await section('quarantine');
  await page.click('[aria-label="准入 phone-7"]', { timeout: SLOW });
  await page.click('.desk-dialog >> text="准入"');
  await says(page, '请选择绑定单位', '.desk-dialog');
  await page.getByRole('combobox', { name: '绑定单位' }).fill('巡01');
  await page.getByRole('option', { name: '巡01' }).click();
  await page.click('.desk-dialog >> text="准入"');
  await says(page, '没有等待准入的设备');

  await knock('phone-7');
  await page.click('.top-bar >> text=设备');
  await says(page, 'phone-7', '.virtual-table');
  await expect.poll(() => page.locator('tr', { hasText: 'phone-7' }).innerText(), { timeout: SLOW }).toContain('巡01');
  await expect
    .poll(() => page.locator('tr', { hasText: 'phone-7' }).innerText(), { timeout: SLOW })
    .toContain('手机定位');
  expect(problems).toEqual([]);
});

test('[P-1] a sheet of units with a faulty row registers nobody and says which row; mended, it registers all', async () => {
  const { page, problems } = await section('units');
  await page.click('.desk-page-aside >> text=导入表格', { timeout: SLOW });
  const head = ['编号', '呼号', '类别', '片区'];
  await drop(
    page,
    await sheet([head, ['p-03', '巡03', 'patrol-person', '滨海片区'], ['p-04', '巡04', '飞艇', '滨海片区']]),
  );
  await says(page, '飞艇', '.desk-dialog [role=alert] tr:nth-child(1) td:nth-child(3)');
  expect(await page.locator('.desk-dialog [role=alert] tbody tr').innerText()).toMatch(/^3\s+类别\s+飞艇\s+\S/);
  expect(await page.locator('.desk-dialog >> text="写入"').getAttribute('aria-disabled')).toBe('true');
  expect((await under.admin.get('/api/v1/units')) as object[]).toHaveLength(2);

  await drop(
    page,
    await sheet([head, ['p-03', '巡03', 'patrol-person', '滨海片区'], ['p-04', '巡04', 'patrol-person', '滨海片区']]),
  );
  await says(page, '新增 2，变更 0', '.desk-dialog');
  await page.click('.desk-dialog >> text="写入"');
  await says(page, '巡04', '.virtual-table');
  expect(problems).toEqual([]);
});

test('[P-42] [P-43] without a plan all is 未设定; a shift plan is filed, a unit rostered, and who is missing is told', async () => {
  const { page, problems } = await section('shifts&view=plan');
  await says(page, '班次方案未设定');
  await page.click('.desk-page-aside >> text=备案新版');
  await page.getByLabel('来源').fill('街道值班安排');
  await page.click('.desk-dialog >> text=增加班次');
  await page.getByLabel('名称').fill('全天班');
  await page.getByRole('textbox', { name: '开始', exact: true }).fill('00:00');
  await page.getByRole('textbox', { name: '结束不晚于开始即为次日' }).fill('0点');
  await page.click('.desk-dialog >> text="确定"');
  await says(page, '请填写时刻', '.desk-dialog');
  await page.getByRole('textbox', { name: '结束不晚于开始即为次日' }).fill('00:00');
  await page.getByRole('textbox', { name: '最少人数' }).fill('3');
  await page.click('.desk-dialog >> text="确定"');
  await says(page, '00:00—次日 00:00', '.desk-dialog');
  await page.click('.desk-dialog .desk-actions >> text="备案新版"');
  await says(page, '第 1 版 · 今天施行');

  await page.click('text=一周排班');
  await says(page, '这一周没有排班');
  await page.click('.desk-page-aside >> text=增加排班');
  await page.getByRole('combobox', { name: '单位' }).fill('巡01');
  await page.getByRole('option', { name: '巡01' }).click();
  await page.getByRole('button', { name: '班次' }).click();
  await page.getByRole('option', { name: '全天班' }).click();
  await page.getByLabel('人数', { exact: true }).fill('2');
  await page.getByLabel('其中执法资格人数').fill('1');
  await page.click('.desk-dialog >> text="保存"');
  await says(page, '2（1）', '.virtual-table');

  await page.click('text=当前在岗');
  await says(page, '缺 3 人');
  await says(page, '全天班未上岗： 巡01');
  expect(problems).toEqual([]);
});

test('[WCAG 2.2 AA] no section has a fault that axe knows, runs out at 1366x768, or says a Latin word', async () => {
  await knock('phone-8');
  const { page } = await section('devices');
  const shown = [
    'devices',
    'quarantine',
    'refusals',
    'units',
    'shifts',
    'shifts&view=roster',
    'shifts&view=plan',
    'retention',
  ];
  const faults: Record<string, unknown> = {};
  for (const name of shown) {
    await page.goto(`${under.url}/admin?section=${name}`);
    await page.waitForSelector('#admin-main :is(table, .desk-empty)', { timeout: SLOW });
    faults[name] = {
      axe: await axeFaults(page),
      out: await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('#admin-main :is(td, th, button, h2, p), .top-bar *')]
          .filter(one => one.getBoundingClientRect().right > window.innerWidth || one.scrollWidth > one.clientWidth + 1)
          .filter(one => one.clientWidth > 1)
          .map(one => one.outerHTML.slice(0, 120)),
      ),
      // Ids of units and devices, and of the source of a rule.
      latin: (await page.locator('#admin-main').innerText())
        .replaceAll(/\b(p-0\d|phone-\d|admin|S\d-\d+)\b/g, '')
        .match(/[A-Za-z]+/g),
    };
  }
  expect(faults).toEqual(Object.fromEntries(shown.map(name => [name, { axe: [], out: [], latin: null }])));
});

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
