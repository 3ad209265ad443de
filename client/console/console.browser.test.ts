/** The desk as people get it: built pages, a real server, a real Chromium, and mostly the keyboard. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileDemoLimits } from '../../scripts/demo/demo-limits.ts';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { mapOverlaysSuite } from '../console-map/map-overlays-suite.ts';
import { unitPageSuite } from '../patrol/unit-page-suite.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 240_000 });

/** One pixel, as a camera would never make it, but a PNG to the last byte. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  await under.start();
  await under.admin.post('/api/v1/units', [
    { id: 'city-1', callSign: '城01', unitClass: 'squad', homeZone: 'binhai', organ: 'urban-management' },
  ]);
  await under.send('POST', '/api/v1/units/city-1/duty', { onDuty: true });
  // Without a filed limit there is none to extend.
  await fileDemoLimits(under.admin, Date.now());
}, 180_000);

afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

/** Waits for the primary button of the incident to be this, then presses its key. */
async function nextStep(page: Page, name: string): Promise<void> {
  await says(page, name, '.detail-foot .desk-button.primary');
  await page.keyboard.press('a');
}

async function isGone(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { state: 'detached', timeout: SLOW });
}

async function openDesk(account: string, query: string, viewport?: { width: number; height: number }) {
  const opened = await under.openAs(account, `/console${query}`, viewport);
  await opened.page.waitForSelector(query.includes('tab=') ? '.tab-page' : '.queue-list', { timeout: SLOW });
  return opened;
}

