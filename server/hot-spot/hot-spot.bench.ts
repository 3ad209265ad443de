/**
 * Measures hot spots over 50,000 incidents and 24,000 deductions of 400 days, all of which every question reads: how long each takes and
 * how long the event loop stands still at worst. In: nothing; made the same every time. Out: rows for `npm run bench`.
 * SQLite, and PostgreSQL when it answers (`TEST_DATABASE_URL`). Alone: `npx tsx server/hot-spot/hot-spot.bench.ts`
 */

import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { loadProfile } from '../../geodata/load-profile.ts';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { bestRound } from '../../scripts/bench/best-round.ts';
import type { Row } from '../../scripts/bench/result.ts';
import { newPostgres, newSqlite, type TestDatabase } from '../access/test-databases.ts';
import type { CategoryId, ZoneId } from '../contract/ids.ts';
import { localDays } from '../profile/local-day.ts';
import { type Case, storeCases } from '../report/test-cases.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { comparedPeriods, DAY_MS } from './compared-periods.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import { type HotSpotParts, rankHotSpots } from './rank-hot-spots.ts';
import { spotEvidence, spotTargets } from './spot-evidence.ts';
import { spotGround } from './spot-ground.ts';

const INCIDENTS = 50_000;
const POINTS = 1000;
const ROUNDS_OF_POINTS = 24;
const DAYS = 400;
const NOW = Date.UTC(2026, 10, 23, 4);
const LONGEST_MS = 500;
const LONGEST_TURN_MS = 50;
const ROUNDS = 6; // the first warms up
const SEED = 20261123;

type Question = (parts: HotSpotParts) => Promise<unknown>;

export async function benchHotSpots(): Promise<{ group: string; rows: Row[] }> {
  const data = await loadProfile(new URL('../../geodata/profiles/xinan', import.meta.url).pathname);
  const grids = data.grids.features.map(({ properties }) => properties);
  const categories = data.negativeList.items.map(({ id }) => id);
  const random = seededNumbers(SEED);
  const any = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  // A third of it again and again at a few corners, as a market has it.
  const corners = Array.from({ length: 60 }, () => ({ grid: any(grids), category: any(categories) }));
  const cases = Array.from({ length: INCIDENTS }, (_, i): Partial<Case> => {
    const corner = random() < 1 / 3 ? any(corners) : { grid: any(grids), category: any(categories) };
    const { code, community, zone, labelAt } = corner.grid;
    const spread = random() < 0.5 ? 0.0004 : 0.003;
    return {
      ...{ id: `XA2026-${i}`, state: 'closed', category: corner.category, late: random() < 0.1 },
      ...{ receivedAt: Math.floor(NOW - ((i + 1) / INCIDENTS) * (DAYS - 1) * DAY_MS), grid: code, community, zone },
      ...{ lon: labelAt[0] + (random() - 0.5) * spread, lat: labelAt[1] + (random() - 0.5) * spread },
    };
  });
  const points = data.sanitationPoints.features.map(({ properties }) => properties.code).slice(0, POINTS);
  const deductions = Array.from({ length: POINTS * ROUNDS_OF_POINTS }, (_, i) => ({
    ...{ number: `D${i}`, point: any(points), round: '2026-11', item: '暴露垃圾', score: 0.5 },
    at: Math.floor(NOW - random() * (DAYS - 1) * DAY_MS),
  }));

  const category = (id: string) => data.negativeList.items.find(item => item.id === id);
  const rules = new Map(data.negativeList.items.map(item => [item.id as string, item]));
  const parts = {
    ground: spotGround(data, () => null),
    ...{ centre: data.settings.centre, category, repeatFactor: 1 },
    startOfRound: roundCalendar('month', localDays(data.settings.timeZone)).startOf,
    repeatRule: { windowMs: 30 * DAY_MS, radiusM: (id: string) => rules.get(id)?.duplicateRadiusM ?? null },
  };
  const days = localDays(data.settings.timeZone);
  const today = days.dayNumber(NOW);
  const whole: HotSpotQuestion = {
    ...{ by: 'grid', measure: 'incidents', resolution: null, categories: [], groups: [], zone: null },
    ...comparedPeriods(days, { first: today - DAYS + 1, last: today }, NOW),
  };
  const month = comparedPeriods(days, { first: today - 29, last: today }, NOW);
  const rank = (ask: Partial<HotSpotQuestion>) => (parts: HotSpotParts) =>
    rankHotSpots(parts, { ...whole, ...ask }, 100, NOW);
  const hexagon = { by: 'hexagon', resolution: 9 } as const;
  const cells = data.grids.features.slice(0, 100).map(
    ({
      properties: {
        labelAt: [lon, lat],
      },
    }) => parts.ground.byHexagon(9).idOf({ lon, lat, grid: null }),
  );
  const questions: Record<string, Question> = {
    'grids, 400 days': rank({}),
    'grids, one zone, one group': rank({ zone: grids[0]!.zone as ZoneId, groups: ['city-appearance'] }),
    'grids, one category': rank({ categories: [categories[0] as CategoryId], measure: 'repeats' }),
    'hexagons, 400 days': rank(hexagon),
    'hexagons of resolution 10, repeats': rank({ ...hexagon, resolution: 10, measure: 'repeats' }),
    'hexagons, 30 days': rank({ ...hexagon, ...month }),
    'evidence of a grid': parts => spotEvidence(parts, whole, corners[0]!.grid.code, NOW),
    'a hundred hexagons picked': parts => spotTargets(parts, { ...whole, ...hexagon }, cells, NOW),
  };

  const rows: Row[] = [];
  for (const [name, open] of databases()) {
    const place = await open();
    try {
      const { db } = place.database;
      await db.transaction().execute(tx => storeCases(tx, cases));
      for (let i = 0; i < deductions.length; i += 1000)
        await db
          .insertInto('deduction')
          .values(deductions.slice(i, i + 1000))
          .execute();
      for (const round of ['2026-09', '2026-10', '2026-11'])
        await db
          .insertInto('point_assessment')
          .values(points.map(point => ({ point, round, at: NOW, import: null, score: null })))
          .execute();
      // As heavy as a row is that has lived.
      await db
        .updateTable('incident')
        .set({ life: JSON.stringify({ text: 'x'.repeat(1500) }) })
        .execute();
      // What PostgreSQL does by itself within minutes; before that it knows nothing of the table and reads it whole.
      if (place.database.dialect === 'postgres') await sql`vacuum analyze incident, deduction`.execute(db);
      for (const [question, ask] of Object.entries(questions)) {
        const { tookMs, turnMs } = await bestRound(() => ask({ db, ...parts }), ROUNDS);
        rows.push(
          ...[figure(`${name}: ${question}`, tookMs, LONGEST_MS)],
          ...[figure(`${name}: ${question}, longest turn`, turnMs, LONGEST_TURN_MS)],
        );
      }
    } finally {
      await place.clear();
    }
  }
  return { group: `hot spots, ${INCIDENTS} incidents`, rows };
}

function databases(): [string, () => Promise<TestDatabase>][] {
  return postgresAnswers
    ? [
        ['SQLite', newSqlite],
        ['PostgreSQL', newPostgres],
      ]
    : [['SQLite', newSqlite]];
}

function figure(name: string, value: number, most: number): Row {
  return { name, value, unit: 'ms', goal: `<= ${most}`, ok: value <= most };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { group, rows } = await benchHotSpots();
  console.log(group);
  for (const { name, value, unit, goal, ok } of rows)
    console.log(`${name}: ${value.toFixed(1)} ${unit}${goal ? ` (${goal}${ok ? '' : ', missed'})` : ''}`);
}
