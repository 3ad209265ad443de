import type { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import type { CategoryId, OrganId } from '../contract/ids.ts';
import { type NegativeListItem, negativeList } from '../contract/negative-list.ts';
import { organsOf } from '../profile/organs.ts';
import { parseXlsx } from '../table-files/parse-xlsx.ts';
import type { SheetRow } from '../table-files/read-xlsx.ts';
import { tableAnswer } from '../table-files/table-answer.ts';
import { listColumns } from './list-columns.ts';
import { anItem } from './negative-list-suite.ts';
import { type ReadList, readList } from './read-list.ts';

const xinan = await loadProfile('geodata/profiles/xinan');
const organs = organsOf(
  xinan.organs,
  xinan.communities.features.map(({ properties }) => properties),
);
const columns = listColumns({ ...xinan.settings, organs });
const shipped = negativeList.shape.items.parse(xinan.negativeList.items);

const PRINTED = [
  '编号',
  '业务类别',
  '细化类别',
  '事件名称',
  '负面清单',
  '常态巡查',
  '督促整改',
  '回访核查',
  '查处处置',
];

async function exported(items: readonly NegativeListItem[]): Promise<SheetRow[]> {
  const { body } = tableAnswer('xlsx', '', { sheet: '清单', timeZone: 'Asia/Shanghai', columns, rows: items });
  const chunks: Buffer[] = [];
  for await (const chunk of body as Readable) chunks.push(chunk);
  // What the worker thread does; a thread for each of sixty lists would take most of a minute.
  return parseXlsx(Buffer.concat(chunks));
}

function read(rows: string[][], current: readonly NegativeListItem[] = shipped): ReadList {
  return readList(
    rows.map((cells, i) => ({ row: i + 1, cells })),
    columns,
    current,
    'zh',
  );
}

/** A printed row. */
const printed = (change: Partial<Record<number, string>> = {}): string[] =>
  ['1', '市容环境', '市容八乱', '乱摆卖', '', '城管办', '', '', ''].map((cell, i) => change[i] ?? cell);

function itemsOf(result: ReadList): NegativeListItem[] {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.items;
}

test('the shipped list comes back as it went out', async () => {
  expect(itemsOf(readList(await exported(shipped), columns, [], 'zh'))).toEqual(shipped);
});

test('any list comes back as it went out', async () => {
  const text = (maxLength: number) =>
    fc
      .string({ unit: fc.constantFrom(..."安监办乱摆卖的，。（）()ab=+-@1 “”<&>'"), minLength: 1, maxLength })
      .map(s => s.trim())
      .filter(s => s !== '' && s !== '未设定');
  const organ = fc.constantFrom<OrganId>(...organs.all.map(({ id }) => id));
  const office = fc.constantFrom<OrganId>('urban-management' as OrganId, 'economy-tech' as OrganId);
  const duty = fc.option(fc.array(fc.record({ organ, via: fc.option(office) }), { maxLength: 12 }));
  const item = fc.record<Omit<NegativeListItem, 'id' | 'number' | 'code'>>({
    ...{ businessClass: text(40), subClass: text(60), name: text(40), shortName: fc.option(text(7)) },
    ...{ text: fc.option(text(1000)), patrol: duty, urge: duty, revisit: duty, punish: duty },
    group: fc.constantFrom(...xinan.settings.groups.map(({ id }) => id)),
    level: fc.option(fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)),
    grade: fc.option(fc.constantFrom('micro' as const, 'general' as const, 'complex' as const, 'sudden' as const)),
    duplicateRadiusM: fc.integer({ min: 1, max: 2000 }),
    duplicateWindowH: fc.double({ min: 0.5, max: 720, noNaN: true }),
    source: text(80),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 12 }), async list => {
      const items: NegativeListItem[] = list.map((one, i) => ({
        ...one,
        id: `category-${i}` as CategoryId,
        number: i + 1,
        code: i % 2 ? String(i).padStart(5, '0') : null,
      }));
      expect(itemsOf(readList(await exported(items), columns, [], 'zh'))).toEqual(items);
    }),
    { seed: 20261123, numRuns: 60 },
  );
});

