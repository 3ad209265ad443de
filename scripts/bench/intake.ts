/**
 * Intake while somebody is on the phone: 20,000 open incidents, 500 units on duty with fresh fixes, over HTTP.
 * In: nothing. Out: how long a proposal takes (ground, class, clocks, suggestion with the nearest units, duplicates; the list shown is
 * on disk before the answer) and a place search, one request at a time as a desk asks them.
 * Categories, places and texts are drawn with a fixed seed; half of the proposals lie where an incident of their category is open.
 */

import type { Proposal } from '../../server/contract/incident.ts';
import type { NegativeList } from '../../server/contract/negative-list.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import { type MeasuredServer, send, withMeasuredServer } from './measured-server.ts';
import { type GroupResult, percentile, type Row } from './result.ts';

const INCIDENTS = 20_000;
const UNITS = 500;
const LANES = 64;
const WARM_UP = 40;
const PROPOSALS = 400;
const SEARCHES = 400;
/** Before any of them is stale: a person on patrol reports every 30 s. */
const REFRESH_AFTER_MS = 20_000;
const PROPOSAL_GOAL_MS = 50;
const SEARCH_GOAL_MS = 20;
const GROUND = { west: 113.868, south: 22.548, east: 113.918, north: 22.586 };
const ORGANS = [
  ...['enforcement-team', 'urban-management', 'traffic-police', 'safety-office', 'market-supervision'],
  ...['community-station:440306017021', 'community-station:440306017017', 'community-station:440306017006'],
];
const TEXTS = [
  'cyl',
  '创业路',
  'xinan',
  '新湖路创业路',
  'baomin01',
  '灵芝',
  'l',
  'XA-0512',
  'buxingjie',
  '上川社区',
  'zzzz',
  '路',
];

interface Matter {
  category: string;
  lon: number;
  lat: number;
}

export function measureIntake(): Promise<GroupResult> {
  return withMeasuredServer(UNITS, measure);
}

async function measure(server: MeasuredServer): Promise<GroupResult> {
  const chance = chanceFor(1, 'intake');
  const { items } = (await server.admin.get('/api/v1/negative-list')) as NegativeList;
  const categories = items.map(({ id }) => id);
  await postUnits(server);
  const open = Array.from({ length: INCIDENTS }, () => matterAt(chance, categories));
  await inLanes(open, matter =>
    send(server, '/api/v1/incidents', {
      ...matter,
      channel: 'duty-phone',
      text: '路口有垃圾堆放，影响通行，请派人处理。',
      happenedAt: Date.now() - 60_000,
    }),
  );

  let freshUntil = 0;
  let lines = 0;
  let duplicates = 0;
  const stands = server.unitIds.map(() => placeAt(chance));
  const propose = async (i: number) => {
    if (Date.now() > freshUntil) {
      await sendFixes(server, stands);
      freshUntil = Date.now() + REFRESH_AFTER_MS;
    }
    const known = chance.pick(open);
    const matter = i % 2 === 0 ? known : matterAt(chance, categories);
    const startedAt = performance.now();
    const answer = (await server.admin.post('/api/v1/incidents/propose', matter)) as Proposal;
    const tookMs = performance.now() - startedAt;
    lines += answer.suggestion.organs.length;
    duplicates += answer.duplicates.length;
    return tookMs;
  };
  const search = async (i: number) => {
    const startedAt = performance.now();
    await server.admin.get(`/api/v1/places?q=${encodeURIComponent(TEXTS[i % TEXTS.length]!)}`);
    return performance.now() - startedAt;
  };
  await times(WARM_UP, propose);
  [lines, duplicates] = [0, 0];
  const proposalMs = await times(PROPOSALS, propose);
  await times(WARM_UP, search);
  const searchMs = await times(SEARCHES, search);
  return {
    group: `intake: ${INCIDENTS} open incidents, ${UNITS} units, over HTTP`,
    rows: [
      { name: 'proposal, p50', value: percentile(proposalMs, 0.5), unit: 'ms' },
      goalRow('proposal, p95', percentile(proposalMs, 0.95), PROPOSAL_GOAL_MS),
      { name: '  organs suggested, mean', value: lines / PROPOSALS, unit: 'lines' },
      { name: '  duplicates shown, mean', value: duplicates / PROPOSALS, unit: 'incidents' },
      { name: 'place search, p50', value: percentile(searchMs, 0.5), unit: 'ms' },
      goalRow('place search, p95', percentile(searchMs, 0.95), SEARCH_GOAL_MS),
    ],
  };
}

function goalRow(name: string, value: number, goalMs: number): Row {
  return { name, value, unit: 'ms', goal: `<= ${goalMs} ms`, ok: value <= goalMs };
}

async function times(count: number, once: (i: number) => Promise<number>): Promise<number[]> {
  const tookMs: number[] = [];
  for (let i = 0; i < count; i++) tookMs.push(await once(i));
  return tookMs;
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function matterAt(chance: Chance, categories: readonly string[]): Matter {
  return { category: chance.pick(categories), ...placeAt(chance) };
}

function placeAt(chance: Chance): { lon: number; lat: number } {
  const { west, south, east, north } = GROUND;
  return { lon: chance.between(west, east), lat: chance.between(south, north) };
}

async function postUnits({ admin, unitIds }: MeasuredServer): Promise<void> {
  await admin.post(
    '/api/v1/units',
    unitIds.map((id, i) => ({
      ...{ id, callSign: `测${i + 1}`, unitClass: 'patrol-person', organ: ORGANS[i % ORGANS.length] },
    })),
  );
  await inLanes(unitIds, async id => void (await admin.post(`/api/v1/units/${id}/duty`, { onDuty: true })));
}

/** Each stays where it is: a unit that is somewhere else every 20 s would be held as a jump. */
function sendFixes(server: MeasuredServer, places: readonly { lon: number; lat: number }[]): Promise<void> {
  const time = Date.now();
  return send(
    server,
    '/api/v1/positions',
    server.unitIds.map((unit, i) => ({ unit, time, ...places[i] })),
  );
}
