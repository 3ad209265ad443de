/** Rules [SP-4] to [SP-9]: examples, and a property against a model that walks by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointState } from '../contract/scoring-point.ts';
import { type AssessedRound, type BulletinAbout, pointLife, type RepeatRule } from './point-lifecycle.ts';

const SAME_POINT: RepeatRule = { same: 'point', windowRounds: 1 };

/** `-` clean, a letter an item; one text a round, '' = not assessed. Rounds count from 01. */
function lifeOf(rounds: string[], rule: RepeatRule = SAME_POINT, bulletins: BulletinAbout[] = []) {
  const assessed = rounds.flatMap((text, i): AssessedRound[] =>
    text === '' ? [] : [{ round: nth(i), items: text === '-' ? [] : [...text] }],
  );
  return pointLife(assessed, bulletins, rule);
}
const nth = (i: number) => `2026-${String(i + 1).padStart(2, '0')}`;
const statesOf = (rounds: string[], rule?: RepeatRule) => lifeOf(rounds, rule).rounds.map(({ state }) => state);

describe('without bulletins', () => {
  test('[SP-4] a deduction makes it deducted, a clean round clean', () => {
    expect(statesOf(['a', '-', 'a', '-'])).toEqual(['deducted', 'clean', 'deducted', 'clean']);
  });

  test('[SP-5] deducted again in the next assessed round is a repeat, until a clean round', () => {
    expect(statesOf(['a', 'b', 'c', '-'])).toEqual(['deducted', 'repeat', 'repeat', 'clean']);
  });

  test('[SP-6] a round that left it out changes nothing', () => {
    expect(lifeOf(['a', '', '']).state).toBe('deducted');
    expect(statesOf(['a', '', '', 'b'])).toEqual(['deducted', 'repeat']);
  });

  test('[SP-7] a wider window looks past a clean round', () => {
    expect(statesOf(['a', '-', 'b'], { same: 'point', windowRounds: 2 })).toEqual(['deducted', 'clean', 'repeat']);
    expect(statesOf(['a', '-', '-', 'b'], { same: 'point', windowRounds: 2 }).at(-1)).toBe('deducted');
  });

  test('[SP-7] by items, another item is no repeat, and does not end one', () => {
    const rule: RepeatRule = { same: 'item', windowRounds: 1 };
    expect(statesOf(['a', 'b', 'bc', 'a'], rule)).toEqual(['deducted', 'deducted', 'repeat', 'repeat']);
    expect(lifeOf(['ab', 'bc'], rule).rounds[1]?.again).toEqual([true, false]);
  });

  test('[SP-8] a profile without the rule has no repeats', () => {
    expect(statesOf(['a', 'a', 'a', '-'], null)).toEqual(['deducted', 'deducted', 'deducted', 'clean']);
  });
});

describe('bulletins', () => {
  const about = (i: number, bulletin = 'b1') => ({ bulletin, round: nth(i) });

  test('[SP-9] a repeat that was named is bulletined until a clean round, however many leave it out', () => {
    expect(lifeOf(['a', 'a', '', ''], SAME_POINT, [about(1)])).toMatchObject({ state: 'bulletined', bulletin: 'b1' });
    const cleared = lifeOf(['a', 'a', '', '-'], SAME_POINT, [about(1)]);
    expect(cleared).toMatchObject({ state: 'clean', bulletin: null });
    expect(cleared.cleared).toEqual(new Map([['b1', nth(3)]]));
  });

  test('[SP-9] named and deducted again: a repeat once more, with its bulletin', () => {
    expect(lifeOf(['a', 'a', 'a'], SAME_POINT, [about(1)])).toMatchObject({ state: 'repeat', bulletin: 'b1' });
    const twice = lifeOf(['a', 'a', 'a', '-'], SAME_POINT, [about(1), about(2, 'b2')]);
    expect(twice.cleared).toEqual(new Map([about(1), about(2, 'b2')].map(({ bulletin }) => [bulletin, nth(3)])));
  });

  test('[SP-9] who was named by a figure that was put right since is not bulletined', () => {
    const life = lifeOf(['a', '-'], SAME_POINT, [about(1)]);
    expect(life).toMatchObject({ state: 'clean', bulletin: null });
    expect(life.cleared).toEqual(new Map([['b1', nth(1)]]));
  });
});

test('any sequence of rounds and bulletins: as a model that knows only what a clerk would write down', () => {
  const round = fc.constantFrom('', '-', 'a', 'b', 'ab', 'c');
  const rule = fc.record({
    same: fc.constantFrom('point' as const, 'item' as const),
    windowRounds: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: round, told: fc.boolean() }), { maxLength: 12 }),
      fc.option(rule),
      (rounds, repeat) => {
        const bulletins = rounds.flatMap(({ told }, i) => (told ? [{ bulletin: `b${i}`, round: nth(i) }] : []));
        const texts = rounds.map(({ text }) => text);
        const { state, bulletin, cleared } = lifeOf(texts, repeat, bulletins);
        expect({ state, bulletin, cleared }).toEqual(byHand(rounds, repeat));
      },
    ),
    { numRuns: 5000, seed: 20261128 },
  );
});

/** Says the rules again in other words: the list of open points that a clerk keeps. */
function byHand(rounds: readonly { text: string; told: boolean }[], rule: RepeatRule) {
  let open: { repeat: boolean; told: boolean; bulletin: string | null } | null = null;
  const seen: string[] = [];
  const cleared = new Map<string, string>();
  const waiting: string[] = [];
  let last = '';
  rounds.forEach(({ text, told }, i) => {
    if (text !== '') {
      last = nth(i);
      const recent = rule === null ? [] : seen.slice(Math.max(0, seen.length - rule.windowRounds));
      if (text === '-') {
        open = null;
        for (const bulletin of waiting.splice(0)) cleared.set(bulletin, nth(i));
      } else {
        const hit = (letter: string) =>
          recent.some(before => (rule?.same === 'item' ? before.includes(letter) : before !== '-'));
        const again = [...text].some(hit);
        open = { repeat: again || open?.repeat === true, told: false, bulletin: open?.bulletin ?? null };
      }
      seen.push(text);
    }
    if (!told) return;
    if (open === null) cleared.set(`b${i}`, last === '' ? nth(i) : last);
    else {
      open = { ...open, told: open.repeat, bulletin: `b${i}` };
      waiting.push(`b${i}`);
    }
  });
  const found = open as { repeat: boolean; told: boolean; bulletin: string | null } | null;
  const state: PointState = found === null ? 'clean' : found.told ? 'bulletined' : found.repeat ? 'repeat' : 'deducted';
  return { state, bulletin: found?.bulletin ?? null, cleared };
}
