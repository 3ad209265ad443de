/**
 * Counts what was refused, by source, unit and cause: for `/metrics` and for the page that shows an administrator which device is
 * misconfigured. In memory, since the start. The surprise: names come from strangers, so their number is bounded; later ones are
 * counted together under `(other)`.
 */
import type { RefusalCode } from '../contract/refusal.ts';

export interface RefusalCount {
  source: string;
  unit: string;
  cause: RefusalCode;
  count: number;
}

const MOST_ROWS = 5000;
const OTHER = '(other)';

export class RefusalCounts {
  readonly #rows = new Map<string, RefusalCount>();

  add(source: string, unit: string, cause: RefusalCode): void {
    const known = this.#rows.get(`${source} ${cause} ${unit}`);
    if (known) known.count++;
    else if (this.#rows.size < MOST_ROWS || unit === OTHER)
      this.#rows.set(`${source} ${cause} ${unit}`, { source, unit, cause, count: 1 });
    else this.add(source, OTHER, cause);
  }

  list(): RefusalCount[] {
    return [...this.#rows.values()];
  }
}
