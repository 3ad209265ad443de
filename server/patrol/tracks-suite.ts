/** Looking at tracks over HTTP, on every database: run by tracks.sqlite.test.ts and tracks.pg.test.ts. */
import { _experimentalParseGpx } from 'gpx-builder';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { MOST_TRACK_POSITIONS, type TrackAnswer, trackAnswer, trackRetention } from '../contract/track.ts';
import { type People, peopleUnderTest } from '../people-under-test.ts';
import type { ServerUnderTest } from '../server-under-test.ts';
import type { TrackPoint } from '../store/track-block.ts';

const MINUTE = 60_000;
const UNITS = [
  { id: 'walker', callSign: '巡07', unitClass: 'patrol-person', homeZone: 'binhai' },
  { id: 'far-car', callSign: '车09', unitClass: 'patrol-vehicle', homeZone: 'xingdong' },
  { id: 'silent', callSign: '巡08', unitClass: 'patrol-person', homeZone: 'binhai' },
];
const PEOPLE = ['admin', 'duty', 'leader', 'chief1', 'dept'] as const;
let server: ServerUnderTest;
let as: People<(typeof PEOPLE)[number]>['as'];
/** The walker's first fix; an hour and a half ago. */
let start: number;

interface AuditRow {
  actor: string;
  action: string;
  subject: string;
  after: unknown;
}

async function auditOf(subject: string): Promise<AuditRow[]> {
  const { body } = await as('admin', `/api/v1/audit?subject=${subject}`);
  return (body as { rows: AuditRow[] }).rows.map(({ actor, action, subject, after }) => ({
    actor,
    action,
    subject,
    after,
  }));
}

const question = (more: object = {}) => ({
  ...{ units: ['walker'], from: start - MINUTE, to: start + 90 * MINUTE, reason: '核对投诉' },
  ...more,
});

/** Ten minutes north, twelve minutes in one place, ten minutes of silence, ten minutes on. */
async function walk(): Promise<void> {
  const fix = (minute: number, metres: number) => ({
    ...{ unit: 'walker', lon: 113.8931, lat: 22.56 + metres / 111_195, time: Math.round(start + minute * MINUTE) },
    ...{ accuracyM: 6, speedMps: 1.2, headingDeg: 0 },
  });
  const fixes = [];
  for (let m = 0; m < 10; m += 0.5) fixes.push(fix(m, m * 60));
  for (let m = 10; m <= 22; m += 0.5) fixes.push(fix(m, 600));
  for (let m = 32; m <= 42; m += 0.5) fixes.push(fix(m, 600 + (m - 32) * 60));
  const answer = (await server.post('/api/v1/positions', fixes)) as { accepted: number };
  if (answer.accepted !== fixes.length) throw new Error(JSON.stringify(answer));
}

export function tracksSuite(name: string, open: () => Promise<TestPlace>) {
  describe(`tracks on ${name}`, () => {
    const people = peopleUnderTest(PEOPLE, { open });
    ({ server, as } = people);
    beforeAll(async () => {
      await people.told('admin', '/api/v1/units', UNITS);
      start = Date.now() - 90 * MINUTE;
      await walk();
    });
    tests();
  });
}

