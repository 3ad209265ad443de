/**
 * Which figure holds for which matter. Pure: rows, a matter, a step and an instant go in, one row or none comes out.
 * [D-12] A row speaks of a matter when each of its conditions is empty or equal to the matter's.
 * [D-13] The most special row wins: category before organ before channel before grade; one station before all stations.
 *        Equal ones: the later `validFrom`, then the lower id. That the newer row supersedes the older one of the same key follows.
 * [D-14] A row holds from `validFrom` until it is withdrawn; what it superseded holds again after that.
 * [D-15] No row, no limit: 未设定. Nothing is borrowed from another step.
 */
import { limitKey } from '../../geodata/time-limits-file.ts';
import type { LimitRow, LimitRule, LimitStep } from '../contract/incident-limit.ts';

/** What a limit may depend on. Null = not known, which only a row without that condition fits. */
export interface Matter {
  grade: string | null;
  category: string | null;
  /** The acting organ, a concrete one: `community-station:440306017001`. */
  organ: string | null;
  channel: string | null;
}

/** A rule and how long it holds. `heldUntil`: when it was withdrawn. */
export interface HeldRule {
  rule: LimitRule;
  heldUntil: number | null;
}

export function chooseRule(rows: readonly HeldRule[], matter: Matter, step: LimitStep, atMs: number): LimitRule | null {
  let best: LimitRule | null = null;
  for (const row of rows)
    if (
      row.rule.step === step &&
      holds(row, atMs) &&
      fits(row.rule, matter) &&
      (!best || isBefore(row.rule, best, matter))
    )
      best = row.rule;
  return best;
}

/** Where a row stands at `atMs` among all others. */
export function standingOf(row: HeldRule, all: readonly HeldRule[], atMs: number): LimitRow['state'] {
  if (row.heldUntil !== null && row.heldUntil <= atMs) return 'withdrawn';
  if (row.rule.validFrom > atMs) return 'future';
  const key = limitKey(row.rule);
  const newer = all.some(
    other => limitKey(other.rule) === key && holds(other, atMs) && other !== row && isLater(other.rule, row.rule),
  );
  return newer ? 'superseded' : 'in-force';
}

function holds({ rule, heldUntil }: HeldRule, atMs: number): boolean {
  return rule.validFrom <= atMs && (heldUntil === null || atMs < heldUntil);
}

function fits(rule: LimitRule, matter: Matter): boolean {
  return (
    (rule.grade === null || rule.grade === matter.grade) &&
    (rule.category === null || rule.category === matter.category) &&
    (rule.channel === null || rule.channel === matter.channel) &&
    (rule.organ === null || organFit(rule.organ, matter.organ) > 0)
  );
}

/** 2 = this very organ, 1 = the general one it is an instance of, 0 = another. */
function organFit(organ: string, acting: string | null): number {
  if (organ === acting) return 2;
  return acting !== null && organ === acting.split(':')[0] ? 1 : 0;
}

function isBefore(a: LimitRule, b: LimitRule, matter: Matter): boolean {
  const [rankA, rankB] = [rank(a, matter), rank(b, matter)];
  const differs = rankA.findIndex((value, i) => value !== rankB[i]);
  return differs === -1 ? isLater(a, b) : rankA[differs]! > rankB[differs]!;
}

function rank({ category, organ, channel, grade }: LimitRule, matter: Matter): number[] {
  return [
    category === null ? 0 : 1,
    organ === null ? 0 : organFit(organ, matter.organ),
    channel === null ? 0 : 1,
    grade === null ? 0 : 1,
  ];
}

function isLater(a: LimitRule, b: LimitRule): boolean {
  return a.validFrom === b.validFrom ? a.id < b.id : a.validFrom > b.validFrom;
}
