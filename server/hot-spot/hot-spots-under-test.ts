/**
 * For tests: hot spots over an empty database of the xinan ground, with two categories that repeat and one that no list knows.
 * In: a database. Out: ways to store, to ask, and to say places in metres.
 */
import { loadProfile, type ProfileData } from '../../geodata/load-profile.ts';
import { localPlane } from '../../geodata/local-plane.ts';
import type { TestDatabase } from '../access/test-databases.ts';
import type { HotSpots } from '../contract/hot-spot.ts';
import { localDays } from '../profile/local-day.ts';
import { type Case, storeCases } from '../report/test-cases.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { comparedPeriods, DAY_MS } from './compared-periods.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import { type HotSpotParts, rankHotSpots } from './rank-hot-spots.ts';
import { spotEvidence, spotTargets } from './spot-evidence.ts';
import { spotGround } from './spot-ground.ts';

/** Noon of a day in the middle of a month. */
export const NOW = Date.parse('2026-11-20T12:00:00+08:00');
export const TODAY = Date.parse('2026-11-20') / DAY_MS;
export const WINDOW_DAYS = 30;
/** Metres; `lost` was in no list ever. */
export const RADII: Record<string, number | null> = { dirt: 50, noise: 20, lost: null };
export const GROUPS: Record<string, string> = { dirt: 'city-appearance', noise: 'stability' };
/** The record reaches back: a matter long ago that belongs to no period. */
export const LONG_AGO: Partial<Case> = { id: 'long-ago', receivedAt: NOW - 900 * DAY_MS };

export interface Deduction {
  point: string;
  at: number;
  score: number;
  /** Deducted again. */
  again?: 0 | 1;
  at_known?: 0 | 1;
}

/** What a deduction that is a repeat counts. */
export const REPEAT_FACTOR = 1.5;

export interface Assessment {
  point: string;
  round: string;
}

export type HotSpotsUnderTest = Awaited<ReturnType<typeof hotSpotsUnderTest>>;

export const readXinan = (): Promise<ProfileData> =>
  loadProfile(new URL('../../geodata/profiles/xinan', import.meta.url).pathname);

export async function hotSpotsUnderTest(place: TestDatabase) {
  const data = await readXinan();
  const { db } = place.database;
  const ground = spotGround(data, () => '大洋路口');
  const plane = localPlane(data.settings.centre);
  const parts: HotSpotParts = {
    ...{ db, ground, centre: data.settings.centre, repeatFactor: REPEAT_FACTOR },
    startOfRound: roundCalendar('month', localDays('Asia/Shanghai')).startOf,
    repeatRule: { windowMs: WINDOW_DAYS * DAY_MS, radiusM: id => RADII[id] ?? null },
    category: id => (GROUPS[id] ? { group: GROUPS[id], duplicateRadiusM: RADII[id]! } : undefined),
  };
  /** Default: the six days before today. */
  const question = (
    ask: Partial<HotSpotQuestion> = {},
    days = { first: TODAY - 6, last: TODAY - 1 },
  ): HotSpotQuestion => ({
    ...{ by: 'grid', measure: 'incidents', resolution: null, categories: [], groups: [], zone: null },
    ...comparedPeriods(localDays('Asia/Shanghai'), days, NOW),
    ...ask,
  });
  return {
    ...{ data, ground, plane, parts, question },
    points: data.sanitationPoints.features.map(({ properties }) => properties),
    async clear() {
      await db.deleteFrom('incident').execute();
      await db.deleteFrom('deduction').execute();
      await db.deleteFrom('point_assessment').execute();
    },
    /** Ids `i0000`, `i0001` … in the order given. */
    store: (cases: Partial<Case>[]) =>
      storeCases(
        db,
        cases.map((one, i) => ({ id: `i${String(i).padStart(4, '0')}`, category: 'dirt', ...one })),
      ),
    /** Numbers `D0`, `D1` … in the order given. */
    async deduct(deductions: readonly Deduction[]) {
      const rows = deductions.map((one, i) => ({
        number: `D${i}`,
        round: '2026-11',
        item: '暴露垃圾',
        again: 0,
        at_known: 1,
        ...one,
      }));
      if (rows.length > 0) await db.insertInto('deduction').values(rows).execute();
    },
    async assess(assessments: readonly Assessment[]) {
      const rows = assessments.map(one => ({ ...one, at: NOW, import: null, score: null }));
      if (rows.length > 0)
        await db
          .insertInto('point_assessment')
          .values(rows)
          .onConflict(conflict => conflict.doNothing())
          .execute();
    },
    rank: (ask: Partial<HotSpotQuestion> = {}, limit = 1000) => rankHotSpots(parts, question(ask), limit, NOW),
    evidence: (id: string, ask: Partial<HotSpotQuestion> = {}) => spotEvidence(parts, question(ask), id, NOW),
    targets: (ids: readonly string[], ask: Partial<HotSpotQuestion> = {}) =>
      spotTargets(parts, question(ask), ids, NOW),
    /** By metres from the middle of the map. */
    at(x: number, y: number) {
      const [lon, lat] = plane.toLonLat([x, y]);
      return { lon, lat };
    },
    /** Two scoring points in one hexagon of resolution 8, the first in that zone and the second in another. */
    neighbours(zone: string) {
      const { idOf } = ground.byHexagon(8);
      const points = [...ground.points.values()];
      for (const one of points.filter(point => point.zone === zone)) {
        const other = points.find(point => point.zone !== zone && idOf(point) === idOf(one));
        if (other) return [one, other] as const;
      }
      throw new Error('No two points of different zones lie in one hexagon.');
    },
    inGrid(i: number) {
      const { code, community, zone, labelAt } = data.grids.features[i]!.properties;
      const [lon, lat] = labelAt;
      return { grid: code as string, community: community as string, zone: zone as string, lon, lat };
    },
  };
}

export const ago = (days: number) => NOW - days * DAY_MS;

export const numbers = ({ spots }: Pick<HotSpots, 'spots'>) => spots.map(({ id, number }) => [id, number]);
