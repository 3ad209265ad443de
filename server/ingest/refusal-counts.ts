/**
 * Counts what was refused, by source, sender and cause: for `/metrics` and for the page that shows an administrator which device is
 * misconfigured. In memory, since the start. The surprise: strangers choose their own names, so their number is bounded; later ones
 * are counted together under `(other)`. Whoever is registered is always counted by name.
 */
import type { RefusalCount } from '../contract/device.ts';
import type { RefusalCode } from '../contract/refusal.ts';

const MOST_STRANGERS = 2000;
const OTHER = '(other)';
/** Messages that could not be read as far as the name. */
export const UNREAD = '(unread)';

export class RefusalCounts {
  readonly #bySender = new Map<string, RefusalCount[]>();
  #strangers = 0;

  add(source: string, sender: string, cause: RefusalCode, isKnown: boolean): void {
    let rows = this.#bySender.get(sender);
    if (!rows) {
      if (!isKnown && sender !== OTHER && this.#strangers >= MOST_STRANGERS) {
        this.add(source, OTHER, cause, false);
        return;
      }
      if (!isKnown) this.#strangers++;
      rows = [];
      this.#bySender.set(sender, rows);
    }
    const row = rows.find(known => known.cause === cause && known.source === source);
    if (row) row.count++;
    else rows.push({ source, sender, cause, count: 1 });
  }

  /** Of one sender, by cause, whatever the source. */
  of(sender: string): { cause: RefusalCode; count: number }[] {
    const byCause = new Map<RefusalCode, number>();
    for (const { cause, count } of this.#bySender.get(sender) ?? [])
      byCause.set(cause, (byCause.get(cause) ?? 0) + count);
    return Array.from(byCause, ([cause, count]) => ({ cause, count }));
  }

  list(): RefusalCount[] {
    return [...this.#bySender.values()].flat();
  }
}
