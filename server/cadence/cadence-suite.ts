/** The calendar through the whole server, and reminders on a database of their own: run by the sqlite and the pg test. */
import { fromAbsolute, toCalendarDate } from '@internationalized/date';
import ICAL from 'ical.js';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { TestDatabase, TestPlace } from '../access/test-databases.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { CalendarFeed, OperationCalendar, OperationsKept } from '../contract/operation-calendar.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import { Deadlines } from '../deadlines/deadlines.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { ChangeLog } from '../store/change-log.ts';
import { watchReminders } from './reminders.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Tuesday 09:00 in Shenzhen. */
const NOW = Date.UTC(2026, 10, 10, 1, 0, 0);
const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const PLACE = { lon: 113.893, lat: 22.565 };

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept3', 'admin'] as const;
type Account = (typeof PEOPLE)[number];

export function calendarSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const clock = handClock(NOW);
    const { server, as, commands } = peopleUnderTest(PEOPLE, { open, clock });
    const { must } = commands<OperationRecord, OperationEventName>('/api/v1/operations', 'leader');
    let zone: ZoneId;
    beforeAll(() => {
      [zone] = server.running.profile.zones as [ZoneId];
    });

    const calendar = async (account: Account, query = NOVEMBER) => {
      const answer = await as(account, `/api/v1/operations/calendar?${query}`);
      expect(answer.status).toBe(200);
      return answer.body as OperationCalendar;
    };
    const monthlyOf = async (account: Account) =>
      (await calendar(account)).items.find(item => item.kind === 'zone-monthly' && item.zone === zone);
    const plan = (more: object = {}) => ({
      ...{ kind: 'zone-monthly', title: '十一月联合行动', zone, startsAt: NOW + HOUR, endsAt: NOW + 4 * HOUR },
      ...{ leadOrgan: 'enforcement-team', cadence: 'zone-monthly', period: '2026-11' },
      targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', ...PLACE }],
      squads: [{ id: 's1', name: '一组', members: [{ name: '张三丰', organ: 'enforcement-team' }] }],
      ...more,
    });

    test('[C-4] [C-6] every zone is due in the month; what the paper leaves open is told and not counted', async () => {
      const { items, open, today } = await calendar('leader');
      const { zones } = server.running.profile;
      expect(today).toBe('2026-11-10');
      expect(items.filter(({ kind }) => kind === 'zone-monthly')).toHaveLength(zones.length);
      expect(items.every(({ state }) => ['due', 'open', 'unrecorded'].includes(state))).toBe(true);
      expect(items.some(({ kind }) => kind === 'joint-linkage')).toBe(false);
      expect(open).toEqual(
        expect.arrayContaining([
          { kind: 'joint-linkage', missing: 'anchor' },
          { kind: 'zone-rectification', missing: 'per' },
        ]),
      );
      const weeks = items.filter(({ kind }) => kind === 'traffic-campaign').map(({ period }) => period);
      expect(weeks).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47', '2026-W48', '2026-W49']);
    });

    test('odd days and other zones are refused by name', async () => {
      const refused = async (account: Account, query: string) =>
        (await as(account, `/api/v1/operations/calendar?${query}`)).body;
      expect(await refused('leader', 'from=2026-11-30&to=2026-11-01')).toMatchObject({ field: 'to' });
      expect(await refused('leader', 'from=2020-11-30&to=2026-11-01')).toMatchObject({ field: 'to' });
      expect(await refused('leader', 'from=2026-02-30&to=2026-11-01')).toMatchObject({ field: 'from' });
      expect(await refused('leader', `${NOVEMBER}&zone=nowhere`)).toMatchObject({ field: 'zone' });
      const answer = await as('chief2', `/api/v1/operations/calendar?${NOVEMBER}&zone=${zone}`);
      expect(answer.status, 'of another zone').toBe(403);
      expect((await calendar('chief2')).items.some(item => item.zone === zone)).toBe(false);
    });

    test('[C-8] [C-12] [C-20] [C-22] draft, order, day and end make the state; a draft only for those who see it', async () => {
      let record = (await as('chief1', '/api/v1/operations', plan())).body as OperationRecord;
      expect(await monthlyOf('chief1')).toMatchObject({ state: 'planned', operation: record.id });
      expect(await monthlyOf('dept3'), 'has no part in the draft').toMatchObject({ state: 'due', operation: null });
      record = await must('chief1', record, 'submit');
      record = await must('duty', record, 'countersign', { agree: true, onBehalfOf: 'enforcement-team' });
      record = await must('leader', record, 'issue');
      expect(await monthlyOf('dept3')).toMatchObject({ state: 'planned', operationState: 'planned' });
      record = await must('duty', record, 'register-arrival', { organ: 'enforcement-team', persons: 3 });
      record = await must('chief1', record, 'begin');
      expect(await monthlyOf('leader')).toMatchObject({ state: 'under-way' });
      clock.advance(HOUR);
      record = await must('chief1', record, 'finish');
      expect(await monthlyOf('leader')).toMatchObject({ state: 'held', operation: record.id });
      const kept = (await as('leader', `/api/v1/operations/kept?${NOVEMBER}&by=zone`)).body as OperationsKept;
      expect(kept.rows.find(({ key }) => key === zone)).toMatchObject({
        ...{ kept: { numerator: 1, denominator: 1 }, arrived: { numerator: 1, denominator: 1 } },
        composition: { numerator: 0, denominator: 0 },
      });
      const { operations } = await calendar('leader', `${NOVEMBER}&zone=${zone}`);
      expect(operations).toMatchObject([{ id: record.id, state: 'finished', period: '2026-11' }]);
      expect((await calendar('leader', 'from=2026-12-01&to=2026-12-31')).operations).toEqual([]);
    });

    describe('the feed', () => {
      let path: string;
      const make = async (account: Account) =>
        ((await as(account, '/api/v1/calendar-feed', {})).body as { path: string }).path;
      const fetchFeed = (at: string, token = '') => server.ask(at, { token });

      beforeAll(async () => {
        path = await make('chief1');
      });

      test('[C-30] [C-31] [C-32] [C-35] shows what its account may see, and nobody by name', async () => {
        const answer = await fetchFeed(path);
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
        const text = String(answer.body);
        expect(text).not.toContain('张三丰');
        const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(e => new ICAL.Event(e));
        const held = events.find(({ summary }) => summary.startsWith('十一月联合行动'));
        expect(held?.startDate.toString()).toBe('2026-11-10T10:00:00');
        const due = events.filter(({ uid }) => uid.startsWith('zone-monthly.')).map(({ uid }) => uid);
        expect(due).toContain(`zone-monthly.${zone}.2026-12@xinan.gridwall`);
        expect(
          due.some(uid => uid.includes('2026-11')),
          'November is held',
        ).toBe(false);
        expect(
          due.every(uid => uid.includes(zone)),
          'the own zone only',
        ).toBe(true);
      });

      test('[AC-11] [AC-12] the key opens the feed and nothing else; a new one ends it', async () => {
        const key = new URL(path, 'http://x').searchParams.get('token') ?? '';
        for (const other of ['/api/v1/operations', '/api/v1/incidents', '/api/v1/calendar-feed'])
          expect((await fetchFeed(other, key)).status, other).toBe(401);
        expect((await fetchFeed(`/api/v1/operations?token=${key}`)).status).toBe(401);
        expect((await fetchFeed('/api/v1/operations/calendar.ics', key)).status, 'no bearer token').toBe(401);
        const stored = await server.running.database.db.selectFrom('feed_key').selectAll().execute();
        expect(JSON.stringify(stored)).not.toContain(key);
        const next = await make('chief1');
        expect((await fetchFeed(path)).status).toBe(401);
        path = next;
        expect((await fetchFeed(path)).status).toBe(200);
        expect((await as('chief1', '/api/v1/calendar-feed')).body).toEqual({
          createdAt: clock.now(),
          lastUsedAt: clock.now(),
        } satisfies CalendarFeed);
      });

      test('[AC-13] it ends with the rights of its account, and when it is revoked; both are audited', async () => {
        const scope = { zone: server.running.profile.zones[1] };
        expect((await as('admin', '/api/v1/accounts/chief1', { scope }, 'PATCH')).status).toBe(200);
        expect((await fetchFeed(path)).status).toBe(401);
        const own = await make('leader');
        expect((await fetchFeed(own)).status).toBe(200);
        expect((await as('leader', '/api/v1/calendar-feed', undefined, 'DELETE')).status).toBe(204);
        expect((await fetchFeed(own)).status).toBe(401);
        expect((await as('leader', '/api/v1/calendar-feed')).body).toBeNull();
        const audit = await server.running.database.db
          .selectFrom('audit')
          .select(['actor', 'action', 'subject'])
          .where('action', 'like', 'feed-%')
          .orderBy('seq')
          .execute();
        expect(audit.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).toEqual([
          'chief1 feed-made chief1',
          'chief1 feed-made chief1',
          'admin feed-revoked chief1',
          'leader feed-made leader',
          'leader feed-revoked leader',
        ]);
      });
    });
  });
}

