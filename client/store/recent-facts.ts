/**
 * The newest facts for the activity ticker (动态), oldest first.
 * In: facts as they are applied. Out: at most 30 that are news to people.
 * Withheld facts have nothing to tell, and imported cases are history: a year of them would push the day off the ticker.
 */
import type { Fact } from '../../server/contract/fact.ts';

const RECENT_FACTS = 30;

export function withRecent(recent: readonly Fact[], facts: readonly Fact[]): readonly Fact[] {
  const news = facts.filter(fact => fact.kind !== 'withheld' && fact.kind !== 'incident-imported');
  return news.length === 0 ? recent : [...recent, ...news].slice(-RECENT_FACTS);
}
