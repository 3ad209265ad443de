/** Assignment over made-up networks, whose every edge is known. Ids in brackets are rules of SPEC.md. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Polygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, GridCode, ZoneId } from '../contract/ids.ts';
import { openProfile, type Profile } from '../profile/load.ts';
import { type AssignerParts, createAssigner } from './assign.ts';
import { readBoundaries } from './boundary-files.ts';
import { lineNetwork, type RoadSection } from './line-network.ts';
import type { BoundaryProperties } from './network-index.ts';
import { polygonNetwork } from './polygon-network.ts';

// A town of 4 km x 2 km: community A in the west, B in the east; grids cover the southern half only.
const A = '440000000001' as CommunityCode;
const B = '440000000002' as CommunityCode;
const EAST: ZoneId = 'east' as ZoneId;
const WEST: ZoneId = 'west' as ZoneId;

const square = (west: number, south: number, east: number, north: number): Polygon & { coordinates: LonLat[][] } => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const grid = (code: string, community: CommunityCode | null): BoundaryProperties => ({
  code: code as GridCode,
  name: code,
  community,
});

const communities: AssignerParts['communities'] = {
  features: [
    { code: A, zone: WEST, geometry: square(114, 22, 114.02, 22.02) },
    { code: B, zone: EAST, geometry: square(114.02, 22, 114.04, 22.02) },
  ].map(({ code, zone, geometry }) => ({
    type: 'Feature',
    properties: { code, zone, name: code, labelAt: [114, 22], anchorConfidence: 'low' } as never,
    geometry,
  })),
};
const outline: AssignerParts['outline'] = {
  features: [
    { type: 'Feature', properties: { name: '城', code: '440000000' }, geometry: square(114, 22, 114.04, 22.03) },
  ],
};

const OWN = [grid('1', A), grid('2', B)];
const polygons = polygonNetwork(OWN, [
  { type: 'Feature', properties: { code: '1' }, geometry: square(114, 22, 114.02, 22.01) },
  { type: 'Feature', properties: { code: '2' }, geometry: square(114.02, 22, 114.04, 22.01) },
]);
const section = (code: string, community: CommunityCode | null, ...line: LonLat[]): RoadSection => ({
  type: 'Feature',
  properties: grid(code, community),
  geometry: { type: 'LineString', coordinates: line },
});
/** One road west to east through the middle, cut where the communities meet; a side road northwards that names no community. */
const lines = lineNetwork(
  [
    section('s2', B, [114.02, 22.01], [114.04, 22.01]),
    section('s1', A, [114, 22.01], [114.02, 22.01]),
    section('s3', null, [114.03, 22.01], [114.03, 22.025]),
  ],
  50,
);

const assigner = (ownerNetwork: 'areas' | 'roads') =>
  createAssigner({
    ...{ ownerNetwork, communities, outline, boundaryVersion: 'test' },
    networks: [
      { id: 'areas', index: polygons },
      { id: 'roads', index: lines },
      { id: 'fire', index: null },
    ],
  });
/** 0.0004 degrees of latitude are 44 m, 0.0005 are 56 m. */
const IN_REACH = 0.0004;
const OUT_OF_REACH = 0.0005;

describe('a network of polygons owns the ground', () => {
  const { assign, gridByCode } = assigner('areas');

  test('[A-1] [A-6] the polygon decides, with community and zone; a stated community does not outvote it', () => {
    expect(assign([114.01, 22.005])).toMatchObject({ grid: '1', community: A, zone: WEST, assignedBy: 'polygon' });
    expect(assign([114.01, 22.005], B)).toMatchObject({ grid: '1', community: A, assignedBy: 'polygon' });
  });

  test('[A-1] on the shared edge the lower code wins, and the answer says so', () => {
    expect(assign([114.02, 22.005])).toMatchObject({ grid: '1', community: A, onBoundary: true });
    expect(assign([114.0201, 22.005])).toMatchObject({ grid: '2', onBoundary: false });
  });

  test('[A-2] where no grid is, the stated community decides and the grid stays open', () => {
    expect(assign([114.01, 22.015], B)).toMatchObject({
      grid: null,
      community: B,
      zone: EAST,
      assignedBy: 'membership',
    });
    expect(assign([120, 30], A)).toMatchObject({ grid: null, community: A, zone: WEST, assignedBy: 'membership' });
  });

  test('[A-2] a community that does not exist is refused and named, also where a polygon would decide', () => {
    for (const place of [
      [114.01, 22.005],
      [114.01, 22.015],
    ] as LonLat[])
      expect(() => assign(place, '440000000009')).toThrow(/bad-input.*440000000009/);
  });

  test('[A-4] without grid and statement the ground decides; outside every community nobody but the territorial organ', () => {
    expect(assign([114.03, 22.015])).toMatchObject({ grid: null, community: B, zone: EAST, assignedBy: 'fallback' });
    expect(assign([114.03, 22.0299])).toMatchObject({ community: null, zone: null, assignedBy: 'fallback' });
  });

  test('[A-5] outside the jurisdiction is an answer', () => {
    expect(assign([114.05, 22.005])).toMatchObject({ grid: null, community: null, assignedBy: 'outside-area' });
  });

  test('[A-7] every network answers for itself; one without boundaries answers null', () => {
    expect(assign([114.01, 22.01 - IN_REACH]).networks).toEqual([
      { network: 'areas', grid: '1', assignedBy: 'polygon' },
      { network: 'roads', grid: 's1', assignedBy: 'road-section' },
      { network: 'fire', grid: null, assignedBy: null },
    ]);
    expect(assign([114.01, 22.001]).networks[1]).toEqual({ network: 'roads', grid: null, assignedBy: 'outside-area' });
  });

  test('a grid chosen by hand brings its community and zone; an unknown code brings nothing', () => {
    expect(gridByCode('2')).toEqual({ grid: '2', community: B, zone: EAST });
    expect(gridByCode('s1')).toBeUndefined();
  });
});

