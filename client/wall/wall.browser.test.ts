/** The wall as people get it: built pages, a real server, a real Chromium. Fault and figure ids are those of the documents. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { OperationUnderTest } from '../../scripts/wall-test/operation-under-test.ts';
import { PASSWORD, WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { profileFor, wallScale } from '../design/wall-profile.ts';
import { metresPerPx, overviewCamera } from '../map/overview-camera.ts';
import { wallLayout } from './wall-layout.ts';

const under = new WallUnderTest();
/** Software GL draws a few frames a second at most, and CI has two cores. */
const SLOW = 90_000;
vi.setConfig({ testTimeout: 180_000 });
/** Between two looks at something that moves. */
const STEP_MS = 300;
const MOST_LOOKS = 40;

beforeAll(async () => {
  await under.start();
  await under.admin.post('/api/v1/units', [
    { id: 'patrol-1', callSign: '巡01', unitClass: 'patrol-person', homeZone: 'binhai' },
    { id: 'car-1', callSign: '机01', unitClass: 'patrol-vehicle', homeZone: 'binhai' },
  ]);
  for (const unit of ['patrol-1', 'car-1']) await under.send('POST', `/api/v1/units/${unit}/duty`, { onDuty: true });
  for (let i = 0; i < 9; i++) {
    await under.report({ address: `创业路${i}号`, lon: 113.88 + i * 0.003, lat: 22.556 + i * 0.0025 });
  }
  await under.report({ category: 'gas-leak', address: '前进路灵芝站', lon: 113.8993, lat: 22.572 });
}, 180_000);

afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForFunction(t => document.body.innerText.includes(t), text, { timeout: SLOW, polling: 200 });
}

async function waitForMap(page: Page): Promise<void> {
  await page.waitForSelector('.map-canvas canvas', { timeout: SLOW });
}

interface Place {
  lon: number;
  lat: number;
}

/** Mean x of the bright pixels around the way between two places, in px of the window. */
async function brightCentreX(
  page: Page,
  viewport: { width: number; height: number },
  from: Place,
  to: Place,
): Promise<number> {
  const scale = wallScale(profileFor(null, viewport.width, viewport.height), viewport.width, viewport.height);
  const { mapMargins } = wallLayout(scale, viewport.width, viewport.height);
  const bounds = outlineBounds();
  const camera = overviewCamera(bounds, viewport.width, viewport.height, mapMargins);
  const px = (at: Place) => {
    const metres = metresPerPx(camera.center[1], camera.zoom);
    const east = (at.lon - camera.center[0]) * 111_320 * Math.cos((camera.center[1] * Math.PI) / 180);
    const north = (at.lat - camera.center[1]) * 110_574;
    return { x: viewport.width / 2 + east / metres, y: viewport.height / 2 - north / metres };
  };
  const [a, b] = [px(from), px(to)];
  const clip = { x: a.x - 20, y: a.y - 20, width: b.x - a.x + 40, height: 40 };
  const picture = (await page.screenshot({ clip })).toString('base64');
  const mean = await page.evaluate(async base64 => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let sum = 0;
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i]! < 180) continue;
      sum += (i / 4) % image.width;
      count++;
    }
    return count ? sum / count : Number.NaN;
  }, picture);
  return clip.x + mean;
}

