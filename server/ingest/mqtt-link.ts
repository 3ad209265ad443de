/**
 * A lasting link to an MQTT broker: the only file that knows `mqtt`. In: where the broker is, what to subscribe, who takes the messages.
 * Out: each message handed over in order, acknowledged when whoever takes it says so; the state of the link.
 * The session is kept by the broker, so what comes while we restart waits there. The broker being away is no reason to stop: the link
 * tries again for ever. Why so, and why shared: decisions/device-protocols.md.
 * The surprise: mqtt.js hands over one message at a time and acknowledges it before the next. Waiting for the disk there would mean five
 * messages a second, so the next is asked for at once and the acknowledgement is written later (`handleMessage`).
 */
import mqtt, { type IClientOptions, type IConnackPacket, type IPublishPacket, type MqttClient } from 'mqtt';

export interface MqttLinkParts {
  /** `mqtt://user:password@host:1883`; never logged. */
  url: string;
  /** Of this server and of no other: the broker keeps the session under this name. */
  clientId: string;
  topics: readonly string[];
  /** Servers that share the messages, each to one of them; null = this one takes all. */
  group: string | null;
  log: Record<'info' | 'warn' | 'error', (about: object, what: string) => void>;
  /** Resolves when the broker may forget the message; a rejection = keep it, and give it again later. Called in order of arrival. */
  take(topic: string, payload: Uint8Array): Promise<void>;
}

const QOS = 1;
/**
 * How long the broker keeps messages for a server that is away. Of a group it is the share of one that others do not see meanwhile, and
 * that is lost with a server that never comes back.
 */
const KEPT_S = { alone: 24 * 3600, inGroup: 3600 };
/**
 * Five seconds of 10,000 units while the disk stalls. Beyond it the broker keeps the rest, and Mosquitto by default no more than 1,000: with
 * 20,000 here one message in thirty was gone on a machine whose disk was busy for two seconds.
 */
const MOST_IN_FLIGHT = 50_000;
const MOST_BYTES_IN_FLIGHT = 16 * 1024 * 1024;
const MOST_BYTES_A_MESSAGE = 1024 * 1024;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const GOODBYE_MS = 2000;
/** A broker of MQTT 3.1.1 says 1, one of MQTT 5 says 132. */
const WRONG_PROTOCOL: readonly unknown[] = [1, 132];

export class MqttLink {
  readonly #parts: MqttLinkParts;
  readonly #broker: string;
  readonly #client: MqttClient;
  readonly #inFlight = new Set<Promise<void>>();
  #bytesInFlight = 0;
  /** Asks mqtt.js for the next message; null = it was asked already. */
  #resume: (() => void) | null = null;
  #isClosing = false;
  /** A message could not be kept: the broker gives it again after a new connection, which must not come at once for ever. */
  #mustWait = false;
  #isSubscribed = false;
  #told: 'up' | 'down' | null = null;

