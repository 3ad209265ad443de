import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objection } from './objection.ts';
import { type OsmandReading, readOsmandJson, readOsmandQuery } from './osmand.ts';
import type { Observation } from './position-intake.ts';

const NOW = Date.parse('2026-11-22T06:00:00Z');
const query = (text: string) => readOsmandQuery(Object.fromEntries(new URLSearchParams(text)), NOW);

function observed(message: OsmandReading): Observation {
  if (!message.ok || !message.position || 'ok' in message.position)
    throw new Error(`No observation in ${JSON.stringify(message)}.`);
  return message.position;
}

/** Of the message as a whole, or of its position. */
function objectionIn(message: OsmandReading): Objection | null {
  if (!message.ok) return message;
  return message.position && 'ok' in message.position ? message.position : null;
}

describe('query string and form', () => {
  test('a message as Traccar Client sends it, speed in knots', () => {
    const message = query(
      'id=xun05&timestamp=1795327200&lat=22.5601&lon=113.8902&speed=10&bearing=270&altitude=12&accuracy=6.5&batt=87&charge=false',
    );
    const { speedMps, ...rest } = observed(message);
    expect(rest).toEqual({
      of: { device: 'xun05' },
      lat: 22.5601,
      lon: 113.8902,
      crs: null,
      fixTimeMs: 1_795_327_200_000,
      accuracyM: 6.5,
      headingDeg: 270,
      isMock: false,
    });
    expect(speedMps).toBeCloseTo(5.1444, 4);
  });

  test.each([
    ['1795327200', 1_795_327_200_000],
    ['1795327200500', 1_795_327_200_500],
    ['2147483648', 2_147_483_648], // from 2^31 on it is milliseconds, as the Traccar server decides it
    ['2026-11-22T14:00:00%2B08:00', NOW],
    ['2026-11-22T06:00:00.250Z', NOW + 250],
    ['2026-11-22 06:00:00', NOW], // UTC
    ['', NOW],
  ])('timestamp %s', (timestamp, expected) => {
    expect(observed(query(`id=a&lat=22.5&lon=113.9&timestamp=${timestamp}`)).fixTimeMs).toBe(expected);
  });

  test('location is latitude first; deviceid stands for id; negative speed and heading are unknown', () => {
    expect(observed(query('deviceid=a&location=22.5,113.9&speed=-1&heading=-1'))).toMatchObject({
      of: { device: 'a' },
      lat: 22.5,
      lon: 113.9,
      speedMps: null,
      headingDeg: null,
    });
    expect(observed(query('id=a&lat=22.5&lon=113.9&heading=360')).headingDeg).toBe(0);
  });

  test.each(['id=a', 'id=a&batt=50', 'id=a&valid=false&lat=0&lon=0'])('no position in %s', text => {
    expect(query(text)).toEqual({ ok: true, device: 'a', position: null, calledForHelpAt: null });
  });

  test.each([
    ['id', 'lat=22.5&lon=113.9'],
    ['id', 'id=&lat=22.5&lon=113.9'],
    ['id', 'id=%E5%B7%A105&lat=22.5&lon=113.9'],
    ['lat', 'id=a&lon=113.9'],
    ['lon', 'id=a&lat=22.5'],
    ['lat', 'id=a&lat=22.5N&lon=113.9'],
    ['lat', 'id=a&lat=&lon=113.9'],
    ['lon', 'id=a&lat=22.5&lon=NaN'],
    ['lon', 'id=a&lat=22.5&lon=1e999'],
    ['lon', 'id=a&lat=22.5&lon=0x71'],
    ['location', 'id=a&location=22.5'],
    ['location', 'id=a&location=22.5,113.9,7'],
    ['timestamp', 'id=a&lat=22.5&lon=113.9&timestamp=yesterday'],
    ['timestamp', 'id=a&lat=22.5&lon=113.9&timestamp=2026-11-22T14:00:00'],
    ['timestamp', 'id=a&lat=22.5&lon=113.9&timestamp=-5'],
    ['timestamp', 'id=a&lat=22.5&lon=113.9&timestamp=2026-13-45 06:00:00'],
    ['speed', 'id=a&lat=22.5&lon=113.9&speed=fast'],
    ['speed', 'id=a&lat=22.5&lon=113.9&speed=9999'],
    ['bearing', 'id=a&lat=22.5&lon=113.9&bearing=361'],
    ['accuracy', 'id=a&lat=22.5&lon=113.9&accuracy=5m'],
    ['timestamp', 'id=a&timestamp=noon'],
  ])('%s is named when it is wrong: %s', (field, text) => {
    expect(objectionIn(query(text))).toMatchObject({ ok: false, code: 'bad-input', field });
  });

  test('a field given twice (an array) or nested is refused, not guessed', () => {
    expect(readOsmandQuery({ id: ['a', 'b'], lat: '22.5', lon: '113.9' }, NOW)).toMatchObject({
      ok: false,
      field: 'id',
    });
    expect(objectionIn(readOsmandQuery({ id: 'a', lat: ['22.5', '1'], lon: '113.9' }, NOW))).toMatchObject({
      ok: false,
      field: 'lat',
    });
    expect(objectionIn(readOsmandQuery({ id: 'a', lat: '22.5', lon: { x: 1 } }, NOW))).toMatchObject({ field: 'lon' });
  });
});

