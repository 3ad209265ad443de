/**
 * The boundaries a profile brings: its networks as indices that can be asked, and a name for exactly these boundaries.
 * In: the profile. Out: networks and version. A file that is missing or malformed stops the start with one line.
 * The owner network's polygons are grids.geojson; any other geometry is network-<id>.geojson, read here.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { GridIndex } from '../../geodata/grid-index.ts';
import type { ProfileData } from '../../geodata/load-profile.ts';
import { layerEnvelope, lonLat } from '../../geodata/profile-files.ts';
import { communityCode, gridCode } from '../contract/ids.ts';
import { CannotStart } from '../store/cannot-start.ts';
import type { AssignerParts } from './assign.ts';
import { lineNetwork } from './line-network.ts';
import type { NetworkIndex } from './network-index.ts';
import { polygonNetwork } from './polygon-network.ts';

const OWN_FILES = ['outline', 'zones', 'communities', 'grids'];

const properties = z.object({
  code: gridCode,
  name: z.string().min(1),
  community: communityCode.nullable().default(null),
});
const position = lonLat.transform((place): number[] => place);
const section = z.object({
  type: z.literal('Feature'),
  properties,
  geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
});
const area = z.object({
  type: z.literal('Feature'),
  properties,
  geometry: z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).min(4)).min(1) }),
});

interface BoundaryProfile {
  dir: string;
  data: Pick<ProfileData, 'settings' | 'grids' | 'communities' | 'outline'>;
  grids: Pick<GridIndex, 'locate'>;
}

export async function readBoundaries({ dir, data, grids }: BoundaryProfile): Promise<AssignerParts> {
  const { settings } = data;
  const hash = createHash('sha256');
  for (const name of OWN_FILES) hash.update(await readFile(join(dir, `${name}.geojson`)));

  const networks: AssignerParts['networks'][number][] = [];
  for (const network of settings.networks) networks.push({ id: network.id, index: await indexOf(network) });
  if (!networks.some(({ id, index }) => id === settings.ownerNetwork && index))
    throw new CannotStart(`Profile ${dir}: profile.json: ownerNetwork: ${settings.ownerNetwork} has no geometry`);
  return {
    ownerNetwork: settings.ownerNetwork,
    networks,
    communities: data.communities,
    outline: data.outline,
    boundaryVersion: hash.digest('hex').slice(0, 12),
  };

  async function indexOf({
    id,
    geometry,
    toleranceM,
  }: (typeof settings.networks)[number]): Promise<NetworkIndex | null> {
    if (geometry === null) return null;
    if (geometry === 'polygon' && id === settings.ownerNetwork)
      return polygonNetwork(
        data.grids.features.map(({ properties }) => properties),
        data.grids.features,
        grids,
      );
    const file = `network-${id}.geojson`;
    const bytes = await readFile(join(dir, file)).catch(() => {
      throw new CannotStart(
        `Profile ${dir}: ${file}: profile.json gives the network ${id} a geometry, but there is no such file`,
      );
    });
    hash.update(bytes);
    if (geometry === 'line') return lineNetwork(featuresOf(section, file, bytes), toleranceM!);
    const areas = featuresOf(area, file, bytes);
    return polygonNetwork(
      areas.map(({ properties }) => properties),
      // Whose community a grid is may be open here, and the index would ask for it.
      areas.map(({ properties: { code }, ...shape }) => ({ ...shape, properties: { code } })),
    );
  }

  function featuresOf<S extends z.ZodType>(schema: S, file: string, bytes: Buffer): z.output<S>[] {
    const fault = (text: string) => new CannotStart(`Profile ${dir}: ${file}: ${text}`);
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString());
    } catch (error) {
      throw fault(error instanceof Error ? error.message : String(error));
    }
    const envelope = layerEnvelope.safeParse(json);
    if (!envelope.success) throw fault(envelope.error.issues[0]!.message);
    return envelope.data.features.map((feature, i) => {
      const parsed = schema.safeParse(feature);
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw fault(`feature ${i}: ${issue!.path.join('.')}: ${issue!.message}`);
    });
  }
}