test('[NL-6] a printed list keeps ids, grades and groups of the rows it names again, and makes stable ids for new ones', () => {
  const rows = [PRINTED, printed(), printed({ 0: '2', 2: '', 1: '', 3: '乱鸣笛' })];
  const [known, fresh] = itemsOf(read(rows));
  expect(known).toMatchObject({ id: 'street-vending', code: '09001', grade: 'micro', level: 4, text: null });
  expect(known).toMatchObject({ patrol: [{ organ: 'urban-management', via: null }], punish: null });
  expect(fresh).toMatchObject({ subClass: '市容八乱', group: 'city-appearance', grade: null, level: null, code: null });
  expect(fresh?.id).toMatch(/^row-[0-9a-f]{12}$/);
  expect(itemsOf(read(rows))[1]?.id).toBe(fresh?.id);
});

test('organ cells: full and short names, several separators, both ways of naming the office, the station', () => {
  const cell = '新安市监所（由经济科技办协调）、宝安消防中队(经安监办)\n社区工作站；宝民社区工作站';
  expect(itemsOf(read([PRINTED, printed({ 5: cell, 6: '无' })]))[0]).toMatchObject({
    patrol: [
      { organ: 'market-supervision', via: 'economy-tech' },
      { organ: 'fire-brigade', via: 'safety-office' },
      { organ: 'community-station', via: null },
      { organ: 'community-station:440306017001', via: null },
    ],
    urge: [],
  });
});

test('a merged, titled, spaced-out printed sheet reads like a plain one', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('清单');
  sheet.addRow(['新安街道网格化管理负面清单（征求意见稿）']);
  sheet.mergeCells('A1:I1');
  sheet.addRow(PRINTED.map(heading => heading.replace('业务', '业务\n')));
  sheet.addRow(['（一）安全生产']);
  sheet.mergeCells('A3:I3');
  sheet.addRow([1, '(一)安全\n生产', '1.工业园区(3条)', '甲', '', '安监办、社区工作站']);
  sheet.addRow([2, '', '', '乙']);
  sheet.addRow([3, '', '2.出租屋(1条)', '丙']);
  sheet.mergeCells('B4:B6');
  sheet.mergeCells('C4:C5');
  sheet.mergeCells('F4:F6');
  sheet.addRow([]);
  const result = readList(await parseXlsx(Buffer.from(await workbook.xlsx.writeBuffer())), columns, shipped, 'zh');
  const both = [
    { organ: 'safety-office', via: null },
    { organ: 'community-station', via: null },
  ];
  expect(itemsOf(result)).toMatchObject([
    {
      number: 1,
      businessClass: '(一)安全生产',
      subClass: '1.工业园区(3条)',
      name: '甲',
      patrol: both,
      group: 'safety',
    },
    { number: 2, businessClass: '(一)安全生产', subClass: '1.工业园区(3条)', name: '乙', patrol: both },
    { number: 3, businessClass: '(一)安全生产', subClass: '2.出租屋(1条)', name: '丙', patrol: both },
  ]);
  expect(result.ok && result.warnings).toEqual([
    { row: 3, column: '事件名称', value: '（一）安全生产', message: '标题行，已跳过' },
    { row: 4, column: '细化类别', value: '1.工业园区(3条)', message: '标明 3 条，实有 2 条' },
  ]);
});

test('[NL-7] the shipped list says nine rows for industrial parks and has two: a warning, no fault', async () => {
  const result = readList(await exported(shipped), columns, shipped, 'zh');
  expect(result.ok && result.warnings).toEqual([
    { row: 2, column: '细化类别', value: '1.工业园区(9条)', message: '标明 9 条，实有 2 条' },
  ]);
});

