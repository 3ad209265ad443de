/** What no broker of ours does: one that speaks MQTT 3.1.1 only, one that says no, one that shows what it was told. Others: mqtt.broker.test.ts. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Epoch } from '../contract/ids.ts';
import { createLog } from '../http/log.ts';
import { until } from '../server-under-test.ts';
import { FloodGuard } from './flood-guard.ts';
import { openMqttDoor } from './mqtt-door.ts';
import { MqttLink } from './mqtt-link.ts';
import { RefusalCounts } from './refusal-counts.ts';

const CONNECT = 1;
const SUBSCRIBE = 8;
/** Of a CONNECT packet: where it says its version, and which it says. */
const VERSION_AT = 8;

let server: Server;
let link: MqttLink;
const lines: string[] = [];
afterEach(async () => {
  await link.close();
  server.close();
  lines.length = 0;
});

/** Answers each packet with the bytes that `answer` gives for its type and version; null = hangs up. */
async function aBroker(answer: (type: number, packet: Buffer) => number[] | null): Promise<string> {
  server = createServer(socket => {
    socket.on('error', () => {});
    socket.on('data', packet => {
      const bytes = answer(packet[0]! >> 4, packet);
      if (bytes) socket.write(Buffer.from(bytes));
      else socket.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(url: string): MqttLink {
  const say = (about: object, what: string) => void lines.push(`${what} ${JSON.stringify(about)}`);
  const log = { info: say, warn: say, error: say };
  return new MqttLink({ url, clientId: 'test', topics: ['t'], group: 'g', log, take: async () => {} });
}

test('[IN-12] a broker that knows only MQTT 3.1.1 is spoken to in 3.1.1, and asked for the topic itself', async () => {
  const versions: number[] = [];
  let asked = '';
  link = open(
    await aBroker((type, packet) => {
      if (type === CONNECT) {
        versions.push(packet[VERSION_AT]!);
        return packet[VERSION_AT] === 5 ? [0x20, 2, 0, 1] : [0x20, 2, 0, 0];
      }
      if (type !== SUBSCRIBE) return null;
      asked = packet.toString('latin1');
      return [0x90, 3, packet[2]!, packet[3]!, 1];
    }),
  );
  await until('up', () => link.isUp);
  expect(versions).toEqual([5, 4]);
  expect(asked).not.toContain('$share');
});

test('[IN-10] a broker that refuses the password is told of once and asked again', async () => {
  let asked = 0;
  link = open(await aBroker(type => (type === CONNECT && ++asked ? [0x20, 3, 0, 0x86, 0] : null)));
  await until('asked again', () => asked >= 2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/Bad User Name or Password/);
});

test('a broker that refuses the subscription is said to, and is not up', async () => {
  link = open(
    await aBroker((type, packet) => {
      if (type === CONNECT) return [0x20, 3, 0, 0, 0];
      return type === SUBSCRIBE ? [0x90, 4, packet[2]!, packet[3]!, 0, 0x87] : null;
    }),
  );
  await until('it is told', () => lines.some(line => line.includes('refuses the subscription')));
  expect(link.isUp).toBe(false);
});

test('[IN-11] a broker that lets the server in and answers nothing more does not keep it from stopping', async () => {
  link = open(await aBroker(type => (type === CONNECT ? [0x20, 3, 0, 0, 0] : [])));
  await until('let in', () => lines.some(line => line.startsWith('connected')));
  await link.close();
  expect(link.isUp).toBe(false);
});

test('[IN-12] a server has the same name after a restart; on PostgreSQL every server has one of its own, in the group of the installation', async () => {
  const told: string[] = [];
  const url = await aBroker((type, packet) => {
    if (type === CONNECT || type === SUBSCRIBE) told.push(packet.toString('latin1'));
    if (type === CONNECT) return [0x20, 3, 0, 0, 0];
    return type === SUBSCRIBE ? [0x90, 5, packet[2]!, packet[3]!, 0, 1, 1] : null;
  });
  async function names(more: { databaseUrl?: string; port?: number; mqttClientId?: string }, epoch = 'a') {
    told.length = 0;
    const config = { dataDir: '/data', port: 8080, databaseUrl: undefined, mqttClientId: undefined, ...more };
    const intake = { take: async () => [], floods: new FloodGuard(new RefusalCounts()) };
    const parts = { clock: systemClock, log: createLog('silent'), intake, registry: new Registry() };
    link = openMqttDoor({ url, config, changeLog: { epoch: epoch as Epoch }, ...parts });
    await until('up', () => link.isUp);
    await link.close();
    const [, group] = /\$share\/([^/]+)\/owntracks/.exec(told[1]!) ?? [];
    return { client: /(gridwall-[0-9a-f-]+|wall-7)/.exec(told[0]!)?.[0], group };
  }
  const databaseUrl = 'postgres://here';
  const alone = await names({});
  expect(alone.client).toMatch(/^gridwall-[0-9a-f]{8}$/);
  expect(alone.group).toBeUndefined();
  expect(await names({ port: 80 }), 'wherever it runs').toEqual(alone);
  expect((await names({}, 'b')).client).not.toBe(alone.client);
  const [one, again, other] = [
    await names({ databaseUrl }),
    await names({ databaseUrl }),
    await names({ databaseUrl, port: 80 }),
  ];
  expect(again).toEqual(one);
  expect(other.client).not.toBe(one.client);
  expect([one.group, other.group]).toEqual([alone.client, alone.client]);
  expect(await names({ databaseUrl, mqttClientId: 'wall-7' })).toEqual({ client: 'wall-7', group: alone.client });
});