describe('JSON of Traccar Client 9', () => {
  const coords = { latitude: 22.5601, longitude: 113.8902, accuracy: 4.2, speed: 5, heading: 90, altitude: 3 };
  const body = (more: object = {}) => ({
    device_id: '12345678',
    location: {
      timestamp: '2026-11-22T06:00:00.000Z',
      coords,
      is_moving: true,
      battery: { level: 0.8, is_charging: false },
      extras: {},
      ...more,
    },
  });

  test('speed is in m/s', () => {
    expect(observed(readOsmandJson(body(), NOW))).toEqual({
      of: { device: '12345678' },
      lat: 22.5601,
      lon: 113.8902,
      crs: null,
      fixTimeMs: NOW,
      accuracyM: 4.2,
      speedMps: 5,
      headingDeg: 90,
      isMock: false,
    });
  });

  test('coordinates may be text; unknown speed and heading are negative; coords may be missing', () => {
    const text = { ...coords, latitude: '22.5601', longitude: '113.8902', speed: -1, heading: -1 };
    expect(observed(readOsmandJson(body({ coords: text }), NOW))).toMatchObject({
      lat: 22.5601,
      speedMps: null,
      headingDeg: null,
    });
    expect(readOsmandJson(body({ coords: null }), NOW)).toMatchObject({ ok: true, position: null });
    expect(readOsmandJson({ device_id: 'a' }, NOW)).toMatchObject({ ok: true, position: null });
  });

  test.each([
    ['device_id', {}],
    ['device_id', null],
    ['device_id', []],
    ['device_id', { device_id: { $gt: '' } }],
    ['location', { device_id: 'a', location: 7 }],
    ['location.coords', { device_id: 'a', location: { coords: 'here' } }],
    ['location.coords.latitude', body({ coords: { longitude: 113.9 } })],
    ['location.coords.longitude', body({ coords: { ...coords, longitude: null } })],
    ['location.timestamp', body({ timestamp: 'noon' })],
    ['location.coords.speed', body({ coords: { ...coords, speed: [1] } })],
    ['location.alarm', body({ alarm: true })],
    ['location.extras.alarm', body({ extras: { alarm: { sos: 1 } } })],
  ])('%s is named when it is wrong', (field, message) => {
    expect(objectionIn(readOsmandJson(message, NOW))).toMatchObject({ ok: false, code: 'bad-input', field });
  });
});

