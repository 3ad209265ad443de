/**
 * The committed map data is sound, it is what the builder writes, and every check can fail:
 * each test damages a copy and looks for the finding.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { booleanPointInPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { buildLayers } from '../scripts/geodata/build-layers.ts';
import { readFacts } from '../scripts/geodata/facts.ts';
import { checkProfile } from './check-profile.ts';
import { loadProfile, type ProfileData } from './load-profile.ts';
import type { CommunityCode, GridCode, ZoneId } from './profile-files.ts';

const folder = fileURLToPath(new URL('./profiles/xinan/', import.meta.url));
const sound = await loadProfile(folder);

function damaged(harm: (data: ProfileData) => void): string[] {
  const copy = structuredClone(sound);
  harm(copy);
  return checkProfile(copy);
}

describe('the committed profile', () => {
  it('has no findings', () => {
    expect(checkProfile(sound)).toEqual([]);
  });

  it('is byte for byte what the builder writes', async () => {
    for (const [layer, text] of Object.entries(buildLayers())) {
      expect(text === (await readFile(`${folder}${layer}.geojson`, 'utf8')), `${layer}.geojson is stale`).toBe(true);
    }
  });

  it('holds the anchor of every community inside that community', () => {
    const strays = readFacts().communities.filter(({ code, at }) => {
      const community = sound.communities.features.find(({ properties }) => properties.code === code);
      return !community || !booleanPointInPolygon(at, community);
    });
    expect(strays.map(({ name }) => name)).toEqual([]);
  });

  it('shows all 17 stations with their lines', () => {
    const stations = sound.places.features.filter(place => place.properties.kind === 'station');
    expect(stations).toHaveLength(17);
    expect(stations.every(station => station.properties.lines)).toBe(true);
  });

  it('keeps points at least 35 m apart', () => {
    const places = sound.sanitationPoints.features.map(({ geometry: { coordinates } }) => [
      coordinates[0] * 102_800,
      coordinates[1] * 110_750,
    ]);
    const closest = places.map(([x, y], i) =>
      Math.min(...places.slice(i + 1).map(other => Math.hypot(other[0]! - x!, other[1]! - y!))),
    );
    expect(Math.min(...closest)).toBeGreaterThan(35);
  });
});

describe('every check can fail', () => {
  const grids = (data: ProfileData) => data.grids.features;

  it.each<[string, RegExp, (data: ProfileData) => void]>([
    ['too few grids', /^grids: 379 features/, data => void grids(data).splice(379)],
    ['a missing community', /^communities: 21 features/, data => void data.communities.features.pop()],
    ['a missing zone', /^zones: 3 features/, data => void data.zones.features.pop()],
    ['too few points', /^sanitationPoints: 899 features/, data => void data.sanitationPoints.features.splice(899)],
    ['two outlines', /^outline: 2 features/, data => void data.outline.features.push(data.outline.features[0]!)],
    [
      'a doubled grid code',
      /same id as feature 0/,
      data => {
        grids(data)[1]!.properties.code = grids(data)[0]!.properties.code;
      },
    ],
    [
      'a grid in an unknown community',
      /unknown community 440306017099/,
      data => {
        grids(data)[0]!.properties.community = '440306017099' as CommunityCode;
      },
    ],
    [
      'a grid whose zone is not its community’s',
      /but its community lies in/,
      data => {
        grids(data)[0]!.properties.zone = 'binhai' as ZoneId;
      },
    ],
    [
      'a grid code that belongs elsewhere',
      /does not begin with its community/,
      data => {
        grids(data)[0]!.properties.code = '440306017025999' as GridCode;
      },
    ],
    [
      'a community in an unknown zone',
      /unknown zone nowhere/,
      data => {
        data.communities.features[0]!.properties.zone = 'nowhere' as ZoneId;
      },
    ],
    [
      'a community no zone lists',
      /does not list it/,
      data => void data.zones.features[0]!.properties.communities.pop(),
    ],
    [
      'a community in two zones',
      /is already in/,
      data =>
        void data.zones.features[1]!.properties.communities.push(data.zones.features[0]!.properties.communities[0]!),
    ],
    [
      'a zone that lists an unknown community',
      /zones.geojson.*unknown community 440306017099/,
      data => void data.zones.features[0]!.properties.communities.push('440306017099' as CommunityCode),
    ],
    [
      'a point in an unknown grid',
      /unknown grid 440306017001999/,
      data => {
        data.sanitationPoints.features[0]!.properties.grid = '440306017001999' as GridCode;
      },
    ],
    [
      'a point outside its grid',
      /XA-0001: outside its grid/,
      data => {
        data.sanitationPoints.features[0]!.geometry.coordinates = [113.88, 22.55];
      },
    ],
    [
      'a point outside its community',
      /XA-0001: outside its community/,
      data => {
        data.sanitationPoints.features[0]!.geometry.coordinates = [113.88, 22.55];
      },
    ],
    [
      'a point whose grid is not in its community',
      /is not in community/,
      data => {
        data.sanitationPoints.features[0]!.properties.community = data.communities.features[5]!.properties.code;
      },
    ],
    [
      'a missing venue type',
      /no point of venue type market/,
      data => {
        for (const { properties } of data.sanitationPoints.features) {
          if (properties.venueType === 'market') properties.venueType = 'public-toilet';
        }
      },
    ],
    [
      'codes out of reading order',
      /by its place \(W to E, N to S\) it should be/,
      data => {
        const [first, second] = [grids(data)[0]!.properties, grids(data)[1]!.properties];
        [first.code, second.code] = [second.code, first.code];
      },
    ],
    [
      'a label outside its area',
      /labelAt lies outside/,
      data => {
        grids(data)[0]!.properties.labelAt = [113.8, 22.5];
      },
    ],
    ['an open ring', /a ring is not closed/, data => void grids(data)[0]!.geometry.coordinates[0]!.pop()],
    [
      'a ring wound the wrong way',
      /winds the wrong way/,
      data => void grids(data)[0]!.geometry.coordinates[0]!.reverse(),
    ],
    [
      'a ring that crosses itself',
      /crosses itself/,
      data => {
        const ring = grids(data)[0]!.geometry.coordinates[0]!;
        [ring[1], ring[2]] = [ring[2]!, ring[1]!];
      },
    ],
    [
      'a ring without area',
      /area is not above 0/,
      data => {
        const [corner] = grids(data)[0]!.geometry.coordinates[0]!;
        grids(data)[0]!.geometry.coordinates = [[corner!, corner!, corner!, corner!]];
      },
    ],
    ['a gap', /has no neighbour and is not on the outline/, data => void grids(data).splice(200, 1)],
    ['an overlap', /overlaps/, data => void grids(data).push(structuredClone(grids(data)[200]!))],
    [
      'a corner moved on one side only',
      /has no neighbour/,
      data => {
        grids(data)[200]!.geometry.coordinates[0]![1]![0] += 1e-6;
      },
    ],
    ['an outline no grid reaches', /has no grid|m² more than its grids/, data => void moveOutline(data)],
    [
      'a community larger than its grids',
      /communities: 440306017001: .* m² more than its grids/,
      data => {
        data.communities.features[0]!.geometry = data.communities.features[1]!.geometry;
      },
    ],
    [
      'a zone larger than its grids',
      /zones: binhai: .* m² more than its grids/,
      data => {
        data.zones.features[0]!.geometry = data.zones.features[1]!.geometry;
      },
    ],
  ])('%s', (_, finding, harm) => {
    expect(damaged(harm)).toContainEqual(expect.stringMatching(finding));
  });
});

function moveOutline(data: ProfileData): void {
  const ring = data.outline.features[0]!.geometry.coordinates[0]!;
  ring[5] = [ring[5]![0] - 0.001, ring[5]![1] - 0.001];
}
