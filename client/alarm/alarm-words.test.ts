import { expect, test } from 'vitest';
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { incidentsOf } from '../incident/incident-slice.ts';
import { noOperations } from '../operation/operation-slice.ts';
import { unitsOf } from '../patrol/unit-slice.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { anIncident, aUnit, incidentNumber, NOON } from '../store/record-builders.ts';
import { alarmNumber, anAlarm } from './alarm-builder.ts';
import { aboutOf, alarmWords } from './alarm-words.ts';
import { floodGroups } from './flood-groups.ts';

const called = (id: string | null) => `〔${id}〕`;
const profile = {
  ...{ category: called, zone: called, community: called, organShort: called },
  place: ({ address }: IncidentRecord) => address ?? '',
} as unknown as ProfileNames;

const task = { organ: 'urban-management', via: null, lead: true, unit: null, assignedAt: NOON };
const limit = { id: 'handle-1', step: 'handle', dueAt: NOON - 60_000 };
const incident = anIncident({
  ...{ level: 2, category: 'fire' as never, address: '前进路', reportedAt: NOON - 5000, state: 'handling' },
  tasks: [{ ...task, acknowledgedAt: null, arrivedAt: null, seenAt: null }] as never,
  limits: [limit] as never,
});
const records = { incidents: incidentsOf([incident], NOON), units: unitsOf([aUnit(7)]), operations: noOperations };
const words = (known: Parameters<typeof anAlarm>[0], from = records) => {
  const alarm = anAlarm(known);
  return alarmWords(alarm, aboutOf(alarm, from), profile);
};

test('a major incident: its level, category and place, since it was reported, and who has it', () => {
  expect(words({})).toEqual({
    ...{ sign: { name: 'level', level: 2 }, title: '〔fire〕', place: '前进路', since: NOON - 5000 },
    detail: null,
    handler: '〔urban-management〕 已派',
  });
});

test('an organ has it after acknowledging, a unit it sent is on the way, then on the scene; before any task it is the state', () => {
  const handler = (known: Partial<IncidentRecord>) =>
    words({}, { ...records, incidents: incidentsOf([{ ...incident, ...known }], NOON) }).handler;
  const withTask = (more: object) =>
    handler({ tasks: [{ ...task, acknowledgedAt: null, arrivedAt: null, ...more }] as never });
  expect(withTask({ acknowledgedAt: NOON })).toContain('已签收');
  expect(withTask({ unit: 'u7' })).toContain('已派');
  expect(withTask({ unit: 'u7', acknowledgedAt: NOON })).toContain('途中');
  expect(withTask({ acknowledgedAt: NOON, arrivedAt: NOON })).toContain('到场');
  expect(handler({ state: 'received', tasks: [] })).toBe('待受理');
});

test('an overdue step names itself and counts from when it was due', () => {
  expect(words({ kind: 'limit-breached', priority: 3, limit: 'handle-1' })).toMatchObject({
    ...{ title: '〔fire〕超时', detail: '处置时限已过', since: NOON - 60_000 },
  });
});

test('an incident this screen does not hold is named by its number', () => {
  expect(words({ incident: incidentNumber(9) })).toMatchObject({ title: incidentNumber(9), place: '〔binhai〕' });
});

test('help and silence name the unit by call sign; the source of positions has none', () => {
  const about = { incident: null, unit: aUnit(7).id };
  expect(words({ kind: 'help', ...about })).toMatchObject({ sign: { name: 'help' }, title: '求助 巡07' });
  expect(words({ kind: 'silent-unit', ...about })).toMatchObject({ sign: { name: 'silent' }, title: '失联 巡07' });
  expect(words({ kind: 'silent-unit', incident: null, zone: null })).toMatchObject({
    ...{ title: '定位数据中断', place: null },
  });
  expect(words({ kind: 'help', incident: null, unit: 'x9' as UnitId }).title).toBe('求助 x9');
});

test('[wall-ux 8] a flood is told in five groups at most, the largest first, and the rest as one number', () => {
  const inCommunity = (n: number, community: string) =>
    anIncident({ id: incidentNumber(n), level: 2, category: 'fire' as never, community: community as never });
  const communities = ['a', 'b', 'b', 'c', 'c', 'c', 'd', 'e', 'f'];
  const from = {
    ...records,
    incidents: incidentsOf(
      communities.map((community, i) => inCommunity(i + 1, community)),
      NOON,
    ),
  };
  const alarms = communities.map((_, i) => anAlarm({ id: alarmNumber(i + 1), incident: incidentNumber(i + 1) }));
  const { groups, others } = floodGroups(alarms, from, profile);
  expect(groups.map(({ place, count }) => `${place}${count}`)).toEqual([
    '〔c〕3',
    '〔b〕2',
    '〔a〕1',
    '〔d〕1',
    '〔e〕1',
  ]);
  expect(others).toBe(1);
  expect(floodGroups([], from, profile)).toEqual({ groups: [], others: 0 });
});
