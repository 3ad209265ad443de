/** When an alarm is one, when it is another, and how it is carried on while nobody answers it. */
import { expect, test } from 'vitest';
import type { UnitId } from '../contract/ids.ts';
import { readOpenAlarms } from './alarm-repository.ts';
import {
  type AlarmsUnderTest,
  BREACH,
  INCIDENT,
  MAJOR,
  MINUTE,
  person,
  SECOND,
  START,
  ZONE,
} from './alarms-under-test.ts';
import { alarmFigures } from './flood.ts';

export function raisingSuite(alarms: AlarmsUnderTest): void {
  const { raise, end, now, kinds, command, acknowledge, pass, deadlineRows, start } = alarms;
  test('[A-1] the same cause twice is one alarm, one fact; another limit is another alarm', async () => {
    const first = await raise(BREACH);
    expect(first).toMatchObject({ id: 'A20261122-0001', state: 'raised', version: 1, escalation: 0 });
    expect(await raise(BREACH)).toEqual(first);
    await raise({ ...BREACH, limit: 'revisit-1' });
    expect(kinds()).toEqual(['alarm-raised', 'alarm-raised']);
    expect(await readOpenAlarms(alarms.db)).toHaveLength(2);
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
    await alarms.desk.clear(help.id, { ...command(), reason: '误触' }, person('值班员'), alarms.clock.now());
    expect(await deadlineRows()).toEqual([]);
    await pass(10 * MINUTE);
    expect([(await now(alarm)).escalation, (await now(help)).escalation]).toEqual([0, 0]);
  });

  test('[A-8] what became due while no server ran is carried on at the start', async () => {
    const alarm = await raise(MAJOR);
    await alarms.deadlines.stop();
    alarms.clock.advance(10 * MINUTE);
    start();
    await pass(SECOND);
    await pass(SECOND);
    expect((await now(alarm)).escalation).toBe(2);
  });

  test('[A-16] the figures count what is unanswered and what came in ten minutes, and say when it is a flood', async () => {
    const figures = (minutes: number) => alarmFigures(alarms.db, START + minutes * MINUTE);
    expect(await figures(0)).toEqual({ unacknowledged: 0, inTenMinutes: 0, flood: false });
    const raised = [];
    for (let i = 0; i < 11; i++) raised.push(await raise({ ...BREACH, limit: `handle-${i}` }));
    await acknowledge(raised[0]!);
    expect(await figures(0)).toEqual({ unacknowledged: 10, inTenMinutes: 11, flood: true });
    alarms.clock.advance(6 * MINUTE);
    for (let i = 0; i < 5; i++) await raise({ ...BREACH, limit: `revisit-${i}` });
    expect(await figures(11)).toEqual({ unacknowledged: 15, inTenMinutes: 5, flood: true });
    expect(await figures(16)).toEqual({ unacknowledged: 15, inTenMinutes: 0, flood: false });
  });

  test('a work that fails leaves no alarm, no number and no deadline', async () => {
    const failing = alarms.changeLog.commit(async (tx, log) => {
      await alarms.board.raise(tx, log, MAJOR, alarms.clock.now());
      throw new Error('later step');
    });
    await expect(failing).rejects.toThrow('later step');
    expect([await readOpenAlarms(alarms.db), await deadlineRows()]).toEqual([[], []]);
    expect((await raise(MAJOR)).id).toBe('A20261122-0001');
  });
}
