import { expect, test } from 'vitest';
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { IncidentId, OrganId } from '../../server/contract/ids.ts';
import type { OperationFinding, OperationSquad, OrganCall } from '../../server/contract/operation.ts';
import { unitsOf } from '../patrol/unit-slice.ts';
import { anOperation, aSquad, aStop, aUnit, NOON } from '../store/record-builders.ts';
import { callRows, findingRows, madeRows, missingText, presenceRows, progressRows, whereText } from './live-rows.ts';
import { gapRows, stepRows } from './plan-rows.ts';

const MINUTE = 60_000;
const names = {
  organShort: (id: string) => id,
  category: (id: string | null) => id ?? '未分类',
  timeZone: 'Asia/Shanghai',
};
const progress = (visited: number, remaining: number, late: number, skipped = 0) => ({
  ...{ planned: visited + remaining + skipped, visited, remaining, late, skipped },
});
const call = (organ: string, known: Partial<OrganCall> = {}): OrganCall => ({
  ...{ organ: organ as OrganId, lead: false, countersigned: null, countersignReason: null, countersignedAt: null },
  ...{ calledAt: NOON, arrivedAt: null, persons: null, ...known },
});
const finding = (id: string, known: Partial<OperationFinding>): OperationFinding => ({
  ...{ id, squad: null, stop: null, target: null, at: NOON, lon: 113.9, lat: 22.5, grid: null, community: null },
  ...{ category: null, text: '', party: null, legalBasis: null, measure: null, deadline: null, photos: [] },
  ...{ photosAfter: [], by: '', incident: null, incidentState: null, ...known },
});

test('who is late stands first, then who is off the route, then who has most before it', () => {
  const squads = [
    aSquad({ id: 'done', progress: progress(3, 0, 0) }),
    aSquad({ id: 'most', progress: progress(0, 5, 0) }),
    aSquad({ id: 'off', progress: progress(2, 1, 0), offRouteSince: NOON }),
    aSquad({ id: 'late', progress: progress(1, 1, 2, 1) }),
  ];
  const rows = progressRows(anOperation({ squads }));
  expect(rows.map(({ key }) => key)).toEqual(['late', 'off', 'most', 'done']);
  expect(rows[0]).toMatchObject({ value: '1 / 3', remark: '晚点 2', mark: null });
  expect(rows[0]?.below?.[1]).toBe('跳过 1 剩余 1');
  expect(rows[1]?.mark).toBe('偏离路线');
});

test.each<[Partial<OperationSquad>, string]>([
  [{ stops: [], currentStop: null }, '未定点位'],
  [{ currentStop: 'p1' }, '前往 点位p1'],
  [{ stops: [aStop('p1', { state: 'arrived' })], currentStop: 'p1' }, '在 点位p1'],
  [{ currentStop: null }, '点位已走完'],
])('%o: %s', (squad, text) => {
  expect(whereText(aSquad(squad))).toBe(text);
});

test('organs: who is missing first; who was not called is not missing; as many names as have room', () => {
  const calls = [
    call('a', { arrivedAt: NOON, persons: 3 }),
    call('城管办'),
    call('消防队'),
    call('d', { calledAt: null }),
  ];
  const operation = anOperation({ calls });
  expect(presenceRows(operation, names).map(({ key, value }) => `${key} ${value}`)).toEqual([
    '城管办 未到',
    '消防队 未到',
    'a 12:00',
  ]);
  expect(missingText(operation, names, 40)).toBe('未到 城管办、消防队');
  expect(missingText(operation, names, 9)).toBe('未到 城管办等 2 家');
  expect(missingText(anOperation({ calls: calls.slice(0, 1) }), names, 40)).toBe('全部到场');
});

test('findings by category, the most frequent first; what became incidents with their state, the newest first', () => {
  const incident = 'XA20261119-0001' as IncidentId;
  const findings = [
    finding('1', { category: 'a' as never, incident, incidentState: 'closed' }),
    finding('2', { category: 'b' as never, at: NOON + 1, incident, incidentState: 'handling' }),
    finding('3', { category: 'b' as never }),
    finding('4', {}),
  ];
  const operation = anOperation({ findings });
  expect(findingRows(operation, names).map(({ name, value }) => `${name} ${value}`)).toEqual([
    'b 2',
    'a 1',
    '未分类 1',
  ]);
  expect(madeRows(operation, names).map(({ name, value }) => `${name} ${value}`)).toEqual(['b 处置中', 'a 已结案']);
});

test('a call for help of its own units and a squad off its route; another unit`s call is none of this operation', () => {
  const help = (unit: string) => ({ id: `a-${unit}`, kind: 'help', unit, raisedAt: NOON - MINUTE }) as AlarmRecord;
  const operation = anOperation({ squads: [aSquad({ offRouteSince: NOON - 4 * MINUTE })] });
  const rows = callRows(operation, [help('unit-1'), help('unit-2')], unitsOf([aUnit(1), aUnit(2)]), NOON);
  expect(rows.map(({ name, value }) => `${name} ${value}`)).toEqual(['巡01 1分', '一组 4分']);
});

test('steps of a plan: muster, start, stops by their time, the end always; stops without a time last', () => {
  const stops = [
    aStop('late', { plannedAt: NOON + 40 * MINUTE }),
    aStop('open'),
    aStop('early', { plannedAt: NOON + MINUTE }),
  ];
  const muster = { name: '广场', lon: 113.9, lat: 22.5, at: NOON - 15 * MINUTE };
  const operation = anOperation({ muster, squads: [aSquad({ stops })] });
  const { rows, left } = stepRows(operation, 5, names);
  expect(rows.map(({ name, value }) => `${name} ${value}`)).toEqual([
    '集结 广场 11:45',
    '出发 12:00',
    '一组 点位early 12:01',
    '一组 点位late 12:40',
    '计划收队 16:00',
  ]);
  expect(left).toBe(1);
});

test('gaps: lines of the composition that are not met, who declined, squads nobody will see; a silent profile is 未设定', () => {
  const composition = [
    { id: 'leader', name: '街道班子', required: 1, present: 1, met: true },
    { id: 'posted', name: '派驻单位', required: 3, present: 2, met: false },
  ];
  const calls = [call('a', { countersigned: 'declined' })];
  const gaps = (known: object) => gapRows(anOperation(known), names).map(({ name, value }) => `${name} ${value}`);
  expect(gaps({ composition, calls, squads: [aSquad({ units: [] })] })).toEqual([
    '派驻单位 2 / 3',
    'a 不同意',
    '一组 定位 无设备',
  ]);
  expect(gaps({})).toEqual(['人员构成 未设定']);
});
