/**
 * The tab 力量 as people get it: order, chips, keys, one press that sends, ten thousand rows. Part of the desk's browser tests, so that
 * one server and one browser serve both; it registers its own units and looks at them alone where others are there too.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import type { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { ShiftPlan } from '../../server/contract/shift.ts';

const MINUTE = 60_000;
/** In 滨海片区; the second place lies in 上川灵芝片区. */
const HOME = { lon: 113.8796, lat: 22.5604 };
const ELSEWHERE = { lon: 113.8993, lat: 22.572 };
const MANY = 10_000;
const A_REQUEST = 1000;

const UNIT = { unitClass: 'patrol-person', homeZone: 'binhai', organ: 'urban-management' };
const UNITS = [
  { id: 'force-near', callSign: '力近', ...UNIT },
  { id: 'force-far', callSign: '力远', ...UNIT },
  { id: 'force-help', callSign: '力求', ...UNIT },
  { id: 'force-lost', callSign: '力失', ...UNIT },
  { id: 'force-away', callSign: '力离', ...UNIT },
  { id: 'force-old', callSign: '力旧', ...UNIT },
  { id: 'force-absent', callSign: '力缺', ...UNIT },
];
const WORST_FIRST = ['力求', '力失', '力离', '力缺', '力旧', '力近', '力远'];

