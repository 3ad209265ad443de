/** For tests: a book of points over a small register, on a database that is given. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { CommunityCode, GridCode, PointCode, ZoneId } from '../contract/ids.ts';
import type { DeductionReport } from '../contract/scoring-point.ts';
import { localDays } from '../profile/local-day.ts';
import { ChangeLog, type LoggedFact } from '../store/change-log.ts';
import { PointBook, type PointBookParts } from './point-book.ts';
import type { ListedPoint, PointRegister } from './point-register.ts';
import { roundCalendar } from './round-calendar.ts';

export const DAYS = localDays('Asia/Shanghai');
/** 28 November 2026, noon in Shenzhen. */
export const NOW = Date.parse('2026-11-28T12:00:00+08:00');
export const BY = { actor: 'admin', address: '' };
export const OF_XINAN: Pick<PointBookParts, 'rules' | 'items'> = {
  rules: {
    score: { full: 100, cap: null, source: 'x' },
    grades: {
      bands: [
        { name: 'A+', from: 93 },
        { name: 'A', from: 90 },
        { name: 'B', from: 87 },
        { name: 'C', from: 0 },
      ],
      ...{ provisional: true, source: 'x' },
    },
    repeat: { same: 'point', windowRounds: 1, factor: null, source: 'x' },
  },
  items: null,
};

/** P1, P3, P5 … lie in c1 of zone z1, the others in c2 of z2; two points a grid. */
export function aRegister(count: number, known: Partial<ListedPoint> = {}): PointRegister {
  const all = Array.from({ length: count }, (_, i): ListedPoint => {
    const side = (i % 2) + 1;
    return {
      ...{ code: `P${i + 1}` as PointCode, name: `点${i + 1}`, responsibleRole: `role-${side}` },
      ...{ venueType: i % 3 === 0 ? 'market' : 'public-toilet', responsiblePerson: null, conflict: null },
      ...{ community: `c${side}` as CommunityCode, zone: `z${side}` as ZoneId, grid: `g${i >> 1}` as GridCode },
      ...{ lon: Number((113.9 + i / 1000).toFixed(3)), lat: 22.56, ...known },
    };
  });
  const byCode = new Map<string, ListedPoint>(all.map(point => [point.code, point]));
  return { all, get: code => byCode.get(code) };
}

export interface BookUnderTest {
  book: PointBook;
  changeLog: ChangeLog;
  facts: LoggedFact[];
}

export async function openBook(
  { database }: TestDatabase,
  known: Partial<PointBookParts> = {},
  length: 'month' | 'quarter' | null = 'month',
): Promise<BookUnderTest> {
  const changeLog = await ChangeLog.open(database, {
    onListenerError: error => {
      throw error;
    },
  });
  const facts: LoggedFact[] = [];
  changeLog.onCommitted(committed => void facts.push(...committed));
  const rounds = roundCalendar(length, DAYS);
  const book = new PointBook({ database, changeLog, register: aRegister(12), rounds, ...OF_XINAN, ...known });
  await book.recountByRules(NOW);
  return { book, changeLog, facts };
}

/** A book that is empty before each test, called inside a `describe`. A test may put another one in the place of `opened`. */
export function bookForEachTest(open: () => Promise<TestDatabase>): { place: TestDatabase; opened: BookUnderTest } {
  let place: TestDatabase;
  let opened: BookUnderTest;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.clear());
  beforeEach(async () => {
    await emptyTables(place);
    opened = await openBook(place);
  });
  return {
    get place() {
      return place;
    },
    get opened() {
      return opened;
    },
    set opened(another) {
      opened = another;
    },
  };
}

export async function emptyTables({ database: { db } }: TestDatabase): Promise<void> {
  await db.deleteFrom('deduction').execute();
  await db.deleteFrom('point_assessment').execute();
  await db.deleteFrom('point_standing').execute();
  await db.deleteFrom('point_bulletin').execute();
  await db.deleteFrom('sanitation_import').execute();
  await db.deleteFrom('sanitation_rules').execute();
}

let numbers = 0;
export const aDeduction = (point: string, round: string, known: Partial<DeductionReport> = {}): DeductionReport => ({
  ...{ number: `N-${++numbers}`, point, round, at: NOW - 1000, item: '暴露垃圾', score: 1.5, ...known },
});