function outlineBounds(): [number, number, number, number] {
  const file = new URL('../../geodata/profiles/xinan/profile.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).bounds;
}

describe('live', () => {
  test('a stranger`s report and position are on the wall, which asks no other host for anything', async () => {
    const { page, problems } = await under.open('/wall');
    await waitForText(page, '在办事件');
    await waitForMap(page);
    await under.report({ address: '翻身路口袋公园', category: 'fire' });
    await waitForText(page, '翻身路口袋公园');
    await under.position({ unit: 'car-1', lon: 113.888, lat: 22.562, headingDeg: 45, speedMps: 8 });
    await waitForText(page, '可用 1');
    expect(problems).toEqual([]);
  });

  test('[wall-ux 6] a unit moves from its last fix to the newest; it neither jumps nor goes beyond', async () => {
    const viewport = { width: 960, height: 540 };
    const { page } = await under.open('/sign-in', viewport);
    // The time of the page is moved by hand, and nothing tells it of another: a machine that draws one picture a second would see no
    // way between two places.
    await page.clock.install();
    let frames = 0;
    let heartbeats = 0;
    let isHeld = false;
    await page.routeWebSocket(/socket\.io/, socket => {
      const server = socket.connectToServer();
      server.onMessage(message => {
        if (isHeld) return;
        socket.send(message);
        if (typeof message !== 'string') frames++;
        else if (message.includes('"heartbeat"')) heartbeats++;
      });
    });
    await page.goto(`${under.url}/wall`);
    await waitForMap(page);
    const from = { lon: 113.866, lat: 22.544 }; // on the dark sea, where nothing else is bright
    const to = { lon: 113.8685, lat: 22.544 };
    const send = async (at: { lon: number; lat: number }) => {
      const before = frames;
      await under.position({ unit: 'patrol-1', ...at, speedMps: 1, accuracyM: 5 });
      await expect.poll(() => frames, { timeout: SLOW }).toBeGreaterThan(before);
    };
    const centreX = () => brightCentreX(page, viewport, from, to);
    await send(from);
    await expect.poll(centreX, { timeout: SLOW }).not.toBeNaN();
    await page.clock.pauseAt(Date.now() + 3000);
    // From the last heartbeat on there are six seconds until the wall takes its link for lost and grows pale.
    const heard = heartbeats;
    await expect.poll(() => heartbeats, { timeout: SLOW }).toBeGreaterThan(heard);
    await send(to);
    isHeld = true;
    const seen = [await centreX()];
    const isThere = () => seen.at(-1)! > seen[0]! + 10 && seen.at(-1) === seen.at(-2);
    while (seen.length < MOST_LOOKS && !isThere()) {
      await page.clock.runFor(STEP_MS);
      seen.push(await centreX());
    }
    expect(isThere(), `seen ${seen}`).toBe(true);
    const [start, end] = [seen[0]!, seen.at(-1)!];
    expect(seen.filter(x => x > start + 1 && x < end - 1).length, `seen ${seen}`).toBeGreaterThan(1);
    expect(Math.max(...seen)).toBeLessThanOrEqual(end + 1);
  });

  test('[wall-ux 13.5] seven rows at most, worst first, the rest as a number that is right', async () => {
    const { page } = await under.open('/wall');
    await waitForText(page, '另有');
    const rows = await page.$$eval('.incident-list li', items => items.map(item => (item as HTMLElement).innerText));
    expect(rows.length).toBeLessThanOrEqual(7);
    expect(rows[0]).toContain('2');
    const open = Number(await page.textContent('.wall-card-value'));
    expect(await page.textContent('.wall-more')).toBe(`另有 ${open - rows.length} 条`);
  });

  test('[wall-ux 13.2] nothing is smaller than type-min, in Chinese and in English; Chinese has no Latin words', async () => {
    for (const language of ['zh', 'en']) {
      const { page } = await under.open(`/wall?lang=${language}`);
      await page.waitForSelector('.wall-row', { timeout: SLOW });
      const { smallest, least, text } = await page.evaluate(() => {
        const sizes = [...document.querySelectorAll('.wall *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent?.trim()))
          .filter(e => !e.closest('svg'))
          .map(e => Number.parseFloat(getComputedStyle(e).fontSize));
        const least = Number.parseFloat(
          getComputedStyle(document.querySelector('.wall')!).getPropertyValue('--type-min'),
        );
        return { smallest: Math.min(...sizes), least, text: document.body.innerText };
      });
      expect(smallest).toBeGreaterThanOrEqual(least - 0.5);
      if (language === 'zh') expect(text.match(/[A-Za-z]{2,}/g)).toBeNull();
    }
  });

  test('the scale bar follows the map when somebody zooms', async () => {
    const { page } = await under.open('/wall');
    await waitForMap(page);
    const before = await page.textContent('.scale-bar');
    await page.mouse.move(480, 300);
    for (let i = 0; i < 6; i++) {
      await page.mouse.wheel(0, -300);
      await page.waitForTimeout(300);
    }
    await page.waitForFunction(old => document.querySelector('.scale-bar')?.textContent !== old, before);
    expect(before).toBe('1公里');
  });

  test('no label of the ground is tofu: the bundled font covers every name', async () => {
    const { page } = await under.open('/wall');
    await waitForMap(page);
    const missing = await page.evaluate(async () => {
      const names = await Promise.all(
        ['zones', 'communities', 'roads', 'places', 'sanitation-points'].map(async layer => {
          const { features } = await (await fetch(`/api/v1/geodata/${layer}`)).json();
          return features.map((f: { properties: { name: string | null } }) => f.properties.name ?? '').join('');
        }),
      );
      const letters = [...new Set(names.join(''))];
      await document.fonts.load('500 40px "Noto Sans SC Variable"', letters.join(''));
      return letters.filter(c => !document.fonts.check('500 40px "Noto Sans SC Variable"', c));
    });
    expect(missing).toEqual([]);
  });
});

describe('walls of other shapes', () => {
  test('[wall-ux 13.4, 13.7] on a 4x2 wall the canvas is as wide as the wall and no text meets a seam', async () => {
    // Wider than the 4096 px to which MapLibre would quietly cut its canvas.
    const viewport = { width: 5120, height: 1440 };
    const { page } = await under.open('/wall', viewport);
    await page.waitForSelector('.map-canvas canvas', { timeout: 120_000 });
    expect(await page.$eval('.map-canvas canvas', canvas => (canvas as HTMLCanvasElement).width)).toBe(5120);
    const scale = wallScale(profileFor(null, viewport.width, viewport.height), viewport.width, viewport.height);
    expect(wallLayout(scale, viewport.width, viewport.height).ticker).toBeNull();
    const boxes = await page.evaluate(() => {
      const boxes: Array<{ text: string; left: number; right: number; top: number; bottom: number }> = [];
      const walker = document.createTreeWalker(document.querySelector('.wall')!, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const { left, right, top, bottom, width } = range.getBoundingClientRect();
        if (width > 0) boxes.push({ text: walker.currentNode.textContent ?? '', left, right, top, bottom });
      }
      return boxes;
    });
    const onSeam = boxes.filter(
      box =>
        scale.seamsX.some(x => box.left < x && box.right > x) || scale.seamsY.some(y => box.top < y && box.bottom > y),
    );
    expect(onSeam).toEqual([]);
  });

  test('no text of a panel runs out of its card', async () => {
    for (const language of ['zh', 'en']) {
      const { page } = await under.open(`/wall?lang=${language}`, { width: 1920, height: 1080 });
      await page.waitForSelector('.wall-row', { timeout: SLOW });
      // Nobody looks at the map here, and software would draw four million pixels again and again.
      await page.addStyleTag({ content: '.map-canvas { display: none; }' });
      for (const width of [1920, 2880, 3840]) {
        await page.setViewportSize({ width, height: 1080 });
        await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        await page.waitForFunction(w => document.querySelector('.wall')?.clientWidth === w, width, { timeout: SLOW });
        const overflowing = await page.$$eval('.wall-card', cards =>
          cards.flatMap(card => {
            const outer = card.getBoundingClientRect();
            return [...card.querySelectorAll('*')]
              .map(e => ({ text: e.textContent ?? '', box: e.getBoundingClientRect() }))
              .filter(
                ({ box }) =>
                  box.width > 0 &&
                  (box.right > outer.right + 1 || box.left < outer.left - 1 || box.bottom > outer.bottom + 1),
              )
              .map(({ text }) => text);
          }),
        );
        expect(overflowing, `${width}x1080 ${language}`).toEqual([]);
      }
      await under.closePages();
    }
  });
});

describe('when the server is not there', () => {
  test('[A1, A4] the wall says so, keeps its picture, and comes back by itself without a reload', async () => {
    const { page } = await under.open('/wall');
    await waitForText(page, '在办事件');
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    await under.stopServer();
    await waitForText(page, '连接中断 · 数据截至');
    expect(await page.innerText('.wall')).toContain('燃气泄漏');
    await under.startServer();
    await waitForText(page, '连接正常');
    await under.report({ address: '恢复后的新事件', category: 'gas-leak' });
    await waitForText(page, '恢复后的新事件');
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true);
  });

  test('[D4] a wall that was there before its server waits for it, for ever, and then shows the picture', async () => {
    const { page } = await under.open('/sign-in');
    await page.route('**/api/**', route => route.abort());
    await page.goto(`${under.url}/wall`);
    await waitForText(page, '等待服务器');
    await page.unroute('**/api/**');
    await waitForText(page, '在办事件');
  });

  test('[D4] the kiosk`s own boot page waits for the server and then becomes the wall', async () => {
    await under.stopServer();
    const boot = new URL('../../scripts/kiosk/wall-boot.html', import.meta.url);
    const { page } = await under.open('', { width: 960, height: 540 }, `${boot}?wall=${under.url}/wall`);
    await waitForText(page, '等待服务器');
    await under.startServer();
    await waitForText(page, '在办事件');
    expect(page.url()).toBe(`${under.url}/wall`);
  });

  test('[D1] a lost graphics context takes the map for a moment, never the lists', async () => {
    const { page } = await under.open('/wall');
    await waitForMap(page);
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.map-canvas canvas')!;
      (canvas.getContext('webgl2') ?? canvas.getContext('webgl'))!.getExtension('WEBGL_lose_context')!.loseContext();
    });
    await waitForText(page, '地图恢复中');
    expect(await page.innerText('.wall')).toContain('在办事件');
    await waitForMap(page);
    await page.waitForFunction(() => !document.body.innerText.includes('地图恢复中'), undefined, { timeout: SLOW });
  });
});

