/**
 * Categories as they are said on the phone: name, short name, words of the list's text, pinyin or its initials (`blj` → 暴露垃圾).
 * In: the negative list and what is typed. Out: the best matches: what begins with it, what contains it, what is spelled like it, what
 * only mentions it; where there is none of these, names with a character of it. pinyin-pro is loaded when the form is opened, not with the page.
 */
import type { NegativeListItem } from '../../server/contract/negative-list.ts';

type SpelledLike = (text: string, letters: string) => boolean;

export async function loadSpelling(): Promise<SpelledLike> {
  const { match } = await import('pinyin-pro');
  return (text, letters) => match(text, letters, { precision: 'first', continuous: true }) !== null;
}

const MOST = 8;
const HAS_LETTERS = /^[a-z]+$/;
const IS_CHINESE = /\p{Script=Han}/u;

export function findCategories(
  items: readonly NegativeListItem[],
  typed: string,
  spelledLike: SpelledLike | null,
): readonly NegativeListItem[] {
  const wanted = typed.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '');
  if (!wanted) return items.slice(0, MOST);
  const letters = HAS_LETTERS.test(wanted) && spelledLike ? spelledLike : null;
  const rank = (rankItem: (item: NegativeListItem) => number | null) =>
    items.flatMap(item => {
      const rank = rankItem(item);
      return rank === null ? [] : [{ item, rank }];
    });
  let ranked = rank(item => rankOf(item, wanted, letters));
  if (ranked.length === 0) ranked = rank(item => rankByCharacters(item, wanted));
  return ranked
    .sort((a, b) => a.rank - b.rank || a.item.number - b.item.number)
    .slice(0, MOST)
    .map(({ item }) => item);
}

function rankOf(item: NegativeListItem, wanted: string, spelledLike: SpelledLike | null): number | null {
  const names = item.shortName ? [item.name, item.shortName] : [item.name];
  const lower = names.map(name => name.toLowerCase());
  if (lower.some(name => name.startsWith(wanted))) return 0;
  if (item.code?.startsWith(wanted)) return 1;
  if (lower.some(name => name.includes(wanted))) return 2;
  if (spelledLike && names.some(name => startsSpelled(name, wanted, spelledLike))) return 3;
  if (spelledLike && names.some(name => spelledLike(name, wanted))) return 4;
  if (item.subClass.toLowerCase().includes(wanted)) return 5;
  return item.text?.toLowerCase().includes(wanted) ? 6 : null;
}

/** People say 火灾 where the list says 火情: one Chinese character of the name in common is better than nothing. */
function rankByCharacters({ name, shortName }: NegativeListItem, wanted: string): number | null {
  const words = name + (shortName ?? '');
  const shared = [...new Set(wanted)].filter(character => IS_CHINESE.test(character) && words.includes(character));
  return shared.length === 0 ? null : -shared.length;
}

/** The spelling begins with the first character. */
function startsSpelled(name: string, wanted: string, spelledLike: SpelledLike): boolean {
  return spelledLike(name.slice(0, wanted.length), wanted);
}
