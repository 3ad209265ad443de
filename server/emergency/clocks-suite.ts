/** What an emergency owes by when: versions, the ticker, alarms, and the figures of it. */
import { expect, test } from 'vitest';
import type { EmergencyReporting } from '../contract/emergency-reporting.ts';
import { type EmergenciesUnderTest, MINUTE } from './emergencies-under-test.ts';

export function clocksSuite({
  server,
  clock,
  as,

  send,
  must,
  read,
  declare,
  timeline,
  alarmsOf,
}: EmergenciesUnderTest): void {
  test('[EM-5] an older version is told the newest; what is only written down needs none; a refused one leaves nothing', async () => {
    const record = await declare();
    await must('duty', record, 'judge', { nature: 'accident', level: 3 });
    const stale = await send('leader', record, 'judge', { nature: 'accident', level: 2 });
    expect(stale).toMatchObject({ status: 409, body: { refusal: 'version-conflict', current: { version: 2 } } });
    expect((await send('leader', record, 'note', { text: '交警到场' })).status).toBe(200);
    const before = await timeline(record.id);
    expect((await send('duty', await read(record.id), 'expand', { partners: '福永', reason: '蔓延' })).status).toBe(
      409,
    );
    expect(await timeline(record.id)).toEqual(before);
  });

  test('[EM-22] [EM-23] the ticker warns, marks late and ends the alarm with the record', async () => {
    const record = await declare();
    expect(await alarmsOf(record.id)).toEqual([]);
    clock.advance(5 * MINUTE);
    await server.running.pipeline.deadlines.settled();
    expect(await read(record.id)).toMatchObject({ version: 2, clocks: [{ warnedAt: clock.now() }, {}, {}] });
    expect(await alarmsOf(record.id)).toEqual(['first-report-1 raised 2']);
    clock.advance(10 * MINUTE);
    await server.running.pipeline.deadlines.settled();
    expect((await read(record.id)).clocks[0]?.lateSince).toBe(clock.now());
    expect(await alarmsOf(record.id)).toEqual(['first-report-1 raised 1']);
    const told = {
      means: 'phone',
      clocks: ['first-report-1'],
      sender: '值班员',
      recipient: '综合执法队',
      sentAt: clock.now(),
    };
    await must('duty', await read(record.id), 'record-report', told);
    expect(await alarmsOf(record.id)).toEqual(['first-report-1 cleared 1']);
    const old = await declare('duty', { happenedAt: clock.now() - 90 * MINUTE });
    expect((await alarmsOf(old.id)).sort()).toEqual([
      ...['first-report-1 raised 2', 'phone-report-1 raised 2', 'written-report-1 raised 2'],
    ]);
  });

  test('[EM-29] K12 counts what is late and not made yet; dismissed ones do not count', async () => {
    const from = clock.now() - 400 * MINUTE;
    const to = from + MINUTE;
    const told = { means: 'phone', sender: '值班员', recipient: '带班领导', sentAt: from + 5 * MINUTE };
    const one = await declare('duty', { happenedAt: from });
    await must('duty', one, 'record-report', { ...told, clocks: ['first-report-1'] });
    await must('leader', await declare('duty', { happenedAt: from }), 'dismiss', { reason: '误报' });
    const figures = await as('leader', `/api/v1/emergency-reporting?from=${from}&to=${to}`);
    expect(figures.body).toEqual({
      ...{ from, to, emergencies: 1 },
      steps: [
        { step: 'first-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 1 },
        { step: 'phone-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 0 },
        { step: 'written-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 0 },
        { step: 'follow-up', inTime: 0, late: 0, notYetDue: 0, writtenDownLate: 0 },
      ],
    });
    const fresh = await declare('duty', { happenedAt: clock.now() });
    await must('duty', fresh, 'record-report', { ...told, clocks: ['phone-report-1'], sentAt: clock.now() });
    const now = `from=${fresh.happenedAt}&to=${fresh.happenedAt}&`;
    const { steps } = (await as('leader', `/api/v1/emergency-reporting?${now}`)).body as EmergencyReporting;
    expect(steps[1]).toMatchObject({ inTime: 1, late: 0 });
  });
}
