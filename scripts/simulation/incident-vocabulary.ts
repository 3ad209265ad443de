/**
 * Joins the matters people report with the categories and channels a profile has.
 * In: categories and channels by id and name. Out: drawable entries; a matter that fits no category is gone.
 */
import { CHANNEL_OF_WAY, MATTERS, type Way } from './incident-matters.ts';
import type { Chance } from './random-stream.ts';

export interface Named {
  id: string;
  name: string;
}

export interface ReportedMatter {
  category: string;
  channel: string;
  way: Way;
  sentence: string;
}

export interface Vocabulary {
  draw(chance: Chance): ReportedMatter;
  /** Ids that can be drawn, for tests and for the curious. */
  categories: readonly string[];
}

export function vocabularyFor(profile: { categories: readonly Named[]; channels: readonly Named[] }): Vocabulary {
  const entries = MATTERS.flatMap(matter => {
    const category = profile.categories.find(({ name }) => matter.category.test(name));
    return category ? [[{ ...matter, category: category.id }, matter.weight] as const] : [];
  });
  if (entries.length === 0) throw new Error('No category of this profile fits any matter of incident-matters.ts.');
  const firstChannel = profile.channels[0];
  if (!firstChannel) throw new Error('The profile has no channel an incident could come in by.');
  const channelOf = (way: Way) =>
    (profile.channels.find(({ name }) => CHANNEL_OF_WAY[way].test(name)) ?? firstChannel).id;
  return {
    categories: entries.map(([{ category }]) => category),
    draw(chance) {
      const matter = chance.weighted(entries);
      const way = chance.pick(matter.ways);
      return { category: matter.category, channel: channelOf(way), way, sentence: chance.pick(matter.sentences) };
    },
  };
}
