/**
 * [IN-12] Two whole servers on one PostgreSQL and one broker, as an installation runs that may lose one of them.
 * Wants both: see store/test-schema.ts and broker-under-test.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { UnitRecord } from '../contract/unit.ts';
import { type Screen, type ServerUnderTest, startServerUnderTest, watch } from '../server-under-test.ts';
import { freshSchema, postgresAnswers } from '../store/test-schema.ts';
import { aPhone, brokerAnswers, brokerUrl, forgetSession } from './broker-under-test.ts';

vi.setConfig({ testTimeout: 300_000 });
const LONGEST_MS = 100_000;

/** Odd: messages are dealt in turn, so each unit's next one goes to the other server. */
const UNITS = 7;
const ROUNDS = 30;
const run = Math.random().toString(36).slice(2, 10);
const ids = Array.from({ length: UNITS }, (_, i) => `two-${run}-${i}`);

async function until(name: string, what: () => unknown): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; !(await what()); await sleep(20))
    if (Date.now() > end) throw new Error(`Waited in vain until ${name}.`);
}
const isUp = async (server: ServerUnderTest) =>
  /^gridwall_mqtt_connected 1$/m.test(String((await server.ask('/metrics')).body));
/** As they lie there, whoever wrote them: a reader would leave out what is there twice. */
async function kept({ running: { database } }: ServerUnderTest): Promise<number> {
  const { n } = await database.db
    .selectFrom('track_block')
    .select(e => e.fn.sum('count').as('n'))
    .executeTakeFirstOrThrow();
  return Number(n ?? 0);
}
const seenOn = (screen: Screen) => new Set(screen.frames.flatMap(frame => [...frame.keys()]));

test.skipIf(!(postgresAnswers && brokerAnswers) && process.env.REQUIRE_SERVICES !== '1')(
  '[IN-12] each message is kept once, by one of two servers; both walls have every unit; one goes, the other takes all',
  async () => {
    const { databaseUrl, drop } = await freshSchema();
    onTestFinished(drop);
    const sessions = [`test-${run}-0`, `test-${run}-1`] as const;
    /** Ended in the opposite order, whatever happens: the server before its session at the broker. */
    async function start(mqttClientId: string): Promise<ServerUnderTest> {
      onTestFinished(() => forgetSession(mqttClientId));
      const server = await startServerUnderTest({ databaseUrl, mqttUrl: brokerUrl, mqttClientId });
      onTestFinished(() => server.stop());
      return server;
    }
    const first = await start(sessions[0]);
    const admin = { token: '', headers: { cookie: await first.signIn('admin'), 'x-gridwall': '1' } };
    const body = ids.map((id, i) => ({ id, callSign: `巡${i}`, unitClass: 'patrol-person' }));
    const registered = await first.ask('/api/v1/units', { ...admin, body });
    expect(registered.status).toBe(200);
    const units = registered.body as UnitRecord[];
    const second = await start(sessions[1]); // reads what is registered when it starts
    const servers = [first, second];
    const phone = await aPhone();
    onTestFinished(() => phone.leave());
    const walls = await Promise.all(
      servers.map(async ({ url }) => watch(url, { auth: { token: await first.token('wall') } })),
    );
    onTestFinished(() => walls.forEach(wall => void wall.close()));
    for (const server of servers) await until('the broker deals to it', () => isUp(server));

    let sent = 0;
    const begun = Date.now() - 3_600_000;
    /** A walk of an hour ago, so that it may be as dense as it is. */
    async function round(): Promise<void> {
      const time = begun + sent * 1000;
      for (const id of ids) {
        await phone.say(`gridwall/units/${id}/position`, { lon: 113.893, lat: 22.565, time });
        sent++;
      }
    }
    for (let i = 0; i < ROUNDS; i++) await round();
    await until('all are kept', async () => (await kept(first)) >= sent);
    expect(await kept(first)).toBe(sent);
    const taken = servers.map(({ running: { pipeline } }) =>
      ids.reduce((sum, id) => sum + (pipeline.standings.get(id)?.accepted ?? 0), 0),
    );
    expect(taken[0]! + taken[1]!).toBe(sent);
    expect(Math.min(...taken), 'both take their share').toBeGreaterThan(0);
    expect(servers.flatMap(({ running: { pipeline } }) => pipeline.refusals.list())).toEqual([]);
    for (const wall of walls)
      await until('the wall has every unit', () => units.every(({ index }) => seenOn(wall).has(index)));

    await second.running.stop();
    await forgetSession(sessions[1]); // for good: else the broker keeps its share for an hour
    for (let i = 0; i < 5; i++) await round();
    await until('the other takes all', async () => (await kept(first)) >= sent);
    expect(await kept(first)).toBe(sent);
  },
);
