import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMqttMessage } from './mqtt-message.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const read = (topic: string, value: unknown) => readMqttMessage(topic, bytes(value));
const position = { lon: 113.9, lat: 22.56, time: '2026-11-22T14:00:00+08:00', speedMps: 2 };
const location = { _type: 'location', lat: 22.56, lon: 113.9, tst: 1_795_327_200, vel: 18 };
const UNIT = 'gridwall/units/patrol-05/position';

test('[IN-8] a unit`s own topic takes the fields of POST /api/v1/positions, one or a list', () => {
  expect(read(UNIT, position)).toMatchObject({
    source: 'mqtt',
    items: [{ of: { unit: 'patrol-05' }, lon: 113.9, lat: 22.56, fixTimeMs: 1_795_327_200_000, speedMps: 2 }],
  });
  expect(read(UNIT, [position, { ...position, lat: 'x' }, position]).items).toMatchObject([
    { lat: 22.56 },
    { ok: false, field: 'lat' },
    { lat: 22.56 },
  ]);
  expect(read(UNIT, []).items).toEqual([]);
});

test('[IN-8] an OwnTracks topic names the device; what is no position and an empty payload are nothing', () => {
  expect(read('owntracks/li/phone', location)).toMatchObject({
    source: 'owntracks',
    items: [{ of: { device: 'li/phone' }, speedMps: 5 }],
  });
  expect(read('owntracks/li/phone', [{ _type: 'lwt' }, location]).items).toHaveLength(1);
  expect(read('owntracks/li/phone', { ...location, topic: 'owntracks/wang/phone' }).items).toMatchObject([
    { of: { device: 'li/phone' } },
  ]);
  for (const topic of [UNIT, 'owntracks/li/phone']) expect(read(topic, '').items).toEqual([]);
});

describe('[IN-1] what cannot be read names its field', () => {
  test.each([
    ['payload', UNIT, '{"lon":'],
    ['payload', UNIT, Buffer.from([0xff, 0x00, 0x7b]).toString('latin1')],
    ['payload', UNIT, '['.repeat(50_000)],
    ['payload', UNIT, '{"__proto__":{"lon":1}}'],
    ['payload', UNIT, Array.from({ length: 1001 }, () => position)],
    ['unit', UNIT, { ...position, unit: 'patrol-06' }],
    ['lon', UNIT, 'null'],
    ['lon', UNIT, '7'],
    ['time', UNIT, { ...position, time: '2026-11-22 14:00:00' }],
    ['secret', UNIT, { ...position, secret: 1 }],
    ['unit', `gridwall/units/${'x'.repeat(41)}/position`, position],
    ['topic', 'owntracks/陈/phone', location],
    ['_type', 'owntracks/li/phone', { _type: 'encrypted', data: 'x' }],
    ['_type', 'owntracks/li/phone', 'null'],
  ])('%s on %s', (field, topic, value) => {
    expect(read(topic, value).items).toMatchObject([{ ok: false, field }]);
  });
});

test('[IN-1] whatever bytes come on whatever topic, it answers', () => {
  const topic = fc.oneof(fc.constantFrom(UNIT, 'owntracks/a/b'), fc.string());
  const value = fc.oneof(fc.double(), fc.string(), fc.constant(null), fc.date({ noInvalidDate: true }));
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(bytes),
    fc.array(fc.record({ _type: fc.constant('location'), lat: value, lon: value, tst: value, vel: value })).map(bytes),
    fc.array(fc.record({ lat: value, lon: value, time: value, crs: value })).map(bytes),
  );
  fc.assert(
    fc.property(topic, payload, (named, sent) => {
      for (const item of readMqttMessage(named, sent).items) {
        if ('ok' in item) expect(item.field).not.toBe('');
        else for (const known of [item.lon, item.lat, item.fixTimeMs]) expect(Number.isFinite(known)).toBe(true);
      }
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
}, 120_000);
