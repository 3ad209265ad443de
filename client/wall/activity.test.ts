import { expect, test } from 'vitest';
import type { Fact } from '../../server/contract/fact.ts';
import { communityCode, organId } from '../../server/contract/ids.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { anIncident, anOperation, aPoint, aUnit } from '../store/record-builders.ts';
import { activityText } from './activity.tsx';

const names = {
  channel: () => '值班电话',
  category: () => '暴露垃圾',
  community: () => '海旺社区',
  point: () => '宝华路口',
  organShort: () => '城管办',
} as unknown as ProfileNames;
const HAIWANG = communityCode.parse('440306017021');
const stamp = { seq: 1, at: 0 };
const changed = {
  ...stamp,
  kind: 'incident-changed' as const,
  incident: anIncident({ community: HAIWANG }),
  by: '值班员',
  note: null,
};

const operationChanged = (event: string) => ({
  ...{ ...stamp, kind: 'operation-changed' as const, event, by: '', onBehalfOf: null, note: null },
  operation: anOperation({ title: '滨海片区联合行动' }),
});

test.each<[Fact, string | null]>([
  [
    { ...stamp, kind: 'incident-received', incident: anIncident({ community: HAIWANG }) },
    '值班电话上报暴露垃圾，海旺社区',
  ],
  [
    { ...stamp, kind: 'incident-received', incident: anIncident({ community: null }) },
    '值班电话上报暴露垃圾，位于网格外',
  ],
  [{ ...stamp, kind: 'unit-duty-changed', unit: aUnit(1, { callSign: '巡05', onDuty: false }) }, '巡05 离岗'],
  [
    { ...stamp, kind: 'deduction-recorded', point: aPoint(1), item: '路面不洁', score: 0.2 },
    '宝华路口 扣 0.2 分，路面不洁',
  ],
  [{ ...changed, event: 'arrive', onBehalfOf: organId.parse('urban-management') }, '海旺社区暴露垃圾，城管办到场'],
  [{ ...changed, event: 'comment', onBehalfOf: null }, null],
  [operationChanged('begin'), '滨海片区联合行动集结出发'],
  [operationChanged('stop-reached'), null],
  [{ ...stamp, kind: 'incident-imported', incident: anIncident() }, null],
  [{ ...stamp, kind: 'withheld' }, null],
])('%o is told as %s', (fact, text) => {
  expect(activityText(fact, names)).toBe(text);
});
