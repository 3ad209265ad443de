import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LimitRule } from '../contract/incident-limit.ts';
import { chooseRule, type HeldRule, type Matter, standingOf } from './limit-choice.ts';
import { aRule } from './limit-rule-builder.ts';

function aRow(id: string, more: Partial<LimitRule> = {}, heldUntil: number | null = null): HeldRule {
  return { rule: aRule({ id, filingNumber: null, ...more }), heldUntil };
}

const MATTER: Matter = {
  grade: 'general',
  category: 'street-vending',
  organ: 'community-station:440306017001',
  channel: 'petition',
};
const CATEGORY = { category: 'street-vending' };
const ORGAN = { organ: 'community-station' };
const CHANNEL = { channel: 'petition' };
const GRADE = { grade: 'general' } as const;

const chosen = (rows: HeldRule[], matter = MATTER, at = 100) => chooseRule(rows, matter, 'handle', at)?.id ?? null;

describe('[D-12] a row speaks of a matter when each condition is empty or equal', () => {
  test.each<[string, Partial<LimitRule>, string | null]>([
    ['no condition', {}, 'r'],
    ['all equal', { ...CATEGORY, ...ORGAN, ...CHANNEL, ...GRADE }, 'r'],
    ['another category', { category: 'gas-leak' }, null],
    ['another grade', { grade: 'micro' }, null],
    ['another channel', { channel: 'patrol' }, null],
    ['another organ', { organ: 'labour-office' }, null],
    ['another station', { organ: 'community-station:440306017002' }, null],
    ['one condition of several is another', { ...CATEGORY, grade: 'micro' }, null],
    ['another step', { step: 'revisit' }, null],
  ])('%s', (_, more, id) => expect(chosen([aRow('r', more)])).toBe(id));

  test('what is not known fits only a row that does not ask', () => {
    const nothing: Matter = { grade: null, category: null, organ: null, channel: null };
    for (const condition of [CATEGORY, ORGAN, CHANNEL, GRADE])
      expect(chosen([aRow('r', condition)], nothing)).toBeNull();
    expect(chosen([aRow('r')], nothing)).toBe('r');
  });
});

describe('[D-13] the most special row wins', () => {
  test.each<[string, Partial<LimitRule>, Partial<LimitRule>]>([
    ['category before all others together', CATEGORY, { ...ORGAN, ...CHANNEL, ...GRADE }],
    ['organ before channel and grade', ORGAN, { ...CHANNEL, ...GRADE }],
    ['channel before grade', CHANNEL, GRADE],
    ['grade before nothing', GRADE, {}],
    ['one station before all stations', { organ: MATTER.organ! }, ORGAN],
    ['more conditions before fewer of the same rank', { ...CATEGORY, ...GRADE }, CATEGORY],
    ['the later one of two equal', { validFrom: 50 }, { validFrom: 40 }],
    ['the lower id of two equal', {}, {}],
    ['more special, though older', { ...CATEGORY, validFrom: 1 }, { ...GRADE, validFrom: 99 }],
  ])('%s', (_, winner, loser) => {
    expect(chosen([aRow('a', winner), aRow('b', loser)])).toBe('a');
    expect(chosen([aRow('b', loser), aRow('a', winner)])).toBe('a');
  });

  const conditions = fc.record({
    category: fc.constantFrom(null, 'street-vending', 'gas-leak'),
    organ: fc.constantFrom(null, 'community-station', 'community-station:440306017001', 'labour-office'),
    channel: fc.constantFrom(null, 'petition', 'patrol'),
    grade: fc.constantFrom(null, 'general' as const, 'sudden' as const),
  });
  const rows = fc
    .array(fc.tuple(conditions, fc.integer({ min: 0, max: 200 }), fc.option(fc.integer({ min: 0, max: 200 }))), {
      maxLength: 20,
    })
    .map(all => all.map(([c, validFrom, until], i) => aRow(`r${i}`, { ...c, validFrom }, until)));

  test('the order of the rows never matters, and the chosen one fits and holds', () => {
    fc.assert(
      fc.property(rows, conditions, fc.integer({ min: 0, max: 200 }), (all, matter, at) => {
        const id = chosen(all, matter, at);
        expect(chosen([...all].reverse(), matter, at)).toBe(id);
        if (id === null) return;
        const { rule, heldUntil } = all.find(row => row.rule.id === id)!;
        expect(rule.validFrom).toBeLessThanOrEqual(at);
        expect(heldUntil === null || heldUntil > at).toBe(true);
        expect(rule.category === null || rule.category === matter.category).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  /** What [D-13] says, written as one number. */
  function weight({ rule }: HeldRule, matter: Matter): number {
    const organ = rule.organ === null ? 0 : rule.organ === matter.organ ? 2 : 1;
    return (rule.category ? 1000 : 0) + organ * 100 + (rule.channel ? 10 : 0) + (rule.grade ? 1 : 0);
  }

  test('no row that speaks of the matter is more special than the chosen one', () => {
    fc.assert(
      fc.property(rows, conditions, fc.integer({ min: 0, max: 200 }), (all, matter, at) => {
        const best = all.find(({ rule }) => rule.id === chosen(all, matter, at));
        for (const row of all) {
          if (chosen([row], matter, at) === null) continue;
          expect(best).toBeDefined();
          expect(weight(row, matter)).toBeLessThanOrEqual(weight(best!, matter));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a row more that loses changes nothing; one that wins is chosen', () => {
    fc.assert(
      fc.property(rows, conditions, fc.integer({ min: 0, max: 200 }), (all, matter, at) => {
        const [extra, ...rest] = all;
        if (!extra) return;
        expect([chosen(rest, matter, at), extra.rule.id]).toContain(chosen(all, matter, at));
      }),
    );
  });
});

describe('[D-14] from validFrom until it is withdrawn', () => {
  const old = aRow('old', { validFrom: 10 });
  const next = aRow('next', { validFrom: 50 });
  const back = aRow('back', { validFrom: 70 }, 90);
  const all = [old, next, back];

  test.each([
    [9, null],
    [10, 'old'],
    [49, 'old'],
    [50, 'next'],
    [70, 'back'],
    [89, 'back'],
    [90, 'next'],
  ])('at %i holds %s', (at, id) => expect(chosen(all, MATTER, at)).toBe(id));

  test.each([
    [5, ['future', 'future', 'future']],
    [60, ['superseded', 'in-force', 'future']],
    [80, ['superseded', 'superseded', 'in-force']],
    [95, ['superseded', 'in-force', 'withdrawn']],
  ])('at %i they stand as %j', (at, standing) => {
    expect(all.map(row => standingOf(row, all, at))).toEqual(standing);
  });

  test('rows of another key supersede nothing', () => {
    const special = aRow('special', { ...CATEGORY, validFrom: 50 });
    expect(standingOf(old, [old, special], 60)).toBe('in-force');
  });
});

test('[D-15] no row, no limit', () => expect(chosen([])).toBeNull());
