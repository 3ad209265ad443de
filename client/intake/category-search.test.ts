import { expect, test } from 'vitest';
import type { CategoryId } from '../../server/contract/ids.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { findCategories, loadSpelling } from './category-search.ts';

function anItem(number: number, name: string, known: Partial<NegativeListItem> = {}): NegativeListItem {
  return {
    id: `item-${number}` as CategoryId,
    number,
    businessClass: '城市管理',
    subClass: '市容',
    name,
    shortName: null,
    text: null,
    patrol: null,
    urge: null,
    revisit: null,
    punish: null,
    code: null,
    group: 'city-appearance',
    level: 4,
    grade: 'general',
    duplicateRadiusM: 50,
    duplicateWindowH: 24,
    source: 'test',
    ...known,
  };
}

const ITEMS = [
  anItem(1, '暴露垃圾', { code: '09002' }),
  anItem(2, '燃气泄漏', { text: '闻到煤气味，管道破损' }),
  anItem(3, '餐饮场所燃气安全'),
  anItem(4, '机动车乱停放', { shortName: '乱停车' }),
  anItem(5, '重点行业未登记'),
];

const found = async (typed: string) => findCategories(ITEMS, typed, await loadSpelling()).map(item => item.number);

test.each([
  ['燃气', [2, 3], 'what begins with it first'],
  ['rqxl', [2], 'initials'],
  ['ranqi', [2, 3], 'pinyin, at the beginning first'],
  ['RANQI', [2, 3], 'capitals make no difference'],
  ['blj', [], 'initials go on from one character to the next'],
  ['bllj', [1], 'initials'],
  ['ltc', [4], 'initials of the short name'],
  ['煤气味', [2], 'words of the list`s text'],
  ['0900', [1], 'code'],
  ['ｂｌｌｊ', [1], 'full width'],
  ['zdhy', [5], 'a character with two readings'],
  ['漏气', [2, 3], 'no such words: names that share most characters first'],
  ['谢谢', [], 'nothing'],
] as [string, number[], string][])('%s finds %j: %s', async (typed, numbers) => {
  expect(await found(typed)).toEqual(numbers);
});

test('before the spelling is loaded, characters work already', () => {
  expect(findCategories(ITEMS, '燃气', null)).toHaveLength(2);
  expect(findCategories(ITEMS, 'ranqi', null)).toEqual([]);
});
