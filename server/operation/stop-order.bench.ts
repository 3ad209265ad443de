/**
 * Measures ways along the streets of Xin'an and proposals of stop orders: how long they take, how long the event loop stands still, and
 * how much longer a proposal is than the best order there is. In: nothing; seeded. Out: rows for `npm run bench -- --only stop-order`.
 * The best order is known up to 16 stops; 30 and 60 are compared with the best of a search twenty times as long.
 */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadProfile } from '../../geodata/load-profile.ts';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import type { Row } from '../../scripts/bench/result.ts';
import type { LonLat } from '../contract/coordinates.ts';
import { exactOrder } from './exact-order.ts';
import { roundM, searchOrder } from './search-order.ts';
import { shortestByTrying } from './shortest-by-trying.ts';
import { proposeStopOrder, shortestOrder } from './stop-order.ts';
import { type StreetGraph, streetGraph } from './street-graph.ts';

const ROUNDS = 5;
const QUESTIONS = 20;
const LONG_SEARCH = 2000;
const WORSE_PERCENT = 5;
const random = seededNumbers(20261128);

export async function benchStopOrder(): Promise<{ group: string; rows: Row[] }> {
  const { roads, sanitationPoints, settings } = await loadProfile('geodata/profiles/xinan');
  const points = sanitationPoints.features.map(({ geometry }) => geometry.coordinates);
  const places = (count: number) => Array.from({ length: count }, () => points[Math.floor(random() * points.length)]!);
  const began = performance.now();
  const streets = streetGraph(roads.features, settings.centre);
  const rows = [atMost('streets read, the first time (at the start)', performance.now() - began, 100, 'ms')];
  for (const stops of [12, 30, 60]) rows.push(...(await timesOf(streets, places(stops + 1))));
  for (const stops of [12, 16]) rows.push(...(await againstTheBest(streets, stops, places)));
  for (const stops of [30, 60]) rows.push(await againstALongSearch(streets, stops, places));
  return { group: 'stop order', rows };
}

async function timesOf(streets: StreetGraph, [start, ...stops]: LonLat[]): Promise<Row[]> {
  const place = ([lon, lat]: LonLat) => ({ lon, lat });
  const question = {
    start: place(start!),
    startsAt: 0,
    mode: 'vehicle' as const,
    stops: stops.map((at, i) => ({ id: String(i), ...place(at), dwellMin: 15 })),
  };
  const name = `${stops.length} stops`;
  const matrix = await leastDisturbed(() => streets.matrix([start!, ...stops]));
  const metres = await streets.matrix([start!, ...stops]);
  for (const row of metres) row[0] = 0;
  const order = await leastDisturbed(() => shortestOrder(metres));
  const whole = await leastDisturbed(() => proposeStopOrder(streets, question));
  return [
    { name: `${name}: all ways between them`, value: matrix.tookMs, unit: 'ms' },
    { name: `${name}: order`, value: order.tookMs, unit: 'ms' },
    { name: `${name}: proposal as a whole`, value: whole.tookMs, unit: 'ms' },
    atMost(`${name}: longest turn of the event loop`, whole.turnMs, 50, 'ms'),
  ];
}

type Draw = (count: number) => LonLat[];

async function againstTheBest(streets: StreetGraph, stops: number, places: Draw): Promise<Row[]> {
  const proposed: number[] = [];
  const searched: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const metres = await streets.matrix(places(stops + 1));
    if (i % 2) for (const row of metres) row[0] = 0;
    const best = stops <= 12 ? shortestByTrying(metres) : roundM(metres, exactOrder(metres));
    const longer = (order: number[]) => 100 * (roundM(metres, order) / best - 1);
    proposed.push(longer(await shortestOrder(metres)));
    searched.push(longer(await searchOrder(metres, given(metres))));
  }
  const than = `${stops} stops: longer than the best, worst of ${QUESTIONS}`;
  return [
    atMost(than, Math.max(...proposed), WORSE_PERCENT, '%'),
    atMost(`${than}, by search`, Math.max(...searched), WORSE_PERCENT, '%'),
  ];
}

async function againstALongSearch(streets: StreetGraph, stops: number, places: Draw): Promise<Row> {
  const longer: number[] = [];
  for (let i = 0; i < QUESTIONS / 4; i++) {
    const metres = await streets.matrix(places(stops + 1));
    if (i % 2) for (const row of metres) row[0] = 0;
    const best = roundM(metres, await searchOrder(metres, given(metres), LONG_SEARCH));
    longer.push(100 * (roundM(metres, await shortestOrder(metres)) / best - 1));
  }
  return atMost(`${stops} stops: longer than a search 20 times as long`, Math.max(...longer), WORSE_PERCENT, '%');
}

const given = (metres: readonly unknown[]) => [...metres.keys()].slice(1);

function atMost(name: string, value: number, most: number, unit: string): Row {
  return { name, value, unit, goal: `<= ${most} ${unit}`, ok: value <= most };
}

/** The round least disturbed by whatever else the machine does. */
async function leastDisturbed(work: () => Promise<unknown>): Promise<{ tookMs: number; turnMs: number }> {
  const measured: { tookMs: number; turnMs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const turns = monitorEventLoopDelay({ resolution: 1 });
    turns.enable();
    const began = performance.now();
    await work();
    const tookMs = performance.now() - began;
    turns.disable();
    measured.push({ tookMs, turnMs: turns.max / 1e6 });
  }
  return measured.sort((a, b) => a.tookMs - b.tookMs)[0]!;
}
