/**
 * Random numbers that are the same on every machine and every run.
 * In: a label such as 'blocks'. Out: a source of numbers for that part of the map alone,
 * so that a change in one part (say, more points) leaves the others byte for byte as they were.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const BASE_SEED = 440306017; // the division code of Xin'an, so that the seed has a reason

export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
};

export function seededRandom(label: string): Random {
  let seed = BASE_SEED;
  for (const char of label) seed = (Math.imul(seed, 31) + char.codePointAt(0)!) | 0;
  const generator = xoroshiro128plus(seed);
  const next = () => (generator.next() >>> 0) / 2 ** 32;
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: list => list[Math.floor(next() * list.length)]!,
  };
}
