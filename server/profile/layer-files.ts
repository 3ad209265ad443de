/** The profile's map layers as they are sent: bytes read once at start, with the tag by which a browser knows it has them already. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAYER_FEATURES, type LayerName } from '../../geodata/profile-files.ts';

export interface TaggedBytes {
  bytes: Buffer;
  /** Strong, with its quotes. */
  etag: string;
}

export const LAYER_NAMES = Object.keys(LAYER_FEATURES) as [LayerName, ...LayerName[]];

export async function readLayerFiles(dir: string): Promise<Record<LayerName, TaggedBytes>> {
  const files = await Promise.all(
    LAYER_NAMES.map(async name => [name, tagged(await readFile(join(dir, `${name}.geojson`)))] as const),
  );
  return Object.fromEntries(files) as Record<LayerName, TaggedBytes>;
}

export function tagged(bytes: Buffer): TaggedBytes {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
