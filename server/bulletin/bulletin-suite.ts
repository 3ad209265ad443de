/** Bulletins through the whole server, whatever the database is called: run by the sqlite and the pg test. Ids are rules of SPEC.md. */
import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { Bulletin, BulletinMonths } from '../contract/bulletin.ts';
import type { BulletinEventName } from '../contract/bulletin-event.ts';
import type { PointHistory, RegisteredPoint } from '../contract/scoring-point.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { type Answer, until } from '../server-under-test.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'dept', 'dept2', 'dept3', 'field', 'admin'] as const;
type Account = (typeof PEOPLE)[number];
/** 3 November 2026 in Shenzhen. */
const START = Date.parse('2026-11-03T10:00:00+08:00');

export function bulletinSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const clock = handClock(START);
    const { server, as, told, headersOf, screenOf, commands } = peopleUnderTest(PEOPLE, { open, clock });
    const { send, must, read } = commands<Bulletin, BulletinEventName>('/api/v1/bulletins', 'dept');
    /** Two of the community whose station is `dept3`, one of another. */
    let own: RegisteredPoint[];
    let foreign: RegisteredPoint;

    beforeAll(async () => {
      const register = (await told('admin', '/api/v1/sanitation-points/register')) as RegisteredPoint[];
      const first = register[0]!.community;
      own = register.filter(({ community }) => community === first).slice(0, 2);
      foreign = register.find(({ community }) => community !== first)!;
      for (const round of ['2026-08', '2026-09', '2026-10']) await assess(round, [...own, foreign]);
      for (const point of [...own, foreign]) await deduct('2026-09', point);
      for (const point of [own[0]!, foreign]) await deduct('2026-10', point);
    });

    let numbers = 0;
    const deduct = (round: string, { code }: RegisteredPoint, more: object = {}) =>
      told('admin', '/api/v1/sanitation-points/deductions', {
        ...{
          number: `D-${++numbers}`,
          point: code,
          round,
          at: clock.now() - 1000,
          item: '暴露垃圾',
          score: 2,
          ...more,
        },
      });
    const assess = (round: string, points: readonly RegisteredPoint[]) =>
      told('admin', '/api/v1/sanitation-points/assessments', { round, points: points.map(({ code }) => code) });
    const draft = async (month: string, more: object = {}, account: Account = 'dept') =>
      (await told(account, '/api/v1/bulletins', { month, ...more })) as Bulletin;
    const months = async (account: Account) => (await told(account, '/api/v1/bulletins')) as BulletinMonths;
    const standing = async (month: string) => (await months('dept')).months.find(one => one.month === month)?.standing;
    const stateOf = async (code: string) =>
      ((await told('admin', `/api/v1/sanitation-points/${code}`)) as PointHistory).point.state;
    const refused = async (answer: Promise<Answer>) => ((await answer).body as { refusal: string }).refusal;
    let october: Bulletin;

    test('[BU-1] [BU-3] [BU-13] the office drafts one a month, with figures of now; others neither draft nor see it', async () => {
      expect(await standing('2026-10'), 'nobody asked for bulletins before').toBe('due');
      october = await draft('2026-10');
      expect(october).toMatchObject({
        ...{ id: 'XA-TB202610-01', round: '2026-10', state: 'draft', frozenAt: null, counts: null },
        ...{
          allowed: ['issue', 'withdraw'],
          figures: { deducted: 2, repeat: 2, assessed: 3, repeatRate: { numerator: 2, denominator: 2 } },
        },
      });
      expect(october.points.map(({ code, kind, no }) => [code, kind, no])).toEqual([
        [own[0]!.code, 'repeat', 1],
        [foreign.code, 'repeat', 2],
      ]);
      expect(october.points[0]!.deductions.map(({ round, repeat }) => [round, repeat])).toEqual([
        ['2026-09', false],
        ['2026-10', true],
      ]);
      expect(await refused(as('dept', '/api/v1/bulletins', { month: '2026-10' }))).toBe('already-exists');
      expect(await refused(as('dept', '/api/v1/bulletins', { month: '2026-12' }))).toBe('future-time');
      expect(await refused(as('dept2', '/api/v1/bulletins', { month: '2026-09' }))).toBe('not-this-organ');
      expect(await refused(as('duty', '/api/v1/bulletins', { month: '2026-09' }))).toBe('not-allowed');
      expect((await months('duty')).months.flatMap(({ bulletins }) => bulletins)).toEqual([]);
      expect(await refused(as('dept3', `/api/v1/bulletins/${october.id}`))).toBe('not-found');
      expect(await refused(as('dept', `/api/v1/bulletins/${october.id}/bulletin.docx`)), '[BU-15]').toBe(
        'illegal-move',
      );
    });

    test('[BU-2] [BU-4] [BU-5] [BU-6] issued, sent back, issued, signed by another person: then its points are 已通报', async () => {
      october = await must('leader', october, 'issue');
      expect(october).toMatchObject({
        state: 'issued',
        issued: { by: '领导（leader）' },
        hasMap: true,
        counts: { repeat: 2, communities: 2 },
      });
      expect(await refused(send('leader', october, 'sign')), 'the same person').toBe('not-allowed');
      expect(october.allowed).not.toContain('sign');
      expect(await refused(send('dept', october, 'sign')), 'the office').toBe('not-allowed');
      expect(await stateOf(own[0]!.code)).toBe('repeat');
      october = await must('leader', october, 'return', { reason: '数字有误' });
      expect(october).toMatchObject({ state: 'draft', returned: { reason: '数字有误' }, issued: null, counts: null });

      const again = await must('dept', october, 'issue');
      expect(await refused(send('leader', october, 'sign')), '[BU-18] an old version').toBe('version-conflict');
      const frozen = again.points;
      const commandId = randomUUID();
      october = await must('leader', again, 'sign', { commandId });
      expect(await must('leader', again, 'sign', { commandId }), '[BU-18] the same command').toEqual(october);
      expect(october).toMatchObject({ state: 'signed', signed: { by: '领导（leader）' }, points: frozen });
      expect(await stateOf(own[0]!.code)).toBe('bulletined');
      expect(await refused(send('dept', october, 'withdraw', { reason: 'x' }))).toBe('illegal-move');
      expect((await read(october.id, 'duty')).points).toHaveLength(2);
      expect(await standing('2026-10')).toBe('done');
    });

    test('[BU-17] the station of a community answers, the desk writes down for one; nobody else', async () => {
      const answer = { measures: '增设保洁员，每日巡查两次', dueDay: '2026-11-20' };
      const [mine, theirs] = [own[0]!.community, foreign.community];
      expect(await refused(send('dept3', october, 'answer', { community: theirs, ...answer }))).toBe('not-this-organ');
      expect(await refused(send('dept', october, 'answer', { community: mine, ...answer }))).toBe('not-this-organ');
      expect(await refused(send('chief1', october, 'answer', { community: mine, ...answer }))).toBe('not-allowed');
      await must('dept3', october, 'answer', { community: mine, ...answer });
      const station = `community-station:${theirs}`;
      // Of an old version: what others answered meanwhile is not in its way.
      october = await must('duty', october, 'answer', { community: theirs, ...answer, onBehalfOf: station });
      const answers = october.communities.flatMap(one => one.answers.map(a => [one.community, a.by, a.onBehalf]));
      expect(answers).toEqual([
        [mine, expect.stringContaining('（dept3）'), false],
        [theirs, '值班员（duty）', true],
      ]);
      october = await must('dept3', october, 'answer', { community: mine, ...answer, measures: '改为每日三次' });
      expect(october.communities.find(({ community }) => community === mine)!.answers.map(a => a.measures)).toEqual([
        '改为每日三次',
        answer.measures,
      ]);
      expect(october.counts).toMatchObject({ communities: 2, answered: 2 });
      const none = (await read(october.id, 'dept')).communities.find(({ organ }) => organ === null)!;
      expect(await refused(send('duty', october, 'answer', { community: none.community, ...answer }))).toBe(
        'not-found',
      );
    });

    test('[BU-6] [BU-7] [BU-14] what comes later changes no figure; a point leaves by a clean round and stays on the list until then', async () => {
      const before = await read(october.id, 'dept');
      await assess('2026-11', [foreign]);
      await deduct('2026-10', own[1]!);
      const after = await read(october.id, 'dept');
      expect({ ...after, points: after.points.map(point => ({ ...point, cleared: null })), counts: null }).toEqual({
        ...{ ...before, counts: null },
      });
      expect(after.points.map(({ cleared }) => cleared)).toEqual([null, '2026-11']);
      expect(after.counts).toMatchObject({ cleared: 1 });
      const november = await draft('2026-11');
      // Not assessed in November, so it is not clean; of the other one October now says that it was deducted again.
      expect(november.points.map(({ code, kind, namedFor }) => [code, kind, namedFor])).toEqual([
        [own[0]!.code, 'carried', '2026-10'],
        [own[1]!.code, 'repeat', '2026-11'],
      ]);
      expect(november).toMatchObject({ isRunning: true, figures: { carried: 1 } });
      await must('dept', november, 'withdraw', { reason: '月份未结束' });
    });

    test('[BU-9] a correction is a new version; signed, it takes the place of the old one and of its names', async () => {
      expect(await refused(as('dept', '/api/v1/bulletins', { month: '2026-10', replaces: october.id }))).toBe(
        'bad-input',
      );
      const why = { replaces: october.id, correction: '漏列一个测评点' };
      let corrected = await draft('2026-10', why);
      expect(corrected.points).toHaveLength(3);
      corrected = await must('dept', corrected, 'issue');
      expect((await read(october.id, 'duty')).state, 'until it is signed the old one holds').toBe('signed');
      corrected = await must('leader', corrected, 'sign');
      const old = await read(october.id, 'duty');
      expect(old).toMatchObject({ state: 'replaced', replacedBy: corrected.id, figures: october.figures });
      expect(old.points.map(({ code }) => code)).toEqual(october.points.map(({ code }) => code));
      const history = (await told('admin', `/api/v1/sanitation-points/${own[0]!.code}`)) as PointHistory;
      expect(history.bulletins.map(({ bulletin }) => bulletin)).toEqual([corrected.id]);
      expect(await stateOf(own[1]!.code)).toBe('bulletined');
      expect(
        await refused(
          send('dept3', old, 'answer', { community: own[0]!.community, measures: 'x', dueDay: '2026-12-01' }),
        ),
      ).toBe('illegal-move');
      october = corrected;
    });

    test('[BU-5] what is no repeat any more cannot be signed', async () => {
      let september = await draft('2026-09');
      expect(september.points).toEqual([]);
      september = await must('dept', september, 'issue');
      await server.running.database.db
        .insertInto('bulletin_point')
        .values({
          ...{ bulletin: september.id, no: 1, point: own[0]!.code, kind: 'repeat', named_for: '2026-09' },
          frozen: JSON.stringify({ ...october.points[0], namedFor: '2026-09' }),
        })
        .execute();
      expect(await refused(send('leader', september, 'sign'))).toBe('illegal-move');
      expect((await read(september.id, 'dept')).state).toBe('issued');
      await must('dept', september, 'withdraw', { reason: '重复点已更正' });
    });

    test('[BU-15] [BU-16] DOCX and XLSX hold the frozen figures, the map, who issued and who signed; both are audited', async () => {
      const file = async (kind: string) => {
        const { id } = october;
        const headers = headersOf('duty');
        const answer = await fetch(`${server.url}/api/v1/bulletins/${id}/bulletin.${kind}`, { headers });
        expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent(`环卫测评重复扣分通报${id}`));
        return Buffer.from(await answer.arrayBuffer());
      };
      const { value: html } = await mammoth.convertToHtml({ buffer: await file('docx') });
      for (const said of [
        '关于2026年10月环卫指数测评点重复扣分情况的通报',
        `（更正 XA-TB202610-01：漏列一个测评点）`,
        own[0]!.name,
        own[1]!.code,
        '尚未反馈',
        '领导（leader）',
        '（dept）',
        '<img ',
      ])
        expect(html).toContain(said);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load((await file('xlsx')) as never);
      const codes = workbook.worksheets[0]!.getColumn(5).values.slice(2);
      expect(codes).toEqual(october.points.flatMap(({ code, deductions }) => deductions.map(() => code)));
      const { db } = server.running.database;
      const rows = await db
        .selectFrom('audit')
        .select('action')
        .where('action', 'in', ['document-exported', 'table-exported'])
        .execute();
      expect(rows.map(({ action }) => action).sort()).toEqual(['document-exported', 'table-exported']);
    }, 60_000);

    test('[BU-8] the map is drawn once and kept', async () => {
      const { db } = server.running.database;
      const kept = async () =>
        Buffer.from(
          (await db.selectFrom('bulletin').select('map').where('id', '=', october.id).executeTakeFirstOrThrow()).map!,
        );
      const first = await kept();
      expect(first.subarray(1, 4).toString()).toBe('PNG');
      const answer = await as('dept3', `/api/v1/bulletins/${october.id}/map.png`);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect((await kept()).equals(first)).toBe(true);
    });

    test('[BU-10] [BU-11] [BU-12] months say how they stand, and how many were kept', async () => {
      expect(await standing('2026-11')).toBe('running');
      expect(await standing('2026-08'), 'before the first one').toBe('before');
      expect(await standing('2026-09'), 'drafted here').toBe('overdue');
      expect(await months('dept')).toMatchObject({ dueDayOfMonth: null, kept: { numerator: 1, denominator: 2 } });
    });

    test('[BU-19] [BU-13] screens are told that it changed and nothing more; walls read none', async () => {
      const wall = await server.token('wall');
      expect((await server.ask('/api/v1/bulletins', { token: wall })).status).toBe(403);
      const screen = await screenOf({ token: wall });
      const { id } = await draft('2026-08');
      await until('the fact is there', () => screen.facts().some(({ kind }) => kind === 'bulletin-changed'));
      const fact = screen.facts().find(({ kind }) => kind === 'bulletin-changed');
      expect(fact).toEqual({
        ...{ seq: expect.any(Number), at: START, kind: 'bulletin-changed', bulletin: id },
        ...{ month: '2026-08', state: 'draft', event: 'drafted' },
      });
      screen.close();
    });
  });
}
