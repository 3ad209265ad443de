/** Assignment and place search over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import gcoord from 'gcoord';
import proj4 from 'proj4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlaceFound } from '../contract/place-found.ts';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServerUnderTest();
});
afterAll(() => server.stop());

const at = (query: Record<string, string | number>) =>
  server.ask(`/api/v1/assign?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`);
const placesNamed = (q: string, more = '') => server.ask(`/api/v1/places?q=${encodeURIComponent(q)}${more}`);

test('[A-7] [A-8] every network answers, and the version of the boundaries is said', async () => {
  const { body } = await at({ lon: 113.893, lat: 22.565 });
  expect(body).toMatchObject({
    assignedBy: 'polygon',
    boundaryVersion: expect.stringMatching(/^[0-9a-f]{12}$/),
    networks: [
      { network: 'full-duty', grid: (body as { grid: string }).grid, assignedBy: 'polygon' },
      { network: 'special-duty', grid: null, assignedBy: null },
    ],
  });
});

test('[A-10] the same place in every system is the same grid', async () => {
  const [lon, lat] = [113.8993, 22.572];
  const wgs84 = (await at({ lon, lat })).body as { grid: string; lon: number; lat: number };
  const gk = proj4('+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m', [lon, lat]);
  const pairs = {
    GCJ02: gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02),
    BD09: gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09),
    'EPSG:4547': gk,
    'EPSG:4526': [gk[0]! + 38_000_000, gk[1]!],
  };
  for (const [crs, pair] of Object.entries(pairs)) {
    const { body } = await at({ lon: pair[0]!, lat: pair[1]!, crs });
    expect(body, crs).toMatchObject({ grid: wgs84.grid });
    expect(Math.abs((body as typeof wgs84).lon - lon) < 1e-6, crs).toBe(true);
  }
});

test('[A-2] an unknown community is refused by name; a known one counts where no grid is', async () => {
  const unknown = await at({ lon: 113.893, lat: 22.565, community: '440306999999' });
  expect(unknown).toMatchObject({ status: 400, body: { refusal: 'bad-input', field: 'community' } });
  expect(JSON.stringify(unknown.body)).toContain('440306999999');
  const stated = await at({ lon: 114.2, lat: 22.7, community: '440306017021' });
  expect(stated.body).toMatchObject({
    grid: null,
    community: '440306017021',
    zone: 'binhai',
    assignedBy: 'membership',
  });
});

test('[A-20] [A-24] places over HTTP: the limit is kept, odd texts are answered, overlong ones refused', async () => {
  const found = (await placesNamed('创yl', '&limit=3')).body as PlaceFound[];
  expect(found).toHaveLength(3);
  expect(found[0]).toMatchObject({ kind: 'road', name: '创业路' });
  for (const odd of ["'; drop table unit;--", '%', '🚧', '[', ' '])
    expect(await placesNamed(odd), odd).toMatchObject({ status: 200, body: [] });
  expect((await placesNamed('长'.repeat(61))).status).toBe(400);
  expect((await placesNamed('路', '&limit=31')).status).toBe(400);
  expect((await server.ask('/api/v1/places')).status).toBe(400);
});
