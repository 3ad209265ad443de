/**
 * One stream of chance per subject (a unit, the incidents of a day), so that adding a unit leaves the others as they were.
 * In: the run's seed and the subject's name. Out: draws of the few kinds a simulated day needs.
 * Surprising rule: the first draws are thrown away, because neighbouring names give neighbouring seeds and these start alike.
 */
import { type Random, seededRandom } from '../geodata/seeded-random.ts';

const WARM_UP_DRAWS = 24;

export type Chance = Random & {
  /** True with this probability. */
  happens(probability: number): boolean;
  /** Standard normal: mean 0, deviation 1. */
  normal(): number;
  /** Time to the next event of a Poisson process, in the unit of `mean`. */
  waitingTime(mean: number): number;
  /** One entry, drawn by its weight. */
  weighted<T>(entries: readonly (readonly [entry: T, weight: number])[]): T;
};

export function chanceFor(seed: number, subject: string): Chance {
  const random = seededRandom(`day ${seed} ${subject}`);
  for (let i = 0; i < WARM_UP_DRAWS; i++) random.next();
  const positive = () => 1 - random.next(); // (0, 1], so that its logarithm is finite
  return {
    ...random,
    happens: probability => random.next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * random.next()),
    waitingTime: mean => -Math.log(positive()) * mean,
    weighted: entries => {
      let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [entry, weight] of entries) {
        left -= weight;
        if (left < 0) return entry;
      }
      return entries[entries.length - 1]![0];
    },
  };
}
