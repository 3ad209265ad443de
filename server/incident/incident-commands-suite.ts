/** What commands to incidents do through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { peopleUnderTest, type Who } from '../people-under-test.ts';
import { type Answer, aReport, until } from '../server-under-test.ts';
import { aCommand } from './incident-builders.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'dept', 'admin'] as const;
type Person = Who<(typeof PEOPLE)[number]>;
const MINUTE = 60_000;

export function incidentCommandsSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const clock = handClock(Date.now());
    const { server, as, headersOf, screenOf, commands } = peopleUnderTest(PEOPLE, { open, clock });
    const { send, read, ...given } = commands<IncidentRecord, IncidentEventName>(
      '/api/v1/incidents',
      'duty',
      (event, more, version) => aCommand(event, { issuedAt: clock.now(), ...more }, version),
    );
    /** A second after what was done before. */
    const must: typeof given.must = (...asked) => {
      clock.advance(1000);
      return given.must(...asked);
    };
    const report = async (more: object = {}) =>
      (await server.post(
        '/api/v1/incidents',
        aReport({ happenedAt: clock.now() - 5000, category: undefined, ...more }),
      )) as IncidentRecord;
    const historyOf = async (id: string, who: Person = 'duty') =>
      (await as(who, `/api/v1/incidents/${id}/history`)).body as Record<string, unknown>[];
    const row = (id: string) =>
      server.running.database.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const deadlinesOf = async (id: string) =>
      (await server.running.database.db.selectFrom('deadline').select('name').where('subject', '=', id).execute()).map(
        one => one.name,
      );
    /** A second at a time would take the ticker for ever; it looks once when the time has come. */
    const wait = async (ms: number) => {
      clock.advance(ms);
      clock.advance(1000);
      await server.running.pipeline.deadlines.settled();
    };
    const general = { grade: 'general', level: 4 };
    /** Accepted by the centre and handled by urban management. */
    const handled = async (more: object = {}) => {
      const accepted = await must('duty', await report(more), 'accept', general);
      return must('duty', accepted, 'dispatch');
    };
    const station = ({ community }: IncidentRecord) => ({ onBehalfOf: `community-station:${community}` });

    test('[I-14] [I-95] from the report to the closing, by those whose it is', async () => {
      const received = await report();
      expect((await read(received.id)).allowed).toContain('accept');
      const accepted = await must('duty', received, 'accept', general);
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
          ...Array.from({ length: 5 }, () => send('duty', record, 'accept', general)),
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
        ]).toMatchObject([
          409,
          { refusal: 'illegal-move', message: expect.stringMatching(/待受理.*恢复办理.*resume/) },
        ]);
        const english = await server.ask(path, {
          ...{ token: '', body: { ...command, event: 'resume', reason: 'x', commandId: randomUUID() } },
          headers: { ...headersOf('duty'), 'accept-language': 'en' },
        });
        expect(english.body).toMatchObject({ message: expect.stringContaining('is received') });
        expect((await read(record.id)).version).toBe(1);
      });

      test('[I-118] a refused part undoes the whole command', async () => {
        const accepted = await must('duty', await report(), 'accept', general);
        const answer = await send('duty', accepted, 'dispatch', { suggestion: 'no-such-list' });
        expect([answer.status, answer.body]).toMatchObject([400, { field: 'suggestion' }]);
        expect(await read(accepted.id)).toMatchObject({ state: 'accepted', version: 2 });
        expect(await historyOf(accepted.id)).toHaveLength(2);
      });
    });

    test('[I-50] a sample of roles over HTTP', async () => {
      const [own, other] = server.running.profile.zones;
      const placeIn = (zone: string | undefined) => {
        const grid = server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone);
        const [lon, lat] = grid!.properties.labelAt;
        return { lon, lat };
      };
      const record = await handled(placeIn(own));
      const foreign = await handled(placeIn(other));
      const asked = async (who: Person, on: IncidentRecord, event: IncidentEventName, more = {}) => {
        const { status, body } = await send(who, on, event, more);
        return status === 200 ? 200 : `${status} ${(body as { refusal: string }).refusal}`;
      };
      const integration = { token: await server.token('integration') };
      const until = { until: clock.now() + MINUTE };
      expect(await asked({ token: await server.token('wall') }, record, 'comment')).toBe('403 not-allowed');
      expect(await asked({ token: await server.token('device') }, record, 'comment')).toBe('403 not-allowed');
      expect(await asked('leader', record, 'acknowledge')).toBe('403 not-allowed');
      expect(await asked('dept', record, 'merge')).toBe('403 not-allowed');
      expect(await asked('duty', record, 'acknowledge')).toBe('403 not-this-organ');
      expect(await asked(integration, record, 'acknowledge')).toBe('403 not-this-organ');
      expect(await asked(integration, record, 'acknowledge', { onBehalfOf: 'urban-management' })).toBe(200);
      expect(await asked('chief1', foreign, 'supervise', until)).toBe('403 not-allowed');
      expect(await asked('chief1', await read(record.id), 'supervise', until)).toBe(200);
      expect((await read(record.id, 'chief1')).allowed).toContain('lift-supervision');
      expect((await read(record.id, 'leader')).allowed).toEqual(expect.arrayContaining(['void', 'lift-supervision']));
      const wall = { token: await server.token('wall') };
      expect(((await as(wall, `/api/v1/incidents/${record.id}`)).body as IncidentRecord).allowed).toEqual([]);
    });

    describe('clocks', () => {
      beforeAll(async () => {
        const rule = { grade: 'general', category: null, organ: null, channel: null, unit: 'minutes', target: null };
        for (const [step, amount] of [
          ['handle', 30],
          ['revisit', 60],
        ] as const) {
          const answer = await as('admin', '/api/v1/time-limits', {
            ...{ ...rule, step, amount, anchor: 'ordered', filingNumber: `备-${step}`, source: '测试' },
            validFrom: clock.now(),
          });
          if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
        }
        clock.advance(1000);
      });

      const alarmsOf = async (id: string) => {
        const { body } = await as('duty', '/api/v1/alarms?limit=500');
        return (body as { alarms: AlarmRecord[] }).alarms
          .filter(({ incident }) => incident === id)
          .map(({ kind, state, limit }) => `${kind} ${limit} ${state}`);
      };

      test('[I-74] [I-76] [I-77] begin, run out by the ticker, raise an alarm, and end', async () => {
        const record = await handled();
        expect(record.limits).toMatchObject([
          { id: 'handle-1', filingNumber: '备-handle', dueAt: clock.now() + 30 * MINUTE },
        ]);
        expect(await row(record.id)).toMatchObject({ due_at: clock.now() + 30 * MINUTE, late: 0 });
        expect(await deadlinesOf(record.id)).toEqual(['due:handle-1']);
        await wait(30 * MINUTE);
        const late = await read(record.id);
        expect(late).toMatchObject({ version: record.version + 1, limits: [{ breachedAt: record.limits[0]!.dueAt }] });
        expect(await row(record.id)).toMatchObject({ late: 1 });
        expect((await historyOf(record.id)).at(-1)).toMatchObject({
          event: 'limit-breached',
          by: 'system',
          actor: 'system',
        });
        expect(await alarmsOf(record.id)).toEqual(['limit-breached handle-1 raised']);
        expect(await deadlinesOf(record.id)).toEqual([]);
        const done = await must('dept', late, 'report-done');
        expect(done.limits).toMatchObject([
          { state: 'ended', breachedAt: record.limits[0]!.dueAt },
          { id: 'revisit-1' },
        ]);
        expect((await alarmsOf(record.id)).filter(alarm => !alarm.endsWith('cleared'))).toEqual([]);
        expect(await deadlinesOf(record.id)).toEqual(['due:revisit-1']);
      });

      test('[I-54] a hold stops them and ends by itself', async () => {
        const record = await handled();
        const asked = await must('dept', record, 'request-hold', { until: clock.now() + 20 * MINUTE });
        const held = await must('leader', asked, 'decide-request');
        expect([held.limits[0]?.state, await deadlinesOf(record.id)]).toEqual(['paused', ['hold']]);
        const stoodStill = held.heldUntil! - held.requests[0]!.decidedAt!;
        await wait(20 * MINUTE);
        expect(await read(record.id)).toMatchObject({
          ...{
            heldUntil: null,
            limits: [{ state: 'running', dueAt: record.limits[0]!.dueAt + stoodStill, breachedAt: null }],
          },
        });
        expect((await historyOf(record.id)).at(-1)).toMatchObject({ event: 'hold-ended', by: 'system' });
      });

      test('[I-93] a sudden event reported late is late at once, and level II is an alarm', async () => {
        const record = await report({ category: 'fire', happenedAt: clock.now() - 20 * MINUTE });
        expect(record.limits.map(({ step, breachedAt }) => [step, breachedAt !== null])).toEqual([
          ['first-report', true],
          ['phone-report', false],
          ['written-report', false],
        ]);
        expect((await alarmsOf(record.id)).sort()).toEqual([
          'limit-breached first-report-1 raised',
          'major-incident null raised',
        ]);
        await must('leader', record, 'void');
        expect((await alarmsOf(record.id)).filter(alarm => !alarm.endsWith('cleared'))).toEqual([]);
        expect(await deadlinesOf(record.id)).toEqual([]);
      });

      test('the list finds what is over, and what has least time left', async () => {
        const [first, second] = [await handled(), await handled({ text: '更急的一件' })];
        const ids = async (query: string, who: Person = 'duty') => {
          const { body } = await as(who, `/api/v1/incidents?limit=500&${query}`);
          return (body as { incidents: IncidentRecord[] }).incidents.map(({ id }) => id);
        };
        const asked = await must('dept', first, 'request-extension', { until: clock.now() + 60 * MINUTE });
        await must('leader', asked, 'decide-request');
        const urgent = await ids('sort=time-left&state=handling');
        expect(urgent.indexOf(second.id)).toBeLessThan(urgent.indexOf(first.id));
        const paged: string[] = [];
        for (let cursor: string | null = ''; cursor !== null; ) {
          const { body }: Answer = await as(
            'duty',
            `/api/v1/incidents?sort=time-left&limit=2${cursor && `&cursor=${cursor}`}`,
          );
          const page = body as { incidents: IncidentRecord[]; next: string | null };
          paged.push(...page.incidents.map(({ id }) => id));
          cursor = page.next;
        }
        expect(paged).toEqual(await ids('sort=time-left'));
        expect(new Set(paged).size).toBe(paged.length);
        await wait(30 * MINUTE);
        expect(await ids('overdue=true')).toContain(second.id);
        expect(await ids('overdue=true')).not.toContain(first.id);
        expect(await ids('overdue=false')).toContain(first.id);
        expect(await ids('state=handling,closed&organ=urban-management')).toEqual(
          expect.arrayContaining([first.id, second.id]),
        );
        expect(await ids('organ=labour-office')).toEqual([]);
        expect(await ids('grade=general&level=4')).toContain(first.id);
        expect(await ids(`q=${encodeURIComponent('更急')}`)).toEqual([second.id]);
        expect(await ids(`q=${first.id.slice(2).toLowerCase()}`)).toEqual([first.id]);
        expect(await ids('q=%25')).toEqual([]);
        const wall = { token: await server.token('wall') };
        expect(await ids(`q=${encodeURIComponent('更急')}`, wall)).toEqual([]);
        expect(await ids(`q=${first.id}`, wall)).toEqual([first.id]);
        for (const bad of ['state=open', 'state=', 'sort=oldest', 'overdue=yes', 'organ=X', 'grade=huge', 'q='])
          expect((await as('duty', `/api/v1/incidents?${bad}`)).status, bad).toBe(400);
        const newest = (await as('duty', '/api/v1/incidents?limit=1')).body as { next: string };
        expect((await as('duty', `/api/v1/incidents?sort=time-left&cursor=${newest.next}`)).status).toBe(400);
      });
    });

    test('[I-86] a merge and its undoing touch two incidents or none', async () => {
      const [into, doubled] = [await handled(), await handled()];
      const before = server.running.pipeline.changeLog.seq;
      const merged = await must('duty', doubled, 'merge', { into: into.id });
      expect(server.running.pipeline.changeLog.seq).toBe(before + 2);
      expect(await read(into.id)).toMatchObject({ version: into.version + 1, merged: [doubled.id] });
      expect((await historyOf(into.id)).at(-1)).toMatchObject({ event: 'merged-in', note: doubled.id });
      const back = await must('duty', merged, 'unmerge');
      expect(back).toMatchObject({ state: 'handling', mergedInto: null });
      expect(await read(into.id)).toMatchObject({ version: into.version + 2, merged: [] });
    });

    describe('screens', () => {
      test('[I-58] [I-59] each audience is told what it may do; walls see neither words nor buttons', async () => {
        const record = await handled();
        const [wall, dept, desk] = [
          await screenOf({ token: await server.token('wall') }),
          await screenOf('dept'),
          await screenOf('duty'),
        ];
        const inSnapshot = ({ snapshots }: typeof wall) =>
          snapshots[0]?.incidents.find(({ id }) => id === record.id)?.allowed;
        expect(inSnapshot(wall)).toEqual([]);
        expect(inSnapshot(dept)).toEqual((await read(record.id, 'dept')).allowed);
        expect(inSnapshot(desk)).toEqual(record.allowed);
        await must('dept', record, 'report-progress', { result: '联系人13812345678' });
        await until('the fact', () => [wall, dept, desk].every(screen => screen.facts().length > 0));
        const told = (screen: typeof wall) => screen.facts().find(fact => fact.kind === 'incident-changed');
        expect(told(wall)).toMatchObject({
          event: 'report-progress',
          by: '城管办',
          note: null,
          incident: { allowed: [] },
        });
        expect(told(dept)).toMatchObject({
          note: '联系人13812345678',
          incident: { allowed: inSnapshot(dept)!.filter(e => e !== 'acknowledge') },
        });
        expect(told(desk)).toMatchObject({ incident: { allowed: expect.arrayContaining(['add-organ']) } });
        const audit = await server.running.database.db
          .selectFrom('audit')
          .selectAll()
          .where('subject', '=', record.id)
          .execute();
        expect(JSON.stringify(audit)).toContain('138****5678');
        expect(JSON.stringify(audit)).not.toContain('13812345678');
        expect(JSON.stringify(await historyOf(record.id, { token: await server.token('wall') }))).not.toContain(
          '联系人',
        );
        for (const screen of [wall, dept, desk]) screen.close();
      });

      test('[I-48] a chief whose zone it leaves is told once more', async () => {
        const [own, other] = server.running.profile.zones;
        const placeIn = (zone: string | undefined) =>
          server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone)!.properties;
        const [lon, lat] = placeIn(own).labelAt;
        const record = await report({ lon, lat });
        const chief = await screenOf('chief1');
        const moved = await must('duty', record, 'correct-place', { grid: placeIn(other).code });
        await until('the fact', () => chief.facts().length > 0);
        expect(chief.facts()[0]).toMatchObject({ kind: 'incident-changed', incident: { zone: other } });
        await must('duty', moved, 'comment');
        await until('the next', () => chief.facts().length > 1);
        expect(chief.facts()[1]?.kind).toBe('withheld');
        chief.close();
      });
    });

    test('[I-146] [P-57] a unit that was sent is seen at the scene once, also after a restart; to arrive is for a person', async () => {
      await as('admin', '/api/v1/units', { id: 'walker', callSign: '巡05', unitClass: 'patrol-person' });
      await as('admin', '/api/v1/units/walker/duty', { onDuty: true });
      const sent = await must('duty', await handled(), 'send-unit', { unit: 'walker' });
      const { lon, lat } = sent;
      /** What is stored waits for the clock, and so does its answer. Out: the time of the fix. */
      const fix = async (northM: number) => {
        clock.advance(30_000);
        const time = clock.now();
        let isStored = false;
        const at = { unit: 'walker', lon, lat: lat + northM / 111_195, time, accuracyM: 5 };
        const sending = server.post('/api/v1/positions', at).finally(() => {
          isStored = true;
        });
        await until('it is stored', () => {
          clock.advance(100);
          return isStored;
        });
        await sending;
        clock.advance(1000);
        return time;
      };
      const sightings = async () => (await historyOf(sent.id)).filter(({ event }) => event === 'unit-seen');
      await fix(80);
      const seenAt = await fix(30);
      await vi.waitFor(async () => expect(await sightings()).toMatchObject([{ by: 'system', note: '巡05' }]));
      expect(await read(sent.id)).toMatchObject({ state: 'handling', tasks: [{ seenAt, arrivedAt: null }] });
      await fix(0);
      await server.restart();
      await fix(10);
      await server.restart();
      expect(await sightings()).toHaveLength(1);
      expect((await must('dept', await read(sent.id), 'arrive')).tasks).toMatchObject([{ seenAt }]);
    });

    test('a restart loses no clock and no state', async () => {
      const record = await handled();
      const dueAt = record.limits[0]!.dueAt;
      await server.restart();
      expect(await read(record.id)).toMatchObject({ state: 'handling', version: record.version });
      await wait(dueAt - clock.now());
      expect(await read(record.id)).toMatchObject({ limits: [{ breachedAt: dueAt }] });
    });
  });
}
