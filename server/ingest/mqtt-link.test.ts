/** The end of a link whose broker has stopped answering; what a broker that works does is in mqtt.broker.test.ts. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { MqttLink } from './mqtt-link.ts';

/** CONNACK of MQTT 5: no session, welcome, no properties. */
const WELCOME = Buffer.from([0x20, 3, 0, 0, 0]);

test('[IN-11] a broker that lets the server in and answers nothing more does not keep it from stopping', async () => {
  const broker = createServer(socket => {
    socket.once('data', () => socket.write(WELCOME)).on('error', () => {});
  });
  await once(broker.listen(0, '127.0.0.1'), 'listening');
  const lines: string[] = [];
  const say = (_: object, what: string) => void lines.push(what);
  const link = new MqttLink({
    url: `mqtt://127.0.0.1:${(broker.address() as AddressInfo).port}`,
    ...{ clientId: 'test', group: null, topics: ['gridwall/#'], log: { info: say, warn: say, error: say } },
    take: async () => {},
  });
  await expect.poll(() => lines).toEqual(['connected to the MQTT broker']);
  await link.close();
  expect(link.isUp).toBe(false);
  broker.close();
});
