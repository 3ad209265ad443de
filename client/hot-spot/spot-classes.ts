/**
 * Numbers of spots sorted into few classes for the map, by natural breaks (Jenks): numbers in a class are as alike as can be, so the few
 * hottest spots stand alone instead of sharing a fifth of the ramp with everything else, as quantiles would have it.
 * In: numbers. Out: the lowest number of each class, ascending; every bound is a number that occurs.
 */
export const MOST_CLASSES = 5;

export function classBounds(numbers: readonly number[], most = MOST_CLASSES): number[] {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  const values = [...counts.keys()].sort((a, b) => a - b);
  const classes = Math.min(most, values.length);
  if (classes === 0) return [];
  // Sums over the first i values: how many, sum, sum of squares.
  const sums = [[0, 0, 0]];
  for (const [i, value] of values.entries()) {
    const [n, sum, squares] = sums[i] as [number, number, number];
    const weight = counts.get(value)!;
    sums.push([n + weight, sum + weight * value, squares + weight * value * value]);
  }
  /** Sum of squared distances from the mean of values `from` … `to - 1`. */
  const spread = (from: number, to: number) => {
    const [n, sum, squares] = [0, 1, 2].map(k => sums[to]![k]! - sums[from]![k]!) as [number, number, number];
    return squares - (sum * sum) / n;
  };
  // best[k][i]: least spread of the first i values in k + 1 classes; start[k][i]: where the last of them begins.
  const best = [values.map((_, i) => spread(0, i + 1))];
  const start: number[][] = [values.map(() => 0)];
  for (let k = 1; k < classes; k++) {
    best.push([]);
    start.push([]);
    for (let i = 0; i < values.length; i++) {
      let least = Number.POSITIVE_INFINITY;
      let from = 0;
      for (let j = k; j <= i; j++) {
        const total = best[k - 1]![j - 1]! + spread(j, i + 1);
        if (total < least) [least, from] = [total, j];
      }
      best[k]!.push(least);
      start[k]!.push(from);
    }
  }
  const bounds: number[] = [];
  for (let k = classes - 1, i = values.length - 1; k >= 0; k--) {
    const from = start[k]![i]!;
    bounds.unshift(values[from]!);
    i = from - 1;
  }
  return bounds;
}

/** 0 = the lowest class. */
export function classOf(number: number, bounds: readonly number[]): number {
  return Math.max(
    0,
    bounds.findLastIndex(bound => number >= bound),
  );
}
