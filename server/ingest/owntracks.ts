/**
 * Reads what OwnTracks publishes, the same over MQTT and HTTP. In: one parsed message, the device's name. Out: its observation; null
 * for what is no position (waypoints, last will, transitions, status …); an objection. Speed comes in km/h, time in seconds ([IN-2]).
 * A name is `user/device`: from the topic, or from what an HTTP request says of itself ([IN-7]).
 */
import { type DeviceId, deviceId } from '../contract/ids.ts';
import { FieldReader, unreadable } from './field-reader.ts';
import { type Objection, objection } from './objection.ts';
import type { Observation } from './position-intake.ts';

const MPS_A_KMH = 1 / 3.6;
const FASTEST_MPS = 150;
const LEAST_ACCURATE_M = 100_000;

export function readOwntracks(message: unknown, nameOf: () => DeviceId | Objection): Observation | Objection | null {
  const values = fieldsOf(message);
  const { _type: type } = values;
  if (typeof type !== 'string' || type === '') return unreadable('_type', type);
  if (type === 'encrypted')
    return objection(
      'bad-input',
      '_type',
      '_type：无法解读加密消息，请在应用中清除加密密钥，改用加密连接',
      '_type: an encrypted message cannot be read; clear the encryption key in the app and use an encrypted connection',
    );
  if (type !== 'location') return null;
  const device = nameOf();
  if (typeof device !== 'string') return device;
  const read = new FieldReader();
  const observation: Observation = {
    of: { device },
    lat: read.needed('lat', values.lat),
    lon: read.needed('lon', values.lon),
    crs: null,
    fixTimeMs: read.neededTime('tst', values.tst),
    accuracyM: read.amount('acc', values.acc, LEAST_ACCURATE_M),
    speedMps: read.amount('vel', values.vel, FASTEST_MPS, MPS_A_KMH),
    headingDeg: read.heading('cog', values.cog),
    isMock: false,
  };
  return read.objection ?? observation;
}

/** Of `owntracks/<user>/<device>`, whatever follows. */
export function deviceOfTopic(topic: unknown): DeviceId | Objection {
  const parts = typeof topic === 'string' ? topic.split('/') : [];
  const [root, user, device] = parts;
  return root === 'owntracks' ? named('topic', user, device, topic) : unreadable('topic', topic);
}

/** What an HTTP request says of who sends it. */
export interface OwntracksRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** `?u=…&d=…`, as the recorder of OwnTracks has it. */
  query: { u?: string | undefined; d?: string | undefined };
  /** User name of HTTP Basic. */
  basicUser: string | null;
}

/** [IN-7] The topic in the message, else the headers, else the address, else the user with the two letters of the phone. */
export function deviceOfRequest(
  message: unknown,
  { headers, query, basicUser }: OwntracksRequest,
): DeviceId | Objection {
  const { topic, tid } = fieldsOf(message);
  if (topic !== undefined) return deviceOfTopic(topic);
  const { 'x-limit-u': user, 'x-limit-d': device } = headers;
  if (user !== undefined && device !== undefined) return named('X-Limit-D', user, device, `${user}/${device}`);
  if (query.u !== undefined && query.d !== undefined) return named('d', query.u, query.d, `${query.u}/${query.d}`);
  return named('tid', basicUser, tid, tid);
}

function named(field: string, user: unknown, device: unknown, shown: unknown): DeviceId | Objection {
  const parts = [user, device];
  const isName = parts.every(part => typeof part === 'string' && part !== '' && !part.includes('/'));
  const id = isName ? deviceId.safeParse(parts.join('/')) : undefined;
  return id?.success ? id.data : unreadable(field, shown);
}

function fieldsOf(message: unknown): Record<string, unknown> {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
