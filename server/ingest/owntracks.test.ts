import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceId } from '../contract/ids.ts';
import { deviceOfRequest, deviceOfTopic, readOwntracks } from './owntracks.ts';

const NAME = 'li/phone' as DeviceId;
const read = (message: unknown) => readOwntracks(message, () => NAME);
/** As the Android app sends it. */
const location = {
  ...{ _type: 'location', BSSID: '02:00:00:00:00:00', SSID: 'duty', acc: 14, alt: 21, batt: 87, bs: 1, conn: 'w' },
  ...{ created_at: 1_795_327_205, lat: 22.5601, lon: 113.8902, m: 1, t: 'u', tid: 'li', tst: 1_795_327_200 },
  ...{ vac: 3, vel: 36, cog: 360 },
};

test('[IN-2] a location: km/h become m/s, seconds become ms', () => {
  const fix = read(location);
  expect(fix).toEqual({
    of: { device: NAME },
    lat: 22.5601,
    lon: 113.8902,
    crs: null,
    fixTimeMs: 1_795_327_200_000,
    accuracyM: 14,
    speedMps: expect.closeTo(10, 9),
    headingDeg: 0,
    isMock: false,
  });
  expect(read({ ...location, vel: -1, cog: -1, acc: undefined })).toMatchObject({
    ...{ speedMps: null, headingDeg: null, accuracyM: null },
  });
});

test.each([
  ['waypoint', 'waypoints', 'transition', 'lwt', 'card', 'cmd', 'status', 'steps', 'beacon', 'something-of-tomorrow'],
])('[IN-6] what is no position is taken note of and nothing more', (...types) => {
  for (const _type of types) expect(read({ ...location, _type, tst: 'x' }), _type).toBeNull();
});

test.each([
  ['_type', {}],
  ['_type', null],
  ['_type', [location]],
  ['_type', 'location'],
  ['_type', { ...location, _type: 7 }],
  ['_type', { _type: 'encrypted', data: 'x9aJ==' }],
  ['lat', { ...location, lat: undefined }],
  ['lon', { ...location, lon: null }],
  ['lon', { ...location, lon: '113.9E' }],
  ['tst', { ...location, tst: undefined }],
  ['tst', { ...location, tst: -1 }],
  ['tst', { ...location, tst: {} }],
  ['vel', { ...location, vel: 541 }],
  ['vel', { ...location, vel: [1] }],
  ['cog', { ...location, cog: 361 }],
  ['acc', { ...location, acc: 'good' }],
])('[IN-1] %s is named when it is wrong', (field, message) => {
  expect(read(message)).toMatchObject({ ok: false, code: 'bad-input', field });
});

test('[IN-6] an encrypted message says what to do', () => {
  expect(read({ _type: 'encrypted' })).toMatchObject({
    sentence: { zh: expect.stringContaining('清除加密密钥'), en: expect.stringContaining('clear the encryption key') },
  });
});

describe('[IN-7] whose message it is', () => {
  const request = (more: object = {}) => ({ headers: {}, query: {}, basicUser: null, ...more });

  test('the topic goes first, then the headers, then the address, then user and letters', () => {
    const headers = { 'x-limit-u': 'wang', 'x-limit-d': 'pad' };
    const query = { u: 'zhao', d: 'watch' };
    const all = request({ headers, query, basicUser: 'li' });
    expect(deviceOfRequest({ topic: 'owntracks/chen/phone', tid: 'ab' }, all)).toBe('chen/phone');
    expect(deviceOfRequest({ tid: 'ab' }, all)).toBe('wang/pad');
    expect(deviceOfRequest({ tid: 'ab' }, request({ query, basicUser: 'li' }))).toBe('zhao/watch');
    expect(deviceOfRequest({ tid: 'ab' }, request({ basicUser: 'li' }))).toBe('li/ab');
    expect(deviceOfTopic('owntracks/chen/phone/event')).toBe('chen/phone');
  });

  test.each([
    ['topic', { topic: 'elsewhere/chen/phone' }, {}],
    ['topic', { topic: 'owntracks/chen' }, {}],
    ['topic', { topic: 'owntracks//phone' }, {}],
    ['topic', { topic: 'owntracks/陈/phone' }, {}],
    ['topic', { topic: ['owntracks/chen/phone'] }, {}],
    ['X-Limit-D', {}, { headers: { 'x-limit-u': 'a b', 'x-limit-d': 'c' } }],
    ['d', {}, { query: { u: 'a', d: 'b/c' } }],
    ['tid', { tid: 'ab' }, {}],
    ['tid', {}, { basicUser: 'li' }],
    ['tid', { tid: 'ab' }, { basicUser: 'x'.repeat(90) }],
  ])('%s is named when it is no name', (field, message, more) => {
    expect(deviceOfRequest(message, request(more))).toMatchObject({ ok: false, code: 'bad-input', field });
  });
});

test('[IN-1] whatever comes, it answers; what it accepts are finite numbers, what it refuses has a field', () => {
  const value = fc.oneof(fc.double(), fc.double().map(String), fc.string(), fc.constant(null), fc.array(fc.integer()));
  const message = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.record({
      _type: fc.oneof(fc.constant('location'), fc.constant('encrypted'), fc.string()),
      ...{ lat: value, lon: value, tst: value, acc: value, vel: value, cog: value },
      topic: fc.oneof(fc.string(), fc.constant('owntracks/a/b'), fc.anything()),
      tid: fc.anything(),
    }),
  );
  const header = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
  const text = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(message, header, header, text, text, fc.option(fc.string()), (sent, user, device, u, d, basicUser) => {
      const request = { headers: { 'x-limit-u': user, 'x-limit-d': device }, query: { u, d }, basicUser };
      const answer = readOwntracks(sent, () => deviceOfRequest(sent, request));
      if (answer === null) return;
      if ('ok' in answer) {
        expect(answer.field).not.toBe('');
        return;
      }
      const { lon, lat, fixTimeMs, speedMps, headingDeg, accuracyM, of } = answer;
      expect('device' in of && of.device).toMatch(/^[A-Za-z0-9._@:+-]+\/[A-Za-z0-9._@:+-]+$/);
      for (const known of [lon, lat, fixTimeMs, speedMps ?? 0, headingDeg ?? 0, accuracyM ?? 0])
        expect(Number.isFinite(known)).toBe(true);
    }),
    { seed: 20261122, numRuns: 100_000 },
  );
}, 120_000);
