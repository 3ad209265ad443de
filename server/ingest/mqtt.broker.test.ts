/** The whole server with a real broker. Wants one: `TEST_MQTT_URL`, or the local default. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Overrides } from '../main.ts';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';
import { StorageUnavailable } from '../store/storage-unavailable.ts';
import { readTracks } from '../store/track-reader.ts';
import { aPhone, aWayToTheBroker, brokerAnswers, forgetSession, type WayToBroker } from './broker-under-test.ts';
import { MqttLink } from './mqtt-link.ts';

if (!brokerAnswers)
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('an MQTT broker answers', () => {
    expect.fail('No MQTT broker is reachable and REQUIRE_SERVICES=1.');
  });

/** A link that was cut comes back after a second, then two, four …: with a busy machine in between that is a long time. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const LONGEST_MS = 100_000;

/** Nothing here is about how long it takes. */
async function until(name: string, what: () => unknown): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; !(await what()); await sleep(20))
    if (Date.now() > end) throw new Error(`Waited in vain until ${name}.`);
}

/** Others use the same broker: names of our own, and a session of our own for every test. */
const run = Math.random().toString(36).slice(2, 10);
let tests = 0;
const sessions = new Set<string>();
function session(which = ''): string {
  const name = `test-${run}-${tests}${which}`;
  sessions.add(name);
  return name;
}

