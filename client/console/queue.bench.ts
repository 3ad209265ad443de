/**
 * What a press on a chip, another order or a typed letter costs the desk with 20,000 open incidents. Fixed seed, warm-up, mean; the
 * ceiling is the 100 ms. Beside it the same without prepared rows, as a panel would filter records. Run by `npm run bench`.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Row } from '../../scripts/bench/result.ts';
import type { CategoryId, CommunityCode, OrganId, ZoneId } from '../../server/contract/ids.ts';
import { type IncidentRecord, incidentState, isOpen } from '../../server/contract/incident.ts';
import { aLimit, anIncident, incidentNumber, NOON } from '../store/record-builders.ts';
import { createRowKeeper, filterQueue, orderRows, type QueueChoice } from './queue.ts';

const INCIDENTS = 20_000;
const SEED = 20261122;
const TURNS = 20;
const WARM_UP = 5;
const GOAL_MS = 100;

const names = { category: (id: string | null) => `分类${id}`, community: (code: string) => `社区${code}` };
const everything: QueueChoice = { q: '', level: '', zone: '', community: '', organ: '', category: '' };

export function benchQueue(): { group: string; rows: Row[] } {
  const records = openIncidents();
  const rowOf = createRowKeeper(names);
  const firstMs = elapsedMs(() => orderRows(records.map(rowOf), 'left'));
  const rows = orderRows(records.map(rowOf), 'left');
  const own = 'organ-3' as OrganId;
  const choice = { ...everything, q: '路17号', zone: 'zone-1' };

  const figures: [name: string, ms: number][] = [
    ['another order', meanMs(turn => orderRows(rows, turn % 2 ? 'level' : 'newest'))],
    ['another view, all counts', meanMs(turn => filterQueue(rows, 'overdue', everything, own, NOON + turn))],
    ['a typed letter', meanMs(turn => filterQueue(rows, 'open', choice, own, NOON + turn))],
  ];
  const unprepared = meanMs(turn => {
    const fresh = createRowKeeper(names);
    filterQueue(orderRows(records.map(fresh), 'left'), 'open', choice, own, NOON + turn);
  });
  return {
    group: 'client: 20,000 incidents in the queue',
    rows: [
      { name: 'filter and order without prepared rows', value: unprepared, unit: 'ms', ratio: 1 },
      { name: 'first list after a snapshot, cold', value: firstMs, unit: 'ms' },
      ...figures.map(([name, value]) => ({
        name,
        value,
        unit: 'ms',
        ratio: unprepared / value,
        goal: `<= ${GOAL_MS} ms`,
        ok: value <= GOAL_MS,
      })),
    ],
  };
}

function openIncidents(): IncidentRecord[] {
  const random = xoroshiro128plus(SEED);
  const below = (n: number) => Math.abs(random.next()) % n;
  const states = incidentState.options.filter(isOpen);
  return Array.from({ length: INCIDENTS }, (_, i) =>
    anIncident({
      id: incidentNumber(i),
      state: states[below(states.length)]!,
      level: ([1, 2, 3, 4, null] as const)[below(5)]!,
      category: `c${below(40)}` as CategoryId,
      zone: `zone-${below(4)}` as ZoneId,
      community: String(below(22)) as CommunityCode,
      address: `前进路${below(400)}号`,
      receivedAt: NOON - below(86_400_000),
      tasks: [
        {
          organ: `organ-${below(20)}` as OrganId,
          via: null,
          lead: true,
          unit: null,
          assignedAt: NOON,
          acknowledgedAt: below(2) ? NOON : null,
          arrivedAt: null,
          seenAt: null,
        },
      ],
      limits: below(10) ? [aLimit({ dueAt: NOON + below(7_200_000) - 3_600_000, amberAt: NOON })] : [],
    }),
  );
}

function meanMs(work: (turn: number) => unknown): number {
  for (let turn = 0; turn < WARM_UP; turn++) work(turn);
  return (
    elapsedMs(() => {
      for (let turn = 0; turn < TURNS; turn++) work(turn);
    }) / TURNS
  );
}

function elapsedMs(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
