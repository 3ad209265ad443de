/**
 * What is counted for one row of indicators, and how counts become the wire's rates. In: partial counts of slices, added up.
 * Out: a `KpiRow`. Nothing is divided here but stage times: a viewer sees what a rate is made of.
 */
import type { KpiRow } from '../contract/kpi.ts';

const COUNTED = [
  ...['received', 'taken', 'takenClosed', 'confirmed', 'found', 'acceptDue', 'acceptKept'],
  ...['closed', 'closedOnTime', 'open', 'overdue', 'runningLimits', 'unfiledLimits'],
  ...['revisited', 'reworked', 'firstRevisits', 'firstGood'],
] as const;
export type Counted = (typeof COUNTED)[number];

export class KpiCounts {
  readonly #numbers = new Map<Counted, number>();
  readonly #stages = new Map<string, { totalMs: number; count: number }>();

  add(counted: Counted, count: number): void {
    this.#numbers.set(counted, this.get(counted) + count);
  }

  get(counted: Counted): number {
    return this.#numbers.get(counted) ?? 0;
  }

  addStage(state: string, totalMs: number, count: number): void {
    const sum = this.#stages.get(state) ?? { totalMs: 0, count: 0 };
    this.#stages.set(state, { totalMs: sum.totalMs + totalMs, count: sum.count + count });
  }

  addAll(other: KpiCounts): void {
    for (const [counted, count] of other.#numbers) this.add(counted, count);
    for (const [state, { totalMs, count }] of other.#stages) this.addStage(state, totalMs, count);
  }

  /** `key` null = all together. */
  row(key: string | null): KpiRow {
    const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });
    return {
      key,
      received: this.get('received'),
      open: this.get('open'),
      overdue: this.get('overdue'),
      closed: ratio(this.get('takenClosed'), this.get('taken')), // [K-3]
      onTime: ratio(this.get('closedOnTime'), this.get('closed') + this.get('overdue')), // [K-4]
      rework: ratio(this.get('reworked'), this.get('revisited')), // [K-6]
      discovery: ratio(this.get('found'), this.get('confirmed')), // [K-8]
      acceptOnTime: ratio(this.get('acceptKept'), this.get('acceptDue')), // [K-9]
      revisitPass: ratio(this.get('firstGood'), this.get('firstRevisits')), // [K-7]
      stages: [...this.#stages] // [K-10]
        .map(([state, { totalMs, count }]) => ({ state, meanMs: Math.round(totalMs / count), count }))
        .sort((a, b) => (a.state < b.state ? -1 : 1)),
    };
  }
}
