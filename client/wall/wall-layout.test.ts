import { describe, expect, test } from 'vitest';
import type { Box } from '../design/wall-card.tsx';
import { WALL_PROFILES, wallScale } from '../design/wall-profile.ts';
import { wallLayout } from './wall-layout.ts';

function boxesOf(layout: ReturnType<typeof wallLayout>): Box[] {
  const { headerStart, headerMiddle, headerEnd, left, right, ticker, legend, strip } = layout;
  return [headerStart, headerMiddle, headerEnd, ...left, ...right, ticker, legend, ...strip].filter(b => b !== null);
}

describe.each(WALL_PROFILES)('$id', profile => {
  const scale = wallScale(profile, profile.widthPx, profile.heightPx);
  const layout = wallLayout(scale, profile.widthPx, profile.heightPx);

  test('[wall-ux 13.4] no box with text comes near a seam', () => {
    for (const box of boxesOf(layout)) {
      for (const x of scale.seamsX) {
        const free = box.left + box.width <= x - scale.seamClearance + 0.5 || box.left >= x + scale.seamClearance - 0.5;
        expect(free, `box ${JSON.stringify(box)} at seam x=${x}`).toBe(true);
      }
    }
    for (const box of [...layout.left, ...layout.right]) {
      for (const y of scale.seamsY) {
        const free = box.top + box.height <= y - scale.seamClearance + 0.5 || box.top >= y + scale.seamClearance - 0.5;
        expect(free, `box ${JSON.stringify(box)} at seam y=${y}`).toBe(true);
      }
    }
  });

  test('boxes stay inside the wall, have room, and rails do not reach into each other', () => {
    for (const box of boxesOf(layout)) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(profile.widthPx);
      expect(box.top + box.height).toBeLessThanOrEqual(profile.heightPx);
      expect(box.width).toBeGreaterThan(scale.px.body * 5);
      expect(box.height).toBeGreaterThan(0);
    }
    if (layout.right[0]) expect(layout.left[0]!.left + layout.left[0]!.width).toBeLessThan(layout.right[0].left);
    else expect(scale.density).toBe('S');
  });

  test('a rail row holds at least twelve hanzi of body text', () => {
    expect(layout.left[0]!.width / scale.px.body).toBeGreaterThanOrEqual(12);
  });
});