describe('who may look', () => {
  test('[D8, E6] a wall whose token is revoked shows that, and nothing else any more', async () => {
    const issued = (await under.admin.post('/api/v1/tokens', { kind: 'wall', name: '一号大屏' })) as {
      id: string;
      token: string;
    };
    const { page } = await under.open(`/wall?token=${issued.token}`);
    await waitForText(page, '在办事件');
    expect(page.url()).not.toContain('token');
    await under.admin.remove(`/api/v1/tokens/${issued.id}`);
    await waitForText(page, '大屏设备授权已失效');
    expect(await page.innerText('body')).not.toContain('在办事件');
  });

  test('signing in works by keyboard alone; a wrong password is told in a sentence', async () => {
    const { page } = await under.open('/sign-in?next=%2Fwall');
    await page.waitForSelector('input');
    await page.keyboard.type('duty');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not-the-password');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (document.querySelector('[role=alert]')?.textContent ?? '').length > 3);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/wall', { timeout: SLOW });
    await waitForText(page, '在办事件');
    // [E7] The session ends while the wall is open: a person is sent to sign in again, and back to where it was.
    await page.evaluate(() => {
      // Not awaited: the page may be on its way before the answer is read.
      void fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-Gridwall': '1' } });
    });
    await page.waitForURL('**/sign-in?next=%2Fwall', { timeout: SLOW });
  });
});

