/**
 * The list as it is drawn: a heading for every business class, one for every sub class in it, then the rows. In: items and what is
 * searched for. Out: rows in the order of the printed list; headings without a row under them are left out.
 */
import type { DutyOrgan, NegativeListItem } from '../../server/contract/negative-list.ts';

export type ListRow =
  | { kind: 'class'; name: string; count: number }
  | { kind: 'sub'; name: string }
  | { kind: 'item'; item: NegativeListItem };

export const DUTIES = ['patrol', 'urge', 'revisit', 'punish'] as const;

/** `organName`: so that 城管办 finds its rows. */
export function listRows(
  items: readonly NegativeListItem[],
  search: string,
  organName: (id: string) => string,
): ListRow[] {
  const wanted = search.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  const fitting = items.filter(item => wanted.every(word => textOf(item, organName).includes(word)));
  const classes = new Map<string, Map<string, NegativeListItem[]>>();
  for (const item of fitting) {
    const subs = classes.get(item.businessClass) ?? new Map<string, NegativeListItem[]>();
    classes.set(item.businessClass, subs);
    subs.set(item.subClass, [...(subs.get(item.subClass) ?? []), item]);
  }
  return [...classes].flatMap(([name, subs]): ListRow[] => [
    { kind: 'class', name, count: [...subs.values()].reduce((sum, rows) => sum + rows.length, 0) },
    ...[...subs].flatMap(([sub, rows]): ListRow[] => [
      { kind: 'sub', name: sub },
      ...rows.sort((a, b) => a.number - b.number).map((item): ListRow => ({ kind: 'item', item })),
    ]),
  ]);
}

function textOf(item: NegativeListItem, organName: (id: string) => string): string {
  const organs = DUTIES.flatMap(duty => item[duty] ?? []).flatMap(({ organ, via }: DutyOrgan) =>
    via === null ? [organName(organ)] : [organName(organ), organName(via)],
  );
  const { businessClass, subClass, name, shortName, text, code } = item;
  return [businessClass, subClass, name, shortName, text, code, ...organs].join(' ').normalize('NFKC').toLowerCase();
}
