/** Rules of the sanitation index in profile.json: what stands there is as it is said, what does not is null. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VENUE_TYPES } from './profile-files.ts';
import { profileSettings } from './profile-settings.ts';
import {
  type SanitationIndexSettings,
  sanitationIndexFault,
  sanitationIndexSettings,
} from './sanitation-index-settings.ts';

const file = JSON.parse(readFileSync(new URL('./profiles/xinan/profile.json', import.meta.url), 'utf8')) as {
  sanitationIndex: SanitationIndexSettings;
};
const rules = sanitationIndexSettings.parse(file.sanitationIndex);
const faultOf = (known: Partial<SanitationIndexSettings>) =>
  sanitationIndexFault({ ...rules, ...known }, id => id === 'urban-management');

test('xinan: 12 venue types with names, provisional grades, and no item list that nobody published', () => {
  expect(rules.venueTypes.map(({ id }) => id)).toEqual(VENUE_TYPES);
  expect(rules.grades).toMatchObject({
    provisional: true,
    bands: [
      { name: 'A+', from: 93 },
      { name: 'A', from: 90 },
      { name: 'B', from: 87 },
      { name: 'C', from: 0 },
    ],
  });
  expect([rules.items, rules.repeat?.factor, rules.score?.cap]).toEqual([null, null, null]);
  for (const { source } of [rules.round!, rules.score!, rules.repeat!]) expect(source).toContain('产品默认');
  expect(faultOf({})).toBeNull();
});

test('a profile without the index has none', () => {
  const { sanitationIndex: _, ...without } = file;
  expect(profileSettings.parse(without).sanitationIndex).toBeNull();
  const bare = { round: null, items: null, score: null, grades: null, repeat: null, office: null };
  expect(sanitationIndexSettings.parse({ ...rules, ...bare })).toMatchObject(bare);
});

test('what cannot be is named', () => {
  const [first, ...others] = rules.venueTypes;
  expect(faultOf({ venueTypes: [...others, others[0]!] })).toBe('venueTypes: public-institution stands there twice');
  expect(faultOf({ venueTypes: [{ ...first!, name: '城中村' }, ...others] })).toBe(
    'venueTypes: 城中村 stands there twice',
  );
  const item = { name: '积水', points: 1 };
  expect(faultOf({ items: { list: [item, item], source: 'x' } })).toBe('items: 积水 stands there twice');
  expect(faultOf({ score: { full: 100, cap: 100, source: 'x' } })).toBeNull();
  expect(faultOf({ score: { full: 50, cap: 60, source: 'x' } })).toBe('score: cap 60 is more than full 50');
  const bands = (...list: [string, number][]) => ({
    grades: { bands: list.map(([name, from]) => ({ name, from })), provisional: false, source: 'x' },
  });
  expect(faultOf(bands(['A', 90], ['A', 0]))).toBe('grades: A stands there twice');
  expect(faultOf(bands(['A', 80], ['B', 90]))).toBe('grades: B from 90 does not lie below A');
  expect(faultOf(bands(['A', 90], ['B', 80]))).toBe('grades: the last one, B, must begin at 0');
  expect(faultOf({ office: { organ: 'nobody', source: 'x' } })).toBe('office: there is no organ nobody in organs.json');
});

test('shapes: 12 venue types, a factor from 1, a window of whole rounds', () => {
  const isShape = (known: object) => sanitationIndexSettings.safeParse({ ...rules, ...known }).success;
  expect(isShape({ venueTypes: rules.venueTypes.slice(1) })).toBe(false);
  for (const repeat of [{ factor: 0.5 }, { windowRounds: 0 }, { windowRounds: 1.5 }, { same: 'street' }])
    expect(isShape({ repeat: { ...rules.repeat, ...repeat } }), JSON.stringify(repeat)).toBe(false);
  expect(isShape({ round: { length: 'week', source: 'x' } })).toBe(false);
  expect(isShape({ weights: {} })).toBe(false);
});
