import { beforeAll, expect, test } from 'vitest';
import { incidentFlow } from './incident-flow.ts';
import { MATTERS } from './incident-matters.ts';
import { type ProfileTown, profileTown } from './profile-town.ts';
import { registrationOf, unitRoster } from './unit-roster.ts';
import { newWorld, stepWorld } from './world.ts';

const START_MS = Date.parse('2026-11-22T09:00:00+08:00');

let xinan: ProfileTown;
beforeAll(async () => {
  xinan = await profileTown('xinan');
});

test('nearly all streets of the profile hang together, and each zone has stops', () => {
  const { graph, zones } = xinan.town;
  const lengthM = graph.edges.flat().reduce((sum, edge) => sum + edge.lengthM, 0) / 2;
  expect(lengthM).toBeGreaterThan(100_000);
  for (const zone of zones) expect(zone.stops.length).toBeGreaterThan(50);
});

test('every matter finds a category of its own in the negative list, and every unit class of the roster exists', () => {
  expect(new Set(xinan.vocabulary.categories).size).toBe(MATTERS.length);
  const classes = new Map(xinan.settings.unitClasses.map(unitClass => [unitClass.id, unitClass]));
  for (const unit of unitRoster(60, xinan.town.zones)) {
    expect(unit.gait.cruiseMps * 1.2).toBeLessThan(classes.get(unit.unitClass)!.maxSpeedMps);
  }
});

test('every unit belongs to an organ of the profile, stations to communities of the home zone', () => {
  const registrations = unitRoster(60, xinan.town.zones).map(unit => registrationOf(unit, xinan.isOrgan));
  expect(registrations.every(({ organ }) => organ !== null)).toBe(true);
  const stations = registrations.filter(({ organ }) => organ!.startsWith('community-station:'));
  expect(stations.length).toBeGreaterThan(15);
  for (const { organ, homeZone } of stations)
    expect(xinan.town.zones.find(({ id }) => id === homeZone)?.communities).toContain(organ!.split(':')[1]);
});

test('two hours of units and incidents play inside the area without a mishap', () => {
  const { town, settings } = xinan;
  const roster = unitRoster(60, town.zones);
  const world = newWorld(town, roster, { seed: 1, startMs: START_MS });
  const flow = incidentFlow(town, xinan.vocabulary, { seed: 1, startMs: START_MS, maxOpen: 100 });
  const [west, south, east, north] = settings.bounds;
  let reports = 0;
  for (let s = 1; s <= 7200; s++) {
    for (const { lon, lat, crs } of stepWorld(world, START_MS + s * 1000).positions) {
      if (crs) continue;
      expect(lon > west - 0.005 && lon < east + 0.005 && lat > south - 0.005 && lat < north + 0.005).toBe(true);
    }
    reports += flow.due(START_MS + s * 1000).length;
  }
  expect(reports).toBeGreaterThan(15);
  expect(reports).toBeLessThan(50);
});
