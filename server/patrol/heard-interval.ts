/**
 * By which interval a unit is to be judged when several devices report for it. Pure.
 * In: its devices with when each was heard, the interval of its class, what holds now, the time. Out: seconds, null = as its class says.
 * [P-96] Of the devices that are heard the one that reports most often counts: while it is heard, its silence is news. A device is heard
 *        for five of its intervals, three minutes at least. When it falls silent and another one is heard, that one counts.
 * [P-97] While none is heard nothing changes, so that a restart or a tunnel makes no new ladder; unless what holds is the interval of no
 *        device of the unit any more: then its class counts.
 */
import { AGEING_INTERVALS, STALE_AFTER_MS } from '../contract/freshness.ts';

export interface Sender {
  /** Null = as the class says. */
  ownIntervalS: number | null;
  /** UTC ms of its newest fix; null = not heard. */
  lastFixAt: number | null;
}

export function heardInterval(
  senders: readonly Sender[],
  classIntervalS: number,
  holds: number | null,
  now: number,
): number | null {
  const heard = senders
    .filter(({ lastFixAt }) => lastFixAt !== null)
    .map(({ ownIntervalS, lastFixAt }) => ({ intervalS: ownIntervalS ?? classIntervalS, ageMs: now - lastFixAt! }))
    .filter(({ intervalS, ageMs }) => ageMs <= Math.max(AGEING_INTERVALS * intervalS * 1000, STALE_AFTER_MS));
  if (heard.length === 0) {
    const isBacked = senders.some(({ ownIntervalS }) => ownIntervalS === holds);
    return isBacked ? holds : null;
  }
  const shortest = Math.min(...heard.map(({ intervalS }) => intervalS));
  return shortest === classIntervalS ? null : shortest;
}
