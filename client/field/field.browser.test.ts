/** The page of somebody on patrol on a phone: built pages, a real server, a real Chromium with a place of its own. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EVIDENCE_PHOTO } from '../../scripts/demo/evidence-photo.ts';
import { says } from '../../scripts/wall-test/says.ts';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { DEMO_FIELD_UNIT } from '../../server/access/demo-accounts.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { HOLD_MS } from './help-button.tsx';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 120_000 });
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HERE = { longitude: 113.8931, latitude: 22.5667, accuracy: 9 };

beforeAll(async () => {
  await under.start();
  const unit = { id: DEMO_FIELD_UNIT, callSign: '一线01', unitClass: 'patrol-person', organ: 'urban-management' };
  await under.admin.post('/api/v1/units', unit);
  await under.admin.post(`/api/v1/units/${DEMO_FIELD_UNIT}/duty`, { onDuty: true });
}, 180_000);
afterAll(() => under.stop(), 30_000);

async function send(record: IncidentRecord, event: string, more: object): Promise<IncidentRecord> {
  const stamp = { commandId: randomUUID(), expectedVersion: record.version, issuedAt: Date.now() };
  return (await under.admin.post(`/api/v1/incidents/${record.id}/events`, {
    ...{ event, ...stamp },
    ...more,
  })) as IncidentRecord;
}

const read = async (id: string) => (await under.admin.get(`/api/v1/incidents/${id}`)) as IncidentRecord;

/** Nothing is cut off at the narrowest phone, nothing in Latin letters but numbers of cases, nothing too small to press. */
async function isFit(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  const small = await page.evaluate(
    () =>
      [...document.querySelectorAll('.field button')].filter(button => button.getBoundingClientRect().height < 48)
        .length,
  );
  expect(small).toBe(0);
  const words = (await page.locator('.field').innerText()).replaceAll(/XA\d+-\d+/g, '');
  expect(words).not.toMatch(/[A-Za-z]/);
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
  expect(found).toEqual([]);
}

test('[P-84] [P-85] shares its place, acknowledges, keeps what is done offline, and everything arrives once', async () => {
  const { id } = await under.report({ text: '路口有流动摊贩', category: 'street-vending' });
  let record = await send(await read(id), 'accept', { grade: 'general' });
  record = await send(record, 'dispatch', { organs: [{ organ: 'urban-management', unit: DEMO_FIELD_UNIT }] });

  const { page, problems } = await under.openAs('field', '/field', { width: 360, height: 640 });
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ ...HERE, latitude: HERE.latitude + 0.002 });
  await says(page, '路口有流动摊贩');
  await page.getByRole('button', { name: '开始共享' }).click();
  await says(page, '已共享');
  await says(page, '正南');
  await isFit(page);
  await page.getByRole('button', { name: '签收' }).click();
  await expect.poll(async () => (await read(id)).tasks[0]?.acknowledgedAt ?? null, { timeout: 20_000 }).not.toBeNull();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-360.png` });

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await says(page, '路口有流动摊贩');
  await context.setOffline(true);
  await page.getByRole('button', { name: '到场' }).click();
  await says(page, '1 项操作待发送');
  await page.getByRole('button', { name: '上报事件' }).click();
  await page.getByLabel('情况').fill('井盖破损');
  await page.locator('input[type=file]').setInputFiles(fileURLToPath(EVIDENCE_PHOTO));
  await says(page, '1 张照片');
  await isFit(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-report.png` });
  await page.getByRole('button', { name: '确定' }).click();
  await says(page, '已记录');
  await page.getByRole('button', { name: /收发箱/ }).click();
  await says(page, '井盖破损');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-box.png` });
  await page.reload();
  await says(page, '一线01');
  await says(page, '1 项操作待发送');

  await context.setOffline(false);
  await expect.poll(async () => (await read(id)).tasks[0]?.arrivedAt ?? null, { timeout: 30_000 }).not.toBeNull();
  const reported = async () =>
    ((await under.admin.get('/api/v1/incidents?q=井盖破损')) as { incidents: IncidentRecord[] }).incidents;
  await expect.poll(async () => (await reported())[0]?.evidence.length, { timeout: 30_000 }).toBe(1);
  expect(await reported()).toHaveLength(1);
  await says(page, '收发箱 0');

  const help = page.getByRole('button', { name: /求助/ });
  await help.hover();
  await page.mouse.down();
  await page.mouse.up();
  expect((await under.admin.get('/api/v1/alarms?kind=help')) as object).toMatchObject({ alarms: [] });
  await page.mouse.down();
  await page.waitForTimeout(HOLD_MS + 300);
  await page.mouse.up();
  await says(page, '已送达', '.field-help');
  if (process.env.SHOTS) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${process.env.SHOTS}/field-390.png` });
  }

  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL('**/sign-in');
  const left = await page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const opening = indexedDB.open('gridwall-field');
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          const tx = opening.result.transaction(names);
          let n = 0;
          for (const name of names)
            tx.objectStore(name).count().onsuccess = event => {
              n += (event.target as IDBRequest<number>).result;
            };
          tx.oncomplete = () => resolve(n);
        };
      }),
  );
  expect(left, '[P-87]').toBe(0);
  expect(problems).toEqual([]);
});