export function unitPageSuite(under: WallUnderTest): void {
  /** Like `openDesk` of the desk's tests, for this tab. */
  async function openUnits(query = '', viewport?: { width: number; height: number }): Promise<Page> {
    const { page } = await under.openAs('duty', `/console?tab=units${query}`, viewport);
    await page.waitForSelector('.virtual-table tbody tr', { timeout: SLOW });
    return page;
  }

  const callSigns = (page: Page) => page.locator('.virtual-table tbody td:first-child button').allInnerTexts();

  /** The rows are placed by their own offset: what is first in the document need not be first on the screen. */
  const inOrder = (page: Page) =>
    page.$$eval('.virtual-table tbody tr', rows =>
      rows
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map(row => row.querySelector('button')?.textContent ?? ''),
    );

  async function register(): Promise<void> {
    await under.admin.post('/api/v1/units', UNITS);
    for (const { id } of UNITS)
      if (id !== 'force-absent') await under.send('POST', `/api/v1/units/${id}/duty`, { onDuty: true });
    const now = Date.now();
    const fixes = [
      { unit: 'force-near', ...HOME },
      { unit: 'force-far', lon: HOME.lon + 0.004, lat: HOME.lat },
      { unit: 'force-help', ...HOME },
      { unit: 'force-lost', ...HOME, time: now - 11 * MINUTE },
      { unit: 'force-away', ...ELSEWHERE },
      { unit: 'force-old', ...HOME, time: now - 4 * MINUTE },
    ].map(fix => ({ time: now, accuracyM: 5, ...fix }));
    const answer = await under.send('POST', '/api/v1/positions', fixes);
    expect(await answer.json()).toMatchObject({ accepted: fixes.length });
    await under.send('POST', '/api/v1/units/force-help/help', { text: '被围堵' });
    const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    const day = dayOf.format(now);
    const allDay = { id: 'all-day', name: '全天巡查', from: '00:00', to: '00:00', days: 'every-day', kind: 'patrol' };
    const open = { minPersons: null, minQualified: null, covers: 'zone', zones: null };
    const filed = { source: '试行班表', validFrom: day, shifts: [{ ...allDay, ...open }] };
    expect(((await under.admin.put('/api/v1/shift-plan', filed)) as ShiftPlan).version).toBeGreaterThan(0);
    const rows = ['force-near', 'force-absent'].map(unit => ({
      day,
      shift: 'all-day',
      unit,
      persons: 2,
      qualified: 1,
    }));
    await under.admin.put('/api/v1/roster', rows);
  }

  /** An incident that 城管办 is at work on, with nobody sent yet. */
  async function inWork(): Promise<IncidentRecord> {
    const { id } = await under.report({ ...HOME, category: 'street-vending', address: '力量测试路口' });
    const read = async () => (await under.admin.get(`/api/v1/incidents/${id}`)) as IncidentRecord;
    const step = async (event: string, more: object) => {
      const { version } = await read();
      const stamp = { commandId: randomUUID(), expectedVersion: version, issuedAt: Date.now() };
      await under.admin.post(`/api/v1/incidents/${id}/events`, { event, ...stamp, ...more });
    };
    await step('accept', { grade: 'general' });
    await step('dispatch', { organs: [{ organ: 'urban-management' }] });
    return read();
  }

  describe('the tab 力量', () => {
    test('before a plan is filed no unit has a shift: 未设定; then what needs a hand comes first, each with its shift', async () => {
      await under.admin.post('/api/v1/units', UNITS);
      const before = await openUnits('&unit-q=力');
      await says(before, '未设定', '.virtual-table tbody');
      await under.closePages();

      await register();
      const page = await openUnits('&unit-q=力');
      await says(page, '全天巡查', '.virtual-table tbody');
      await expect.poll(() => inOrder(page), { timeout: SLOW }).toEqual(WORST_FIRST);
      const row = (callSign: string) => page.locator('.virtual-table tbody tr', { hasText: callSign }).innerText();
      expect(await row('力求')).toMatch(/求助[\s\S]*计划外/);
      expect(await row('力失')).toContain('失联');
      expect(await row('力离')).toMatch(/社区\s+离开片区\s+滨海片区/);
      expect(await row('力缺')).toMatch(/全天巡查[\s\S]*未上岗/);
      expect(await row('力近')).toMatch(/全天巡查[\s\S]*在岗/);

      await page.getByRole('button', { name: /先看异常/ }).click();
      await page.getByRole('option', { name: '登记顺序' }).click();
      await expect.poll(() => inOrder(page), { timeout: SLOW }).toEqual(UNITS.map(({ callSign }) => callSign));
      expect(new URL(page.url()).searchParams.get('unit-sort')).toBe('call-sign');
    });

    test('chips count and choose, a zone without anybody says so; arrows move in them, and the address holds the choice', async () => {
      const page = await openUnits('&unit-q=力');
      const chip = (name: string) => page.locator('.desk-segment', { hasText: name });
      // 新安 must always be covered (S0-47), and nobody is signed on in 兴东.
      await says(page, '无力量', '.unit-choices');
      expect(await chip('兴东片区').innerText()).toContain('无力量');
      expect(await chip('滨海片区').innerText()).not.toContain('无力量');

      await chip('离开片区').click();
      await expect.poll(() => callSigns(page), { timeout: SLOW }).toEqual(['力离']);
      await page.keyboard.press('ArrowLeft');
      await page.waitForURL(/unit-state=unlocated/);
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => callSigns(page), { timeout: SLOW }).toEqual(['力失']);
      await page.goBack();
      await page.goBack();
      await page.waitForURL(/unit-state=away/);
      await expect.poll(() => callSigns(page), { timeout: SLOW }).toEqual(['力离']);
      await chip('兴东片区').click();
      await says(page, '没有符合条件的单位', '.tab-page');
    });

    test('by keyboard alone: to the tab, to a unit, onto the map; one press sends who is near to the open incident', async () => {
      const { id } = await inWork();
      const { page } = await under.openAs('duty', `/console?id=${id}`);
      await says(page, id, '.detail');
      await page.keyboard.press('Alt+3');
      await page.waitForSelector('.virtual-table tbody tr', { timeout: SLOW });
      await page.locator('.tab-page input[type=search]').focus();
      await page.keyboard.type('力近');
      await expect.poll(() => callSigns(page), { timeout: SLOW }).toEqual(['力近']);
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      for (let presses = 0; (await focused()) !== '力近' && presses < 20; presses++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await says(page, '力近', '.unit-card');
      await says(page, '力远', '.nearby table');
      expect(new URL(page.url()).searchParams.get('id')).toBe(id);

      await page.getByRole('button', { name: /派.*力远/ }).press('Enter');
      const sent = async () => ((await under.admin.get(`/api/v1/incidents/${id}`)) as IncidentRecord).tasks[0]?.unit;
      await expect.poll(sent, { timeout: SLOW }).toBe('force-far');
      await page.keyboard.press('Alt+3');
      await page.locator('.tab-page input[type=search]').fill('力远');
      await says(page, '已派', '.virtual-table tbody');
    });

    test('ten thousand rows: only those near the window exist, to the last one, by keyboard too', async () => {
      for (let from = 0; from < MANY; from += A_REQUEST) {
        await under.admin.post(
          '/api/v1/units',
          Array.from({ length: A_REQUEST }, (_, i) => ({ id: `many-${from + i}`, callSign: `众${from + i}`, ...UNIT })),
        );
      }
      const page = await openUnits('&unit-sort=call-sign');
      const table = page.locator('.virtual-table');
      await expect
        .poll(async () => Number(await table.getAttribute('aria-rowcount')), { timeout: SLOW })
        .toBeGreaterThan(MANY);
      const rowsInPage = () => page.locator('.virtual-table tbody tr').count();
      expect(await rowsInPage()).toBeLessThan(80);
      await page.locator('.virtual-scroll').focus();
      await page.keyboard.press('End');
      await says(page, `众${MANY - 1}`, '.virtual-table tbody');
      expect(await rowsInPage()).toBeLessThan(80);
      await page.keyboard.press('Home');
      await page.waitForSelector('.virtual-table tr[aria-rowindex="2"]', { timeout: SLOW });
      await page.locator('.tab-page input[type=search]').fill('众7777');
      await expect.poll(() => callSigns(page), { timeout: SLOW }).toEqual(['众7777']);
    });
  });
}
