/**
 * For tests: alarms on a database of their own for each test, and people who answer them. Call it inside a `describe`.
 * What a test breaks behind its back fails it at its end.
 */
import { afterEach, beforeEach, expect } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { Viewer } from '../access/viewer.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { IncidentId, ZoneId } from '../contract/ids.ts';
import { Deadlines } from '../deadlines/deadlines.ts';
import { Refused } from '../http/refused.ts';
import { ChangeLog, type LoggedFact } from '../store/change-log.ts';
import { AlarmBoard, type AlarmRaise } from './alarm-board.ts';
import { AlarmDesk } from './alarm-desk.ts';
import { findAlarm } from './alarm-repository.ts';

export const START = Date.UTC(2026, 10, 22, 6, 0, 0);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const INCIDENT = 'XA20261122-0001' as IncidentId;
export const ZONE = 'binhai' as ZoneId;
export const MAJOR: AlarmRaise = { kind: 'major-incident', priority: 1, incident: INCIDENT, zone: ZONE };
export const BREACH: AlarmRaise = {
  kind: 'limit-breached',
  priority: 3,
  incident: INCIDENT,
  limit: 'handle-1',
  zone: ZONE,
};

export const person = (title: string): Viewer => ({
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

export type AlarmsUnderTest = ReturnType<typeof alarmsUnderTest>;

export function alarmsUnderTest(newDatabase: () => Promise<TestDatabase>) {
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

  return {
    ...{ raise, end, now, kinds, command, acknowledge, shelve, refusal, pass, deadlineRows, start, broken },
    get db() {
      return place.database.db;
    },
    get changeLog() {
      return changeLog;
    },
    get clock() {
      return clock;
    },
    get deadlines() {
      return deadlines;
    },
    get board() {
      return board;
    },
    get desk() {
      return desk;
    },
  };
}
