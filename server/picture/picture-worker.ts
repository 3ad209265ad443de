/** The thread of pictures.ts: draws the map or makes the photos small, and ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { drawMap, type MapPicture } from './map-picture.ts';
import { unpackFont } from './picture-font.ts';
import type { DrawnPicture } from './pictures.ts';
import { renderSvg } from './render-svg.ts';
import { smallPhoto } from './small-photo.ts';

export type PictureWork = { map: MapPicture } | { photos: readonly Uint8Array[] };

async function answer(work: PictureWork): Promise<(DrawnPicture | null)[]> {
  if ('photos' in work) return work.photos.map(photo => smallPhoto(Buffer.from(photo)));
  const svg = drawMap(work.map);
  const folder = await mkdtemp(join(tmpdir(), 'gridwall-font-'));
  try {
    return [renderSvg(svg, await unpackFont(svg.replace(/<[^>]*>/g, ''), folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { work } = workerData as { work: PictureWork };
parentPort?.postMessage(await answer(work));