  constructor(parts: MqttLinkParts) {
    this.#parts = parts;
    const { protocol, host, hostname, port, username, password } = new URL(parts.url);
    this.#broker = host;
    const isSecure = protocol === 'mqtts:';
    const options: IClientOptions = {
      ...{
        protocol: isSecure ? 'mqtts' : 'mqtt',
        hostname,
        host: hostname,
        port: Number(port) || (isSecure ? 8883 : 1883),
      },
      ...(username && { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
      ...{ clientId: parts.clientId, clean: false, keepalive: 30, connectTimeout: 10_000, protocolVersion: 5 },
      ...{ resubscribe: false, reconnectPeriod: FIRST_WAIT_MS, reconnectOnConnackError: true },
      properties: {
        sessionExpiryInterval: parts.group === null ? KEPT_S.alone : KEPT_S.inGroup,
        receiveMaximum: MOST_IN_FLIGHT,
        maximumPacketSize: MOST_BYTES_A_MESSAGE,
      },
    };
    this.#client = mqtt.connect(options);
    this.#client.handleMessage = (packet, done) => this.#receive(packet, done);
    this.#client.on('connect', packet => this.#subscribe(packet));
    this.#client.on('reconnect', () => this.#waitLonger());
    this.#client.on('close', () => this.#tell('down', 'the connection was closed'));
    this.#client.on('error', error => this.#onError(error));
    this.#client.on('disconnect', ({ reasonCode }) => this.#tell('down', `the broker said goodbye (${reasonCode})`));
  }

  /** Connected and subscribed. */
  get isUp(): boolean {
    return this.#isSubscribed && this.#client.connected;
  }

  /** Takes nothing more, waits for what was taken, says goodbye. The broker keeps the session. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#resume?.();
    await Promise.all(this.#inFlight);
    const force = setTimeout(() => this.#client.stream.destroy(), GOODBYE_MS);
    // A polite end waits for the answer to a subscription, for ever if none comes.
    await this.#client.endAsync(!this.isUp);
    clearTimeout(force);
  }

  /**
   * For mqtt.js an error given to `done` means: not acknowledged, go on with the next. A message of QoS 0 has no acknowledgement.
   */
  #receive(packet: IPublishPacket, done: (error?: Error) => void): void {
    const next = () => done(packet.qos === 0 ? undefined : new Error('acknowledged later'));
    if (this.#isClosing) {
      next(); // the broker gives it again to whoever comes next
      return;
    }
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    const { stream } = this.#client;
    this.#bytesInFlight += payload.length;
    const taking = this.#parts
      .take(packet.topic, payload)
      .then(
        () => this.#acknowledge(packet, stream),
        () => this.#giveBack(stream),
      )
      .finally(() => {
        this.#inFlight.delete(taking);
        this.#bytesInFlight -= payload.length;
        this.#resume?.();
      });
    this.#inFlight.add(taking);
    if (this.#inFlight.size < MOST_IN_FLIGHT && this.#bytesInFlight < MOST_BYTES_IN_FLIGHT) next();
    else
      this.#resume = () => {
        this.#resume = null;
        next();
      };
  }

  /** Numbers of messages are good for one connection: after another one the broker gives the message again under a new number. */
  #acknowledge({ qos, messageId }: IPublishPacket, stream: MqttClient['stream']): void {
    this.#mustWait = false;
    if (qos === 0 || messageId === undefined || !this.#client.connected || this.#client.stream !== stream) return;
    // biome-ignore lint/complexity/useLiteralKeys: mqtt.js calls it private; no public way writes an acknowledgement later.
    this.#client['_sendPacket']({ cmd: 'puback', messageId, reasonCode: 0 });
  }

  #giveBack(stream: MqttClient['stream']): void {
    this.#mustWait = true;
    if (this.#client.stream === stream && !this.#isClosing) stream.destroy();
  }

  #subscribe({ properties }: IConnackPacket): void {
    this.#tell('up');
    if (!this.#mustWait) this.#client.options.reconnectPeriod = FIRST_WAIT_MS;
    const { topics, group } = this.#parts;
    const mayShare = this.#client.options.protocolVersion === 5 && properties?.sharedSubscriptionAvailable !== false;
    const asked = topics.map(topic => (group !== null && mayShare ? `$share/${group}/${topic}` : topic));
    const { stream } = this.#client;
    this.#isSubscribed = false;
    this.#client.subscribe(asked, { qos: QOS }, (error, granted) => {
      if (this.#client.stream !== stream || !this.#client.connected) return; // the next connection asks again
      const refused = granted?.filter(({ qos }) => qos >= 128).map(({ topic }) => topic) ?? [];
      this.#isSubscribed = !error && refused.length === 0;
      if (!this.#isSubscribed)
        this.#parts.log.error(
          { err: error, broker: this.#broker, refused },
          'the MQTT broker refuses the subscription',
        );
    });
  }

  /** Half as long again at random, so that servers that lost a broker together do not come back together. */
  #waitLonger(): void {
    const { options } = this.#client;
    const wait = Math.min(LONGEST_WAIT_MS, 2 * (options.reconnectPeriod ?? FIRST_WAIT_MS));
    options.reconnectPeriod = Math.round(wait * (0.75 + Math.random() / 2));
  }

  #onError(error: Error & { code?: unknown }): void {
    const { options } = this.#client;
    if (options.protocolVersion === 5 && WRONG_PROTOCOL.includes(error.code)) {
      options.protocolVersion = 4;
      delete options.properties;
    }
    this.#tell('down', error.message);
  }

  /** Once for each change: a broker that is away for a day is one line. */
  #tell(state: 'up' | 'down', why?: string): void {
    if (this.#told === state || this.#isClosing) return;
    this.#told = state;
    const { broker, clientId } = { broker: this.#broker, clientId: this.#parts.clientId };
    if (state === 'up') this.#parts.log.info({ broker, clientId }, 'connected to the MQTT broker');
    else this.#parts.log.warn({ broker, why }, 'the MQTT broker cannot be reached; trying again until it can');
  }
}