describe('the scene 联合执法', () => {
  test('[wall-ux 9, 13.2, 13.4, 13.5] plan and live, with seams and without: nothing too small, on a seam or out of its card', async () => {
    const plan = await OperationUnderTest.issued(under, { name: 'a', squads: 9, stops: 4, startsInMin: 20 });
    const live = await OperationUnderTest.issued(under, { name: 'b', squads: 9, stops: 3, startsInMin: 0 });
    await live.tell({ event: 'begin' });
    for (const [operation, list] of [
      [plan, '编组'],
      [live, '小组进度'],
    ] as const) {
      const { page } = await under.open(`/wall?scene=operation&operation=${operation.id}`, {
        width: 1920,
        height: 540,
      });
      await waitForText(page, list);
      await waitForText(page, '联合执法');
      expect(await looksWrong(page), `${list} with seams`).toEqual([]);
      await page.setViewportSize({ width: 1920, height: 1080 });
      await waitForText(page, list);
      await page.waitForFunction(() => document.querySelectorAll('.wall-rail').length === 2, undefined, {
        timeout: SLOW,
      });
      expect(await looksWrong(page), `${list} on one panel`).toEqual([]);
      const rows = await page.$$eval('.wall-list', lists => lists.map(({ children }) => children.length));
      expect(Math.max(...rows)).toBeLessThanOrEqual(7);
      const hidden = (await page.innerText('.wall')).match(/另有 (\d+) 组/);
      expect(Number(hidden?.[1]), 'what has no row is counted').toBe(9 - (await squadRows(page, list)));
      await under.closePages();
    }
  });
});

const squadRows = (page: Page, title: string) =>
  page.$$eval(
    '.wall-card',
    (cards, name) =>
      cards.find(card => card.querySelector('h2')?.textContent === name)?.querySelectorAll('.wall-row').length ?? 0,
    title,
  );

/** Texts that are too small, lie on a seam, leave their card, or are Latin words in Chinese. */
async function looksWrong(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize()!;
  const { seamsX, seamsY } = wallScale(profileFor(null, width, height), width, height);
  return page.evaluate(
    ([xs, ys]) => {
      const wall = document.querySelector<HTMLElement>('.wall')!;
      const least = Number.parseFloat(getComputedStyle(wall).getPropertyValue('--type-min'));
      const wrong = (wall.innerText.match(/[A-Za-z]{2,}/g) ?? []).map(word => `latin ${word}`);
      for (const element of wall.querySelectorAll('.wall-rail *, .wall-header *')) {
        const text = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
        if (!text || element.closest('svg')) continue;
        if (Number.parseFloat(getComputedStyle(element).fontSize) < least - 0.5)
          wrong.push(`small ${element.textContent}`);
        const range = document.createRange();
        range.selectNodeContents(element);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        if (xs!.some(x => left < x && right > x) || ys!.some(y => top < y && bottom > y))
          wrong.push(`seam ${element.textContent}`);
        const outer = (element.closest('.wall-card') ?? wall).getBoundingClientRect();
        if (right > outer.right + 1 || bottom > outer.bottom + 1) wrong.push(`out ${element.textContent}`);
      }
      return wrong;
    },
    [seamsX, seamsY],
  );
}
