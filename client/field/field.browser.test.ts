/** The page of somebody on patrol on a phone: built pages, a real server, a real Chromium with a place of its own. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { EVIDENCE_PHOTO, RECTIFIED_PHOTO } from '../../scripts/demo/evidence-photo.ts';
import { sessionDoor } from '../../scripts/simulation/server-door.ts';
import { says } from '../../scripts/wall-test/says.ts';
import { PASSWORD, WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { DEMO_FIELD_UNIT } from '../../server/access/demo-accounts.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
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
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

async function send(record: IncidentRecord, event: string, more: object): Promise<IncidentRecord> {
  const stamp = { commandId: randomUUID(), expectedVersion: record.version, issuedAt: Date.now() };
  return (await under.admin.post(`/api/v1/incidents/${record.id}/events`, {
    ...{ event, ...stamp },
    ...more,
  })) as IncidentRecord;
}

const read = async (id: string) => (await under.admin.get(`/api/v1/incidents/${id}`)) as IncidentRecord;

/** A shift that always runs, and the unit on it today and tomorrow. */
async function fileShifts(): Promise<void> {
  const day = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
  const whole = {
    days: 'every-day',
    kind: 'patrol',
    minPersons: null,
    minQualified: null,
    covers: 'area',
    zones: null,
  };
  const shifts = [{ id: 'whole', name: '全天班', from: '00:00', to: '00:00', ...whole }];
  await under.admin.put('/api/v1/shift-plan', { source: '测试', validFrom: day(Date.now()), shifts });
  const row = { shift: 'whole', unit: DEMO_FIELD_UNIT, persons: 1, qualified: 0 };
  const days = [0, 1].map(n => day(Date.now() + n * 86_400_000));
  await under.admin.put(
    '/api/v1/roster',
    days.map(one => ({ ...row, day: one })),
  );
}

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

/** Under way, with the phone's unit in the first squad; the roster leaves it free. */
async function operationUnderWay(): Promise<OperationRecord> {
  const startsAt = Date.now() - 60_000;
  const place = { lon: HERE.longitude, lat: HERE.latitude };
  const stops = ['创业路口', '前进路口'].map((name, i) => ({
    ...{ id: `p${i + 1}`, name, lon: place.lon + 0.002 * (i + 1), lat: place.lat, plannedAt: startsAt + 600_000 * i },
  }));
  let record = (await under.admin.post('/api/v1/operations', {
    ...{ kind: 'joint-linkage', title: '联勤联动', zone: null, startsAt, endsAt: startsAt + 7_200_000 },
    ...{ leadOrgan: 'enforcement-team', muster: { name: '宝民广场', ...place, at: startsAt } },
    targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', ...place }],
    squads: [{ id: 's1', name: '一组', leader: '张三', units: [DEMO_FIELD_UNIT], stops }],
  })) as OperationRecord;
  const path = `/api/v1/operations/${record.id}/events`;
  const stamp = () => ({ commandId: randomUUID(), expectedVersion: record.version, issuedAt: Date.now() });
  const leader = sessionDoor(under.url, 'leader', PASSWORD);
  record = (await leader.post(path, { event: 'issue', ...stamp() }))?.body as OperationRecord;
  return (await under.admin.post(path, { event: 'begin', ...stamp() })) as OperationRecord;
}

