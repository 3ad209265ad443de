import { describe, expect, test } from 'vitest';
import { deskScale, profileFor, type SizeToken, WALL_PROFILES, wallScale } from './wall-profile.ts';

/** wall-ux §4, table of the seven walls: min, body, title, kpi, banner, unit, incident in px, and lines of text. */
const TABLE: Record<string, { px: number[]; lines: number }> = {
  'tv86-4m': { px: [52, 63, 84, 106, 115, 70, 99], lines: 24 },
  'tv98-5m': { px: [57, 70, 93, 116, 126, 77, 108], lines: 22 },
  'tv98-8m': { px: [91, 111, 148, 185, 202, 124, 173], lines: 13 },
  'lcd-3x2': { px: [51, 62, 83, 104, 113, 69, 97], lines: 24 },
  'lcd-4x2': { px: [61, 75, 100, 125, 136, 83, 116], lines: 20 },
  'led-p0.9': { px: [43, 52, 70, 87, 95, 58, 81], lines: 29 },
  'led-p1.25': { px: [31, 38, 50, 63, 68, 42, 59], lines: 40 },
};
const ORDER: SizeToken[] = ['min', 'body', 'title', 'kpi', 'banner', 'unit', 'incident'];

describe('[wall-ux 13.1] sizes of the seven walls are those of the table, within a pixel', () => {
  test.each(WALL_PROFILES)('$id', profile => {
    const scale = wallScale(profile, profile.widthPx, profile.heightPx);
    const expected = TABLE[profile.id]!;
    ORDER.forEach((token, i) => {
      expect(Math.abs(scale.px[token] - expected.px[i]!), token).toBeLessThanOrEqual(1);
    });
    expect(Math.abs(profile.heightPx / (1.4 * scale.px.body) - expected.lines)).toBeLessThanOrEqual(1);
  });
});

test('density follows the number of lines: 13 is S, 22 is M, 40 is L', () => {
  const density = (id: string) => {
    const p = WALL_PROFILES.find(w => w.id === id)!;
    return wallScale(p, p.widthPx, p.heightPx).density;
  };
  expect([density('tv98-8m'), density('tv98-5m'), density('led-p1.25')]).toEqual(['S', 'M', 'L']);
});

test('a half-size window halves every size', () => {
  const p = WALL_PROFILES[0]!;
  expect(wallScale(p, 1920, 1080).px.body * 2).toBeCloseTo(wallScale(p, 3840, 2160).px.body, 6);
});

test('an unnamed wall is taken for the one of its shape', () => {
  expect(profileFor(null, 1920, 1080).id).toBe('tv98-5m');
  expect(profileFor(null, 7680, 2160).id).toBe('lcd-4x2');
  expect(profileFor(null, 5760, 2160).id).toBe('lcd-3x2');
  expect(profileFor('led-p0.9', 1920, 1080).id).toBe('led-p0.9');
  expect(profileFor('no-such-wall', 1920, 1080).id).toBe('tv98-5m');
});

test('[wall-ux 0] a desk reads 14 to 17 px and its symbols are half of what a wall of the same window shows', () => {
  const desk = deskScale();
  const wall = wallScale(profileFor(null, 1920, 1080), 1920, 1080);
  expect(desk.px.min).toBeCloseTo(13.9, 1);
  expect(desk.px.body).toBeCloseTo(17, 1);
  expect(desk.px.incident / wall.px.incident).toBeCloseTo(0.49, 2);
});
