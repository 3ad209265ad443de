import { expect, test } from 'vitest';
import type { OrganId } from '../../server/contract/ids.ts';
import { aLimit, anIncident, aTask, NOON } from '../store/record-builders.ts';
import { type HistoryEntry, incidentHistory } from './history.ts';
import { historySentence } from './history-sentence.ts';

const CITY = 'urban-management' as OrganId;
const names = { organ: (id: string) => (id === CITY ? '城管办' : id), channel: () => '值班电话' };

const entry = (known: Partial<HistoryEntry>): HistoryEntry => ({
  seq: 1,
  at: NOON,
  event: 'comment',
  by: '值班员',
  onBehalfOf: null,
  note: null,
  incident: anIncident(),
  ...known,
});
const sentence = (known: Partial<HistoryEntry>, before: HistoryEntry | null = entry({})) => {
  const { who, what, note } = historySentence(entry(known), before, names);
  return [who, what, note].filter(Boolean).join(' ');
};

test('who, on whose behalf, what, into which state, and what was written with it', () => {
  const incident = anIncident({ state: 'handling', tasks: [aTask()] });
  expect(sentence({ event: 'dispatch', incident })).toBe('值班员 分拨 城管办 → 处置中');
  expect(sentence({ event: 'arrive', onBehalfOf: CITY, note: '李队到场' })).toBe('值班员 代 城管办 登记到场 李队到场');
});

test('the server by itself: which unit was seen at the scene', () => {
  expect(sentence({ event: 'unit-seen', by: 'system', note: '巡05' })).toBe('系统 定位显示已到现场 巡05');
});

test('a report came by its channel, whoever typed it in', () => {
  expect(sentence({ event: 'incident-received', by: 'admin' }, null)).toBe('值班电话 上报');
});

test('the server by itself: which clock ran out', () => {
  const incident = anIncident({ limits: [aLimit({ breachedAt: NOON })] });
  expect(sentence({ event: 'limit-breached', by: 'system', incident }, entry({ incident: anIncident() }))).toBe(
    '系统 时限已过：处置',
  );
});

test('an event this page does not know is shown by its name', () => {
  expect(sentence({ event: 'drone-sent' })).toBe('值班员 drone-sent');
});

test('a masked history has nobody`s name', () => {
  const [masked] = incidentHistory.parse([
    { seq: 1, at: NOON, kind: 'incident-changed', actor: null, event: 'accept', incident: anIncident() },
  ]);
  expect(historySentence(masked!, null, names)).toEqual({ who: '工作人员', what: '受理', note: null });
});
