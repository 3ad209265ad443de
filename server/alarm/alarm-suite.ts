/** What alarms must do on every database: run by alarm.sqlite.test.ts and alarm.pg.test.ts. Ids in brackets are rules of SPEC.md. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { Viewer } from '../access/viewer.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { IncidentId, UnitId, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { Deadlines } from '../deadlines/deadlines.ts';
import { Refused } from '../http/refused.ts';
import { ChangeLog, type LoggedFact } from '../store/change-log.ts';
import { AlarmBoard, type AlarmRaise } from './alarm-board.ts';
import { AlarmDesk } from './alarm-desk.ts';
import { findAlarm, listAlarms, readOpenAlarms } from './alarm-repository.ts';
import { alarmFigures } from './flood.ts';
import { HelpCalls } from './help-calls.ts';
import { SilenceWatch } from './silence-watch.ts';

const START = Date.UTC(2026, 10, 22, 6, 0, 0);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const INCIDENT = 'XA20261122-0001' as IncidentId;
const ZONE = 'binhai' as ZoneId;
const MAJOR: AlarmRaise = { kind: 'major-incident', priority: 1, incident: INCIDENT, zone: ZONE };
const BREACH: AlarmRaise = { kind: 'limit-breached', priority: 3, incident: INCIDENT, limit: 'handle-1', zone: ZONE };

const person = (title: string): Viewer => ({
  ...{
    account: title,
    title,
    role: 'duty',
    scope: {},
    demo: false,
    sessionKey: 'x',
    address: '',
    credential: 'cookie',
  },
});
const settled = () => new Promise(resolve => setTimeout(resolve, 5));

export function alarmSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let changeLog: ChangeLog;
    let clock: HandClock;
    let deadlines: Deadlines;
    let board: AlarmBoard;
    let desk: AlarmDesk;
    let facts: LoggedFact[];
    const broken: unknown[] = [];

    beforeEach(async () => {
      place = await newDatabase();
      changeLog = await ChangeLog.open(place.database, { onListenerError: error => broken.push(error) });
      clock = handClock(START);
      start();
      facts = [];
      changeLog.onCommitted(committed => facts.push(...committed));
    });
    function start() {
      const onError = (error: unknown) => broken.push(error);
      deadlines = new Deadlines({ database: place.database, changeLog, clock, onError });
      board = new AlarmBoard({ deadlines, dayName: () => '20261122' });
      desk = new AlarmDesk({ changeLog, board, timeZone: 'Asia/Shanghai' });
      deadlines.start();
    }
    afterEach(async () => {
      await deadlines.stop();
      await changeLog.settled();
      await place.clear();
      expect(broken.splice(0)).toEqual([]);
    });

    const raise = (cause: AlarmRaise) => changeLog.commit((tx, log) => board.raise(tx, log, cause, clock.now()));
    const end = (selector: Parameters<AlarmBoard['clearFor']>[2]) =>
      changeLog.commit((tx, log) => board.clearFor(tx, log, selector, clock.now(), 'ended'));
    const now = async ({ id }: AlarmRecord) => (await findAlarm(place.database.db, id))!;
    const kinds = () => facts.map(({ kind }) => kind);
    const command = () => ({ commandId: crypto.randomUUID(), issuedAt: clock.now() });
    const acknowledge = (alarm: AlarmRecord, by = '值班员', asked = command()) =>
      desk.acknowledge(alarm.id, asked, person(by), clock.now());
    const shelve = (alarm: AlarmRecord, minutes = 5, by = '值班员') =>
      desk.shelve(alarm.id, { ...command(), minutes, reason: '已电话核实' }, person(by), clock.now());
    const refusal = (doing: Promise<unknown>) =>
      doing.then(
        () => 'done',
        error => (error instanceof Refused ? error.refusal('zh') : Promise.reject(error)),
      );
    /** The last second apart: a look that began at the first tick knows only what was due then. */
    async function pass(ms: number) {
      for (const part of [ms - SECOND, SECOND]) {
        clock.advance(part);
        await deadlines.settled();
        await settled();
      }
    }
    const deadlineRows = () => place.database.db.selectFrom('deadline').selectAll().execute();

    test('[A-1] the same cause twice is one alarm, one fact; another limit is another alarm', async () => {
      const first = await raise(BREACH);
      expect(first).toMatchObject({ id: 'A20261122-0001', state: 'raised', version: 1, escalation: 0 });
      expect(await raise(BREACH)).toEqual(first);
      await raise({ ...BREACH, limit: 'revisit-1' });
      expect(kinds()).toEqual(['alarm-raised', 'alarm-raised']);
      expect(await readOpenAlarms(place.database.db)).toHaveLength(2);
    });

    test('[A-1] fifty at once are one', async () => {
      const all = await Promise.all(Array.from({ length: 50 }, () => raise(MAJOR)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    });

    test('[A-1] after it was cleared, the same cause is a new alarm', async () => {
      const first = await raise(MAJOR);
      expect(await end({ incident: INCIDENT })).toBe(1);
      expect(await end({ incident: INCIDENT })).toBe(0);
      const second = await raise(MAJOR);
      expect(second.id).not.toBe(first.id);
      expect(await now(first)).toMatchObject({ state: 'cleared', clearedAt: START });
    });

    test('[A-2] more urgent than before it is unanswered again and its clocks start anew; less urgent changes nothing', async () => {
      const two = await raise({ ...MAJOR, priority: 2 });
      await acknowledge(two);
      await pass(MINUTE);
      const one = await raise(MAJOR);
      expect(one).toMatchObject({ id: two.id, state: 'raised', priority: 1, acknowledgedBy: null });
      expect(one.raisedAt).toBe(START + MINUTE);
      expect(await raise({ ...MAJOR, priority: 2 })).toEqual(one);
      await pass(61 * SECOND);
      expect((await now(one)).escalation).toBe(1);
    });

    test('[A-8] level I: the wall sounds after 60 s, the leader is called after 180 s', async () => {
      const alarm = await raise(MAJOR);
      await pass(59 * SECOND);
      expect((await now(alarm)).escalation).toBe(0);
      await pass(1 * SECOND);
      expect(await now(alarm)).toMatchObject({ escalation: 1, state: 'raised', version: 2 });
      await pass(119 * SECOND);
      expect((await now(alarm)).escalation).toBe(1);
      await pass(1 * SECOND);
      expect((await now(alarm)).escalation).toBe(2);
      expect(kinds()).toEqual(['alarm-raised', 'alarm-escalated', 'alarm-escalated']);
      expect(await deadlineRows()).toEqual([]);
    });

    test('[A-9] level II: the leader after 5 min, no wall sound; priority 3 is never carried on', async () => {
      const two = await raise({ ...MAJOR, priority: 2 });
      const three = await raise(BREACH);
      await pass(5 * MINUTE - SECOND);
      expect((await now(two)).escalation).toBe(0);
      await pass(SECOND);
      expect((await now(two)).escalation).toBe(2);
      await pass(60 * MINUTE);
      expect(await now(three)).toEqual(three);
    });

    test('[A-10] an answer stops the clocks', async () => {
      const alarm = await raise(MAJOR);
      const help = await raise({ kind: 'help', priority: 1, unit: 'u1' as UnitId, zone: ZONE });
      await pass(30 * SECOND);
      await acknowledge(alarm);
      await desk.clear(help.id, { ...command(), reason: '误触' }, person('值班员'), clock.now());
      expect(await deadlineRows()).toEqual([]);
      await pass(10 * MINUTE);
      expect([(await now(alarm)).escalation, (await now(help)).escalation]).toEqual([0, 0]);
    });

    test('[A-8] what became due while no server ran is carried on at the start', async () => {
      const alarm = await raise(MAJOR);
      await deadlines.stop();
      clock.advance(10 * MINUTE);
      start();
      await pass(SECOND);
      await pass(SECOND);
      expect((await now(alarm)).escalation).toBe(2);
    });

    test('[A-3] of 1,000 acknowledgements at once one wins, 999 are told who it was', async () => {
      const alarm = await raise(MAJOR);
      const answers = await Promise.all(
        Array.from({ length: 1000 }, (_, i) => acknowledge(alarm, `值班员${i}`).catch(error => error as Refused)),
      );
      const won = answers.filter(answer => !(answer instanceof Refused)) as AlarmRecord[];
      const late = answers.filter(answer => answer instanceof Refused).map(answer => answer.refusal('zh'));
      expect([won.length, late.length]).toEqual([1, 999]);
      const who = won[0]!.acknowledgedBy!;
      for (const answer of late)
        expect(answer).toMatchObject({
          refusal: 'already-acknowledged',
          message: `${who}已于 14:00:00 确认此告警`,
          current: { id: alarm.id, version: 2, acknowledgedBy: who },
        });
      expect(kinds().filter(kind => kind === 'alarm-acknowledged')).toHaveLength(1);
    });

    test('[A-19] the same command gets its first answer, an old one is refused, an unknown alarm is not found', async () => {
      const alarm = await raise(MAJOR);
      const asked = command();
      const first = await acknowledge(alarm, '值班员', asked);
      await end({ incident: INCIDENT });
      expect(await acknowledge(alarm, '值班员', asked)).toEqual(first);
      clock.advance(30 * SECOND + 1);
      expect(await acknowledge(alarm, '值班员', asked)).toEqual(first);
      const late = { ...asked, commandId: crypto.randomUUID() };
      expect(await refusal(acknowledge(alarm, '值班员', late))).toMatchObject({ refusal: 'command-expired' });
      const ahead = { ...command(), issuedAt: clock.now() + 61 * SECOND };
      expect(await refusal(acknowledge(alarm, '值班员', ahead))).toMatchObject({ refusal: 'future-time' });
      const nobody = { ...alarm, id: 'A1' as AlarmRecord['id'] };
      expect(await refusal(acknowledge(nobody))).toMatchObject({ refusal: 'not-found' });
    });

    test('[A-4] a shelved alarm comes back by itself, and its clocks start anew', async () => {
      const alarm = await raise(MAJOR);
      await pass(61 * SECOND);
      const shelved = await shelve(alarm, 10);
      expect(shelved).toMatchObject({ state: 'shelved', shelveReason: '已电话核实', shelvedBy: '值班员' });
      expect(shelved.shelvedUntil).toBe(clock.now() + 10 * MINUTE);
      await pass(10 * MINUTE - SECOND);
      expect(await now(alarm)).toEqual(shelved);
      await pass(SECOND);
      expect(await now(alarm)).toMatchObject({ state: 'raised', escalation: 0, shelvedUntil: clock.now() });
      await pass(61 * SECOND);
      expect((await now(alarm)).escalation).toBe(1);
    });

    test('[A-5] shelved can be acknowledged and then stays; acknowledged cannot be shelved', async () => {
      const alarm = await raise(MAJOR);
      await shelve(alarm);
      expect(await refusal(shelve(alarm, 5, '片区长'))).toMatchObject({
        refusal: 'illegal-move',
        message: '值班员已搁置此告警，至 14:05:00',
      });
      await acknowledge(alarm, '领导');
      await pass(20 * MINUTE);
      expect(await now(alarm)).toMatchObject({ state: 'acknowledged', acknowledgedBy: '领导' });
      expect(await refusal(shelve(alarm))).toMatchObject({
        refusal: 'already-acknowledged',
        message: '领导已于 14:00:00 确认此告警',
      });
    });

    test('[A-6] the end of the cause ends it in any state, and only it', async () => {
      const [acknowledged, shelved] = [await raise(MAJOR), await raise(BREACH)];
      const other = await raise({ ...BREACH, limit: 'revisit-1' });
      await acknowledge(acknowledged);
      await shelve(shelved);
      expect(await end({ incident: INCIDENT, kind: 'limit-breached', limit: 'handle-1' })).toBe(1);
      expect([(await now(shelved)).state, (await now(other)).state]).toEqual(['cleared', 'raised']);
      expect(await end({ incident: INCIDENT })).toBe(2);
      await pass(20 * MINUTE);
      expect((await now(shelved)).state).toBe('cleared');
      expect(await refusal(acknowledge(other))).toMatchObject({
        refusal: 'illegal-move',
        message: '告警已解除，不能确认',
      });
    });

    test('[A-7] a person clears a call for help with a reason, and nothing else', async () => {
      const help = await raise({ kind: 'help', priority: 1, unit: 'u1' as UnitId, zone: ZONE });
      const breach = await raise(BREACH);
      const clear = (alarm: AlarmRecord) =>
        desk.clear(alarm.id, { ...command(), reason: '已支援' }, person('值班员'), clock.now());
      expect(await clear(help)).toMatchObject({ state: 'cleared', clearedAt: START });
      expect(await refusal(clear(breach))).toMatchObject({ refusal: 'illegal-move' });
      const row = await place.database.db.selectFrom('alarm').selectAll().where('id', '=', help.id).executeTakeFirst();
      expect(row).toMatchObject({ cleared_by: '值班员', clear_reason: '已支援', open_key: null });
    });

    test('[A-16] the figures count what is unanswered and what came in ten minutes, and say when it is a flood', async () => {
      const alarms = (minutes: number) => alarmFigures(place.database.db, START + minutes * MINUTE);
      expect(await alarms(0)).toEqual({ unacknowledged: 0, inTenMinutes: 0, flood: false });
      const raised = [];
      for (let i = 0; i < 11; i++) raised.push(await raise({ ...BREACH, limit: `handle-${i}` }));
      await acknowledge(raised[0]!);
      expect(await alarms(0)).toEqual({ unacknowledged: 10, inTenMinutes: 11, flood: true });
      clock.advance(6 * MINUTE);
      for (let i = 0; i < 5; i++) await raise({ ...BREACH, limit: `revisit-${i}` });
      expect(await alarms(11)).toEqual({ unacknowledged: 15, inTenMinutes: 5, flood: true });
      expect(await alarms(16)).toEqual({ unacknowledged: 15, inTenMinutes: 0, flood: false });
    });

    describe('calls for help', () => {
      const unit = { id: 'u1' as UnitId, homeZone: ZONE } as UnitRecord;
      let help: HelpCalls;
      beforeEach(() => {
        help = new HelpCalls({ changeLog, board, lastPlaceOf: () => [113.9, 22.57], zoneAt: () => null });
      });
      const call = (agoMs: number, from: LonLat | null = null) =>
        help.call(
          unit,
          { from, said: '有人受伤', happenedAt: clock.now() - agoMs },
          { actor: 'd', address: '' },
          clock.now(),
        );
      const history = async () => (await listAlarms(place.database.db, {}, 100, null)).reverse();

      test('[A-20] [A-13] up to five minutes old it is raised; a clock that is ahead is no hindrance', async () => {
        for (const age of [5 * MINUTE, 0, -60 * MINUTE]) {
          const alarm = await call(age);
          expect(alarm).toMatchObject({ state: 'raised', raisedAt: START, lon: 113.9 });
          await end({ kind: 'help' });
        }
        expect(kinds()).toEqual([1, 2, 3].flatMap(() => ['alarm-raised', 'alarm-cleared']));
      });

      test('[A-20] older it is listed as late: ended from the beginning, without a clock, a flood or a place of today', async () => {
        for (let i = 0; i < 12; i++)
          await help.call(
            { ...unit, id: `u${i}` as UnitId },
            { from: null, said: null, happenedAt: START - 5 * MINUTE - 1 },
            { actor: 'd', address: '' },
            START,
          );
        const late = await call(60 * MINUTE, [113.88, 22.56]);
        expect(late).toMatchObject({ kind: 'help', state: 'cleared', clearedAt: START, raisedAt: START - 60 * MINUTE });
        expect([late.lon, late.lat, late.zone]).toEqual([113.88, 22.56, ZONE]);
        expect(await history()).toMatchObject(
          [late.id, ...Array.from({ length: 12 }, (_, i) => `A20261122-00${String(i + 1).padStart(2, '0')}`)].map(
            id => ({
              ...{ id, clearedBy: 'd', clearReason: 'came-late', version: 1, escalation: 0 },
            }),
          ),
        );
        expect((await history())[1]).toMatchObject({ lon: null, lat: null });
        expect(new Set(kinds())).toEqual(new Set(['alarm-cleared']));
        expect([await readOpenAlarms(place.database.db), await deadlineRows()]).toEqual([[], []]);
        expect(await alarmFigures(place.database.db, START)).toEqual({
          unacknowledged: 0,
          inTenMinutes: 0,
          flood: false,
        });
      });

      test('[A-20] delivered again, and pressed again within five minutes of it, it is one row; pressed an hour later it is two', async () => {
        const all = await Promise.all(Array.from({ length: 20 }, () => call(60 * MINUTE)));
        expect(new Set(all.map(({ id }) => id)).size).toBe(1);
        for (const ago of [65, 56]) expect((await call(ago * MINUTE)).id).toBe(all[0]!.id);
        clock.advance(10 * MINUTE);
        expect((await call(70 * MINUTE)).id, 'ten minutes later').toBe(all[0]!.id);
        expect((await call(20 * MINUTE)).id).not.toBe(all[0]!.id);
        expect(await history()).toHaveLength(2);
      });

      test('[A-20] [A-13] what was raised in its time is not listed again when it is delivered late', async () => {
        const raised = await call(10 * SECOND);
        clock.advance(20 * MINUTE);
        expect((await call(20 * MINUTE)).id, 'the same press').toBe(raised.id);
        expect((await call(8 * MINUTE)).id, 'pressed while it stood').toBe(raised.id);
        await end({ kind: 'help' });
        clock.advance(10 * MINUTE);
        expect((await call(12 * MINUTE)).id, 'ended since, but it stood then').toBe(raised.id);
        expect((await call(60 * MINUTE)).id, 'before it').not.toBe(raised.id);
        expect((await call(0)).id, 'a new call').not.toBe(raised.id);
      });
    });

    describe('silence', () => {
      let watch: SilenceWatch;
      let units: { id: UnitId; onDuty: boolean; dutyChangedAt: number; heardAt: number | null; homeZone: ZoneId }[];
      /** Seconds, by unit; 30 where nothing is said. */
      let intervals: Record<string, number>;
      beforeEach(() => {
        intervals = {};
        units = ['a', 'b', 'c', 'd'].map(id => ({
          ...{ id: id as UnitId, onDuty: true, dutyChangedAt: START, heardAt: START, homeZone: ZONE },
        }));
        watch = new SilenceWatch({
          // These tests look by themselves; a second look at the same time would be one that the watch never makes.
          ...{ clock: { ...clock, every: () => () => {} }, db: place.database.db, changeLog, board },
          units: () => units as unknown as UnitRecord[],
          newestFixMs: unit => units.find(({ id }) => id === unit.id)!.heardAt,
          reportIntervalS: unit => intervals[unit.id] ?? 30,
          onError: error => broken.push(error),
        });
      });
      afterEach(() => watch.stop());

      /** Time passes in steps of a minute; those named are heard each time. */
      async function minutes(count: number, heard: string) {
        for (let i = 0; i < count; i++) {
          clock.advance(MINUTE - 1);
          for (const unit of units) if (heard.includes(unit.id)) unit.heardAt = clock.now();
          clock.advance(1);
          await watch.look();
        }
      }
      const silent = async () => (await readOpenAlarms(place.database.db)).map(({ unit }) => unit);

      test('[A-14] [P-95] who reports each quarter of an hour is silent after two of them, by the number screens go by', async () => {
        intervals = { d: 900 };
        await minutes(15, 'abcd');
        await minutes(29, 'abc');
        expect(await silent()).toEqual([]);
        await minutes(1, 'abc');
        expect(await silent()).toEqual(['d']);
        await minutes(1, 'abcd');
        expect(await silent()).toEqual([]);
      });

      test('[A-14] [P-95] after a start, too, it is given two of its intervals to be heard', async () => {
        intervals = { d: 900 };
        Object.assign(units[3]!, { dutyChangedAt: START - 120 * MINUTE, heardAt: null });
        await minutes(30, 'abc');
        expect(await silent()).toEqual([]);
        await minutes(1, 'abc');
        expect(await silent()).toEqual(['d']);
      });

      test('[A-15] who reports seldom is no witness against the source, only for it', async () => {
        intervals = { c: 900, d: 900 };
        await minutes(11, '');
        expect(await silent()).toEqual(['a', 'b']);
        intervals = { d: 900 };
        await minutes(1, '');
        expect(await silent()).toContain(null);
        await minutes(1, 'd');
        expect(await silent()).not.toContain(null);
      });

      test('[A-14] more than ten minutes without a fix; a new fix ends it', async () => {
        await minutes(10, 'abc');
        expect(await silent()).toEqual([]);
        await minutes(1, 'abc');
        expect(await readOpenAlarms(place.database.db)).toMatchObject([
          { kind: 'silent-unit', unit: 'd', priority: 3, zone: ZONE },
        ]);
        await minutes(5, 'abc');
        expect(kinds()).toEqual(['alarm-raised']);
        await minutes(1, 'abcd');
        expect(kinds()).toEqual(['alarm-raised', 'alarm-cleared']);
      });

      test('[A-14] signing on gives ten minutes, signing off ends it', async () => {
        await minutes(15, 'abc');
        expect(await silent()).toEqual(['d']);
        Object.assign(units[3]!, { onDuty: false, dutyChangedAt: clock.now() });
        await minutes(1, 'abc');
        expect(await silent()).toEqual([]);
        Object.assign(units[3]!, { onDuty: true, dutyChangedAt: clock.now(), heardAt: null });
        await minutes(10, 'abc');
        expect(await silent()).toEqual([]);
        await minutes(1, 'abc');
        expect(await silent()).toEqual(['d']);
      });

      test('[A-15] when nobody is heard any more it is the source, once; then everybody has ten minutes again', async () => {
        await minutes(20, 'abc');
        expect(await silent()).toEqual(['d']);
        await minutes(4, '');
        expect(await silent(), 'the unit of before, and the source').toEqual(['d', null]);
        await minutes(30, '');
        expect(await silent()).toEqual(['d', null]);
        await minutes(1, 'a');
        expect(await silent()).toEqual(['d']);
        await minutes(10, 'a');
        expect(await silent()).toEqual(['d']);
        await minutes(1, 'a');
        expect(await silent()).toEqual(['d', 'b', 'c']);
      });

      test('[A-14] [A-15] after a start of the server nobody is silent before ten minutes, and a silent source is told once', async () => {
        for (const unit of units) unit.heardAt = START - 60 * MINUTE;
        for (const unit of units) unit.dutyChangedAt = START - 120 * MINUTE;
        await minutes(9, '');
        expect(await silent()).toEqual([]);
        await minutes(2, '');
        expect(await silent()).toEqual([null]);
      });

      test('[A-15] two units are no source: each is silent for itself', async () => {
        for (const unit of units.slice(2)) unit.onDuty = false;
        await minutes(11, '');
        expect(await silent()).toEqual(['a', 'b']);
      });
    });

    test('a work that fails leaves no alarm, no number and no deadline', async () => {
      const failing = changeLog.commit(async (tx, log) => {
        await board.raise(tx, log, MAJOR, clock.now());
        throw new Error('later step');
      });
      await expect(failing).rejects.toThrow('later step');
      expect([await readOpenAlarms(place.database.db), await deadlineRows()]).toEqual([[], []]);
      expect((await raise(MAJOR)).id).toBe('A20261122-0001');
    });
  });
}
