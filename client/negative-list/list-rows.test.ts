import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { listRows } from './list-rows.ts';

const names: Record<string, string> = { 'urban-management': '城管办', 'safety-office': '安监办' };
const organName = (id: string) => names[id] ?? id;

function anItem(number: number, businessClass: string, subClass: string, known: Partial<NegativeListItem> = {}) {
  return {
    ...{ id: `i${number}`, number, businessClass, subClass, name: `事件${number}`, shortName: null, text: null },
    ...{ patrol: null, urge: null, revisit: null, punish: null, code: null },
    ...known,
  } as NegativeListItem;
}

const ITEMS = [
  anItem(3, '安全生产', '出租屋', { patrol: [{ organ: 'safety-office', via: null }] as never }),
  anItem(1, '安全生产', '工业园区', { text: '未建立安全管理制度' }),
  anItem(2, '安全生产', '工业园区'),
  anItem(4, '城市管理', '市容', { punish: [{ organ: 'district-environment', via: 'urban-management' }] as never }),
];

const shown = (search: string) =>
  listRows(ITEMS, search, organName).map(row => (row.kind === 'item' ? row.item.number : row.name));

test('rows stand under their business class and sub class, in the order of the printed list', () => {
  expect(shown('')).toEqual(['安全生产', '出租屋', 3, '工业园区', 1, 2, '城市管理', '市容', 4]);
});

test('a search looks into names, texts and organs, also those a district body is reached through', () => {
  expect(shown('管理制度')).toEqual(['安全生产', '工业园区', 1]);
  expect(shown('安监办')).toEqual(['安全生产', '出租屋', 3]);
  expect(shown('城管办')).toEqual(['城市管理', '市容', 4]);
  expect(shown('工业 事件２')).toEqual(['安全生产', '工业园区', 2]);
  expect(shown('没有这个')).toEqual([]);
});

test('headings without a row under them are left out, counts are of what is shown', () => {
  const [first] = listRows(ITEMS, '出租', organName);
  expect(first).toEqual({ kind: 'class', name: '安全生产', count: 1 });
});

test('the shipped list is drawn whole', () => {
  const file = new URL('../../geodata/profiles/xinan/negative-list.json', import.meta.url);
  const { items } = JSON.parse(readFileSync(file, 'utf8'));
  const rows = listRows(items, '', organName).filter(row => row.kind === 'item');
  expect(rows).toHaveLength(items.length);
});
