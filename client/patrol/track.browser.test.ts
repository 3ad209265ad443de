/** A track on the desk, as people get it: asked for with a reason, drawn, listed, saved as a file, left. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SLOW, says } from '../../scripts/wall-test/says.ts';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 120_000 });
const MINUTE = 60_000;

beforeAll(async () => {
  await under.start();
  await under.admin.post('/api/v1/units', [
    { id: 'walker', callSign: '巡07', unitClass: 'patrol-person', homeZone: 'binhai' },
  ]);
  await under.send('POST', '/api/v1/units/walker/duty', { onDuty: true });
  const now = Date.now();
  const fixes = [];
  for (let minute = -50; minute <= 0; minute += 0.5) {
    if (minute > -22 && minute < -12) continue; // a pause without a word
    const metres = minute < -40 ? (minute + 50) * 70 : minute <= -30 ? 700 : 700 + (minute + 30) * 60;
    const lon = 113.882 + metres / 102_700;
    const lat = 22.558 + (metres > 1200 ? (metres - 1200) / 111_195 : 0);
    fixes.push({ unit: 'walker', lon, lat, time: Math.round(now + minute * MINUTE), accuracyM: 6, speedMps: 1.1 });
  }
  const response = await under.send('POST', '/api/v1/positions', fixes);
  expect(await response.json()).toMatchObject({ accepted: fixes.length });
}, 180_000);
afterAll(() => under.stop(), 30_000);

test('[P-71] [P-74] [P-76] [P-79] a track is asked for with a reason, drawn, exported as GPX, and gone when it is left', async () => {
  const { page, problems } = await under.openAs('duty', '/console?unit=walker', { width: 1920, height: 1080 });
  await page.click('.unit-card >> text=轨迹', { timeout: SLOW });
  await page.click('.desk-dialog >> text="查看"');
  await says(page, '请写明事由', '.desk-dialog');
  await page.fill('.track-question input:not([type=radio])', '核对投诉');
  await page.keyboard.press('Enter');
  await says(page, '巡07 的轨迹', '.track-panel');
  await says(page, '停留 1', '.track-events');
  await says(page, '没有定位', '.track-events');
  if (process.env.SHOT) {
    await page.waitForTimeout(4000);
    await page.screenshot({ path: process.env.SHOT, timeout: 120_000 });
  }

  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.track-files >> text=导航轨迹')]);
  expect(download.suggestedFilename()).toMatch(/^轨迹_巡07_\d{12}\.gpx$/);
  const xml = await readFile(await download.path(), 'utf8');
  const counts = await page.evaluate(text => {
    const gpx = new DOMParser().parseFromString(text, 'application/xml');
    return ['parsererror', 'trkseg', 'wpt'].map(name => gpx.getElementsByTagName(name).length);
  }, xml);
  expect(counts).toEqual([0, 2, 1]);

  const { rows } = (await under.admin.get('/api/v1/audit?subject=walker')) as {
    rows: { action: string; after: unknown }[];
  };
  expect(rows.slice(0, 2)).toMatchObject([
    { action: 'track-exported', after: { format: 'gpx', reason: '核对投诉' } },
    { action: 'track-read', after: { reason: '核对投诉' } },
  ]);

  await page.click('[aria-label=离开轨迹]');
  await page.waitForSelector('.track-panel', { state: 'detached', timeout: SLOW });
  expect(await page.content()).not.toContain('核对投诉');
  expect(page.url()).not.toContain('track');
  expect(problems).toEqual([]);
});
