/** For tests of the planning desk: a tab as people open it, and where on its map a place lies before anybody moved the map. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SLOW } from '../../scripts/wall-test/says.ts';
import type { OpenPage, WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { DESK_MAP_MARGINS } from '../desk-map/map-box.tsx';
import { boundsOf, type Geodata } from '../map/geodata.ts';
import { overviewCamera } from '../map/overview-camera.ts';

export async function openTab(under: WallUnderTest, account: string, query: string): Promise<OpenPage> {
  const opened = await under.openAs(account, `/planning?${query}`);
  await opened.page.waitForSelector('.planning-side', { timeout: SLOW });
  await opened.page.waitForSelector('.planning-map-foot .scale-bar', { timeout: SLOW });
  return opened;
}

/** px of the window. */
export async function pixelOf(under: WallUnderTest, page: Page, lon: number, lat: number) {
  const outline = (await under.admin.get('/api/v1/geodata/outline')) as Geodata['outline'];
  const box = (await page.locator('.desk-map').boundingBox())!;
  const camera = overviewCamera(boundsOf({ outline } as Geodata), box.width, box.height, DESK_MAP_MARGINS);
  const world = 512 * 2 ** camera.zoom;
  const x = (at: number) => ((at + 180) / 360) * world;
  const y = (at: number) => (0.5 - Math.asinh(Math.tan((at * Math.PI) / 180)) / (2 * Math.PI)) * world;
  return {
    x: box.x + box.width / 2 + x(lon) - x(camera.center[0]),
    y: box.y + box.height / 2 + y(lat) - y(camera.center[1]),
  };
}

/** Moves the mouse over candidates until the map says this beside it. Out: the place where it did. */
export async function hoverUntil(
  page: Page,
  candidates: readonly { x: number; y: number }[],
  words: string,
): Promise<{ x: number; y: number }> {
  let found: { x: number; y: number } | undefined;
  await expect
    .poll(
      async () => {
        for (const at of candidates) {
          await page.mouse.move(at.x, at.y);
          await page.waitForTimeout(60);
          const tip = await page.locator('.map-tip').allInnerTexts();
          if (!tip.join().includes(words)) continue;
          found = at;
          return true;
        }
        return false;
      },
      { timeout: SLOW, interval: 300 },
    )
    .toBe(true);
  return found!;
}

/** What is wrong with the look of a page: axe, what runs out at the right, Latin words that are no names. */
export async function lookFaults(page: Page, names: RegExp) {
  await page.evaluate(axe.source);
  // What is read out by the library names buttons that are gone by then.
  return {
    axe: await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: {
          run: (context: { exclude: string[] }) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      return (await axe.run({ exclude: ['[data-live-announcer]'] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
      );
    }),
    out: await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.planning-side :is(td, th, button, h2, p), .map-card *')]
        .filter(one => one.getBoundingClientRect().right > window.innerWidth || one.scrollWidth > one.clientWidth + 1)
        .filter(one => one.clientWidth > 1)
        .map(one => one.outerHTML.slice(0, 120)),
    ),
    latin: (await page.locator('#planning-main').innerText()).replaceAll(names, '').match(/[A-Za-z]+/g),
  };
}

export const FAULTLESS = { axe: [], out: [], latin: null };
