/**
 * What a message from a broker says. In: topic and bytes. Out: by which protocol, and its items: observations and objections.
 * `owntracks/<user>/<device>` speaks for a device, `gridwall/units/<id>/position` for a unit: the broker decides who may publish there
 * ([IN-9]). Nothing to take is an empty list: no position, or the empty payload with which a kept message is removed.
 */
import { MAX_POSITIONS_A_REQUEST } from '../contract/position-report.ts';
import { checkShape } from '../http/json-shape.ts';
import type { FixSource } from '../patrol/fix-source.ts';
import { unreadable } from './field-reader.ts';
import { readPositionOf } from './http-positions.ts';
import { type Objection, objection } from './objection.ts';
import { deviceOfTopic, readOwntracks } from './owntracks.ts';
import type { Observation } from './position-intake.ts';

export const MQTT_TOPICS = ['owntracks/+/+', 'gridwall/units/+/position'] as const;

export interface MqttMessage {
  source: FixSource;
  items: (Observation | Objection)[];
}

const UNIT_TOPIC = /^gridwall\/units\/([^/]+)\/position$/;

export function readMqttMessage(topic: string, payload: Uint8Array): MqttMessage {
  const [, unit] = UNIT_TOPIC.exec(topic) ?? [];
  const source = unit === undefined ? 'owntracks' : 'mqtt';
  if (payload.length === 0) return { source, items: [] };
  const body = bodyOf(payload);
  if (!body.ok) return { source, items: [body] };
  const messages = Array.isArray(body.value) ? body.value : [body.value];
  if (messages.length > MAX_POSITIONS_A_REQUEST) return { source, items: [tooMany(messages.length)] };
  if (unit !== undefined) return { source, items: messages.map(message => readPositionOf(unit, message)) };
  const items = messages.map(message => readOwntracks(message, () => deviceOfTopic(topic)));
  return { source, items: items.filter(item => item !== null) };
}

/** Nesting that no message of ours has is stopped here, as it is for bodies over HTTP. */
function bodyOf(payload: Uint8Array): { ok: true; value: unknown } | Objection {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8'));
    checkShape(value);
    return { ok: true, value };
  } catch {
    return unreadable('payload', `${payload.length} bytes`);
  }
}

function tooMany(count: number): Objection {
  return objection(
    'too-large',
    'payload',
    `payload：一次不超过 ${MAX_POSITIONS_A_REQUEST} 条，收到 ${count} 条`,
    `payload: at most ${MAX_POSITIONS_A_REQUEST} at once, received ${count}`,
  );
}
