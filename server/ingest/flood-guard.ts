/**
 * [IN-13] Whoever goes on sending what is not taken is not listened to for a moment, so that it costs its neighbours nothing.
 * In: messages that were refused, by what the door sees of their sender before it reads them. Out: may the next one be read?
 * The surprise: refusals are counted, not messages. A day's backlog may come as fast as it can, and whoever is over its allowance
 * is still read ten times a second: its unit stays on the map, and the guard notices when it has come to its senses.
 */
import { Allowance } from '../allowance.ts';
import type { FixSource } from '../patrol/fix-source.ts';
import { LIVE_MS } from './fix-gate.ts';
import type { Objection } from './objection.ts';
import type { Observation } from './position-intake.ts';
import type { RefusalCounts } from './refusal-counts.ts';

/** Devices are asked for two positions a second; a hundred refused ones at once are a phone that wakes up. */
const REFUSED = { aSecond: 10, burst: 100 };
/** One line of the log a sender and minute: a flood must not become one there. */
const NEWS_EVERY_MS = 60_000;
const MOST_SENDERS = 20_000;

export interface FloodSender {
  /** Under which its refusals are counted. */
  name: string;
  isKnown: boolean;
  source: FixSource;
}

interface Row extends FloodSender {
  allowance: Allowance;
  unread: number;
  toldAt: number;
}

export interface TurnedAway {
  name: string;
  source: FixSource;
  waitMs: number;
  /** How many of it were not read since the start; null = somebody was told a moment ago. */
  news: { unread: number } | null;
}

export class FloodGuard {
  readonly #refusals: RefusalCounts;
  readonly #rows = new Map<string, Row>();

  constructor(refusals: RefusalCounts) {
    this.#refusals = refusals;
  }

  /** A message of this sender brought nothing. */
  refused(key: string, sender: FloodSender, nowMs: number): void {
    let row = this.#rows.get(key);
    if (!row) {
      if (this.#rows.size >= MOST_SENDERS) this.#forgetSome(nowMs);
      row = { ...sender, allowance: new Allowance(REFUSED, nowMs), unread: 0, toldAt: Number.NEGATIVE_INFINITY };
      this.#rows.set(key, row);
    }
    Object.assign(row, sender);
    row.allowance.take(nowMs);
  }

  /** Null = read it. Else it is counted here, as if it had been. */
  turnAway(key: string, nowMs: number): TurnedAway | null {
    const row = this.#rows.get(key);
    const waitMs = row?.allowance.waitMs(nowMs) ?? 0;
    if (!row || waitMs === 0) return null;
    const { name, source, isKnown } = row;
    this.#refusals.add(source, name, 'too-many-requests', isKnown);
    row.unread++;
    const isNews = nowMs - row.toldAt >= NEWS_EVERY_MS;
    if (isNews) row.toldAt = nowMs;
    return { name, source, waitMs, news: isNews ? { unread: row.unread } : null };
  }

  /** Those who have been quiet; the longest known one, if nobody has. */
  #forgetSome(nowMs: number): void {
    for (const [key, { allowance }] of this.#rows) if (allowance.isFull(nowMs)) this.#rows.delete(key);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size >= MOST_SENDERS && oldest !== undefined) this.#rows.delete(oldest);
  }
}

/** More of it was refused than taken, not counting backlogs: a phone empties its memory by being refused. */
export function bringsNothing(
  items: readonly (Observation | Objection)[],
  answers: readonly (Objection | null)[],
  nowMs: number,
): boolean {
  const isOfNow = (item: Observation | Objection) => 'ok' in item || nowMs - item.fixTimeMs < LIVE_MS;
  let balance = 0;
  for (const [i, answer] of answers.entries())
    if (answer === null) balance--;
    else if (answer.code === 'too-many-requests' || isOfNow(items[i]!)) balance++;
  return balance > 0;
}