test('[P-93] [P-98] a sign is read and a finding with photos is kept offline, back online each arrives once', async () => {
  const { id } = await operationUnderWay();
  const read = async () => (await under.admin.get(`/api/v1/operations/${id}`)) as OperationRecord;
  const codes = (await under.admin.get(`/api/v1/operations/${id}/stop-codes`)) as { stop: string; code: string }[];
  const code = codes.find(({ stop }) => stop === 'p1')?.code;
  const { page, problems } = await under.openAs('field', '/field', { width: 360, height: 740 });
  const context = page.context();
  const sent: string[] = [];
  context.on('response', response => {
    if (!response.url().endsWith(`/${id}/events`)) return;
    sent.push((response.request().postDataJSON() as { event: string }).event);
  });
  await says(page, '创业路口');
  await isFit(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-op-360.png`, fullPage: true });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await says(page, '创业路口');

  await context.setOffline(true);
  await page.goto(`${under.url}/field?operation=${id}&stop=p1&code=${code}`);
  await says(page, '到点已记录');
  await says(page, '待发送', '.field-op');
  expect(page.url()).toBe(`${under.url}/field`);
  await page.getByRole('button', { name: '登记发现' }).click();
  await page.getByLabel('情况').fill('占道摆卖');
  await page.getByLabel('处置措施').selectOption('现场整改');
  await page.getByLabel('整改前照片').setInputFiles(fileURLToPath(EVIDENCE_PHOTO));
  await page.getByLabel('整改后照片').setInputFiles(fileURLToPath(RECTIFIED_PHOTO));
  await expect.poll(() => page.getByText('1 张照片').count()).toBe(2);
  await isFit(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-finding.png`, fullPage: true });
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '前进路口' }).click();
  await page.getByRole('button', { name: '跳过' }).click();
  await page.getByLabel('原因').fill('封路');
  await page.getByRole('button', { name: '确定' }).click();
  await says(page, '收发箱 4');
  await page.reload();
  await says(page, '收发箱 4');
  await says(page, '整改前 1 张，整改后 1 张');
  if (process.env.SHOTS) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${process.env.SHOTS}/field-op-390.png`, fullPage: true });
  }
  expect((await read()).progress.visited).toBe(0);

  await context.setOffline(false);
  await says(page, '收发箱 0');
  const record = await read();
  expect(record.squads[0]?.stops).toMatchObject([
    { state: 'arrived', arrivedBy: 'code' },
    { state: 'skipped', skipReason: '封路' },
  ]);
  expect(record.findings).toMatchObject([{ text: '占道摆卖', squad: 's1', stop: 'p1', measure: '现场整改' }]);
  expect(record.findings[0]).toMatchObject({ photos: [expect.any(String)], photosAfter: [expect.any(String)] });
  expect(sent).toEqual(['arrive-stop', 'add-finding', 'add-after-photos', 'skip-stop']);
  expect(problems).toEqual([]);
  for (const event of ['finish', 'summarise'])
    await under.admin.post(`/api/v1/operations/${id}/events`, {
      ...{ event, commandId: randomUUID(), expectedVersion: (await read()).version, issuedAt: Date.now() },
      ...(event === 'finish' ? { reason: '试毕' } : { text: '试毕' }),
    });
});

test('[P-84] [P-85] shares its place, acknowledges, keeps what is done offline, and everything arrives once', async () => {
  const { id } = await under.report({ text: '路口有流动摊贩', category: 'street-vending' });
  let record = await send(await read(id), 'accept', { grade: 'general' });
  record = await send(record, 'dispatch', { organs: [{ organ: 'urban-management', unit: DEMO_FIELD_UNIT }] });

  const { page, problems } = await under.openAs('field', '/field', { width: 360, height: 640 });
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ ...HERE, latitude: HERE.latitude + 0.002 });
  await says(page, '路口有流动摊贩');
  await says(page, '班次：未设定');
  await fileShifts();
  await page.getByRole('button', { name: '开始共享' }).click();
  await says(page, '已共享');
  await says(page, '正南');
  const strip = () => page.locator('.field-share').innerText();
  await expect
    .poll(strip, { timeout: 20_000 })
    .toMatch(/当前班次\s*全天班 00:00—次日 00:00\s*下一班\s*全天班 \d\d-\d\d 00:00—次日 00:00/);
  await isFit(page);
  await page.getByRole('button', { name: '签收' }).click();
  await expect.poll(async () => (await read(id)).tasks[0]?.acknowledgedAt ?? null, { timeout: 20_000 }).not.toBeNull();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-360.png` });

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  const slicesKept = () => page.evaluate(async () => (await (await caches.open('gridwall-fonts')).keys()).length);
  await expect.poll(slicesKept, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.reload();
  await says(page, '路口有流动摊贩');
  await context.setOffline(true);
  await page.getByRole('button', { name: '到场' }).click();
  await says(page, '1 项操作待发送');
  await page.getByRole('button', { name: '上报事件' }).click();
  await page.getByLabel('类别').fill('飞碟');
  await says(page, '由值班室归类');
  await page.getByLabel('类别').fill('暴露');
  await page.getByRole('button', { name: '暴露垃圾' }).click();
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
  // With its letters: nothing but the kept slices can draw them here, the test's browser has no Chinese font.
  const isLettered = () =>
    page.evaluate(() =>
      [...document.fonts].some(one => one.status === 'loaded' && one.family.includes('Noto Sans SC')),
    );
  await expect.poll(isLettered, { timeout: 20_000 }).toBe(true);

  await context.setOffline(false);
  await expect.poll(async () => (await read(id)).tasks[0]?.arrivedAt ?? null, { timeout: 30_000 }).not.toBeNull();
  const reported = async () =>
    ((await under.admin.get('/api/v1/incidents?q=井盖破损')) as { incidents: IncidentRecord[] }).incidents;
  await expect.poll(async () => (await reported())[0]?.evidence.length, { timeout: 30_000 }).toBe(1);
  expect(await reported()).toMatchObject([{ category: 'exposed-rubbish' }]);
  await says(page, '收发箱 0');
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

test('[P-84] two tabs share one outbox, and what waits there is sent once', async () => {
  await under.position({ unit: DEMO_FIELD_UNIT, lon: HERE.longitude, lat: HERE.latitude });
  const { page: first, problems } = await under.openAs('field', '/field', { width: 390, height: 844 });
  const context = first.context();
  const second = await context.newPage();
  await second.goto(`${under.url}/field`);
  /** What the server answered; asked twice it would answer twice, with the same incident. */
  const taken: string[] = [];
  context.on('response', response => {
    const isReport = response.request().method() === 'POST' && response.url().endsWith('/api/v1/incidents');
    if (isReport) taken.push((response.request().postDataJSON() as { text: string }).text);
  });
  for (const page of [first, second]) {
    await says(page, '一线01');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  }
  await context.setOffline(true);
  const texts = ['甲处积水', '乙处积水', '丙处积水'];
  for (const [i, text] of texts.entries()) {
    const page = i === 1 ? second : first;
    await page.getByRole('button', { name: '上报事件' }).click();
    await page.getByLabel('情况').fill(text);
    await page.getByRole('button', { name: '确定' }).click();
    await says(page, '已记录');
  }
  for (const page of [first, second]) await says(page, '收发箱 3');
  await context.setOffline(false);
  for (const page of [first, second]) await says(page, '收发箱 0');
  const { incidents } = (await under.admin.get('/api/v1/incidents?q=积水')) as { incidents: IncidentRecord[] };
  expect(incidents.map(({ text }) => text).sort()).toEqual([...texts].sort());
  expect(taken.sort()).toEqual([...texts].sort());
  expect(problems).toEqual([]);
});

test('[P-89] a short press calls nobody; held for a second and a half it calls once, however long it is held', async () => {
  const { page, problems } = await under.openAs('field', '/sign-in', { width: 390, height: 844 });
  await page.clock.install();
  await page.goto(`${under.url}/field`);
  const calls: string[] = [];
  page.on('request', request => {
    if (request.url().endsWith('/help')) calls.push(request.method());
  });
  const alarms = async () => ((await under.admin.get('/api/v1/alarms?kind=help')) as { alarms: object[] }).alarms;
  await says(page, '长按发出', '.field-help');
  await page.clock.pauseAt(Date.now() + 1000);
  await page.getByRole('button', { name: /求助/ }).hover();
  for (const heldMs of [0, HOLD_MS / 2, HOLD_MS - 1]) {
    await page.mouse.down();
    await page.clock.runFor(heldMs);
    await page.mouse.up();
    await page.clock.runFor(HOLD_MS * 2);
  }
  // Off the button and back is no holding either.
  await page.mouse.down();
  await page.clock.runFor(HOLD_MS - 1);
  await page.mouse.move(10, 10);
  await page.clock.runFor(HOLD_MS);
  await page.mouse.up();
  expect([calls, await alarms()]).toEqual([[], []]);

  await page.getByRole('button', { name: /求助/ }).hover();
  await page.mouse.down();
  await page.clock.runFor(HOLD_MS);
  await expect.poll(alarms, { timeout: 20_000 }).toHaveLength(1);
  await says(page, '已送达', '.field-help'); // at once, not when the page asks the next time
  await page.clock.runFor(HOLD_MS * 3);
  await page.mouse.up();
  expect(calls).toEqual(['POST']);
  expect(problems).toEqual([]);
});

test('[P-88] a phone finds icons of each size it asks for', async () => {
  const manifest = (await (await fetch(`${under.url}/field.webmanifest`)).json()) as {
    icons: { src: string; sizes: string; type: string; purpose: string }[];
  };
  const { page } = await under.openAs('field', '/field', { width: 360, height: 740 });
  const found = await page.evaluate(
    async icons =>
      Promise.all(
        icons.map(async ({ src, type }) => {
          const blob = await (await fetch(src)).blob();
          const { width, height } = await createImageBitmap(blob);
          return { src, isType: blob.type === type, size: `${width}x${height}` };
        }),
      ),
    manifest.icons.filter(({ type }) => type === 'image/png'),
  );
  expect(found).toEqual([
    { src: '/icon-192.png', isType: true, size: '192x192' },
    { src: '/icon-512.png', isType: true, size: '512x512' },
    { src: '/icon-maskable-512.png', isType: true, size: '512x512' },
  ]);
});