test.each<[string, string[][], [number, string, string, string][]]>([
  ['no headings', [['a'], ['b']], [[1, '事件名称', '', '没有找到表头行']]],
  ['nothing at all', [], [[1, '事件名称', '', '没有找到表头行']]],
  ['headings only', [PRINTED], [[1, '事件名称', '', '表头以下没有任何一行']]],
  ['a column is missing', [PRINTED.slice(0, 8), printed()], [[1, '查处处置', '', '缺少此列']]],
  ['a column twice', [[...PRINTED, '编号'], printed()], [[1, '编号', '编号', '此列出现两次']]],
  [
    'an organ that is none, in two rows',
    [PRINTED, printed({ 5: '城管局' }), printed({ 0: '2', 8: '安监办、消防' })],
    [
      [2, '常态巡查', '城管局', '辖区没有部门“城管局”'],
      [3, '查处处置', '安监办、消防', '辖区没有部门“消防”'],
    ],
  ],
  [
    'an office that coordinates nobody',
    [PRINTED, printed({ 5: '派出所（由区水务局协调）' })],
    [[2, '常态巡查', '派出所（由区水务局协调）', '“区水务局”不是街道部门，不能协调']],
  ],
  ['a number that is none', [PRINTED, printed({ 0: '一' })], [[2, '编号', '一', '应为数字']]],
  ['a number that is not whole', [PRINTED, printed({ 0: '1.5' })], [[2, '编号', '1.5', '内容过长或格式不对']]],
  ['a number twice', [PRINTED, printed(), printed({ 3: '乱张贴' })], [[3, '编号', '1', '与第 2 行重复']]],
  [
    'a category twice',
    [PRINTED, printed(), printed({ 0: '2' })],
    [
      [3, '标识', 'street-vending', '与第 2 行重复'],
      [3, '国标代码', '09001', '与第 2 行重复'],
    ],
  ],
  [
    'a new class without its sub class',
    [PRINTED, printed(), printed({ 0: '2', 1: '交通秩序', 2: '', 3: '乱鸣笛' })],
    [[3, '细化类别', '', '不能为空']],
  ],
  ['a name that is empty', [PRINTED, printed({ 3: '' })], [[2, '事件名称', '', '不能为空']]],
  [
    'a name that is long',
    [PRINTED, printed({ 3: '长'.repeat(41) })],
    [[2, '事件名称', '长'.repeat(41), '内容过长或格式不对']],
  ],
  ['a new class without a group', [PRINTED, printed({ 1: '新类', 3: '新事' })], [[2, '分组', '', '不能为空']]],
  [
    'a level that is none',
    [
      [...PRINTED, '级别'],
      [...printed(), '很大'],
    ],
    [[2, '级别', '很大', '应为：特别重大、重大、较大、一般']],
  ],
  [
    'an id that is none',
    [
      [...PRINTED, '标识'],
      [...printed(), '乱摆卖'],
    ],
    [[2, '标识', '乱摆卖', '应为小写字母、数字和连字符']],
  ],
])('refused: %s', (_, rows, faults) => {
  expect(read(rows)).toEqual({
    ok: false,
    faults: faults.map(([row, column, value, message]) => ({ row, column, value, message })),
  });
});

test('our columns: a code that Excel took for a number, an unknown column, an empty cell that means nothing', () => {
  const result = read([
    [...PRINTED, '国标代码', '简称', '备注', '查重半径（米）'],
    [...printed(), '9001', '', '某', '80'],
  ]);
  expect(itemsOf(result)[0]).toMatchObject({
    code: '09001',
    shortName: null,
    duplicateRadiusM: 80,
    duplicateWindowH: 24,
  });
  expect(result.ok && result.warnings).toEqual([
    { row: 1, column: '备注', value: '备注', message: '不认识的列，已忽略' },
  ]);
});

test('faults are told in the language of the reader, and not more than anybody mends at once', () => {
  const rows = [PRINTED, ...Array.from({ length: 300 }, (_, i) => printed({ 0: String(i + 1), 5: '某局' }))];
  const result = readList(
    rows.map((cells, i) => ({ row: i + 1, cells })),
    columns,
    shipped,
    'en',
  );
  expect(!result.ok && result.faults.length).toBe(200);
  expect(!result.ok && result.faults[0]?.message).toBe('The profile has no organ "某局".');
});

test('an item of the tests is an item of the contract', () => {
  expect(negativeList.shape.items.parse([anItem()])).toHaveLength(1);
});
