/**
 * A track as it is drawn: legs, what lies between them, time ticks on the way, stops. In: the track, and minutes between two ticks.
 * Out: GeoJSON for track-layer.ts. A tick stands where the unit was at that minute: between two positions on the line between them.
 */
import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { TrackPosition, UnitTrack } from '../../server/contract/track.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { spanText } from './track-text.ts';

const MINUTE_MS = 60_000;
/** Zoom steps beyond the overview from which ticks stand closer. */
const TICK_STEPS = [
  { step: 2.6, minutes: 5 },
  { step: 1.2, minutes: 10 },
] as const;
const FAR_MINUTES = 30;

export function tickMinutes(zoom: number, overviewZoom: number): number {
  return TICK_STEPS.find(({ step }) => zoom >= overviewZoom + step)?.minutes ?? FAR_MINUTES;
}

export function trackLines({ legs }: Pick<UnitTrack, 'legs'>): FeatureCollection<LineString> {
  const features: Feature<LineString>[] = [];
  let before: TrackPosition | null = null;
  for (const { positions } of legs) {
    if (before) features.push(line('between', [before, positions[0]!]));
    if (positions.length > 1) features.push(line('leg', positions));
    before = positions.at(-1) ?? before;
  }
  return { type: 'FeatureCollection', features };
}

function line(kind: 'leg' | 'between', positions: readonly TrackPosition[]): Feature<LineString> {
  const coordinates = positions.map(([, lon, lat]) => [lon, lat]);
  return { type: 'Feature', properties: { kind }, geometry: { type: 'LineString', coordinates } };
}

/** Beginning and end always, between them every so many minutes of the clock. */
export function trackMarks(track: UnitTrack, minutes: number, timeZone: string): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  const all = track.legs.flatMap(({ positions }) => positions);
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return { type: 'FeatureCollection', features };
  for (const { positions } of track.legs)
    for (const [timeMs, lon, lat] of ticksOf(positions, minutes * MINUTE_MS))
      features.push(mark('tick', lon, lat, clockTime(timeMs, timeZone)));
  for (const { lon, lat, from, to } of track.stops)
    features.push(mark('stop', lon, lat, say('track.stop.mark', { time: spanText(to - from) })));
  for (const [timeMs, lon, lat] of first === last ? [first] : [first, last])
    features.push(mark('end', lon, lat, clockTime(timeMs, timeZone)));
  return { type: 'FeatureCollection', features };
}

function mark(kind: 'tick' | 'stop' | 'end', lon: number, lat: number, label: string): Feature<Point> {
  return { type: 'Feature', properties: { kind, label }, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

export function* ticksOf(
  positions: readonly TrackPosition[],
  everyMs: number,
): Generator<[timeMs: number, lon: number, lat: number]> {
  for (let i = 1; i < positions.length; i++) {
    const [timeA, lonA, latA] = positions[i - 1]!;
    const [timeB, lonB, latB] = positions[i]!;
    for (let at = (Math.floor(timeA / everyMs) + 1) * everyMs; at <= timeB; at += everyMs) {
      const share = (at - timeA) / (timeB - timeA);
      yield [at, lonA + share * (lonB - lonA), latA + share * (latB - latA)];
    }
  }
}
