import { expect, test } from 'vitest';
import type { ProfileNames } from '../profile/profile-names.ts';
import { actorName } from './audit-actor.ts';
import { auditSummary, type SummaryNames } from './audit-summary.ts';

const names = {
  profile: {
    zone: (id: string) => ({ binhai: '滨海片区' })[id] ?? id,
    community: (code: string) => ({ '17': '海旺社区' })[code] ?? code,
    organ: (id: string) => ({ 'urban-management': '城管办' })[id] ?? id,
  } as ProfileNames,
  known: { byId: new Map([['field-01', { callSign: '一线01' }]]) },
} as unknown as SummaryNames;
const says = (action: string, after: unknown, before: unknown = null) => auditSummary({ action, before, after }, names);

test('[AC-1] of an account it tells what changed into what, and of a password only that it did', () => {
  const before = { title: '夜班', role: 'duty', scope: {}, disabled: false };
  expect(says('account-created', { title: 'x', role: 'field', scope: { units: ['field-01'] } })).toBe(
    '一线人员 · 一线01',
  );
  expect(says('account-changed', { ...before, role: 'chief', scope: { zone: 'binhai' } }, before)).toBe(
    '角色：值班员 改为 片区长；范围：全部 改为 滨海片区',
  );
  expect(says('account-changed', { ...before, disabled: true, password: 'changed' }, before)).toBe(
    '状态：启用 改为 已停用；设置新密码',
  );
});

test.each([
  ['token-issued', { kind: 'wall', name: '一号大屏', scope: {} }, '大屏 · 一号大屏'],
  ['sign-in-failed', { locked: true }, '连续输错，已锁定'],
  ['sign-in-failed', { locked: false }, ''],
  ['table-exported', { filter: {}, format: 'xlsx', rows: 12, complete: false }, '12 行，未取完'],
  ['track-read', { reason: '核查投诉', positions: 4 }, '事由：核查投诉'],
  ['incident-changed', { event: 'arrive', note: '补报 14:32' }, '登记到场：补报 14:32'],
  ['incident-changed', { event: 'of-tomorrow', note: null }, ''],
  ['unit-duty-changed', { unit: { callSign: '巡01', onDuty: false, ground: null } }, '巡01 离岗'],
  ['unit-ground-changed', { unit: aUnit({ community: '17' }) }, '巡01 进入海旺社区'],
  ['unit-ground-changed', { unit: aUnit({ community: null, zone: null }) }, '巡01 进入辖区外'],
  ['unit-ground-changed', { unit: aUnit({ away: true }) }, '巡01 离开责任区'],
  ['unit-interval-changed', { unit: { callSign: '巡01', onDuty: true, reportIntervalS: 60 } }, '巡01 每 60 秒上报'],
  ['unit-interval-changed', { unit: { callSign: '巡01', onDuty: true, reportIntervalS: null } }, '巡01 按类别间隔上报'],
  ['of-an-older-version', { anything: 1 }, ''],
  ['account-changed', 'not what it was', ''],
  ['constructor', {}, ''],
])('%s', (action, after, summary) => {
  expect(says(action, after)).toBe(summary);
});

test('a token revoked is told by what it was', () => {
  expect(says('token-revoked', null, { kind: 'device', name: '巡05' })).toBe('定位设备 · 巡05');
});

test('who did it: accounts with their title, tokens with their kind, the server and strangers in words', () => {
  const accounts = [{ account: 'duty', title: '值班员' }];
  expect(actorName('duty', accounts)).toEqual({ name: 'duty', detail: '值班员' });
  expect(actorName('gone', accounts)).toEqual({ name: 'gone', detail: '' });
  expect(actorName('integration:城管:系统', accounts)).toEqual({ name: '城管:系统', detail: '接口' });
  expect(actorName('jt808:138', accounts)).toEqual({ name: 'jt808:138', detail: '' });
  expect(actorName('system', accounts).name).toBe('系统');
  expect(actorName('toString', accounts).name).toBe('toString');
});

function aUnit(ground: object) {
  return { callSign: '巡01', onDuty: true, ground: { zone: 'binhai', community: '17', away: false, ...ground } };
}
