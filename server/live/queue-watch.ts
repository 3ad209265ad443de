/**
 * Decides when a link is too slow for everything (reliability §3.6). In: how much waits for it, looked at now and then. Out: `fine`,
 * `behind` (send nothing more until it has drained, then a snapshot), or `cut`. Measured without it: one silent client made the
 * server grow by 140 MB in 12 s.
 */
export interface Queued {
  packets: number;
  bytes: number;
}

const BEHIND = { packets: 200, bytes: 2_000_000 };
/** A large snapshot on a thin line may take a moment; that alone is no reason. */
const BEHIND_FOR_MS = 5000;
const CUT = { packets: 1000, bytes: 8_000_000 };

export class QueueWatch {
  #overSince: number | null = null;

  judge(queued: Queued, nowMs: number): 'fine' | 'behind' | 'cut' {
    if (isOver(queued, CUT)) return 'cut';
    if (!isOver(queued, BEHIND)) {
      this.#overSince = null;
      return 'fine';
    }
    this.#overSince ??= nowMs;
    return nowMs - this.#overSince >= BEHIND_FOR_MS ? 'behind' : 'fine';
  }
}

function isOver(queued: Queued, limit: Queued): boolean {
  return queued.packets > limit.packets || queued.bytes > limit.bytes;
}
