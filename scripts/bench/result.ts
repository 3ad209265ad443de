/**
 * What a group of measurements brings, and how it is shown.
 * In: rows. Out: a table for people; the rows themselves are what `--json` prints.
 */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** To the variant marked 1.00 in the same run; take this, not the absolute figure, from a shared machine. */
  ratio?: number;
  /** As a sentence of the goals, for example `<= 2.1 x raw ws`. */
  goal?: string;
  ok?: boolean;
}

export interface GroupResult {
  group: string;
  rows: Row[];
}

export function printGroup({ group, rows }: GroupResult): void {
  console.log(`\n${group}`);
  for (const { name, value, unit, ratio, goal, ok } of rows) {
    const mark = ok === undefined ? ' ' : ok ? '+' : '!';
    const figure = `${threeDigits(value)} ${unit}`.padEnd(26);
    const factor = ratio === undefined ? '' : `x ${ratio.toFixed(2)}`;
    console.log(`${mark} ${name.padEnd(54)} ${figure} ${factor.padEnd(9)} ${goal ?? ''}`);
  }
}

function threeDigits(value: number): string {
  return value === 0 || Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The value that this share (0..1) of the sample does not exceed; NaN for an empty sample. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
