import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS, rgb } from './tokens.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const root = css.slice(0, css.indexOf('}'));
const inCss = Object.fromEntries([...root.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(m => [m[1], m[2]]));

test('canvas colours are the CSS colours', () => {
  const names = Object.entries(COLOURS).map(([name, value]) => [
    name.replace(/([a-z])([A-Z0-9])/g, '$1-$2').toLowerCase(),
    value,
  ]);
  expect(Object.fromEntries(names)).toEqual(inCss);
});

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b_] = rgb(hex).map(v => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b_!;
  };
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi! + 0.05) / (lo! + 0.05);
}

test.each([
  ['textHi', 'panel', 15.6],
  ['textMid', 'panel', 10.5],
  ['textLow', 'panel', 6.3],
  ['lvl1', 'land', 5.6],
  ['lvl2', 'land', 8.9],
  ['lvl3', 'land', 16.2],
  ['lvl4', 'land', 6.2],
  ['lvl1', 'road', 3.1],
  ['lvl4', 'road', 3.5],
  ['onLevel', 'lvl1', 5.8],
  ['textHi', 'heat1', 9],
  ['textHi', 'heat2', 5],
  ['onLevel', 'heat3', 5],
  ['onLevel', 'heat4', 9],
  ['onLevel', 'heat5', 15],
] as const)('[wall-ux 13.3] %s on %s has a contrast of at least %d', (ink, ground, least) => {
  expect(contrast(COLOURS[ink], COLOURS[ground])).toBeGreaterThanOrEqual(least);
});
