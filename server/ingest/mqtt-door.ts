/**
 * The door for devices that publish to an MQTT broker. In: the broker's address. Out: their positions at the intake; a message is
 * acknowledged after they are on disk. The surprise: a message that cannot be read or is refused is acknowledged too, and counted: the
 * broker would give it again for ever, before all others. Only when the disk takes nothing is it left with the broker.
 */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { isStorageFault } from '../store/storage-unavailable.ts';
import { MqttLink } from './mqtt-link.ts';
import { MQTT_TOPICS, readMqttMessage } from './mqtt-message.ts';
import type { PositionIntake, Sender } from './position-intake.ts';

export interface MqttDoorParts {
  url: string;
  config: Pick<Config, 'dataDir' | 'port' | 'databaseUrl' | 'mqttClientId'>;
  changeLog: Pick<ChangeLog, 'epoch'>;
  clock: Clock;
  log: Logger;
  intake: Pick<PositionIntake, 'take' | 'floods'>;
  registry: Registry;
}

/** [IN-9] Who may publish on which topic is the broker's business; a topic is as good as a token for its unit. */
function senderOn(key: string): Sender {
  return { speaksFor: () => true, address: null, knownAs: { key, device: null } };
}

export function openMqttDoor(parts: MqttDoorParts): MqttLink {
  const { clock, log, intake } = parts;
  async function take(topic: string, payload: Uint8Array): Promise<void> {
    const key = `mqtt ${topic}`;
    const turned = intake.floods.turnAway(key, clock.now());
    if (turned) {
      const { name, source, news } = turned;
      if (news)
        log.warn({ sender: name, source, ...news }, 'a sender is over its allowance; its messages are not read');
      return;
    }
    try {
      const { source, items } = readMqttMessage(topic, payload);
      const answers = await intake.take(items, senderOn(key), source, clock.now());
      for (const answer of answers)
        if (answer) log.debug({ topic, refusal: answer.code, why: answer.sentence.en }, 'refused a position from MQTT');
    } catch (error) {
      if (isStorageFault(error)) throw error;
      log.error({ err: error, topic }, 'a message from MQTT failed'); // ours; giving it again would only repeat it
    }
  }
  const link = new MqttLink({ url: parts.url, ...namesOf(parts), topics: MQTT_TOPICS, log, take });
  new Gauge({
    name: 'gridwall_mqtt_connected',
    help: 'Link to the MQTT broker: 1 = connected and subscribed, 0 = not.',
    registers: [parts.registry],
    collect() {
      this.set(link.isUp ? 1 : 0);
    },
  });
  return link;
}

/**
 * [IN-12] On SQLite there is one server: its name is the installation's, wherever it runs. Servers on one PostgreSQL share the messages
 * in a group of the installation, each under a name of its own, which is the same after a restart.
 */
function namesOf({ config, changeLog }: MqttDoorParts): { clientId: string; group: string | null } {
  const { mqttClientId, databaseUrl, dataDir, port } = config;
  const installation = `gridwall-${shortHash(changeLog.epoch)}`;
  if (databaseUrl === undefined) return { clientId: mqttClientId ?? installation, group: null };
  const server = shortHash([hostname(), resolve(dataDir), port].join('\n'));
  return { clientId: mqttClientId ?? `${installation}-${server}`, group: installation };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
