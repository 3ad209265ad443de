/**
 * How far cadences were kept (K19): held ÷ due, composition met ÷ held, organs arrived ÷ called, each as its two numbers, by zone, kind
 * or period (SPEC.md C-20 to C-23). In: the items of periods that end in the days asked about, the operations held in them. Pure.
 */
import type { OperationRecord } from '../contract/operation.ts';
import type { DueItem, KeptBy, KeptRow } from '../contract/operation-calendar.ts';

export type JudgedOperation = Pick<
  OperationRecord,
  'kind' | 'zone' | 'composition' | 'organsCalled' | 'organsArrived' | 'startedAt' | 'finishedAt'
> & { periodName: string | null };

export function keptRates(
  by: KeptBy,
  items: readonly DueItem[],
  held: readonly JudgedOperation[],
): { total: KeptRow; rows: KeptRow[] } {
  const keyOfItem = (item: DueItem) => item[by];
  const keyOfHeld = (one: JudgedOperation) => (by === 'period' ? one.periodName : one[by]);
  const keys = new Set([...items.map(keyOfItem), ...held.map(keyOfHeld)]);
  const rows = [...keys].map(key =>
    rowOf(
      key,
      items.filter(item => keyOfItem(item) === key),
      held.filter(one => keyOfHeld(one) === key),
    ),
  );
  return { total: rowOf(null, items, held), rows };
}

function rowOf(key: string | null, items: readonly DueItem[], held: readonly JudgedOperation[]): KeptRow {
  const count = (...states: DueItem['state'][]) => items.filter(({ state }) => states.includes(state)).length;
  const judged = held.flatMap(({ composition }) => (composition === null ? [] : [composition.every(({ met }) => met)]));
  const sum = (of: (one: JudgedOperation) => number) => held.reduce((all, one) => all + of(one), 0);
  return {
    key,
    kept: { numerator: count('held'), denominator: count('held', 'missed') },
    notOver: count('due', 'planned', 'under-way'),
    notJudged: count('open', 'unrecorded'),
    composition: { numerator: judged.filter(Boolean).length, denominator: judged.length },
    arrived: { numerator: sum(one => one.organsArrived), denominator: sum(one => one.organsCalled) },
  };
}
