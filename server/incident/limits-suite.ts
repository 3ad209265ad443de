/** Clocks of incidents: how they begin, run out and stop, what the list makes of them, and that a restart loses none. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { type Answer, until } from '../server-under-test.ts';
import { type IncidentsUnderTest, MINUTE, type Person } from './incidents-under-test.ts';

export function limitsSuite({
  server,
  clock,
  as,
  report,
  must,
  read,
  historyOf,
  row,
  deadlinesOf,
  wait,
  handled,
}: IncidentsUnderTest): void {
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
      expect(done.limits).toMatchObject([{ state: 'ended', breachedAt: record.limits[0]!.dueAt }, { id: 'revisit-1' }]);
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
}