describe('[IN-4] the SOS button', () => {
  const called = (message: OsmandReading) => message.ok && message.calledForHelpAt;
  const json = (location: object) => readOsmandJson({ device_id: 'a', location }, NOW);
  const timestamp = '2026-11-22T05:59:00Z';

  test('in the query string, in JSON, and where Traccar Client hangs it', () => {
    expect(called(query('id=a&lat=22.5&lon=113.9&timestamp=1795327140&alarm=sos'))).toBe(NOW - 60_000);
    expect(called(json({ timestamp, alarm: 'SOS', coords: { latitude: 22.5, longitude: 113.9 } }))).toBe(NOW - 60_000);
    expect(called(json({ timestamp, extras: { alarm: 'sos' } }))).toBe(NOW - 60_000);
    for (const word of ['general', 'fallDown', 'accident']) expect(called(query(`id=a&alarm=${word}`))).toBe(NOW);
  });

  test('what a machine says of itself is no call', () => {
    for (const word of ['lowBattery', 'powerCut', 'overspeed', 'geofenceExit', '', 'true', '1'])
      expect(called(query(`id=a&alarm=${word}`)), word).toBeNull();
    expect(called(json({ alarm: null }))).toBeNull();
  });

  test('without a position, with one that is switched off, and with one that cannot be read', () => {
    expect(query('id=a&alarm=sos')).toMatchObject({ position: null, calledForHelpAt: NOW });
    expect(query('id=a&alarm=sos&valid=false&lat=0&lon=0')).toMatchObject({ position: null, calledForHelpAt: NOW });
    const broken = query('id=a&alarm=sos&lat=north&lon=113.9');
    expect([called(broken), objectionIn(broken)?.field]).toEqual([NOW, 'lat']);
    const when = query('id=a&alarm=sos&lat=22.5&lon=113.9&timestamp=noon');
    expect([called(when), objectionIn(when)?.field]).toEqual([NOW, 'timestamp']);
  });
});

test('[IN-5] a phone that says its position is invented is believed', () => {
  const coords = { latitude: 22.5, longitude: 113.9 };
  const mock = (value: unknown) =>
    observed(readOsmandJson({ device_id: 'a', location: { coords, mock: value } }, NOW)).isMock;
  expect([mock(true), mock(false), mock(undefined), mock('yes')]).toEqual([true, false, false, false]);
  expect(observed(query('id=a&lat=22.5&lon=113.9&mock=true')).isMock).toBe(true);
  expect(observed(query('id=a&lat=22.5&lon=113.9&mock=false')).isMock).toBe(false);
});

test('whatever comes, both readers answer, and what they accept are finite numbers of a well-named device', () => {
  const number = fc.oneof(fc.double(), fc.double().map(String), fc.string(), fc.constant(null), fc.array(fc.integer()));
  const message = fc.oneof(
    fc.anything(),
    fc.record({
      id: fc.oneof(fc.constant('a'), fc.anything()),
      lat: number,
      lon: number,
      timestamp: number,
      speed: number,
      bearing: number,
      location: fc.option(fc.string(), { nil: undefined }),
      alarm: fc.oneof(fc.constant('sos'), fc.anything()),
      mock: fc.anything(),
    }),
    fc.record({
      device_id: fc.oneof(fc.constant('a'), fc.anything()),
      location: fc.record({
        timestamp: number,
        coords: fc.record({ latitude: number, longitude: number, speed: number, heading: number, accuracy: number }),
      }),
    }),
  );
  fc.assert(
    fc.property(message, value => {
      for (const answer of [readOsmandQuery(value, NOW), readOsmandJson(value, NOW)]) {
        if (!answer.ok) {
          expect(answer.field).not.toBe('');
          continue;
        }
        expect(answer.device).toMatch(/^[A-Za-z0-9._-]{1,40}$/);
        if (!answer.position || 'ok' in answer.position) {
          expect(answer.position?.field).not.toBe('');
          continue;
        }
        const { lon, lat, fixTimeMs, speedMps, headingDeg, accuracyM } = answer.position;
        for (const known of [lon, lat, fixTimeMs, speedMps ?? 0, headingDeg ?? 0, accuracyM ?? 0])
          expect(Number.isFinite(known)).toBe(true);
        expect(headingDeg ?? 0).toBeGreaterThanOrEqual(0);
        expect(headingDeg ?? 0).toBeLessThan(360);
        expect(speedMps ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { seed: 20261122, numRuns: 100_000 },
  );
}, 120_000);
