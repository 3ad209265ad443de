/**
 * Measures indicators over a month of 20,000 incidents and 134,000 stages, and the figures of the panels on the same database: how long
 * they take, how long the event loop stands still at worst. In: nothing; made the same every time. Out: rows for `npm run bench`.
 * Alone: `npx tsx server/report/kpi.bench.ts`
 */

import { pathToFileURL } from 'node:url';
import { bestRound } from '../../scripts/bench/best-round.ts';
import type { Row } from '../../scripts/bench/result.ts';
import { newSqlite } from '../access/test-databases.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { IncidentState } from '../contract/incident.ts';
import { kpiBy } from '../contract/kpi.ts';
import { computeFigures } from '../figures/compute-figures.ts';
import { localDays } from '../profile/local-day.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { countKpi } from './count-kpi.ts';
import { type Case, storeCases } from './test-cases.ts';

const INCIDENTS = 20_000;
const HOUR_MS = 3_600_000;
const PERIOD_MS = 30 * 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 23);
const LONGEST_MS = 300;
const LONGEST_TURN_MS = 50;
const ROUNDS = 4; // the first warms up
const LIFE: IncidentState[] = [
  ...(['received', 'accepted', 'at-centre', 'handling', 'revisit-due', 'pending-evaluation', 'closed'] as const),
];

export async function benchKpi(): Promise<{ group: string; rows: Row[] }> {
  const place = await newSqlite();
  const { db } = place.database;
  const rows: Row[] = [];
  try {
    await db.transaction().execute(tx =>
      storeCases(
        tx,
        Array.from({ length: INCIDENTS }, (_, i) => aCase(i)),
      ),
    );
    // As heavy as a row is that has lived.
    await db
      .updateTable('incident')
      .set({ life: JSON.stringify({ text: 'x'.repeat(1500) }) })
      .execute();
    for (const by of kpiBy.options) {
      const period = { from: NOW - PERIOD_MS - HOUR_MS, to: NOW + HOUR_MS, by };
      const { tookMs, turnMs } = await bestRound(
        () => countKpi({ db, ownPatrolChannels: ['patrol'] }, period, NOW),
        ROUNDS,
      );
      rows.push(
        { name: `by ${by}`, value: tookMs, unit: 'ms', goal: `<= ${LONGEST_MS}`, ok: tookMs <= LONGEST_MS },
        {
          name: `by ${by}, longest turn`,
          value: turnMs,
          unit: 'ms',
          goal: `<= ${LONGEST_TURN_MS}`,
          ok: turnMs <= LONGEST_TURN_MS,
        },
      );
    }
    const zones = ['z0', 'z1', 'z2', 'z3'] as ZoneId[];
    const days = localDays('Asia/Shanghai');
    const parts = {
      ...{ db, days, zones, pointsInZone: new Map<ZoneId, number>(), rounds: roundCalendar('month', days) },
      ...{ cover: () => [], shifts: () => null },
    };
    const { tookMs } = await bestRound(() => computeFigures(parts, NOW), ROUNDS);
    rows.push({ name: 'figures of the panels', value: tookMs, unit: 'ms' });
  } finally {
    await place.clear();
  }
  return { group: `indicators, ${INCIDENTS} incidents`, rows };
}

function aCase(i: number): Partial<Case> {
  const receivedAt = NOW - PERIOD_MS + Math.floor((i / INCIDENTS) * PERIOD_MS);
  const isOpen = i % 10 === 0;
  const states = LIFE.slice(0, isOpen ? 4 : LIFE.length);
  return {
    ...{ id: `XA${i}`, state: states.at(-1)!, receivedAt, late: i % 7 === 0, channel: i % 3 ? 'patrol' : 'hotline' },
    ...{ grid: `g${i % 300}`, community: `c${i % 22}`, zone: `z${i % 4}`, leadOrgan: `organ-${i % 25}` },
    ...{ acceptDueAt: receivedAt + HOUR_MS, acceptDoneAt: receivedAt + HOUR_MS },
    ...(isOpen ? { dueAt: receivedAt + 24 * HOUR_MS } : { closedAt: receivedAt + 6 * HOUR_MS }),
    stages: states.map((state, n) => ({
      ...{ state, organ: `organ-${i % 25}`, enteredAt: receivedAt + n * HOUR_MS },
      leftAt: n + 1 < states.length ? receivedAt + (n + 1) * HOUR_MS : null,
    })),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { group, rows } = await benchKpi();
  console.log(group);
  for (const { name, value, unit, goal, ok } of rows)
    console.log(`${name}: ${value.toFixed(1)} ${unit}${goal ? ` (${goal}${ok ? '' : ', missed'})` : ''}`);
}
