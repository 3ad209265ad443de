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

test('[AC-1] [AC-2] an account is made with a random password, signs in with it, and is disabled after a second press', async () => {
  const { page, problems } = await section('accounts');
  await page.click('.desk-page-aside >> text=新建账号', { timeout: SLOW });
  await page.getByLabel('账号名').fill('Xiao Li');
  await page.click('.desk-dialog .desk-actions >> text=新建账号');
  await says(page, '只能用小写字母', '.desk-dialog');
  await says(page, '请选择角色', '.desk-dialog');
  await page.getByLabel('账号名').fill('xiao.li');
  await page.getByLabel('称呼').fill('李 13812345678');
  await page.getByRole('button', { name: '角色' }).last().click();
  await page.getByRole('option', { name: '一线人员' }).click();
  await page.click('.desk-dialog .desk-actions >> text=新建账号');
  await says(page, '请选择绑定单位', '.desk-dialog');
  await page.getByRole('combobox', { name: '绑定单位' }).fill('巡01');
  await page.getByRole('option', { name: '巡01' }).click();
  await page.click('.desk-dialog .desk-actions >> text=新建账号');
  await says(page, '密码只显示这一次', '.desk-dialog');
  const password = await page.locator('.desk-secret-text').innerText();
  await page.click('.desk-dialog .desk-actions >> text="关闭"');
  await says(page, 'xiao.li', '.virtual-table');
  await expect
    .poll(() => page.locator('tr', { hasText: 'xiao.li' }).innerText(), { timeout: SLOW })
    .toMatch(/一线人员\s+巡01\s+从未登录/);
  const signIn = async (tried: string) =>
    (
      await fetch(`${under.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: 'xiao.li', password: tried }),
      })
    ).status;
  expect(await signIn(password)).toBe(200);

  await page.click('[aria-label="账号 xiao.li"]');
  await page.getByRole('button', { name: '停用账号' }).click();
  expect(await signIn(password)).toBe(200);
  await page.getByRole('region', { name: '状态' }).getByRole('button', { name: '确定' }).click();
  await says(page, '重新启用', '.desk-dialog');
  expect(await signIn(password)).toBe(401);
  await page.click('.desk-dialog >> [aria-label="关闭"]');
  await expect.poll(() => page.locator('tr[data-faint]').innerText(), { timeout: SLOW }).toContain('已停用');

  await page.click('[aria-label="账号 admin"]');
  expect(await page.getByRole('button', { name: '停用账号' }).getAttribute('aria-disabled')).toBe('true');
  expect(await page.getByRole('button', { name: '角色' }).last().isDisabled()).toBe(true);
  await page.click('.desk-dialog >> text=设置新密码');
  await says(page, '请填写新密码', '.desk-dialog');
  expect(problems).toEqual([]);
});

test('[AC-6] [AC-7] a wall gets a token that is shown once and used, and loses it when it is revoked after a question', async () => {
  const { page, problems } = await section('tokens');
  await page.click('.desk-page-aside >> text=签发令牌', { timeout: SLOW });
  await page.getByRole('button', { name: '类型' }).last().click();
  await page.getByRole('option', { name: '大屏' }).click();
  await page.getByLabel('名称').fill('一号大屏');
  await page.click('.desk-dialog .desk-actions >> text=签发令牌');
  await says(page, '令牌只显示这一次', '.desk-dialog');
  const secret = await page.locator('.desk-secret-text').first().innerText();
  await page.click('.desk-dialog .desk-actions >> text="关闭"');
  await says(page, '一号大屏', '.virtual-table');
  expect(await page.content()).not.toContain(secret);
  const enter = async () =>
    (
      await fetch(`${under.url}/api/v1/session/wall`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: secret }),
      })
    ).status;
  const row = page.locator('tr', { hasText: '一号大屏' });
  await expect.poll(() => row.innerText(), { timeout: SLOW }).toContain('从未使用');
  expect(await enter()).toBe(200);
  await page.reload();
  await expect.poll(() => row.innerText(), { timeout: SLOW }).toMatch(/大屏\s+全部\s+.*admin\s+\d\d:\d\d\s+有效/);

  await page.click('[aria-label="吊销令牌 一号大屏"]');
  await says(page, '不能恢复', '.desk-dialog');
  expect(await enter()).toBe(200);
  await page.click('.desk-dialog .desk-actions >> text="吊销"');
  await expect.poll(() => row.count(), { timeout: SLOW }).toBe(0);
  expect(await enter()).toBe(401);
  await page.click('text=已吊销');
  await expect.poll(() => row.innerText(), { timeout: SLOW }).toContain('已吊销');
  expect(problems).toEqual([]);
});

test('[AC-8] [AC-9] the audit is searched by who, what, whom and day, opened, turned and taken as a file, with numbers masked', async () => {
  for (let i = 0; i < 120; i++) await under.admin.post('/api/v1/units/p-01/duty', { onDuty: i % 2 === 0 });
  const { page, problems } = await section('audit');
  await says(page, '已读取 100 条');
  await page.click('text=读取更早的记录', { timeout: SLOW });
  await expect
    .poll(() => page.locator('.desk-page-aside').innerText(), { timeout: SLOW })
    .toMatch(/(已读取|共) 1[2-9]\d/);

  await page.getByRole('button', { name: '动作' }).last().click();
  await page.getByRole('option', { name: '新建账号' }).click();
  await page.getByRole('searchbox').fill('xiao.li');
  await says(page, '共 1 条');
  await says(page, '一线人员 · 巡01', '.virtual-table');
  await page.click('.virtual-table >> text="新建账号"');
  await says(page, '李 138****5678', '.desk-dialog');
  expect(await page.content()).not.toContain('13812345678');
  await page.click('.desk-dialog >> [aria-label="关闭"]');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('.desk-page-aside >> text=导出表格'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^审计记录\d+\.xlsx$/);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile((await download.path())!);
  const sheet = book.worksheets[0]!;
  expect(sheet.rowCount).toBe(2);
  expect(JSON.stringify(sheet.getRow(2).values)).toContain('138****5678');

  await page.click('text=清除条件');
  await says(page, '导出表格', '.virtual-table');
  await page.click('.virtual-table >> [aria-label="只看对象 audit"] >> nth=0');
  await expect.poll(() => new URL(page.url()).searchParams.get('subject'), { timeout: SLOW }).toBe('audit');
  await page.goto(`${under.url}/admin?section=audit&to=2020-01-01`);
  await says(page, '没有符合条件的记录');
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
    'accounts',
    'tokens',
    'audit',
    'audit&action=token-issued',
  ];
  const faults: Record<string, unknown> = {};
  for (const name of shown) {
    await page.goto(`${under.url}/admin?section=${name}`);
    await page.waitForSelector('#admin-main :is(table, .desk-empty)', { timeout: SLOW });
    faults[name] = {
      axe: await axeFaults(page),
      // A line between head and list that says nothing.
      blank: await page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLElement>('.list-page > *')].filter(one => one.offsetHeight === 0).length,
      ),
      out: await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('#admin-main :is(td, th, button, h2, p), .top-bar *')]
          .filter(one => one.getBoundingClientRect().right > window.innerWidth || one.scrollWidth > one.clientWidth + 1)
          .filter(one => one.clientWidth > 1)
          .map(one => one.outerHTML.slice(0, 120)),
      ),
      // Ids of units and devices, names of accounts and tokens, and the source of a rule.
      latin: (await page.locator('#admin-main').innerText())
        .replaceAll(
          /\b(p-0\d|phone-\d|admin|S\d-\d+|chief\d|dept\d?|duty\d?|field|leader|xiao\.li|phones|test|audit|units|[0-9a-f]{8}-[0-9a-f-]{27})\b/g,
          '',
        )
        .match(/[A-Za-z]+/g),
    };
  }
  expect(faults).toEqual(Object.fromEntries(shown.map(name => [name, { axe: [], blank: 0, out: [], latin: null }])));
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