function tests(): void {
  test('[P-71] [P-74] [P-75] a look-up answers legs, stops and totals, and stands in the audit with its reason', async () => {
    const answer = await as('duty', '/api/v1/tracks/query', question());
    expect(answer.status).toBe(200);
    const { tracks } = trackAnswer.parse(answer.body);
    const [track] = tracks;
    expect(tracks.length).toBe(1);
    expect(track).toMatchObject({ unit: 'walker', callSign: '巡07', positions: 66 });
    expect(track!.legs.map(({ cut }) => cut)).toEqual([null, 'gap']);
    expect(track!.legs.flatMap(({ positions }) => positions).length).toBe(66);
    expect(track!.legs[0]!.positions[0]).toEqual([start, 113.8931, 22.56, 1.2, 6, 0, 'http']);
    expect(track!.distanceM).toBeGreaterThan(1150);
    expect(track!.distanceM).toBeLessThan(1250);
    expect(track!.stops.length).toBe(1);
    expect(track!.stops[0]!.to).toBe(start + 22 * MINUTE);
    expect(track!.stops[0]!.community).not.toBeNull();
    expect(track!.movingMs).toBe(32 * MINUTE - (track!.stops[0]!.to - track!.stops[0]!.from));
    expect((await auditOf('walker'))[0]).toEqual({
      ...{ actor: 'duty', action: 'track-read', subject: 'walker' },
      after: { from: start - MINUTE, to: start + 90 * MINUTE, reason: '核对投诉', positions: 66 },
    });
  });

  test('[P-71] without its audit row there is no answer', async () => {
    const { changeLog } = server.running.pipeline;
    const commit = changeLog.commit;
    changeLog.commit = () => Promise.reject(new Error('the audit cannot be written'));
    try {
      const answer = await as('leader', '/api/v1/tracks/query', question());
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain('positions');
      expect((await as('leader', '/api/v1/tracks/export', question({ format: 'csv' }))).status).toBe(500);
    } finally {
      changeLog.commit = commit;
    }
  });

  test('[P-73] a chief sees the units of the own zone and no other; walls, departments and devices see none', async () => {
    expect((await as('chief1', '/api/v1/tracks/query', question({ units: ['walker'] }))).status).toBe(200);
    const foreign = await as('chief1', '/api/v1/tracks/query', question({ units: ['walker', 'far-car'] }));
    expect([foreign.status, foreign.body]).toMatchObject([403, { refusal: 'not-allowed' }]);
    expect((await as('chief1', '/api/v1/tracks/export', question({ units: ['far-car'], format: 'gpx' }))).status).toBe(
      403,
    );
    expect((await as('dept', '/api/v1/tracks/query', question())).status).toBe(403);
    for (const kind of ['wall', 'device', 'integration'] as const) {
      const token = await server.token(kind);
      expect((await server.ask('/api/v1/tracks/query', { token, body: question() })).status, kind).toBe(403);
    }
    expect((await auditOf('far-car')).filter(({ action }) => action.startsWith('track-'))).toEqual([]);
  });

  test.each([
    ['no reason', { reason: '' }, 'reason'],
    ['a reason of blanks', { reason: '   ' }, 'reason'],
    ['a reason that is an essay', { reason: '因'.repeat(201) }, 'reason'],
    ['no unit', { units: [] }, 'units'],
    ['eleven units', { units: Array.from({ length: 11 }, (_, i) => `u${i}`) }, 'units'],
    ['an unknown key', { why: 'x' }, 'why'],
    ['a time without a zone', { from: '2026-11-22T14:05:00' }, 'from'],
  ])('[P-72] %s is refused and named', async (_, more, field) => {
    const { status, body } = await as('duty', '/api/v1/tracks/query', question(more));
    expect([status, body]).toMatchObject([400, { refusal: 'bad-input', field }]);
  });

  test('[P-72] a period that is backwards or longer than a day is refused with its length; an unknown unit is named', async () => {
    const longer = await as('duty', '/api/v1/tracks/query', question({ to: start + 25 * 60 * MINUTE }));
    expect([longer.status, longer.body]).toMatchObject([400, { refusal: 'bad-input', field: 'to' }]);
    expect((longer.body as { message: string }).message).toContain('25');
    const backwards = await as('duty', '/api/v1/tracks/query', question({ to: start - 2 * MINUTE }));
    expect(backwards.body).toMatchObject({ refusal: 'bad-input', field: 'to' });
    const unknown = await as('duty', '/api/v1/tracks/query', question({ units: ['walker', 'nobody'] }));
    expect([unknown.status, unknown.body]).toMatchObject([404, { refusal: 'unknown-unit', field: 'units[1]' }]);
  });

  test('[P-72] more than a hundred thousand positions are refused, and nothing is said to have been read', async () => {
    const { units } = { units: (await as('admin', '/api/v1/units')).body as { id: string; index: number }[] };
    const unitIndex = units.find(({ id }) => id === 'far-car')!.index;
    const points = Array.from(
      { length: MOST_TRACK_POSITIONS + 1 },
      (_, i): TrackPoint => ({
        ...{
          unitIndex,
          lon: 113.89,
          lat: 22.56,
          fixTimeMs: start + i,
          accuracyM: null,
          speedMps: null,
          headingDeg: null,
          source: 0,
        },
      }),
    );
    await Promise.all(points.map(point => server.running.pipeline.tracks.append(point, null)));
    const answer = await as('duty', '/api/v1/tracks/query', question({ units: ['far-car'] }));
    expect([answer.status, answer.body]).toMatchObject([413, { refusal: 'too-large' }]);
    expect((await auditOf('far-car')).filter(({ action }) => action === 'track-read')).toEqual([]);
    const fewer = await as(
      'duty',
      '/api/v1/tracks/query',
      question({ units: ['far-car'], to: start + MOST_TRACK_POSITIONS - 1 }),
    );
    expect((fewer.body as TrackAnswer).tracks[0]?.positions).toBe(MOST_TRACK_POSITIONS);
  });

  test('a unit that said nothing has a track without legs, in the audit as well', async () => {
    const { body } = await as('duty', '/api/v1/tracks/query', question({ units: ['silent', 'walker', 'silent'] }));
    expect((body as TrackAnswer).tracks.map(({ unit, positions }) => [unit, positions])).toEqual([
      ['silent', 0],
      ['walker', 66],
    ]);
    expect((await auditOf('silent'))[0]).toMatchObject({ action: 'track-read', after: { positions: 0 } });
  });

  test('[P-76] GPX 1.1 parses back: a segment a leg, times UTC, the stop a waypoint', async () => {
    const answer = await as('duty', '/api/v1/tracks/export', question({ format: 'gpx' }));
    expect(answer.headers.get('content-type')).toContain('application/gpx+xml');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toMatch(/轨迹_巡07_\d{12}\.gpx/);
    const xml = answer.body as string;
    expect(xml).toContain('version="1.1"');
    const { trk, wpt } = _experimentalParseGpx(xml).toObject();
    expect(trk?.[0]?.name).toBe('巡07');
    const segments = trk?.[0]?.trkseg?.map(({ trkpt }) => trkpt) ?? [];
    expect(segments.map(points => points.length)).toEqual([45, 21]);
    expect(new Date(segments[0]![0]!.time as never).getTime()).toBe(start);
    expect(xml).toContain('lat="22.56" lon="113.8931"');
    expect(wpt?.length).toBe(1);
    expect((await auditOf('walker'))[0]).toMatchObject({
      action: 'track-exported',
      after: { format: 'gpx', reason: '核对投诉', positions: 66 },
    });
  });

  test('[P-76] GeoJSON: a line a leg with its times, a point a stop', async () => {
    const { body } = await as('duty', '/api/v1/tracks/export', question({ format: 'geojson' }));
    const { features } = (typeof body === 'string' ? JSON.parse(body) : body) as {
      features: { geometry: { type: string; coordinates: unknown[] }; properties: Record<string, unknown> }[];
    };
    expect(features.map(({ geometry, properties }) => [geometry.type, properties.kind])).toEqual([
      ['LineString', 'track'],
      ['LineString', 'track'],
      ['Point', 'stop'],
    ]);
    const [first] = features;
    expect(first!.properties.coordTimes).toHaveLength(first!.geometry.coordinates.length);
    expect((first!.properties.coordTimes as string[])[0]).toBe(new Date(start).toISOString());
  });

  test('[P-76] CSV and XLSX hold a row a position, in local time and UTC', async () => {
    const { body } = await as('duty', '/api/v1/tracks/export', question({ format: 'csv' }));
    const [heading, first, ...rest] = (body as string).trim().split('\r\n');
    expect(heading).toContain('编号,呼号,段,时间（当地）,时间（UTC）,经度,纬度');
    const local = new Date(start + 8 * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');
    expect(first).toBe(`walker,巡07,1,${local},${new Date(start).toISOString()},113.8931,22.56,4.32,6,0,接口`);
    expect(rest.length).toBe(65);
    const xlsx = await as('duty', '/api/v1/tracks/export', question({ format: 'xlsx' }));
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
  });

  test('[P-78] an administrator sees what the retention job did, nobody else', async () => {
    await server.running.database.db
      .insertInto('track_forget_run')
      .values({ at: start, days: 180, before: 0, blocks: 2, positions: 31, took_ms: 7 })
      .execute();
    const answer = await as('admin', '/api/v1/tracks/retention');
    expect(trackRetention.parse(answer.body)).toEqual({
      days: 180,
      runs: [{ at: start, days: 180, before: 0, blocks: 2, positions: 31, tookMs: 7 }],
    });
    expect((await as('duty', '/api/v1/tracks/retention')).status).toBe(403);
  });
}
