/**
 * Tracks as files for other programs (demand 37). In: the tracks of a look-up. Out: an answer that is streamed.
 * GeoJSON: a line for each leg with its times (`coordTimes`, as other tools write and read it), a point for each stop. GPX 1.1 comes from a
 * worker (write-gpx.ts). Sheets hold a row a position, with the local time for people and UTC for programs.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feature, LineString, Point } from 'geojson';
import type { TrackFormat } from '../contract/track.ts';
import { Answer } from '../http/route.ts';
import type { TrackPoint } from '../store/track-block.ts';
import type { TableColumn } from '../table-files/table.ts';
import { attachment, stampedName, tableAnswer } from '../table-files/table-answer.ts';
import { rounded, sourceName } from './track-answer.ts';
import type { FoundTrack } from './unit-track.ts';
import { writeGpx } from './write-gpx.ts';

const SOURCE_WORDS: Record<string, string> = {
  http: '接口',
  osmand: '手机客户端',
  owntracks: '手机客户端',
  mqtt: '消息队列',
  jt808: '车载终端',
};

export async function trackFile(
  format: TrackFormat,
  tracks: readonly FoundTrack[],
  { timeZone, now }: { timeZone: string; now: number },
): Promise<Answer<never>> {
  const name = stampedName(`轨迹_${whose(tracks)}_`, timeZone, now);
  switch (format) {
    case 'geojson':
      return file(Readable.from(geojson(tracks)), 'application/geo+json', `${name}.geojson`);
    case 'gpx':
      return file(Buffer.from(await writeGpx(tracks)), 'application/gpx+xml', `${name}.gpx`);
    case 'csv':
    case 'xlsx':
      return tableAnswer(format, name, { sheet: '轨迹', timeZone, columns: COLUMNS, rows: rowsOf(tracks) });
  }
}

function file(body: Readable | Buffer, type: string, name: string): Answer<never> {
  return new Answer<never>(body, { headers: { 'Content-Type': type, 'Content-Disposition': attachment(name) } });
}

function whose(tracks: readonly FoundTrack[]): string {
  const [first] = tracks;
  return first && tracks.length === 1 ? first.callSign : `${tracks.length}个力量`;
}

async function* geojson(tracks: readonly FoundTrack[]): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let isFirst = true;
  for (const feature of features(tracks)) {
    yield (isFirst ? '' : ',\n') + JSON.stringify(feature);
    isFirst = false;
    await nextTurn();
  }
  yield ']}\n';
}

/** A line of ten thousand positions is one turn of some ms. */
const POSITIONS_A_LINE = 10_000;

function* features(tracks: readonly FoundTrack[]): Generator<Feature<LineString | Point>> {
  for (const { unit, callSign, legs, stops } of tracks) {
    for (const [i, { points, cut }] of legs.entries())
      for (let from = 0; from < points.length; from += POSITIONS_A_LINE)
        // The last position of a piece is the first of the next, so that the line has no hole.
        yield line({ unit, callSign, leg: i + 1, cut }, points.slice(Math.max(0, from - 1), from + POSITIONS_A_LINE));
    for (const stop of stops)
      yield {
        type: 'Feature',
        properties: { kind: 'stop', unit, callSign, from: utc(stop.from), to: utc(stop.to), place: stop.place },
        geometry: { type: 'Point', coordinates: [stop.lon, stop.lat] },
      };
  }
}

/** A leg of one position is a point: a line needs two. */
function line(properties: object, points: readonly TrackPoint[]): Feature<LineString | Point> {
  const coordTimes = points.map(({ fixTimeMs }) => utc(fixTimeMs));
  const coordinates = points.map(({ lon, lat }) => [lon, lat]);
  return {
    type: 'Feature',
    properties: { kind: 'track', ...properties, coordTimes },
    geometry:
      coordinates.length === 1 ? { type: 'Point', coordinates: coordinates[0]! } : { type: 'LineString', coordinates },
  };
}

interface TrackRow {
  track: FoundTrack;
  leg: number;
  point: TrackPoint;
}

function* rowsOf(tracks: readonly FoundTrack[]): Generator<TrackRow> {
  for (const track of tracks)
    for (const [i, { points }] of track.legs.entries()) for (const point of points) yield { track, leg: i + 1, point };
}

const COLUMNS: TableColumn<TrackRow>[] = [
  { heading: '编号', kind: 'text', value: ({ track }) => track.unit },
  { heading: '呼号', kind: 'text', width: 10, value: ({ track }) => track.callSign },
  { heading: '段', kind: 'number', width: 6, value: ({ leg }) => leg },
  { heading: '时间（当地）', kind: 'time', value: ({ point }) => point.fixTimeMs },
  { heading: '时间（UTC）', kind: 'text', width: 24, value: ({ point }) => utc(point.fixTimeMs) },
  { heading: '经度', kind: 'number', value: ({ point }) => point.lon },
  { heading: '纬度', kind: 'number', value: ({ point }) => point.lat },
  {
    heading: '速度（公里/小时）',
    kind: 'number',
    width: 18,
    value: ({ point }) => (point.speedMps === null ? null : rounded(point.speedMps * 3.6)),
  },
  { heading: '精度（米）', kind: 'number', value: ({ point }) => rounded(point.accuracyM) },
  { heading: '航向（度）', kind: 'number', value: ({ point }) => rounded(point.headingDeg) },
  {
    heading: '来源',
    kind: 'text',
    value: ({ point }) => SOURCE_WORDS[sourceName(point.source)] ?? sourceName(point.source),
  },
];

function utc(ms: number): string {
  return new Date(ms).toISOString();
}
