import { expect, test } from 'vitest';
import { unitPanelHead } from './unit-panel-head.ts';

/** A wall of 98" at 5 m: a rail of 920 px, body 70, min 57; the number takes 300. */
const narrow = { restPx: 850 - 300, titlePx: 70, markPx: 57 };

test('who left the own ground is counted in whole words where there is room, and never without the count', () => {
  expect(unitPanelHead(4, { ...narrow, restPx: 1000 })).toEqual({ title: '在岗力量', mark: '离开片区 4' });
  expect(unitPanelHead(4, narrow)).toEqual({ title: '在岗', mark: '离开片区 4' });
  expect(unitPanelHead(12, { ...narrow, restPx: 400 })).toEqual({ title: '在岗', mark: '离区 12' });
});

test('while everybody is on the own ground nothing is marked', () => {
  expect(unitPanelHead(0, narrow)).toEqual({ title: '在岗力量', mark: null });
});
