/** What people do to an alarm: acknowledge, shelve and clear; and what the end of its cause does. */
import { expect, test } from 'vitest';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { UnitId } from '../contract/ids.ts';
import { Refused } from '../http/refused.ts';
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

export function answeringSuite(alarms: AlarmsUnderTest): void {
  const { raise, end, now, kinds, command, acknowledge, shelve, refusal, pass } = alarms;
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
    alarms.clock.advance(30 * SECOND + 1);
    expect(await acknowledge(alarm, '值班员', asked)).toEqual(first);
    const late = { ...asked, commandId: crypto.randomUUID() };
    expect(await refusal(acknowledge(alarm, '值班员', late))).toMatchObject({ refusal: 'command-expired' });
    const ahead = { ...command(), issuedAt: alarms.clock.now() + 61 * SECOND };
    expect(await refusal(acknowledge(alarm, '值班员', ahead))).toMatchObject({ refusal: 'future-time' });
    const nobody = { ...alarm, id: 'A1' as AlarmRecord['id'] };
    expect(await refusal(acknowledge(nobody))).toMatchObject({ refusal: 'not-found' });
  });

  test('[A-4] a shelved alarm comes back by itself, and its clocks start anew', async () => {
    const alarm = await raise(MAJOR);
    await pass(61 * SECOND);
    const shelved = await shelve(alarm, 10);
    expect(shelved).toMatchObject({ state: 'shelved', shelveReason: '已电话核实', shelvedBy: '值班员' });
    expect(shelved.shelvedUntil).toBe(alarms.clock.now() + 10 * MINUTE);
    await pass(10 * MINUTE - SECOND);
    expect(await now(alarm)).toEqual(shelved);
    await pass(SECOND);
    expect(await now(alarm)).toMatchObject({ state: 'raised', escalation: 0, shelvedUntil: alarms.clock.now() });
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
      alarms.desk.clear(alarm.id, { ...command(), reason: '已支援' }, person('值班员'), alarms.clock.now());
    expect(await clear(help)).toMatchObject({ state: 'cleared', clearedAt: START });
    expect(await refusal(clear(breach))).toMatchObject({ refusal: 'illegal-move' });
    const row = await alarms.db.selectFrom('alarm').selectAll().where('id', '=', help.id).executeTakeFirst();
    expect(row).toMatchObject({ cleared_by: '值班员', clear_reason: '已支援', open_key: null });
  });
}
