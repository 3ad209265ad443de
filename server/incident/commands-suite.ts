/** Commands to incidents: from the report to the closing, and the order of the questions that each is asked. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aCommand } from './incident-builders.ts';
import { GENERAL, type IncidentsUnderTest, MINUTE } from './incidents-under-test.ts';

export function commandsSuite({
  headersOf,
  server,
  clock,
  as,
  report,
  send,
  must,
  read,
  historyOf,
  row,
  handled,
  station,
}: IncidentsUnderTest): void {
  test('[I-14] [I-95] from the report to the closing, by those whose it is', async () => {
    const received = await report();
    expect((await read(received.id)).allowed).toContain('accept');
    const accepted = await must('duty', received, 'accept', GENERAL);
    const out = await must('duty', accepted, 'dispatch');
    expect(out.allowed).toEqual(expect.arrayContaining(['acknowledge', 'report-done', 'comment']));
    expect((await read(out.id, 'dept')).allowed).toEqual(expect.arrayContaining(['acknowledge', 'report-done']));
    const known = await must('dept', out, 'acknowledge');
    const done = await must('duty', known, 'report-done', { onBehalfOf: 'urban-management' });
    expect(await row(done.id)).toMatchObject({
      ...{ state: 'revisit-due', lead_organ: 'urban-management', accepted_by: 'control-centre', version: 5 },
    });
    clock.advance(MINUTE);
    const good = await must('duty', done, 'revisit-good', station(done));
    const closed = await must('dept', good, 'evaluate-close');
    expect(closed).toMatchObject({ state: 'closed', closedAt: clock.now(), version: 7 });
    expect(closed.allowed).toEqual([]);

    const history = await historyOf(closed.id);
    expect(history.map(({ event, by, onBehalfOf, from, to }) => [event, by, onBehalfOf, from, to])).toEqual([
      [null, null, null, null, 'received'],
      ['accept', '值班员', null, 'received', 'accepted'],
      ['dispatch', '值班员', null, 'accepted', 'handling'],
      ['acknowledge', '城管办', null, 'handling', 'handling'],
      ['report-done', '值班员', 'urban-management', 'handling', 'revisit-due'],
      ['revisit-good', '值班员', station(done).onBehalfOf, 'revisit-due', 'pending-evaluation'],
      ['evaluate-close', '城管办', null, 'pending-evaluation', 'closed'],
    ]);
    expect(history.at(-1)).toMatchObject({ note: '满意：处置及时', actor: 'dept' });
    const { db } = server.running.database;
    const stages = await db.selectFrom('incident_stage').selectAll().where('incident', '=', closed.id).execute();
    expect(
      stages
        .sort((a, b) => a.entered_at - b.entered_at)
        .map(({ state, organ, entered_at, left_at }) => [state, organ, left_at && left_at - entered_at]),
    ).toEqual([
      ['received', null, 1000],
      ['accepted', 'control-centre', 1000],
      ['handling', 'urban-management', 2000],
      ['revisit-due', 'urban-management', MINUTE + 1000],
      ['pending-evaluation', 'urban-management', 1000],
      ['closed', 'urban-management', null],
    ]);
    const audit = await db.selectFrom('audit').select('action').where('subject', '=', closed.id).execute();
    expect(audit.filter(({ action }) => action === 'incident-changed')).toHaveLength(6);
  });

  describe('[I-57] the order of questions', () => {
    test('a stale version is refused with the record as this viewer may see it', async () => {
      const record = await handled({ reporter: { name: '李四', phone: '13800000000' }, text: '电话 13812345678' });
      await must('dept', record, 'acknowledge');
      const answer = await send('dept', record, 'arrive');
      expect([answer.status, answer.body]).toMatchObject([
        409,
        { refusal: 'version-conflict', field: 'expectedVersion', current: { id: record.id, version: 4 } },
      ]);
      expect(JSON.stringify(answer.body)).not.toContain('李四');
      const desk = await send('duty', record, 'comment');
      expect(desk.body).toMatchObject({
        current: { reporter: { name: '李四' }, allowed: expect.arrayContaining(['comment']) },
      });
    });

    test('the id of a command for one incident is no answer for another', async () => {
      const [one, other] = [await handled(), await handled({ reporter: { name: '李四' } })];
      const command = aCommand('comment', { issuedAt: clock.now() }, one.version);
      expect((await as('duty', `/api/v1/incidents/${one.id}/events`, command)).status).toBe(200);
      const again = await as('duty', `/api/v1/incidents/${other.id}/events`, command);
      expect([again.status, again.body]).toMatchObject([400, { refusal: 'bad-input', field: 'commandId' }]);
    });

    test('a repeated command gets the first answer, however late, and changes nothing', async () => {
      const record = await handled({ reporter: { name: '李四' } });
      const command = aCommand('acknowledge', { issuedAt: clock.now() }, record.version);
      const path = `/api/v1/incidents/${record.id}/events`;
      const first = await as('dept', path, command);
      const seq = server.running.pipeline.changeLog.seq;
      clock.advance(40_000);
      const again = await as('dept', path, command);
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(again.body).toEqual(first.body);
      expect(server.running.pipeline.changeLog.seq).toBe(seq);
      const receipts = await server.running.database.db.selectFrom('command_receipt').select('answer').execute();
      expect(
        receipts.filter(({ answer }) => answer.includes(`${record.id}`) && answer.includes('handling')).length,
      ).toBe(2);
      expect(receipts.filter(({ answer }) => answer.includes('handling') && answer.includes('李四'))).toEqual([]);
    });

    test('a command older than 30 s is refused, and so is one from the future', async () => {
      const record = await handled();
      const at = (issuedAt: number) => send('dept', record, 'acknowledge', { issuedAt });
      expect([(await at(clock.now() - 30_001)).status, (await at(clock.now() - 30_001)).body]).toMatchObject([
        409,
        { refusal: 'command-expired' },
      ]);
      expect((await at(clock.now() + 61_000)).body).toMatchObject({ refusal: 'future-time' });
      expect((await at(clock.now() - 29_999)).status).toBe(200);
    });

    test('of two commands at the same version one wins', async () => {
      const record = await report();
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => send('duty', record, 'accept', GENERAL)),
        send('admin', record, 'reject'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
      for (const { status, body } of answers)
        if (status === 409) expect(body).toMatchObject({ refusal: 'version-conflict', current: { version: 2 } });
      expect(await historyOf(record.id)).toHaveLength(2);
    });

    test('bad input is named, an unknown number not found, an illegal move a conflict', async () => {
      const record = await report();
      const path = `/api/v1/incidents/${record.id}/events`;
      const command = { ...aCommand('accept', { issuedAt: clock.now() }) };
      const bad = (more: object) => as('duty', path, { ...command, commandId: randomUUID(), ...more });
      expect((await bad({ event: 'explode' })).body).toMatchObject({ refusal: 'bad-input', field: 'event' });
      expect((await bad({ colour: 'red' })).body).toMatchObject({ refusal: 'bad-input', field: 'colour' });
      expect((await bad({ expectedVersion: 0 })).status).toBe(400);
      expect((await bad({ category: 'nonsense' })).body).toMatchObject({ refusal: 'unknown-category' });
      expect((await bad({ onBehalfOf: 'nobody' })).body).toMatchObject({
        refusal: 'unknown-organ',
        field: 'onBehalfOf',
      });
      expect((await send('duty', { ...record, id: 'XA19000101-0001' as never }, 'accept')).status).toBe(404);
      expect([
        (await send('duty', record, 'resume')).status,
        (await send('duty', record, 'resume')).body,
      ]).toMatchObject([409, { refusal: 'illegal-move', message: expect.stringMatching(/待受理.*恢复办理.*resume/) }]);
      const english = await server.ask(path, {
        ...{ token: '', body: { ...command, event: 'resume', reason: 'x', commandId: randomUUID() } },
        headers: { ...headersOf('duty'), 'accept-language': 'en' },
      });
      expect(english.body).toMatchObject({ message: expect.stringContaining('is received') });
      expect((await read(record.id)).version).toBe(1);
    });

    test('[I-118] a refused part undoes the whole command', async () => {
      const accepted = await must('duty', await report(), 'accept', GENERAL);
      const answer = await send('duty', accepted, 'dispatch', { suggestion: 'no-such-list' });
      expect([answer.status, answer.body]).toMatchObject([400, { field: 'suggestion' }]);
      expect(await read(accepted.id)).toMatchObject({ state: 'accepted', version: 2 });
      expect(await historyOf(accepted.id)).toHaveLength(2);
    });
  });
}