describe('the work', () => {
  test('[domain 2.2] an incident goes from received to closed by keyboard alone, through the desk and a department', async () => {
    const { id } = await under.report({ category: 'broken-road', address: '前进路12号', text: '路面塌陷半米' });
    const { page: duty, problems } = await openDesk('duty', `?q=${id}`);
    await says(duty, '道路破损', '.queue-list');
    await duty.keyboard.press('j');
    await says(duty, '路面塌陷半米', '.detail');

    await nextStep(duty, '受理');
    await duty.waitForSelector('.event-form');
    await duty.keyboard.press('Enter');
    await says(duty, '已受理', '.queue-list');

    await nextStep(duty, '分拨');
    await duty.waitForSelector('.event-form input');
    await duty.keyboard.type('城管办');
    await duty.keyboard.press('ArrowDown');
    await duty.keyboard.press('Enter');
    await says(duty, '城管办', '.organs-chosen');
    await duty.keyboard.press('Enter');
    await says(duty, '处置中', '.queue-list');

    const { page: dept, problems: deptProblems } = await openDesk('dept', '');
    await says(dept, '道路破损', '.queue-list');
    expect(await dept.innerText('.desk-segment[data-selected]')).toContain('本部门');
    await dept.keyboard.press('j');
    await nextStep(dept, '签收');
    await nextStep(dept, '登记到场');
    await nextStep(dept, '处置完成');
    await dept.waitForSelector('.event-form textarea');
    await dept.keyboard.type('已回填夯实，恢复通行');
    await dept.setInputFiles('.event-form input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: PHOTO });
    await says(dept, '100%', '.event-form');
    await dept.keyboard.press('Enter');
    await says(dept, '待回访', '.detail');

    await nextStep(duty, '回访合格');
    await duty.waitForSelector('.event-form textarea');
    await duty.keyboard.type('现场平整');
    await duty.keyboard.press('Enter');
    await nextStep(duty, '评价结案');
    await duty.waitForSelector('.event-form [role=radiogroup]');
    await duty.keyboard.press('Space');
    await duty.keyboard.press('Tab');
    await duty.keyboard.type('处置及时');
    await duty.keyboard.press('Enter');
    await says(duty, '已结案', '.detail-head');
    await says(duty, '社区工作站 回访合格', '.history');
    await says(duty, '处置及时', '.history');
    expect(await duty.locator('.photos img').count()).toBe(1);

    await duty.goto(`${under.url}/console?view=closed&q=${id}`);
    await says(duty, '道路破损', '.queue-list');
    expect([...problems, ...deptProblems]).toEqual([]);
  });

  test('[demand 5] a department asks for more time, the leader grants it from the list of requests', async () => {
    const { id } = await under.report({ category: 'broken-road', address: '创业路9号' });
    const duty = await openDesk('duty', `?id=${id}`);
    await nextStep(duty.page, '受理');
    await duty.page.waitForSelector('.event-form');
    await duty.page.keyboard.press('Enter');
    await nextStep(duty.page, '分拨');
    await duty.page.keyboard.type('城管办');
    await duty.page.keyboard.press('ArrowDown');
    await duty.page.keyboard.press('Enter');
    await says(duty.page, '城管办', '.organs-chosen');
    await duty.page.keyboard.press('Enter');
    await says(duty.page, '处置中', '.detail');

    const { page: dept } = await openDesk('dept', `?id=${id}`);
    await dept.click('.detail-foot >> text=更多');
    await dept.click('[role=menu] >> text=申请延期');
    await dept.focus('.event-form [role=spinbutton]');
    await dept.keyboard.type('203001011200');
    await dept.fill('.event-form textarea', '等待材料');
    await dept.keyboard.press('Enter');
    await says(dept, '待领导审批', '.detail');

    const { page: leader } = await openDesk('leader', '');
    await says(leader, '创业路9号', '.queue-list');
    expect(await leader.innerText('.desk-segment[data-selected]')).toContain('申请待批');
    await leader.keyboard.press('j');
    await leader.click('.requests >> text="同意"');
    await leader.waitForSelector('.event-form textarea');
    await leader.fill('.event-form textarea', '同意延期');
    await leader.keyboard.press('Enter');
    await isGone(leader, '.requests');
    await says(leader, '同意延期', '.history');
  });

  test('what somebody else changed meanwhile is said in the form, and what was typed stays', async () => {
    const { id } = await under.report({ category: 'broken-road', address: '裕安路3号' });
    const { page } = await openDesk('duty', `?id=${id}`);
    await page.click('.detail-foot >> text=不予受理');
    await page.fill('.event-form textarea', '重复来件');
    const other = await openDesk('duty', `?id=${id}`);
    await nextStep(other.page, '受理');
    await other.page.waitForSelector('.event-form');
    await other.page.keyboard.press('Enter');
    await says(page, '他人刚刚更新了此事件', '.event-form');
    await says(page, '状态：待受理 改为 已受理', '.event-form');
    expect(await page.inputValue('.event-form textarea')).toBe('重复来件');
    expect(await page.getAttribute('.event-form button[type=button].primary', 'aria-disabled')).toBe('true');
  });

  test('100 % is a stored photo: Enter before that sends nothing and says why', async () => {
    const { id } = await under.report({ category: 'exposed-rubbish', address: '新湖路2号' });
    const { page } = await openDesk('duty', `?id=${id}`);
    let letAnswer = () => {};
    const mayAnswer = new Promise<void>(resolve => {
      letAnswer = resolve;
    });
    await page.route('**/evidence', async route => {
      const answer = await route.fetch();
      await mayAnswer;
      await route.fulfill({ response: answer });
    });
    // A page that is intercepted hears of no progress: the last byte leaves by hand.
    await page.evaluate(() => {
      const { send } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.send = function sendAll(body) {
        send.call(this, body);
        this.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 70, total: 70 }));
      };
    });
    await nextStep(page, '受理');
    await page.waitForSelector('.event-form');
    await page.keyboard.press('Enter');
    await says(page, '现场办结', '.detail-foot');
    await page.click('.detail-foot >> text=现场办结');
    await page.fill('.event-form textarea', '已清走');
    await page.setInputFiles('.event-form input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: PHOTO });
    await says(page, '99%', '.event-form');
    await page.focus('.event-form textarea');
    await page.keyboard.press('Enter');
    await says(page, '照片正在上传', '.event-form');
    expect(await page.innerText('.event-form')).not.toContain('100%');
    letAnswer();
    await says(page, '100%', '.event-form');
    await page.keyboard.press('Enter');
    await isGone(page, '.event-form');
    expect(await page.locator('.photos img').count()).toBe(1);
  });

  test('a photo of the wrong type is refused before anything is sent', async () => {
    const { id } = await under.report({ category: 'exposed-rubbish', address: '新湖路1号' });
    const { page } = await openDesk('duty', `?id=${id}`);
    const sent: string[] = [];
    page.on('request', request => {
      if (request.url().includes('/evidence')) sent.push(request.url());
    });
    await nextStep(page, '受理');
    await page.waitForSelector('.event-form');
    await page.keyboard.press('Enter');
    await says(page, '现场办结', '.detail-foot');
    await page.click('.detail-foot >> text=现场办结');
    await page.setInputFiles('.event-form input[type=file]', {
      name: '报告.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    });
    await says(page, '报告.pdf：文件类型不支持，未上传', '.event-form');
    expect(sent).toEqual([]);
  });
});

describe('the desk', () => {
  test('[A8, demand 2] while the link is lost it says so, keeps its picture, and no command can be given', async () => {
    const { id } = await under.report({ category: 'gas-leak', address: '前进路灵芝站' });
    const { page } = await openDesk('duty', `?id=${id}`);
    await says(page, '受理', '.detail-foot .primary');
    await under.stopServer();
    await says(page, '连接中断 · 数据截至', '.link-banner');
    expect(await page.innerText('.queue-list')).toContain('燃气泄漏');
    const buttons = await page.$$eval('.detail-foot button, .queue-foot .primary', all =>
      all.map(button => button.getAttribute('aria-disabled')),
    );
    expect(buttons.length).toBeGreaterThan(3);
    expect(new Set(buttons)).toEqual(new Set(['true']));
    await page.keyboard.press('a');
    expect(await page.$('.event-form')).toBeNull();
    await page.focus('.detail-foot .primary');
    await says(page, '连接中断，暂不能办理', '.desk-tooltip');
    await under.startServer();
    await isGone(page, '.link-banner');
    await page.keyboard.press('a');
    await page.waitForSelector('.event-form');
  });

  test('filters, order and the chosen incident are in the address; the back button goes back through them', async () => {
    await under.report({ category: 'fire', address: '翻身路口袋公园' });
    const { page } = await openDesk('duty', '?view=received&sort=level&q=翻身路');
    expect(await page.innerText('.desk-segment[data-selected]')).toContain('待受理');
    expect(await page.inputValue('.top-search input')).toBe('翻身路');
    await says(page, '火情', '.queue-list');
    await page.click('.queue-row');
    await page.waitForURL(/id=XA/);
    await page.click('.desk-segment >> text=在办');
    await page.waitForURL(/view=open/);
    await page.goBack();
    await page.waitForURL(/view=received/);
    expect(await page.innerText('.desk-segment[data-selected]')).toContain('待受理');
    await page.reload();
    await says(page, '火情', '.detail');
  });

  test('no key acts while somebody types', async () => {
    const { page } = await openDesk('duty', '');
    await page.keyboard.press('/');
    await page.keyboard.type('najk?');
    expect(await page.inputValue('.top-search input')).toBe('najk?');
    expect(await page.$('.intake-column')).toBeNull();
    expect(await page.$('[role=dialog]')).toBeNull();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await says(page, '全部快捷键', '[role=dialog]');
    await page.keyboard.press('Escape');
    await isGone(page, '[role=dialog]');
  });

  test('letters go on working while the hand is on a chip', async () => {
    await under.report({ category: 'fire', address: '创业一路' });
    const { page } = await openDesk('duty', '');
    await page.click('.desk-segment >> text=待受理');
    await says(page, '创业一路', '.queue-list');
    await page.keyboard.press('j');
    await page.waitForURL(/id=XA/);
  });

  test('a department has no tab that it may not use', async () => {
    const { page } = await openDesk('dept', '');
    expect(await page.innerText('.top-bar nav')).not.toMatch(/告警|交接班/);
    expect(await page.$('.queue-foot .primary')).toBeNull();
  });

  test('a wall that comes here is asked for a person`s account', async () => {
    const { page } = await under.open('/wall');
    await page.waitForSelector('.wall-row', { timeout: SLOW });
    await page.goto(`${under.url}/console`);
    await page.waitForURL(/\/sign-in\?next=%2Fconsole/, { timeout: SLOW });
  });
});

describe('for everybody', () => {
  test.each([
    ['duty', ['alarms', 'units', 'figures', 'handover', 'organs', 'list', 'limits']],
    ['dept', []],
  ])('[WCAG 2.2 AA] axe has nothing to say about any page of %s: incidents, %j', async (account, tabs) => {
    const { id } = await under.report({ category: 'gas-leak', address: '前进路灵芝站' });
    const { page } = await openDesk(account, `?id=${id}`);
    await says(page, id, '.detail');
    const faults: Record<string, string[]> = { incidents: await settledViolations(page) };
    for (const tab of tabs) {
      await page.click(tab === 'alarms' ? '.top-bar nav .alarm-count' : `.top-bar nav [href="?tab=${tab}"]`);
      await page.waitForSelector(`.top-bar nav[data-tab=${tab}]`, { timeout: SLOW });
      await page.waitForSelector('.tab-page :is(table, [role=listbox], .desk-empty, .handover-list)', {
        timeout: SLOW,
      });
      faults[tab] = await settledViolations(page);
    }
    expect(faults).toEqual(Object.fromEntries(['incidents', ...tabs].map(tab => [tab, []])));
  });

  test('[WCAG 2.2 AA] axe has nothing to say about a form, a dialog and an empty list', async () => {
    const { id } = await under.report({ category: 'broken-road', address: '新安一路' });
    const { page } = await openDesk('duty', `?id=${id}`);
    await nextStep(page, '受理');
    await page.waitForSelector('.event-form');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.waitForSelector('[role=dialog]');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await isGone(page, '[role=dialog]');
    await page.fill('.top-search input', '没有这样的事件');
    await says(page, '在办事件中没有', '.queue-list');
    expect(await settledViolations(page)).toEqual([]);
  });

  test('nothing runs out of a window of 1366x768, of 1920x1080 and of 200 %, and no word is Latin', async () => {
    const { id } = await under.report({
      category: 'broken-road',
      address: '一条名字很长很长的道路与另一条道路的交叉口东北角',
    });
    const { page } = await openDesk('duty', `?id=${id}`);
    await says(page, id, '.detail');
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
      [683, 384], // 1366x768 at 200 %
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await says(page, id, '.detail');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${width}x${height}`).toBeLessThanOrEqual(0);
      const text = await page.evaluate(() => {
        // Keys are what is printed on them.
        const unsaid = document.createElement('style');
        unsaid.textContent = '.desk-key { display: none !important; }';
        document.head.append(unsaid);
        const { innerText } = document.body;
        unsaid.remove();
        return innerText;
      });
      // Numbers of incidents and of standards are names.
      const words = text.replaceAll(/XA[\d-]+|GB\/T [\d.-]+/g, '');
      expect(words.match(/[A-Za-z]{2,}/g), `${width}x${height}`).toBeNull();
    }
  });
});

mapOverlaysSuite(under);

// Last: ten thousand units are there after it.
unitPageSuite(under);

/** When nothing fades in any more: what is half transparent has too little contrast. */
async function settledViolations(page: Page): Promise<string[]> {
  await page.waitForTimeout(500);
  return violations(page);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