describe('a network of road sections owns the ground', () => {
  const { assign } = assigner('roads');

  test('[A-3] the nearest section within the tolerance decides, one step beyond it no section does', () => {
    expect(assign([114.01, 22.01 + IN_REACH])).toMatchObject({
      ...{ grid: 's1', community: A, zone: WEST, assignedBy: 'road-section', onBoundary: false },
    });
    expect(assign([114.01, 22.01 + OUT_OF_REACH])).toMatchObject({ grid: null, community: A, assignedBy: 'fallback' });
    // 40 m east and 40 m north of where the side road ends: within a square of 50 m, not within 50 m.
    expect(assign([114.03039, 22.02536])).toMatchObject({ grid: null, assignedBy: 'fallback' });
    expect(assign([114.03029, 22.02527])).toMatchObject({ grid: 's3', assignedBy: 'road-section' });
  });

  test('[A-3] a section that names no community lies in the one around the place', () => {
    expect(assign([114.0301, 22.015])).toMatchObject({ grid: 's3', community: B, zone: EAST });
    expect(assign([114.0301, 22.0249])).toMatchObject({ grid: 's3', community: null, assignedBy: 'road-section' });
  });

  test('[A-3] where sections meet the lowest code wins, and the answer says so', () => {
    expect(assign([114.02, 22.01])).toMatchObject({ grid: 's1', onBoundary: true });
    expect(assign([114.02, 22.01 + IN_REACH])).toMatchObject({ grid: 's1', onBoundary: true });
  });

  test('[A-2] [A-3] a stated community goes first; only its own sections are looked at', () => {
    expect(assign([114.01, 22.01], B)).toMatchObject({ grid: null, community: B, assignedBy: 'membership' });
    expect(assign([114.02, 22.01], B)).toMatchObject({ grid: 's2', community: B, assignedBy: 'membership' });
    expect(assign([114.0301, 22.015], A)).toMatchObject({ grid: 's3', community: A, assignedBy: 'membership' });
  });
});

describe('boundaries of a profile', () => {
  const SHIPPED = 'geodata/profiles/xinan';
  const dir = mkdtempSync(join(tmpdir(), 'gridwall-boundaries-'));
  let profile: Profile;
  beforeAll(async () => {
    await cp(SHIPPED, dir, { recursive: true });
    profile = await openProfile(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const networks = (...more: object[]) => {
    const { settings, ...data } = profile.data;
    return {
      ...profile,
      data: { ...data, settings: { ...settings, networks: [...settings.networks, ...more] as never } },
    };
  };

  test('[A-8] the version stays the same from start to start and changes with a boundary', async () => {
    const shipped = await readBoundaries(await openProfile(SHIPPED));
    const copied = await readBoundaries(profile);
    expect(copied.boundaryVersion).toBe(shipped.boundaryVersion);
    expect(copied.boundaryVersion).toMatch(/^[0-9a-f]{12}$/);
    const file = `${JSON.stringify({ type: 'FeatureCollection', features: [] })}\n`;
    writeFileSync(join(dir, 'network-fire.geojson'), file);
    const more = await readBoundaries(networks({ id: 'fire', name: '消防网格', geometry: 'polygon' }));
    expect(more.boundaryVersion).not.toBe(shipped.boundaryVersion);
  });

  test('[A-3] [A-7] a further network of lines is read from its own file', async () => {
    const road = {
      type: 'Feature',
      properties: { code: 'R1', name: '创业路段' },
      geometry: { type: 'LineString', coordinates: [profile.data.settings.centre, [113.9, 22.57]] },
    };
    writeFileSync(
      join(dir, 'network-sections.geojson'),
      JSON.stringify({ type: 'FeatureCollection', features: [road] }),
    );
    const lines = { id: 'sections', name: '路段网格', geometry: 'line', toleranceM: 30 };
    const { assign } = createAssigner(await readBoundaries(networks(lines)));
    const placed = assign(profile.data.settings.centre);
    expect(placed).toMatchObject({
      assignedBy: 'polygon',
      networks: [{}, { grid: null, assignedBy: null }, { grid: 'R1' }],
    });
    expect(placed.grid).toBe(placed.networks[0]?.grid);
  });

  test('[A-9] a missing or malformed file stops the start with its name', async () => {
    const fire = { id: 'missing', name: '缺', geometry: 'polygon' };
    await expect(readBoundaries(networks(fire))).rejects.toThrow(/network-missing\.geojson.*missing/);
    const bent = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: 'x' } }] };
    for (const [text, reason] of [
      ['{', /network-bent\.geojson/],
      [JSON.stringify({ type: 'FeatureCollection' }), /network-bent\.geojson/],
      [JSON.stringify(bent), /network-bent\.geojson: feature 0: properties\.name/],
    ] as const) {
      writeFileSync(join(dir, 'network-bent.geojson'), text);
      await expect(readBoundaries(networks({ ...fire, id: 'bent' }))).rejects.toThrow(reason);
    }
  });
});
