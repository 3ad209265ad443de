import gcoord from 'gcoord';
import { beforeAll, expect, test } from 'vitest';
import { type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { PositionReport } from '../../server/contract/position-report.ts';
import { checkerboardTown } from './checkerboard-town.ts';
import type { Town } from './town.ts';
import { unitRoster } from './unit-roster.ts';
import { newWorld, stepWorld } from './world.ts';

const SEED = 20261122;
const START_MS = Date.parse('2026-11-22T09:00:00+08:00');
const SECOND_MS = 1000;
const HOUR_S = 3600;

const town = checkerboardTown();
const roster = unitRoster(60, town.zones);
let hour: PositionReport[];
let byUnit: Map<string, { report: PositionReport; at: Metres; receivedMs: number }[]>;

function play(seconds: number, seed = SEED) {
  const world = newWorld(town, roster, { seed, startMs: START_MS });
  return Array.from({ length: seconds }, (_, s) => stepWorld(world, START_MS + (s + 1) * SECOND_MS));
}

beforeAll(() => {
  const steps = play(HOUR_S);
  hour = steps.flatMap(step => step.positions);
  byUnit = new Map();
  steps.forEach((step, s) => {
    for (const report of step.positions) {
      const fix = { report, at: wgs84(town, report), receivedMs: START_MS + (s + 1) * SECOND_MS };
      byUnit.set(report.unit, [...(byUnit.get(report.unit) ?? []), fix]);
    }
  });
});

function wgs84({ plane }: Town, { lon, lat, crs }: PositionReport): Metres {
  return plane.toMetres(
    crs === 'GCJ02' ? gcoord.transform([lon, lat] as LonLat, gcoord.GCJ02, gcoord.WGS84) : [lon, lat],
  );
}

test('every fix lies on a street, to the accuracy it states', () => {
  for (const fixes of byUnit.values()) {
    for (const { report, at } of fixes) expect(metresToStreet(at)).toBeLessThanOrEqual(report.accuracyM! + 0.1);
  }
});

test('no unit is faster than its kind, and no fix is 100 m from the one before unless minutes passed', () => {
  for (const unit of roster) {
    const fixes = byUnit.get(unit.id) ?? [];
    fixes.slice(1).forEach(({ report, at }, i) => {
      const before = fixes[i]!;
      const seconds = (Number(report.time) - Number(before.report.time)) / 1000;
      const movedM = metresBetween(at, before.at);
      expect(movedM).toBeLessThanOrEqual(unit.gait.cruiseMps * 1.2 * seconds + 24);
      if (seconds <= 10) expect(movedM).toBeLessThan(100);
    });
  }
});

test('units really move: everybody on duty comes at least 100 m away from the start within the hour', () => {
  for (const fixes of byUnit.values()) {
    const reach = Math.max(...fixes.map(({ at }) => metresBetween(at, fixes[0]!.at)));
    expect(reach).toBeGreaterThan(100);
  }
});

test('a unit is at home most of the time', () => {
  const zoneOf = new Map(roster.map(unit => [unit.id, unit.homeZone]));
  const atHome = hour.filter(report => {
    const [lon, lat] = town.plane.toLonLat(wgs84(town, report));
    return town.zoneAt([lon, lat]) === zoneOf.get(report.unit);
  });
  expect(atHome.length / hour.length).toBeGreaterThan(0.8);
});

test('zones are balanced: each is home to a quarter of the units, and of those on duty', () => {
  const onDuty = new Set(play(1)[0]!.duty.flatMap(({ unit, onDuty }) => (onDuty ? [unit] : [])));
  for (const { id } of town.zones) {
    const own = roster.filter(unit => unit.homeZone === id);
    expect(own).toHaveLength(15);
    const working = own.filter(unit => onDuty.has(unit.id)).length;
    expect(working).toBeGreaterThanOrEqual(10);
    expect(working).toBeLessThanOrEqual(13);
  }
});

test('about 45 of 60 are on duty at every hour of the day', () => {
  const world = newWorld(town, roster, { seed: SEED, startMs: START_MS });
  const onDuty = new Set<string>();
  for (let minute = 0; minute <= 24 * 60; minute += 15) {
    world.nowMs = START_MS + minute * 60_000 - SECOND_MS; // skips the walking, not the roster
    for (const change of stepWorld(world, world.nowMs + SECOND_MS).duty) {
      if (change.onDuty) onDuty.add(change.unit);
      else onDuty.delete(change.unit);
    }
    expect(onDuty.size).toBeGreaterThanOrEqual(38);
    expect(onDuty.size).toBeLessThanOrEqual(52);
  }
});

test('nobody reports off duty, and people and vehicles keep their intervals', () => {
  const steps = play(300);
  const working = new Set(steps.flatMap(step => step.duty).flatMap(change => (change.onDuty ? [change.unit] : [])));
  const positions = steps.flatMap(step => step.positions);
  for (const unit of roster) {
    const sent = positions.filter(report => report.unit === unit.id).length;
    if (!working.has(unit.id)) expect(sent).toBe(0);
    else if (unit.habit === 'prompt')
      expect(Math.abs(sent - 300_000 / unit.gait.reportIntervalMs)).toBeLessThanOrEqual(2);
  }
});

test('one unit falls silent for 15 to 25 minutes and comes back', () => {
  expect(longestGapS(byUnit.get('patrol-09')!)).toBeGreaterThan(15 * 60 - 10);
  expect(longestGapS(byUnit.get('patrol-09')!)).toBeLessThan(25 * 60 + 10);
  expect(longestGapS(byUnit.get('patrol-01')!)).toBeLessThan(10);
});

test('one unit sends what it held back in one batch, oldest first', () => {
  const fixes = byUnit.get('patrol-13')!;
  const late = fixes.filter(({ report, receivedMs }) => receivedMs - Number(report.time) > 60_000);
  expect(late.length).toBeGreaterThan(10);
  const times = fixes.map(({ report }) => Number(report.time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('one phone declares GCJ02, and means it', () => {
  const declared = hour.filter(report => report.crs !== undefined);
  expect(new Set(declared.map(report => report.unit))).toEqual(new Set(['patrol-05']));
  const plain = declared.map(({ lon, lat }) => metresToStreet(town.plane.toMetres([lon, lat])));
  expect(Math.max(...plain)).toBeGreaterThan(50); // read as WGS-84 it would leave the streets
});

test('the same seed plays the same day, another seed another one', () => {
  const digest = (seed: number) => JSON.stringify(play(120, seed));
  expect(digest(7)).toBe(digest(7));
  expect(digest(7)).not.toBe(digest(8));
});

test('a world that runs fast reports at the same pace and never from the future', () => {
  const world = newWorld(town, roster, { seed: SEED, startMs: START_MS, speed: 10 });
  let sent = 0;
  for (let s = 1; s <= 60; s++) {
    const stampMs = START_MS + s * SECOND_MS;
    for (const report of stepWorld(world, START_MS + 10 * s * SECOND_MS, stampMs).positions) {
      expect(report.time).toBe(stampMs);
      if (report.unit === 'patrol-01') sent++;
    }
  }
  expect(sent).toBe(12);
});

function metresToStreet(at: Metres): number {
  return Math.min(...[at[0], at[1]].map(metres => Math.abs(metres - 150 * Math.round(metres / 150))));
}

function longestGapS(fixes: readonly { report: PositionReport }[]): number {
  return Math.max(...fixes.slice(1).map(({ report }, i) => Number(report.time) - Number(fixes[i]!.report.time))) / 1000;
}
