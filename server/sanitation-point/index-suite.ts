/** Scores over rounds, for each database: examples of the rules, and a property against counting by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { IndexBy } from '../contract/sanitation-index.ts';
import { aDeduction, aRegister, BY, bookForEachTest, DAYS, emptyTables, NOW, OF_XINAN } from './book-under-test.ts';
import { countIndex, type IndexQuestion } from './count-index.ts';
import { listRounds } from './list-rounds.ts';
import { roundCalendar } from './round-calendar.ts';

export function indexSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    const held = bookForEachTest(open);

    const parts = () => ({
      ...{
        db: held.place.database.db,
        register: aRegister(12),
        rounds: roundCalendar('month', DAYS),
        rules: OF_XINAN.rules,
      },
      order: { zones: ['z2', 'z1'], venueTypes: ['public-toilet', 'market', 'square-park'] },
    });
    const ask = (by: IndexBy, period: IndexQuestion['period'] = null, zone?: string) =>
      countIndex(parts(), { by, period, zone }, NOW);
    const one = (round: string) => ({ from: round, to: round });
    const deduct = (point: string, round: string, score = 10) =>
      held.opened.book.deduct(aDeduction(point, round, { score }), BY, NOW);
    const assess = (round: string, ...points: string[]) => held.opened.book.assess({ round, points }, BY, NOW);

    test('nothing was ever assessed: no round, no score, every group with its points', async () => {
      const { from, total, rows } = await ask('zone');
      expect(from).toBeNull();
      expect(total).toMatchObject({ total: 12, assessed: 0, score: null, grade: null, before: null, change: null });
      expect(total.repeatRate).toEqual({ numerator: 0, denominator: 0 });
      expect(rows.map(({ key, total }) => [key, total])).toEqual([
        ['z2', 6],
        ['z1', 6],
      ]);
    });

    test('[SP-16] an average is of those that were assessed, and says of how many', async () => {
      await assess('2026-10', 'P1', 'P3');
      await deduct('P5', '2026-10', 15);
      const { total, rows, from, rounds } = await ask('community');
      expect([from, rounds]).toEqual(['2026-10', ['2026-10']]);
      expect(total).toMatchObject({ total: 12, assessed: 3, score: 95, grade: 'A+', deducted: 1, repeat: 0, lost: 15 });
      expect(rows).toMatchObject([
        { key: 'c1', total: 6, assessed: 3, score: 95 },
        { key: 'c2', total: 6, assessed: 0, score: null, grade: null },
      ]);
    });

    test('[SP-11] a grade never contradicts the number beside it', async () => {
      await deduct('P1', '2026-10', 7.004);
      await deduct('P2', '2026-10', 7.006);
      const { rows } = await ask('point');
      expect(rows.slice(0, 2)).toMatchObject([
        { key: 'P1', score: 93, grade: 'A+' },
        { key: 'P2', score: 92.99, grade: 'A' },
      ]);
    });

    test('[SP-17] beside it stands the period before, as long as this one', async () => {
      await deduct('P1', '2026-09', 20);
      await assess('2026-10', 'P1', 'P2');
      const { rows, beforeFrom } = await ask('zone', one('2026-10'));
      expect(beforeFrom).toBe('2026-09');
      expect(rows).toMatchObject([
        { key: 'z2', score: 100, before: null, change: null },
        { key: 'z1', score: 100, before: { score: 80, grade: 'C', assessed: 1 }, change: 20 },
      ]);
      const quarter = await ask('all', { from: '2026-09', to: '2026-11' });
      expect([quarter.beforeFrom, quarter.beforeTo]).toEqual(['2026-06', '2026-08']);
      expect(quarter.total).toMatchObject({ assessed: 2, assessments: 3, score: 93.33, before: null });
    });

    test('[SP-18] deducted again of deducted, cleared of named', async () => {
      for (const round of ['2026-08', '2026-09']) for (const point of ['P1', 'P2', 'P3']) await deduct(point, round, 1);
      await deduct('P4', '2026-09', 1);
      await held.opened.changeLog.commit((tx, log) =>
        held.opened.book.bulletin(tx, log, { bulletin: 'b', round: '2026-09', points: ['P1', 'P2'] }, BY, NOW),
      );
      await assess('2026-10', 'P1');
      const { total, rows } = await ask('role', one('2026-09'));
      expect(total).toMatchObject({
        ...{ repeatRate: { numerator: 3, denominator: 4 }, cleared: { numerator: 1, denominator: 2 }, bulletined: 1 },
      });
      expect(rows).toMatchObject([
        { key: 'role-1', repeatRate: { numerator: 2, denominator: 2 }, cleared: { numerator: 1, denominator: 1 } },
        { key: 'role-2', repeatRate: { numerator: 1, denominator: 2 }, cleared: { numerator: 0, denominator: 1 } },
      ]);
    });

    test('[SP-20] a zone sees its own and nothing else', async () => {
      await deduct('P1', '2026-10');
      await deduct('P2', '2026-10');
      const { total, rows } = await ask('point', null, 'z1');
      expect(total).toMatchObject({ total: 6, assessed: 1, deducted: 1 });
      expect(rows.every(({ key }) => Number(key!.slice(1)) % 2 === 1)).toBe(true);
    });

    test('[SP-19] rounds, newest first', async () => {
      await deduct('P1', '2026-09', 10);
      await assess('2026-10', 'P1', 'P2');
      expect(await listRounds(parts(), undefined)).toMatchObject([
        { round: '2026-10', assessed: 2, total: 12, score: 100, deductions: 0, imports: [] },
        { round: '2026-09', assessed: 1, score: 90, grade: 'A', deducted: 1, deductions: 1 },
      ]);
    });

    test('any rounds, any grouping: the same as by hand', async () => {
      const step = fc.record({
        round: fc.constantFrom('2026-06', '2026-07', '2026-08', '2026-09'),
        point: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
        score: fc.option(fc.constantFrom(0.5, 3, 12.25), { freq: 3 }),
      });
      const by = fc.constantFrom<IndexBy>('all', 'point', 'community', 'zone', 'venueType', 'grid', 'role');
      const period = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({
        ...{ from: `2026-0${6 + Math.min(a, b)}`, to: `2026-0${6 + Math.max(a, b)}` },
      }));
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), by, period, async (steps, by, { from, to }) => {
          await emptyTables(held.place);
          for (const { round, point, score } of steps)
            if (score === null) await assess(round, point);
            else await deduct(point, round, score);
          const { rows, total } = await ask(by, { from, to });
          const inPeriod = steps.filter(({ round }) => round >= from && round <= to);
          const cells = new Map<string, number>();
          for (const { point, round, score } of inPeriod)
            cells.set(`${point} ${round}`, (cells.get(`${point} ${round}`) ?? 0) + (score ?? 0));
          const scores = [...cells.values()].map(lost => 100 - lost);
          const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
          expect(total.score).toBe(scores.length === 0 ? null : Math.round((mean + Number.EPSILON) * 100) / 100);
          expect(total.assessments).toBe(cells.size);
          if (by === 'all') return;
          const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
          expect(sum(row => row.total)).toBe(12);
          for (const field of ['assessed', 'assessments', 'deducted', 'repeat', 'deductions'] as const)
            expect(sum(row => row[field])).toBe(total[field]);
        }),
        { numRuns: 40, seed: 20261128 },
      );
    });
  });
}
