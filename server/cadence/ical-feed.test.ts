/** The feed is read back by another library than the one that wrote it. */
import ICAL from 'ical.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { OperationRecord } from '../contract/operation.ts';
import type { DueItem } from '../contract/operation-calendar.ts';
import { type FeedParts, icalFeed } from './ical-feed.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-23T09:00:00');
const BETWEEN = { fromMs: at('2026-09-01T00:00:00'), toMs: at('2027-11-01T00:00:00') };
const PARTS: FeedParts = {
  ...{ name: '新安街道联合行动', timeZone: 'Asia/Shanghai', domain: 'xinan' },
  names: { kind: id => `类别${id}`, zone: id => id ?? '全街道', organ: id => `部门${id}`, state: id => `状态${id}` },
  operationUrl: id => `https://wall.example/planning?tab=operations&operation=${id}`,
  dueUrl: ({ kind, period }) => `https://wall.example/planning?operation=new&kind=${kind}&period=${period}`,
};

const anOperation = (values: Partial<OperationRecord> = {}) =>
  ({
    ...{ id: 'XA-LH20261123-01', version: 7, state: 'planned', kind: 'zone-monthly', zone: 'binhai' },
    ...{ title: '十一月片区联合行动；第一次,试', leaderPost: '片区长', leadOrgan: 'enforcement-team' },
    ...{ assistingOrgans: ['urban-management'], volunteerTeams: [], createdBy: '张三', summary: '李四' },
    ...{ startsAt: at('2026-11-24T08:00:00'), endsAt: at('2026-11-24T12:30:00') },
    muster: { name: '宝民广场', lon: 113.9, lat: 22.565, at: at('2026-11-24T07:45:00') },
    squads: [{ id: 's1', name: '一组', leader: '王五', members: [{ name: '赵六' }] }],
    ...values,
  }) as OperationRecord;
const aDue: DueItem = {
  ...{ kind: 'zone-monthly', zone: null, period: '2026-11-09/P14D', from: '2026-11-09', to: '2026-11-22' },
  ...{ day: null, at: null, endsAt: at('2026-11-23T00:00:00'), state: 'due', operation: null, operationState: null },
  ...{ onDay: null, remindAt: null },
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone), String(zone.getFirstPropertyValue('tzid')));
  const events = calendar.getAllSubcomponents('vevent').map(event => new ICAL.Event(event));
  return { calendar, zone, events };
}

afterEach(() => {
  delete process.env.TZ;
  ICAL.TimezoneService.reset();
});

describe.each(['', 'America/New_York', 'Asia/Shanghai', 'Pacific/Apia'])('host in %s', host => {
  const feed = (operations: OperationRecord[], items: DueItem[] = [], more: Partial<FeedParts> = {}) => {
    if (host !== '') process.env.TZ = host;
    return read(icalFeed(operations, items, BETWEEN, { ...PARTS, ...more }, NOW));
  };

  test('[C-30] an operation is one event at its instant, on the clock of the jurisdiction', () => {
    const { events, zone, calendar } = feed([anOperation()]);
    expect(zone?.getFirstPropertyValue('tzid')).toBe('Asia/Shanghai');
    const [event] = events;
    expect(event?.startDate.toUnixTime()).toBe(at('2026-11-24T08:00:00') / 1000);
    expect(event?.endDate.toUnixTime()).toBe(at('2026-11-24T12:30:00') / 1000);
    expect(event?.component.getFirstProperty('dtstart')?.toICALString()).toBe(
      'DTSTART;TZID=Asia/Shanghai:20261124T080000',
    );
    expect(event?.summary).toBe('十一月片区联合行动；第一次,试（binhai）');
    expect(event?.uid).toBe('XA-LH20261123-01@xinan.gridwall');
    expect(event?.sequence).toBe(7);
    expect(event?.location).toBe('宝民广场');
    expect(event?.component.getFirstPropertyValue('geo')).toEqual([22.565, 113.9]);
    expect(event?.component.getFirstProperty('dtstamp')?.toICALString()).toBe('DTSTAMP:20261123T010000Z');
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getFirstPropertyValue('x-wr-timezone')).toBe('Asia/Shanghai');
  });

  test('[C-31] what is due has an event of the whole day on its named day, else on its last', () => {
    const { events } = feed([], [aDue, { ...aDue, period: '2026-W48', day: '2026-11-24', at: '08:00' }]);
    expect(events.map(({ startDate }) => [startDate.isDate, startDate.toString()])).toEqual([
      [true, '2026-11-22'],
      [true, '2026-11-24'],
    ]);
    expect(events.map(({ summary }) => summary)).toEqual([
      '应办：类别zone-monthly（全街道）· 期限',
      '应办：类别zone-monthly（全街道）· 08:00',
    ]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
    expect(events[0]?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
  });
});

test('[C-33] a draft is tentative, an order confirmed, a cancelled one cancelled under the same UID', () => {
  const of = (state: OperationRecord['state'], version: number) => {
    const [event] = read(icalFeed([anOperation({ state, version })], [], BETWEEN, PARTS, NOW)).events;
    return [event?.uid, event?.sequence, event?.component.getFirstPropertyValue('status')];
  };
  const uid = 'XA-LH20261123-01@xinan.gridwall';
  expect(of('proposed', 1)).toEqual([uid, 1, 'TENTATIVE']);
  expect(of('planned', 4)).toEqual([uid, 4, 'CONFIRMED']);
  expect(of('cancelled', 5)).toEqual([uid, 5, 'CANCELLED']);
});

test('[C-32] no name of a person is in it, whatever the record holds', () => {
  const text = icalFeed([anOperation()], [aDue], BETWEEN, PARTS, NOW);
  for (const name of ['张三', '李四', '王五', '赵六']) expect(text).not.toContain(name);
  expect(text).toContain('片区长');
});

test('[C-34] the VTIMEZONE says the one distance from UTC; a zone that changes its clock is written in UTC instead', () => {
  const { zone } = read(icalFeed([anOperation()], [], BETWEEN, PARTS, NOW));
  const standard = zone?.getFirstSubcomponent('standard');
  expect(String(standard?.getFirstPropertyValue('tzoffsetto'))).toBe('+08:00');
  expect(String(standard?.getFirstPropertyValue('tzoffsetfrom'))).toBe('+08:00');
  const berlin = read(icalFeed([anOperation()], [], BETWEEN, { ...PARTS, timeZone: 'Europe/Berlin' }, NOW));
  expect(berlin.zone).toBeNull();
  expect(berlin.events[0]?.component.getFirstProperty('dtstart')?.toICALString()).toBe('DTSTART:20261124T000000Z');
  expect(berlin.events[0]?.startDate.toUnixTime()).toBe(at('2026-11-24T08:00:00') / 1000);
});

test('[C-30] a feed without anything is still a calendar', () => {
  const { calendar, events } = read(icalFeed([], [], BETWEEN, PARTS, NOW));
  expect(events).toEqual([]);
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('新安街道联合行动');
});
