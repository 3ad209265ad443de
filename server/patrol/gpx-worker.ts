/** The thread of write-gpx.ts: makes the XML of the tracks it was given, says it, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { BaseBuilder, buildGPX } from 'gpx-builder';
import type { GpxTrack } from './write-gpx.ts';

const { Metadata, Point, Segment, Track } = BaseBuilder.MODELS;

function gpxOf(tracks: readonly GpxTrack[]): string {
  const builder = new BaseBuilder();
  builder.setMetadata(new Metadata({ name: tracks.map(({ callSign }) => callSign).join('、') }));
  builder.setWayPoints(
    tracks.flatMap(({ callSign, stops }) =>
      stops.map(
        ({ from, to, lon, lat, place }) =>
          new Point(lat, lon, {
            time: new Date(from),
            name: `${callSign} 停留 ${Math.round((to - from) / 60_000)} 分钟`,
            ...(place !== null && { desc: place }),
          }),
      ),
    ),
  );
  builder.setTracks(
    tracks.map(({ unit, callSign, legs }) => new Track(legs.map(segmentOf), { name: callSign, desc: unit })),
  );
  return buildGPX(builder.toObject());
}

function segmentOf(numbers: Float64Array) {
  const points = [];
  for (let i = 0; i < numbers.length; i += 3)
    points.push(new Point(numbers[i + 1]!, numbers[i + 2]!, { time: new Date(numbers[i]!) }));
  return new Segment(points);
}

parentPort?.postMessage(gpxOf((workerData as { tracks: GpxTrack[] }).tracks));
