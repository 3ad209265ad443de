/**
 * Tracks as GPX 1.1: a `trk` a unit, a `trkseg` a leg, a `wpt` a stop; times UTC. In: tracks. Out: the XML.
 * A worker thread makes it (gpx-worker.ts): gpx-builder builds the whole tree before the first byte, which for a day of a vehicle would
 * hold the event loop for seconds.
 */
import { Worker } from 'node:worker_threads';
import type { FoundTrack } from './unit-track.ts';

/** What the worker is given: numbers as columns, because they are handed over instead of copied. */
export interface GpxTrack {
  unit: string;
  callSign: string;
  /** `[time, lat, lon]` of each position, one after the other, leg by leg. */
  legs: Float64Array[];
  stops: { from: number; to: number; lon: number; lat: number; place: string | null }[];
}

/** The server runs from its sources; a worker does not take over what loads them, so it starts with the loader and then the file. */
const START = `
  const { loader, file } = require('node:worker_threads').workerData;
  import(loader).then(({ tsImport }) => tsImport(file, file));
`;
const LOADER = import.meta.resolve('tsx/esm/api');
const FILE = new URL('./gpx-worker.ts', import.meta.url).href;

export function writeGpx(tracks: readonly FoundTrack[]): Promise<string> {
  const given = tracks.map(toColumns);
  return new Promise((resolve, reject) => {
    const worker = new Worker(START, {
      eval: true,
      workerData: { loader: LOADER, file: FILE, tracks: given },
      transferList: given.flatMap(({ legs }) => legs.map(({ buffer }) => buffer as ArrayBuffer)),
      execArgv: [],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', code => reject(new Error(`The GPX worker ended (${code}) without an answer.`))); // after a message nothing
  });
}

function toColumns({ unit, callSign, legs, stops }: FoundTrack): GpxTrack {
  return {
    ...{ unit, callSign },
    legs: legs.map(({ points }) => {
      const numbers = new Float64Array(3 * points.length);
      for (const [i, { fixTimeMs, lat, lon }] of points.entries()) numbers.set([fixTimeMs, lat, lon], 3 * i);
      return numbers;
    }),
    stops: stops.map(({ from, to, lon, lat, place }) => ({ from, to, lon, lat, place })),
  };
}
