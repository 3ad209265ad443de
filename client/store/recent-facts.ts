/**
 * The newest facts for the activity ticker (动态), oldest first.
 * In: facts as they are applied. Out: at most 30 that are news to people.
 */
import { type Fact, isNews } from '../../server/contract/fact.ts';

const RECENT_FACTS = 30;

export function withRecent(recent: readonly Fact[], facts: readonly Fact[]): readonly Fact[] {
  const news = facts.filter(isNews);
  return news.length === 0 ? recent : [...recent, ...news].slice(-RECENT_FACTS);
}