describe.skipIf(!brokerAnswers)('with a real broker', () => {
  let phone: Awaited<ReturnType<typeof aPhone>>;
  let way: WayToBroker;
  beforeEach(async () => {
    tests++;
    phone = await aPhone();
    way = await aWayToTheBroker();
  });
  afterEach(async () => {
    await phone.leave();
    await way.close();
    for (const name of sessions) await forgetSession(name);
    sessions.clear();
  });

  describe('the server', () => {
    let server: ServerUnderTest;
    const unit = () => `${run}-${tests}`;
    const topic = () => `gridwall/units/${unit()}/position`;
    let time = Date.now() - 600_000;
    const position = (more: object = {}) => ({ lon: 113.893, lat: 22.565, time: ++time, ...more });

    async function start(overrides: Overrides = {}): Promise<void> {
      server = await startServerUnderTest({ mqttUrl: way.url, mqttClientId: session() }, overrides);
      const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
      const body = { id: unit(), callSign: unit(), unitClass: 'patrol-person', homeZone: null };
      await server.ask('/api/v1/units', { ...admin, body });
      const device = { id: `${unit()}/phone`, unit: unit() };
      expect((await server.ask('/api/v1/devices', { ...admin, body: device })).status).toBeLessThan(300);
    }
    afterEach(() => server.stop());

    const connected = async () => /^gridwall_mqtt_connected 1$/m.test(String((await server.ask('/metrics')).body));
    const untilConnected = (yes = true) => until(yes ? 'connected' : 'away', async () => (await connected()) === yes);
    async function stored(): Promise<number[]> {
      const { intake } = server.running.pipeline;
      const { index } = intake.unitOf({ unit: unit() })!;
      return (await readTracks(server.running.database, { units: [index], fromMs: 0, toMs: Date.now() })).map(
        ({ fixTimeMs }) => fixTimeMs,
      );
    }
    async function untilStored(count: number): Promise<void> {
      await until(`${count} are stored`, async () => (await stored()).length >= count);
      expect(await stored()).toHaveLength(count);
    }

    test('[IN-8] a unit`s topic and an OwnTracks topic are taken; a bad payload hurts nobody and is counted', async () => {
      await start();
      await untilConnected();
      await phone.say(topic(), position({ speedMps: 2 }));
      await phone.say(topic(), '{"lon":');
      await phone.say(topic(), Buffer.from([0, 255, 1]));
      await phone.say(topic(), position({ lat: 95 }));
      await phone.say('gridwall/units/nobody/position', position());
      await phone.say(`owntracks/${unit()}/phone`, {
        ...{ _type: 'location', lat: 22.566, lon: 113.894, tst: Math.floor(Date.now() / 1000) - 60, vel: 36 },
      });
      await phone.say(`owntracks/${unit()}/phone`, { _type: 'lwt', tst: 1 });
      await phone.say(topic(), [position(), position()]);
      await untilStored(4);
      const causes = server.running.pipeline.refusals.list().map(({ source, cause }) => `${source} ${cause}`);
      expect(causes).toEqual(expect.arrayContaining(['mqtt bad-input', 'mqtt outside-range', 'mqtt unknown-unit']));
      const [newest] = server.running.pipeline.latest.all();
      expect(newest).toMatchObject({ lat: 22.566, speedMps: 10 });
    });

    test('[IN-13] a topic that floods is acknowledged unread and counted; another one is taken', async () => {
      const now = Date.now();
      await start({ clock: { ...systemClock, now: () => now } });
      await untilConnected();
      const same = position({ time: now - 2000 });
      for (let i = 0; i < 101; i++) await phone.say(topic(), same); // the first is taken
      for (let i = 0; i < 5; i++) await phone.say(topic(), position({ time: now - 1000 }));
      const tst = Math.floor(now / 1000) - 5;
      await phone.say(`owntracks/${unit()}/phone`, { _type: 'location', lat: 22.566, lon: 113.894, tst });
      await untilStored(2);
      const counted = server.running.pipeline.refusals.of(unit());
      expect(counted).toEqual([
        { cause: 'duplicate', count: 100 },
        { cause: 'too-many-requests', count: 5 },
      ]);
      await server.restart();
      await untilConnected();
      await phone.say(topic(), position({ time: now - 1000 }));
      await untilStored(3);
      expect(server.running.pipeline.refusals.of(unit()), 'nothing came again').toEqual([]);
    });

    test('[IN-10] the broker away at the start and later: the server serves, comes back by itself, and misses nothing', async () => {
      await way.cut();
      await start();
      expect((await server.ask('/readyz')).status).toBe(200);
      expect(await connected()).toBe(false);
      await way.mend();
      await untilConnected();
      await phone.say(topic(), position());
      await untilStored(1);
      await way.cut();
      await untilConnected(false);
      await phone.say(topic(), position());
      await way.mend();
      await untilConnected();
      await untilStored(2);
    });

    test('[IN-10] what is sent while the server restarts waits at the broker', async () => {
      await start();
      await untilConnected();
      await phone.say(topic(), position());
      await untilStored(1);
      const restarted = server.restart();
      for (let i = 0; i < 20; i++) await phone.say(topic(), position());
      await restarted;
      await untilStored(21);
    });

    test('[IN-11] a message whose acknowledgement is lost comes again and is stored once', async () => {
      await start();
      await untilConnected();
      way.muffle();
      for (let i = 0; i < 20; i++) await phone.say(topic(), position());
      await untilStored(20);
      await way.cut();
      await untilConnected(false);
      await way.mend();
      await untilConnected();
      const { refusals } = server.running.pipeline;
      const again = () => refusals.of(unit()).find(({ cause }) => cause === 'duplicate')?.count;
      await until('all came again', () => again() === 20);
      await phone.say(topic(), position());
      await untilStored(21);
      expect(again()).toBe(20);
    });
  });

  describe('the link', () => {
    const quiet = { info() {}, warn() {}, error() {} };
    const topic = () => `gridwall-test/${run}/${tests}`;
    const open = (take: (payload: string) => Promise<void>, log: typeof quiet = quiet) =>
      new MqttLink({
        ...{ url: way.url, clientId: session(), group: null, topics: [topic()], log },
        take: (_, payload) => take(Buffer.from(payload).toString()),
      });

    test('[IN-11] what the disk could not take is left with the broker and given again', async () => {
      let full = true;
      const got: string[] = [];
      const link = open(async payload => {
        if (full) throw new StorageUnavailable('full');
        got.push(payload);
      });
      await until('connected', () => link.isUp);
      await phone.say(topic(), 'one');
      await phone.say(topic(), 'two');
      await until('it lets go', () => !link.isUp);
      full = false;
      await until('both are given again', () => got.includes('one') && got.includes('two'));
      await link.close();
    });

    test('[IN-11] nothing is acknowledged before it is taken, and slow disks do not make the messages queue behind each other', async () => {
      let taken = 0;
      let release = () => {};
      const released = new Promise<void>(resolve => {
        release = resolve;
      });
      const first = open(async () => {
        taken++;
        await released;
      });
      await until('connected', () => first.isUp);
      for (let i = 0; i < 100; i++) await phone.say(topic(), String(i));
      await until('all are under way at once', () => taken === 100);
      await way.cut();
      await until('away', () => !first.isUp);
      release();
      await first.close();
      await way.mend();
      const got: string[] = [];
      const second = open(async payload => void got.push(payload));
      await until('all come again', () => new Set(got).size === 100);
      expect(got).toHaveLength(100);
      await second.close();
      const third = open(async () => void got.push('again'));
      await until('connected', () => third.isUp);
      await phone.say(topic(), 'last');
      await until('only the new one comes', () => got.length > 100);
      expect(got.slice(100)).toEqual(['again']);
      await third.close();
    });

    test('[IN-11] an acknowledgement that is late for its connection is not said on the next one', async () => {
      const releases: (() => void)[] = [];
      let isOver = false;
      const link = open(payload =>
        payload === 'marker' || isOver ? Promise.resolve() : new Promise(resolve => void releases.push(resolve)),
      );
      await until('up', () => link.isUp);
      await phone.say(topic(), 'one');
      await until('under way', () => releases.length === 1);
      await way.cut();
      await until('away', () => !link.isUp);
      await way.mend();
      await until('given again', () => releases.length >= 2);
      releases[0]!(); // of the first giving; the second is not on disk
      await phone.say(topic(), 'marker');
      await phone.say(topic(), 'marker');
      await way.cut();
      await until('away again', () => !link.isUp);
      // All of them, and what a way that broke twice gives once more: closing waits for what is under way.
      isOver = true;
      for (const release of releases) release();
      await link.close();
      await way.mend();
      const got: string[] = [];
      const next = open(async payload => void got.push(payload));
      await until('it is still there', () => got.includes('one'));
      await next.close();
    });

    test('[IN-12] two servers share the messages: each comes to one of them', async () => {
      const got: string[][] = [[], []];
      const links = [0, 1].map(
        i =>
          new MqttLink({
            ...{ url: way.url, clientId: session(`-${i}`), group: `test-${run}`, topics: [topic()], log: quiet },
            take: async (_, payload) => void got[i]!.push(Buffer.from(payload).toString()),
          }),
      );
      await until('connected', () => links.every(link => link.isUp));
      for (let i = 0; i < 500 && !got.every(one => one.length > 0); i++) await phone.say(topic(), 'first');
      const sent = Array.from({ length: 50 }, (_, i) => String(i));
      for (const payload of sent) await phone.say(topic(), payload);
      const all = () => got.flat().filter(payload => payload !== 'first');
      await until('all came', () => all().length >= 50);
      expect(all().sort()).toEqual(sent.sort());
      await Promise.all(links.map(link => link.close()));
    });

    test('[IN-10] a broker that is away is one line, without user and password', async () => {
      const lines: string[] = [];
      const say = (line: object, text: string) => void lines.push(`${text} ${JSON.stringify(line)}`);
      await way.cut();
      const link = new MqttLink({
        url: way.url.replace('//', '//somebody:s3cret@'),
        ...{ clientId: session(), group: null, topics: [topic()], log: { info: say, warn: say, error: say } },
        take: async () => {},
      });
      await until('it told', () => lines.length > 0);
      await sleep(1500); // it has tried again in vain
      await way.mend();
      await until('connected', () => link.isUp);
      expect(lines.map(line => line.slice(0, 25))).toEqual(['the MQTT broker cannot be', 'connected to the MQTT bro']);
      expect(lines.join()).not.toMatch(/s3cret|somebody/);
      await link.close();
    });
  });
});
