/**
 * Measures the report of a large operation on a whole server: 12 squads of 60 stops, four hours of tracks at a position every 10 s, 200
 * findings with a photo before and one after. In: nothing; the same every time. Out: rows for `npm run bench -- --only operation-report`.
 * Photos are PNG of 1000 x 700 in which there is nothing to be packed small (2 MB): a document takes the first 24, so no more are written.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { bestRound } from '../../scripts/bench/best-round.ts';
import type { Row } from '../../scripts/bench/result.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { EvidenceId, GridCode, OperationId, UnitIndex } from '../contract/ids.ts';
import type { OperationFinding, OperationRecord } from '../contract/operation.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { PhotoFiles } from '../photo/photo-files.ts';
import { startServerUnderTest } from '../server-under-test.ts';
import type { TrackWriter } from '../store/track-writer.ts';
import { aDraft, aSquad, HOUR, MINUTE, NOW } from './operation-builders.ts';
import { insertOperation } from './operation-repository.ts';
import { counted } from './stop-progress.ts';

const SQUADS = 12;
const STOPS = 60;
const FINDINGS = 200;
const WRITTEN_PHOTOS = 60;
const FIX_EVERY_MS = 10_000;
const LASTS_MS = 4 * HOUR;
const ROUNDS = 3;
const LONGEST_MS = 10_000;
const LONGEST_TURN_MS = 200;

export async function benchReport(): Promise<{ group: string; rows: Row[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-report-'));
  const server = await startServerUnderTest({ dataDir });
  const rows: Row[] = [];
  try {
    const { database, pipeline, profile } = server.running;
    const cookie = await server.signIn('leader');
    const admin = { cookie: await server.signIn('admin'), 'x-gridwall': '1' };
    const units = Array.from({ length: SQUADS }, (_, i) => `unit-${i + 1}`);
    const body = units.map(id => ({ id, callSign: id, unitClass: 'patrol-vehicle' }));
    const made = await server.ask('/api/v1/units', { token: '', headers: admin, body });
    if (made.status >= 300) throw new Error(JSON.stringify(made.body));
    const known = (await server.ask('/api/v1/units', { token: '', headers: admin })).body as UnitRecord[];
    const own = known.filter(({ id }) => units.includes(id));
    const centre = profile.data.settings.centre;
    await writeTracks(
      pipeline.tracks,
      own.map(({ index }) => index),
      centre,
    );
    const files = new PhotoFiles(join(dataDir, 'evidence'));
    const photos = Array.from({ length: 2 * FINDINGS }, () => randomBytes(16).toString('hex') as EvidenceId);
    const photo = aPhoto();
    for (const id of photos.slice(0, WRITTEN_PHOTOS)) await files.write(id, photo);
    const record = anOperation(photos, centre);
    await database.db.transaction().execute(tx => insertOperation(tx, record));
    await database.db
      .transaction()
      .execute(tx => insertOperation(tx, { ...record, id: 'before' as OperationId, startedAt: NOW - 30 * 24 * HOUR }));
    for (const ending of ['', '.xlsx', '.docx']) {
      const path = `/api/v1/operations/${record.id}/report${ending}`;
      const { tookMs, turnMs } = await bestRound(async () => {
        const answer = await fetch(server.url + path, { headers: { cookie } });
        const bytes = await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${path}: ${Buffer.from(bytes).toString('utf8', 0, 500)}`);
      }, ROUNDS);
      const name = ending === '' ? 'for the screen' : ending.slice(1).toUpperCase();
      rows.push(
        { name, value: tookMs / 1000, unit: 's', goal: `<= ${LONGEST_MS / 1000} s`, ok: tookMs <= LONGEST_MS },
        {
          name: `${name}, longest turn`,
          value: turnMs,
          unit: 'ms',
          goal: `<= ${LONGEST_TURN_MS} ms`,
          ok: turnMs <= LONGEST_TURN_MS,
        },
      );
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return { group: `operation report, ${SQUADS} squads, ${SQUADS * STOPS} stops, ${FINDINGS} findings`, rows };
}

/** Twelve squads on their ways around the centre. */
async function writeTracks(tracks: TrackWriter, units: readonly UnitIndex[], [lon, lat]: LonLat): Promise<void> {
  for (let ms = 0; ms < LASTS_MS; ms += FIX_EVERY_MS)
    for (const [i, unitIndex] of units.entries()) {
      const turn = (2 * Math.PI * ms) / LASTS_MS + i;
      const place = { lon: lon + 0.01 * Math.cos(3 * turn), lat: lat + 0.01 * Math.sin(2 * turn) };
      const fix = { unitIndex, ...place, fixTimeMs: NOW + ms, accuracyM: 5, speedMps: 4, headingDeg: null, source: 1 };
      void tracks.append(fix, null);
    }
  await tracks.settled();
}

function anOperation(photos: readonly EvidenceId[], [lon, lat]: LonLat): OperationRecord {
  const squads = Array.from({ length: SQUADS }, (_, i) =>
    aSquad({
      ...{ id: `s${i}`, name: `${i + 1}组`, units: [`unit-${i + 1}`], vehicles: [] },
      members: [{ name: `成员${i}`, organ: 'enforcement-team' }],
      stops: Array.from({ length: STOPS }, (_, n) => ({
        ...{ id: `p${i}-${n}`, name: `点位${n + 1}`, lon: lon + 0.001 * (n % 12), lat: lat + 0.001 * i },
        plannedAt: NOW + 4 * n * MINUTE,
      })),
    }),
  );
  const draft = aDraft({ squads });
  const findings = Array.from({ length: FINDINGS }, (_, i): OperationFinding => {
    const at = { lon: lon + 0.002 * (i % 14), lat: lat - 0.001 * (i % 9) };
    return {
      ...{
        id: `f${i}`,
        squad: `s${i % SQUADS}`,
        stop: `p${i % SQUADS}-${i % STOPS}`,
        target: null,
        at: NOW + i * MINUTE,
      },
      ...{ ...at, grid: `44030601700100${i % 7}` as GridCode, community: null, category: null, text: '占道经营' },
      ...{ party: '某商铺', legalBasis: null, measure: '现场整改', deadline: null, by: '执法队' },
      ...{ photos: [photos[2 * i]!], photosAfter: [photos[2 * i + 1]!], incident: null, incidentState: null },
    };
  });
  const done = { state: 'finished', startedAt: NOW, finishedAt: NOW + LASTS_MS, findings } as const;
  return counted({ ...draft, ...done }, NOW + LASTS_MS);
}

/** As large as it looks: noise. */
function aPhoto(): Buffer {
  const [width, height] = [1000, 700];
  const lines = randomBytes(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) lines[y * (1 + 3 * width)] = 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
