/**
 * For tests that want an MQTT broker: `TEST_MQTT_URL`, or the local default. Out: whether it answers, a phone that publishes to it, and a
 * way to it that can be cut: the broker itself belongs to everybody on this machine. Not reachable is a skip, and a failure when
 * REQUIRE_SERVICES=1.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';

export const brokerUrl = process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883';

const { hostname, port, username, password } = new URL(brokerUrl);
const brokerPort = Number(port) || 1883;

export const brokerAnswers = await new Promise<boolean>(answer => {
  const socket = connect({ host: hostname, port: brokerPort, timeout: 2000 });
  const end = (answers: boolean) => {
    socket.destroy();
    answer(answers);
  };
  socket.once('connect', () => end(true));
  for (const event of ['error', 'timeout']) socket.once(event, () => end(false));
});

/** Publishes; each call resolves when the broker has the message. */
export async function aPhone(): Promise<{
  say(topic: string, payload: unknown): Promise<void>;
  leave(): Promise<void>;
}> {
  const client: MqttClient = await mqtt.connectAsync(brokerUrl);
  return {
    async say(topic, payload) {
      const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
      await client.publishAsync(topic, bytes, { qos: 1 });
    },
    leave: () => client.endAsync(),
  };
}

/** Ends the session that the broker keeps under this name. */
export async function forgetSession(clientId: string): Promise<void> {
  const client = await mqtt.connectAsync(brokerUrl, { clientId, clean: true, protocolVersion: 5 });
  await client.endAsync();
}

export interface WayToBroker {
  /** For `MQTT_URL`. */
  url: string;
  cut(): Promise<void>;
  /** What the server says from now on is lost on the way, until the next `cut`. */
  muffle(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Passes everything on. Cut: connections break and none is let in, as when the broker is away. */
export async function aWayToTheBroker(): Promise<WayToBroker> {
  const open = new Set<Socket>();
  let muffle = () => {};
  const server = createServer(near => {
    const far = connect({ host: hostname, port: brokerPort });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    muffle = () => void near.unpipe(far).resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const own = (server.address() as AddressInfo).port;
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return {
    url: `mqtt://${username && `${username}:${password}@`}127.0.0.1:${own}`,
    cut,
    muffle: () => muffle(),
    async mend() {
      await once(server.listen(own, '127.0.0.1'), 'listening');
    },
    close: cut,
  };
}
