/** Filing, superseding and withdrawing limits over HTTP, on every database: rules [D-12] to [D-17]. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAudit } from '../access/audit.ts';
import type { TestDatabase } from '../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../access/test-server.ts';
import type { OrganId } from '../contract/ids.ts';
import type { LimitFiling, LimitRow } from '../contract/incident-limit.ts';
import { localDays } from '../profile/local-day.ts';
import { ChangeLog } from '../store/change-log.ts';
import { LimitTable } from './limit-table.ts';
import { limitRoutes } from './routes.ts';

const PATH = '/api/v1/time-limits';
const DAY_MS = 86_400_000;
const MATTER = { grade: 'general', category: 'street-vending', organ: 'urban-management', channel: 'petition' };

function aFiling(more: Partial<LimitFiling> = {}): LimitFiling {
  return {
    step: 'handle',
    grade: 'general',
    category: null,
    organ: 'urban-management',
    channel: null,
    unit: 'working-days',
    amount: 15,
    target: 5,
    anchor: 'accepted',
    filingNumber: '新安备〔2026〕3号',
    source: 'S3-14、S3-15',
    validFrom: NOW,
    ...more,
  };
}

export function limitTableSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let server: TestServer;
    let limits: LimitTable;
    let log: ChangeLog;
    const cookies = new Map<string, string>();

    async function openTable(): Promise<LimitTable> {
      log = await ChangeLog.open(place.database, {
        onAppend: (tx, { at, actor, kind, subject, data }, address) =>
          writeAudit(tx, { at, actor, address, action: kind, subject, after: data }),
        onListenerError: error => {
          throw error;
        },
      });
      return LimitTable.open(place.database, {
        changeLog: log,
        profile: {
          days: localDays('Asia/Shanghai'),
          given: {
            limits: [
              {
                ...{ id: 'given', step: 'handle', grade: null, category: null, organ: null, channel: null },
                ...{ unit: 'working-days', amount: 30, target: null, anchor: 'accepted', filingNumber: null },
                ...{ source: 'a paper', validFrom: '2026-11-01' },
              },
            ],
          },
          isCategory: id => id === 'street-vending',
          isOrgan: id => ['urban-management', 'labour-office'].includes(id),
          isChannel: id => id === 'petition',
        },
      });
    }

    beforeEach(async () => {
      cookies.clear();
      place = await newDatabase();
      limits = await openTable();
      server = await startTestServer(place.database, { routes: limitRoutes(limits) });
      await server.addAccount('leader', 'leader');
      await server.addAccount('duty', 'duty');
      await server.addAccount('dept', 'dept', { organ: 'urban-management' as OrganId });
      await server.addAccount('lost-dept', 'dept');
    });
    afterEach(async () => {
      await server.close();
      await place.clear();
    });

    async function cookieOf(account: string): Promise<string> {
      const cookie = cookies.get(account) ?? (await server.signIn(account));
      cookies.set(account, cookie);
      return cookie;
    }
    async function as(account: string, path = PATH, method = 'GET', body?: unknown) {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        cookie: await cookieOf(account),
        'x-gridwall': '1',
        // Node leaves the length of what goes with a DELETE unsaid; browsers say it.
        ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
      };
      return server.ask(path, { method, headers, ...(text === undefined ? {} : { body: text }) });
    }
    const file = (account: string, more: Partial<LimitFiling> | Record<string, unknown> = {}) =>
      as(account, PATH, 'POST', { ...aFiling(), ...more });
    const withdraw = (account: string, id: string, reason: unknown = '填写有误') =>
      as(account, `${PATH}/${id}`, 'DELETE', { reason });
    const listed = async (query = '') =>
      ((await as('duty', PATH + query)).json as LimitRow[]).map(({ id, state }) => `${id} ${state}`);
    const holds = (at: number) => limits.rulesFor(MATTER, 'handle', at)?.id ?? null;

    test('a row of the profile holds from midnight of its day in the profile’s zone', () => {
      const midnight = Date.UTC(2026, 9, 31, 16);
      expect(holds(midnight - 1)).toBeNull();
      expect(holds(midnight)).toBe('given');
    });

    test('a department files its limit, which supersedes what is less special, with fact and audit row', async () => {
      const answer = await file('dept');
      expect(answer.status).toBe(201);
      expect(answer.json).toEqual({
        ...aFiling(),
        id: 'filed-1',
        validFrom: NOW,
        state: 'in-force',
        filed: { by: 'dept', at: NOW },
        withdrawn: null,
      });
      expect(holds(NOW)).toBe('filed-1');
      expect(holds(NOW - 1)).toBe('given');
      expect(await listed()).toEqual(['given in-force', 'filed-1 in-force']);
      const [fact] = await log.readSince(0, 10);
      expect(fact).toMatchObject({ kind: 'limit-filed', subject: 'filed-1', actor: 'dept', data: { rule: 'filed-1' } });
      const audit = await place.database.db
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', 'limit-filed')
        .execute();
      expect(audit).toHaveLength(1);
      expect(audit[0]?.after).toContain('新安备〔2026〕3号');
    });

    test('[S0-58] a limit without a filing number is taken and marked 未备案', async () => {
      expect((await file('dept', { filingNumber: null })).json).toMatchObject({
        filingNumber: null,
        state: 'in-force',
      });
    });

    test('[D-17] a newer row of the same key supersedes, an earlier time counts as written, history keeps all', async () => {
      await file('leader', { validFrom: NOW - DAY_MS });
      await file('leader', { amount: 10, validFrom: NOW });
      await file('leader', { amount: 8, validFrom: '2026-12-01T00:00:00+08:00' });
      expect(await listed()).toEqual(['given in-force', 'filed-2 in-force']);
      expect(await listed('?history=1')).toEqual([
        'given in-force',
        'filed-1 superseded',
        'filed-2 in-force',
        'filed-3 future',
      ]);
      expect([holds(NOW - 1), holds(NOW), holds(NOW + 30 * DAY_MS)]).toEqual(['filed-1', 'filed-2', 'filed-3']);
    });

    test('[D-17] withdrawn with a reason: kept, out of force from now on, what it superseded holds again', async () => {
      await file('dept', { validFrom: NOW - DAY_MS });
      await file('dept');
      server.clock.advance(60_000);
      const answer = await withdraw('dept', 'filed-2');
      const at = server.clock.now();
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.json).toMatchObject({ state: 'withdrawn', withdrawn: { by: 'dept', at, reason: '填写有误' } });
      expect([holds(at - 1), holds(at)]).toEqual(['filed-2', 'filed-1']);
      expect(await listed('?history=1')).toContain('filed-2 withdrawn');
      expect((await log.readSince(2, 10)).map(({ data }) => data)).toEqual([
        { rule: 'filed-2', withdrawn: '填写有误' },
      ]);
      const again = await withdraw('leader', 'filed-2');
      expect([again.status, again.json]).toMatchObject([409, { refusal: 'already-decided' }]);
    });

    test('a restart finds the table as it was', async () => {
      await file('dept');
      await file('leader', { organ: 'labour-office', unit: 'working-hours', amount: 7.5, target: null });
      await withdraw('leader', 'filed-2');
      const before = limits.list(NOW, { history: true });
      expect((await openTable()).list(NOW, { history: true })).toEqual(before);
    });

    test('[D-17] a row of the profile cannot be withdrawn, an unknown one is not found', async () => {
      const given = await withdraw('leader', 'given');
      expect([given.status, given.json]).toMatchObject([400, { refusal: 'bad-input', field: 'id' }]);
      expect((await withdraw('leader', 'nothing')).status).toBe(404);
    });

    test('[D-16] a department files and withdraws for itself only', async () => {
      for (const organ of ['labour-office', null]) {
        const answer = await file('dept', { organ });
        expect([answer.status, answer.json]).toMatchObject([403, { refusal: 'not-this-organ', field: 'organ' }]);
      }
      expect((await file('lost-dept')).status).toBe(403);
      await file('leader', { organ: 'labour-office' });
      expect((await withdraw('dept', 'filed-1')).status).toBe(403);
      expect(await listed('?history=1')).toEqual(['given in-force', 'filed-1 in-force']);
    });

    test('the duty desk reads and does not file', async () => {
      expect((await as('duty')).status).toBe(200);
      expect((await file('duty')).status).toBe(403);
    });

    test.each<[string, Record<string, unknown>, number, string, string]>([
      ['an unknown category', { category: 'choir' }, 400, 'unknown-category', 'category'],
      ['an unknown organ', { organ: 'choir' }, 400, 'unknown-organ', 'organ'],
      ['an unknown channel', { channel: 'pigeon' }, 400, 'unknown-channel', 'channel'],
      ['an unknown grade', { grade: 'huge' }, 400, 'bad-input', 'grade'],
      ['an unknown step', { step: 'sing' }, 400, 'bad-input', 'step'],
      ['a date as unit', { unit: 'date' }, 400, 'bad-input', 'unit'],
      ['no amount', { amount: null }, 400, 'bad-input', 'amount'],
      ['an amount of nothing', { amount: 0 }, 400, 'bad-input', 'amount'],
      ['an endless amount', { amount: 1e9 }, 400, 'bad-input', 'amount'],
      ['half a working day', { amount: 7.5 }, 400, 'bad-input', 'amount'],
      ['a target above the ceiling', { target: 15 }, 400, 'bad-input', 'target'],
      ['an anchor after the step', { step: 'accept' }, 400, 'bad-input', 'anchor'],
      ['a time without a zone', { validFrom: '2026-11-22T00:00:00' }, 400, 'bad-input', 'validFrom'],
      ['an empty source', { source: ' ' }, 400, 'bad-input', 'source'],
      ['half a character', { source: '\ud800' }, 400, 'bad-input', 'source'],
      ['a field nobody knows', { amuont: 3 }, 400, 'bad-input', 'amuont'],
    ])('[bad input] %s', async (_, more, status, refusal, field) => {
      const answer = await file('leader', more);
      expect([answer.status, answer.json]).toMatchObject([status, { refusal, field }]);
      expect(await listed('?history=1')).toEqual(['given in-force']);
    });

    test('[bad input] two rows for the same matters from the same instant; after a withdrawal it may be filed anew', async () => {
      await file('leader');
      const twice = await file('leader', { amount: 10 });
      expect([twice.status, twice.json]).toMatchObject([409, { refusal: 'already-exists', field: 'validFrom' }]);
      await withdraw('leader', 'filed-1');
      expect((await file('leader', { amount: 10 })).json).toMatchObject({ id: 'filed-2', state: 'in-force' });
    });

    test('[bad input] filed twice in the same moment, one is taken', async () => {
      const filer = { account: 'leader', address: '', role: 'leader', scope: {} } as const;
      const outcomes = await Promise.allSettled([
        limits.file(aFiling(), filer, NOW),
        limits.file(aFiling({ amount: 10 }), filer, NOW),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(await listed('?history=1')).toEqual(['given in-force', 'filed-1 in-force']);
    });

    test('[bad input] a withdrawal without a reason', async () => {
      await file('leader');
      expect((await withdraw('leader', 'filed-1', ' ')).json).toMatchObject({ refusal: 'bad-input', field: 'reason' });
      expect((await as('leader', `${PATH}/filed-1`, 'DELETE')).status).toBe(400);
      expect(holds(NOW)).toBe('filed-1');
    });
  });
}
