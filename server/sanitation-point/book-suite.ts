/** Deductions, assessments and bulletins as they are kept, for each database. Ids in brackets are rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { aDeduction, BY, bookForEachTest, emptyTables, NOW, OF_XINAN, openBook } from './book-under-test.ts';
import { pointLife } from './point-lifecycle.ts';
import { readPointRecords } from './point-records.ts';

export function bookSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    const held = bookForEachTest(open);

    const deduct = (point: string, round: string, more = {}) =>
      held.opened.book.deduct(aDeduction(point, round, more), BY, NOW);
    const assess = (round: string, ...points: string[]) => held.opened.book.assess({ round, points }, BY, NOW);
    const bulletin = (id: string, round: string, ...points: string[]) =>
      held.opened.changeLog.commit((tx, log) =>
        held.opened.book.bulletin(tx, log, { bulletin: id, round, points }, BY, NOW),
      );
    const records = () => readPointRecords(held.place.database.db);
    const stateOf = async (point: string) => (await records()).find(({ code }) => code === point)?.state ?? 'clean';
    const scoreOf = async (point: string, round: string) =>
      held.place.database.db
        .selectFrom('point_assessment')
        .select(['score', 'lost', 'again', 'deductions'])
        .where('point', '=', point)
        .where('round', '=', round)
        .executeTakeFirst();

    test('[SP-4] [SP-5] over rounds: deducted, repeat, clean; the months that go by in between change nothing', async () => {
      await deduct('P1', '2026-03');
      expect(await stateOf('P1')).toBe('deducted');
      await deduct('P1', '2026-11');
      expect((await records())[0]).toMatchObject({ code: 'P1', state: 'repeat', round: '2026-11', deductions: 1 });
      await assess('2026-10', 'P1');
      expect(await stateOf('P1')).toBe('deducted');
    });

    test('[SP-6] a clean assessed round cleans, and is a fact; saying it again is none', async () => {
      await deduct('P1', '2026-10');
      expect(await assess('2026-11', 'P1', 'P2', 'P1')).toBe(2);
      expect(held.opened.facts.at(-1)).toMatchObject({
        ...{ kind: 'points-changed', subject: '2026-11', actor: 'admin' },
        data: { cause: 'assessed', points: [{ code: 'P1', state: 'clean', round: '2026-11' }, { code: 'P2' }] },
      });
      const { seq } = held.opened.changeLog;
      expect(await assess('2026-11', 'P2', 'P1')).toBe(0);
      expect(held.opened.changeLog.seq).toBe(seq);
    });

    test('[SP-11] null is not zero: assessed and clean has the full score, not assessed has none', async () => {
      await assess('2026-11', 'P1');
      await deduct('P2', '2026-11', { score: 2.5 });
      await deduct('P2', '2026-11', { score: 1.25 });
      expect(await scoreOf('P1', '2026-11')).toMatchObject({ score: 100, deductions: 0 });
      expect(await scoreOf('P2', '2026-11')).toMatchObject({ score: 96.25, lost: 3.75, deductions: 2 });
      expect(await scoreOf('P3', '2026-11')).toBeUndefined();
    });

    test('[SP-12] factor and cap count where the profile has them', async () => {
      const { score, repeat } = OF_XINAN.rules;
      const rules = { ...OF_XINAN.rules, score: { ...score!, cap: 5 }, repeat: { ...repeat!, factor: 2 } };
      held.opened = await openBook(held.place, { rules });
      await deduct('P1', '2026-10', { score: 2 });
      await deduct('P1', '2026-11', { score: 2 });
      expect(await scoreOf('P1', '2026-11')).toMatchObject({ score: 96, again: 1 });
      await deduct('P1', '2026-11', { score: 2 });
      expect(await scoreOf('P1', '2026-11')).toMatchObject({ score: 95, lost: 5 });
    });

    test('[SP-14] other rules at a start: counted again, and told', async () => {
      await deduct('P1', '2026-10');
      await deduct('P1', '2026-11');
      const before = held.opened.changeLog.seq;
      held.opened = await openBook(held.place);
      expect(held.opened.changeLog.seq).toBe(before);
      held.opened = await openBook(held.place, { rules: { ...OF_XINAN.rules, repeat: null } });
      expect(held.opened.facts).toMatchObject([
        { kind: 'points-changed', data: { cause: 'recounted', round: null, points: [{ state: 'deducted' }] } },
      ]);
      expect(await scoreOf('P1', '2026-11')).toMatchObject({ again: 0 });
      held.opened = await openBook(held.place, { rules: { score: null, grades: null, repeat: null } });
      expect(await scoreOf('P1', '2026-11')).toMatchObject({ score: null });
    });

    test('[SP-9] a bulletin names repeats and nothing else; a clean round ends it', async () => {
      await deduct('P1', '2026-09');
      await deduct('P1', '2026-10');
      await deduct('P2', '2026-10');
      await expect(bulletin('TB-1', '2026-10', 'P1', 'P2')).rejects.toMatchObject({ code: 'illegal-move' });
      expect(await stateOf('P1')).toBe('repeat');
      await bulletin('TB-1', '2026-10', 'P1');
      expect((await records()).find(({ code }) => code === 'P1')).toMatchObject({
        state: 'bulletined',
        bulletin: 'TB-1',
      });
      expect(held.opened.facts.at(-1)).toMatchObject({ data: { cause: 'bulletined', points: [{ code: 'P1' }] } });
      const { seq } = held.opened.changeLog;
      await bulletin('TB-1', '2026-10', 'P1');
      expect(held.opened.changeLog.seq).toBe(seq);
      await assess('2026-11', 'P1');
      expect(await stateOf('P1')).toBe('clean');
      const row = await held.place.database.db.selectFrom('point_bulletin').select('cleared').executeTakeFirst();
      expect(row).toEqual({ cleared: '2026-11' });
    });

    test('[SP-2] the same number changes nothing, also beside others in one commit', async () => {
      const report = aDeduction('P1', '2026-11');
      const taken = await Promise.all([1, 2, 3].map(() => held.opened.book.deduct(report, BY, NOW)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(held.opened.facts.filter(({ kind }) => kind === 'deduction-recorded')).toHaveLength(1);
    });

    test('[SP-3] what cannot be is refused and named', async () => {
      await expect(deduct('P99', '2026-11')).rejects.toMatchObject({ code: 'not-found', detail: { field: 'point' } });
      await expect(assess('2026-11', 'P1', 'P99')).rejects.toMatchObject({ detail: { field: 'points[1]' } });
      await expect(deduct('P1', '2026-12')).rejects.toMatchObject({ code: 'future-time' });
      await expect(deduct('P1', '2026-Q4')).rejects.toMatchObject({ detail: { field: 'round' } });
      await expect(deduct('P1', '2026-11', { photo: 'f'.repeat(32) })).rejects.toMatchObject({
        detail: { field: 'photo' },
      });
      held.opened = await openBook(held.place, { items: { list: [{ name: '积水', points: 1 }], source: 'x' } });
      await expect(deduct('P1', '2026-11')).rejects.toMatchObject({ detail: { field: 'item' } });
      expect(await deduct('P1', '2026-11', { item: '积水' })).toBe(true);
      held.opened = await openBook(held.place, {}, null);
      await expect(deduct('P1', '2026-11')).rejects.toMatchObject({ detail: { field: 'round' } });
    });

    test('an old round that leaves the point as it stands is a fact all the same', async () => {
      await deduct('P1', '2026-11');
      await assess('2026-10', 'P1');
      expect(await deduct('P1', '2026-05')).toBe(true);
      expect(held.opened.facts.at(-1)).toMatchObject({
        kind: 'deduction-recorded',
        data: { point: { round: '2026-11' } },
      });
    });

    test('rounds in any order end as those in their own', async () => {
      const step = fc.record({
        round: fc.integer({ min: 1, max: 8 }).map(n => `2026-0${n}`),
        point: fc.constantFrom('P1', 'P2', 'P3'),
        item: fc.constantFrom(null, '暴露垃圾', '积水'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), async steps => {
          await emptyTables(held.place);
          for (const { round, point, item } of steps)
            if (item === null) await assess(round, point);
            else await deduct(point, round, { item });
          for (const point of ['P1', 'P2', 'P3']) {
            const own = steps.filter(one => one.point === point);
            const rounds = [...new Set(own.map(({ round }) => round))].sort().map(round => ({
              ...{ round, items: own.flatMap(one => (one.round === round && one.item !== null ? [one.item] : [])) },
            }));
            expect(await stateOf(point)).toBe(pointLife(rounds, [], OF_XINAN.rules.repeat).state);
          }
        }),
        { numRuns: 40, seed: 20261128 },
      );
    });
  });
}