/** Two seconds before 23 November begins in Shenzhen: seven days before the last day. */
const BEFORE_REMINDER = Date.UTC(2026, 10, 22, 15, 59, 58);

const KIND: OperationKind = {
  ...{ id: 'monthly', name: '月度', leaderPost: null, leadOrgan: null, assistingOrgans: [], composition: null },
  ...{ countersigned: false, source: 'test' },
  cadence: {
    ...{ every: 'month', weekday: null, at: null, anchor: null, per: 'zone', remindDaysBefore: 7, source: 'test' },
  },
};

export function remindersSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(`${name}, reminders`, () => {
    let place: TestDatabase;
    let changeLog: ChangeLog;
    let clock: HandClock;
    let planned: OperationRecord[];
    const facts: { kind: string; at: number; data: unknown }[] = [];

    beforeEach(async () => {
      place = await newDatabase();
      clock = handClock(BEFORE_REMINDER);
      planned = [];
      facts.length = 0;
      changeLog = await ChangeLog.open(place.database, { onListenerError: fail });
      changeLog.onCommitted(committed => facts.push(...committed));
    });
    afterEach(async () => {
      await changeLog.settled();
      await place.clear();
    });

    const fail = (error: unknown) => {
      throw error;
    };
    /** A server from its start on. */
    async function start(kinds: readonly OperationKind[] = [KIND]): Promise<Deadlines> {
      const deadlines = new Deadlines({ ...{ database: place.database, changeLog, clock }, onError: fail });
      const timeZone = 'Asia/Shanghai';
      await watchReminders(
        {
          ...{ deadlines, changeLog, kinds, zones: ['binhai', 'lingzhi'] as ZoneId[], timeZone },
          operationsBetween: async () => planned,
          dayOf: ms => toCalendarDate(fromAbsolute(ms, timeZone)),
        },
        clock.now(),
      );
      deadlines.start();
      return deadlines;
    }
    const dues = () => facts.map(({ data }) => (data as { due: { zone: string; period: string } }).due);

    test('[C-9] [C-13] told once a period and zone, seven days before its last day, if nothing is planned by then', async () => {
      const deadlines = await start();
      clock.advance(1000);
      await deadlines.settled();
      expect(facts).toEqual([]);
      planned = [
        { kind: 'monthly', zone: 'lingzhi', state: 'planned', cadence: null, period: '2026-11' } as OperationRecord,
      ];
      clock.advance(1000);
      await deadlines.settled();
      expect(facts.map(({ kind }) => kind)).toEqual(['operation-due']);
      expect(dues()).toEqual([{ kind: 'monthly', zone: 'binhai', period: '2026-11', to: '2026-11-30' }]);
      planned = [];
      clock.advance(HOUR);
      await deadlines.settled();
      expect(facts).toHaveLength(1);
      await deadlines.stop();
      clock.advance(31 * DAY);
      const later = await start();
      await later.settled();
      expect(dues().map(({ zone, period }) => `${zone} ${period}`)).toEqual([
        'binhai 2026-11',
        'binhai 2026-12',
        'lingzhi 2026-12',
      ]);
      await later.stop();
    });

    test('[C-13] what fell into the time between two servers is told at the next start, and once', async () => {
      await (await start()).stop();
      clock.advance(2 * DAY);
      const second = await start();
      await second.settled();
      expect(dues()).toHaveLength(2);
      await second.stop();
      const third = await start();
      await third.settled();
      expect(dues()).toHaveLength(2);
      await third.stop();
    });

    test('[C-6] [C-9] none is set where the profile sets none or leaves open for whom; a changed cadence drops the old row', async () => {
      await (await start()).stop();
      const without = (cadence: object) => ({ ...KIND, cadence: { ...KIND.cadence!, ...cadence } });
      for (const kinds of [[without({ remindDaysBefore: null })], [without({ per: null })], []]) {
        clock.advance(40 * DAY);
        const deadlines = await start(kinds);
        await deadlines.settled();
        await deadlines.stop();
      }
      expect(facts).toEqual([]);
    });
  });
}
