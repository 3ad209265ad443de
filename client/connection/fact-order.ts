/**
 * Whether what came fits on what is there: facts are numbered 1, 2, 3 … within an epoch and are never applied over a gap (A6).
 * In: the last fact applied and one message. Out: what to do with it. Pure; the receiver carries it out.
 * Surprise: a snapshot older than what is applied is a late duplicate, unless we asked for a whole new one.
 */
import type { Delta, Heartbeat, Snapshot } from '../../server/contract/down.ts';
import type { Fact } from '../../server/contract/fact.ts';
import type { Applied } from '../store/records.ts';

export type DeltaVerdict =
  /** These facts follow without a gap; may be empty when only figures changed or everything was known. */
  | { name: 'apply'; facts: readonly Fact[] }
  /** Facts are missing before this one: ask for them. */
  | { name: 'gap' }
  /** Another life of the log, or nothing was ever applied: only a snapshot helps. */
  | { name: 'other-epoch' };

export function judgeDelta(applied: Applied | null, delta: Delta): DeltaVerdict {
  if (!applied || delta.epoch !== applied.epoch) return { name: 'other-epoch' };
  if (delta.from > applied.seq + 1) return { name: 'gap' };
  return { name: 'apply', facts: delta.facts.filter(fact => fact.seq > applied.seq) };
}

export function judgeSnapshot(applied: Applied | null, snapshot: Snapshot, askedForWhole: boolean): 'apply' | 'old' {
  if (!applied || askedForWhole || snapshot.epoch !== applied.epoch) return 'apply';
  return snapshot.seq >= applied.seq ? 'apply' : 'old';
}

/**
 * `behind`: the server is further than we are. `other-epoch`: also when the server has fewer facts than we applied, which can
 * only mean that its log was put back to an earlier day.
 */
export function judgeHeartbeat(applied: Applied | null, heartbeat: Heartbeat): 'even' | 'behind' | 'other-epoch' {
  if (!applied || heartbeat.epoch !== applied.epoch || heartbeat.seq < applied.seq) return 'other-epoch';
  return heartbeat.seq > applied.seq ? 'behind' : 'even';
}

/** A delta whose facts are not exactly `from`..`to` breaks the contract and is treated like one that cannot be read. */
export function isWhole(delta: Delta): boolean {
  return (
    delta.facts.length === delta.to - delta.from + 1 && delta.facts.every((fact, i) => fact.seq === delta.from + i)
  );
}
