import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadProfile } from './load-profile.ts';
import { type NegativeListFile, negativeListFaults } from './negative-list-file.ts';

const { negativeList: shipped, organs } = await loadProfile('geodata/profiles/xinan');
const row = (id: string) => shipped.items.find(item => item.id === id);

test('the shipped list has no fault', () => expect(negativeListFaults(shipped, organs)).toEqual([]));

test('[S0-71] the first row stands as printed; what is cut off is not set', () => {
  expect(shipped.items[0]).toMatchObject({
    number: 1,
    businessClass: '(一)安全生产',
    subClass: '1.工业园区(9条)',
    name: '未建立健全机构',
    text: '未依法设立安全管理机构,未建立安全管理制度,未配备安全生产管理人员,未定期组织从业人员开展安全教育培训。',
    patrol: [
      { organ: 'safety-office', via: null },
      { organ: 'community-station', via: null },
    ],
    urge: null,
    revisit: null,
    punish: null,
  });
});

test('[S0-16] nine place classes, two of them without a name', () => {
  const places = shipped.items.filter(({ source }) => source.startsWith('S0-16'));
  expect(new Set(places.map(({ subClass }) => subClass)).size).toBe(9);
  const unnamed = places.filter(({ subClass }) => subClass.includes('未设定'));
  expect(unnamed.map(({ text, patrol, punish }) => [text, patrol, punish])).toEqual([
    [null, null, null],
    [null, null, null],
  ]);
});

test('[S0-27] [S0-30] [S0-38] four traffic behaviours, eight of city appearance, four labour triggers', () => {
  const from = (source: string) => shipped.items.filter(item => item.source.split(/[、；]/)[0] === source);
  expect(from('S0-27').map(({ name }) => name)).toEqual([
    '无证驾驶摩托车',
    '违规兜客揽客',
    '违规使用三轮车',
    '“涉摩涉电”暴力抗法',
  ]);
  expect(from('S0-30')).toHaveLength(8);
  expect(from('S0-38').map(({ id }) => id)).toEqual([
    'labour-dispute',
    'labour-overtime',
    'wage-arrears',
    'child-labour',
  ]);
  expect(row('wage-arrears')?.punish).toEqual([{ organ: 'labour-office', via: null }]);
});

test('every national class of matters stands there once', async () => {
  const csv = await readFile('geodata/sources/gbt47678.5-2026_codes.csv', 'utf8');
  const codes = csv.split(/\r?\n/).flatMap(line => (line.startsWith('管理事项,') ? (line.split(',')[1] ?? '') : []));
  expect(codes).toHaveLength(250);
  expect(shipped.items.flatMap(({ code }) => code ?? []).sort()).toEqual(codes.sort());
});

test('only the one text that the paper gives is given', () => {
  expect(shipped.items.filter(({ text }) => text !== null).map(({ number }) => number)).toEqual([1]);
});

test('categories that past incidents carry are kept as they were', () => {
  expect(row('illegal-building')).toMatchObject({ name: '乱搭建', code: '06001', level: 4, grade: 'complex' });
  expect(row('gas-leak')).toMatchObject({ group: 'emergency', level: 2, grade: 'sudden', code: null });
  expect(row('overflowing-bin')).toMatchObject({ shortName: '垃圾箱满溢', code: '06042', grade: 'micro' });
});

type Id = (typeof organs.organs)[number]['id'];

test.each<[string, (file: NegativeListFile) => void]>([
  [
    'negative-list.json: items[1] (industrial-park-safety): number 1 stands there twice',
    ({ items }) => {
      items[1]!.number = 1;
    },
  ],
  [
    'negative-list.json: items[1] (industrial-park-no-safety-body): id industrial-park-no-safety-body stands there twice',
    ({ items }) => {
      items[1]!.id = items[0]!.id;
    },
  ],
  [
    'negative-list.json: items[0] (industrial-park-no-safety-body): patrol: unknown organ fire-office',
    ({ items }) => {
      items[0]!.patrol![0]!.organ = 'fire-office' as Id;
    },
  ],
  [
    'negative-list.json: items[0] (industrial-park-no-safety-body): patrol: unknown via fire-office',
    ({ items }) => {
      items[0]!.patrol![0]!.via = 'fire-office' as Id;
    },
  ],
  [
    'negative-list.json: items[0] (industrial-park-no-safety-body): patrol: via district-water is no street office',
    ({ items }) => {
      items[0]!.patrol![0]!.via = 'district-water' as Id;
    },
  ],
])('%s', (fault, damage) => {
  const file = structuredClone(shipped);
  damage(file);
  expect(negativeListFaults(file, organs)).toEqual([fault]);
});
