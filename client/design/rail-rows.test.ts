import { describe, expect, test } from 'vitest';
import { type RailList, railRows } from './rail-rows.ts';
import { WALL_PROFILES, wallScale } from './wall-profile.ts';

const FIRST: RailList = { wants: 30, hasValue: true, hasNote: true, hasBelow: true, goesFirst: true };
const BARE: RailList = { wants: 9, hasValue: true, hasNote: true, maybeBare: true };

describe.each(WALL_PROFILES)('$id', profile => {
  const scale = wallScale(profile, profile.widthPx, profile.heightPx);
  const { px } = scale;

  test('[wall-ux 13.5] no list has more than seven rows, on a sparse wall four', () => {
    const most = scale.density === 'S' ? 4 : 7;
    expect(railRows(100_000, scale, [FIRST, BARE]).rows).toEqual([most, most]);
    expect(railRows(100_000, scale, [{ ...FIRST, wants: 2 }]).rows).toEqual([2]);
  });

  test('heads, rows and the line of how many more never need more than the rail has', () => {
    for (let height = px.body * 4; height < px.body * 40; height += px.body) {
      const lists = [FIRST, BARE, { wants: 3, hasValue: true }];
      const { rows, showsBelow } = railRows(height, scale, lists);
      const used = rows.map((shown, i) => {
        if (shown === null) return 0;
        const { hasNote = false, hasBelow = false } = lists[i]!;
        const head = px.body * 0.9 + px.kpi * 1.15 + (hasNote ? px.min * 1.3 : 0);
        const row = px.body * 1.54 + px.stroke * 1.2 + (hasBelow && showsBelow ? px.min * 1.3 : 0);
        return head + shown * row + px.min * 1.3 + px.body * 0.25;
      });
      const gaps = (rows.filter(shown => shown !== null).length - 1) * (px.body / 2);
      expect(used.reduce((a, b) => a + b, 0) + Math.max(0, gaps)).toBeLessThanOrEqual(height);
    }
  });

  test('the list that goes first has three rows before another has its head; second lines go before that', () => {
    const { rows, showsBelow } = railRows(px.body * 13, scale, [FIRST, BARE]);
    expect(rows[0]).toBeGreaterThanOrEqual(3);
    expect(rows[1] === null || showsBelow).toBe(true);
    expect(railRows(px.body * 8, scale, [FIRST], true).showsBelow).toBe(true);
  });

  test('where one has no room, nothing that matters less stands', () => {
    const lists = [FIRST, { wants: 1, hasValue: true, hasNote: true }, { wants: 1 }];
    for (let height = px.body * 6; height < px.body * 30; height += px.body / 2) {
      const shown = railRows(height, scale, lists).rows.map(rows => rows !== null);
      expect(shown).toEqual([...shown].sort((a, b) => Number(b) - Number(a)));
    }
  });
});
