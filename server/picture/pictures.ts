/**
 * Pictures for documents: maps that we draw, photos made small. In: plain data, bytes. Out: PNG or JPEG with its size. A thread of its own
 * does it (picture-worker.ts): one photo of a phone takes a third of a second.
 */
import { inWorker } from '../worker-thread.ts';
import type { MapPicture } from './map-picture.ts';
import type { PictureWork } from './picture-worker.ts';

export interface DrawnPicture {
  type: 'png' | 'jpg';
  bytes: Uint8Array;
  width: number;
  height: number;
}

const WORKER = new URL('./picture-worker.ts', import.meta.url);
const LIMITS = { longestMs: 20_000, mostHeapMb: 512 };

/** Throws when it could not be drawn. */
export async function mapPicture(map: MapPicture): Promise<DrawnPicture> {
  const drawn = await pictures({ map });
  if (!drawn?.[0]) throw new Error(`A map with ${map.points.length} points could not be drawn.`);
  return drawn[0];
}

/** In their order; null where one is no picture that can be read, or where all of them took too long. */
export async function smallPhotos(photos: readonly Uint8Array[]): Promise<(DrawnPicture | null)[]> {
  if (photos.length === 0) return [];
  return (await pictures({ photos })) ?? photos.map(() => null);
}

function pictures(work: PictureWork): Promise<(DrawnPicture | null)[] | null> {
  return inWorker({ file: WORKER, work, ...LIMITS });
}
