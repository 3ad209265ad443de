/** What was counted in one spot, or everywhere: the period and the one before side by side. In: one thing at a time. Out: figures. */
import type { HotSpotCounts, HotSpotCountsBefore, HotSpotFigures, HotSpotMeasure } from '../contract/hot-spot.ts';
import type { CommunityCode } from '../contract/ids.ts';
import type { Ground } from './spot-ground.ts';

export type Half = 'now' | 'before';

/** What the whole record says, beyond one spot. */
export interface Recorded {
  /** The profile says what a repeat is. */
  repeats: boolean;
  /** The record covers the period before [HS-5]. */
  before: boolean;
}

class Counts {
  incidents = 0;
  repeats = 0;
  overdue = 0;
  lostScore: number | null = null;
}

export class SpotTally {
  readonly #counts: Record<Half, Counts> = { now: new Counts(), before: new Counts() };
  readonly #grounds = new Map<CommunityCode | null, { ground: Ground; things: number }>();

  addIncident(half: Half, repeat: boolean, late: boolean): void {
    const counts = this.#counts[half];
    counts.incidents++;
    if (repeat) counts.repeats++;
    if (late) counts.overdue++;
  }

  addLostScore(half: Half, score: number): void {
    const counts = this.#counts[half];
    counts.lostScore = (counts.lostScore ?? 0) + score;
  }

  /** One of the things that were counted lies there. */
  noteGround({ community, zone }: Ground): void {
    const known = this.#grounds.get(community);
    if (known) known.things++;
    else this.#grounds.set(community, { ground: { community, zone }, things: 1 });
  }

  /** Where most of it lies; of equals the one with the smaller code. */
  mostIn(): Ground {
    const [most] = [...this.#grounds.values()].sort(
      (a, b) => b.things - a.things || ((a.ground.community ?? '') < (b.ground.community ?? '') ? -1 : 1),
    );
    return most?.ground ?? { community: null, zone: null };
  }

  figures(measure: HotSpotMeasure, recorded: Recorded, total: number | null): HotSpotFigures {
    const counts = countsOf(this.#counts.now, recorded);
    const before = beforeOf(this.#counts.before, recorded);
    const number = numberOf(counts, measure);
    const earlier = numberOf(before, measure);
    return {
      ...{ counts, before, number },
      change: number === null || earlier === null ? null : hundredths(number - earlier),
      share: number === null || total === null || total === 0 ? null : number / total,
    };
  }

  /** Of the period; null = nothing recorded. */
  number(measure: HotSpotMeasure, recorded: Recorded): number | null {
    return numberOf(countsOf(this.#counts.now, recorded), measure);
  }
}

function countsOf({ incidents, repeats, overdue, lostScore }: Counts, recorded: Recorded): HotSpotCounts {
  return {
    ...{ incidents, overdue },
    repeats: recorded.repeats ? repeats : null,
    lostScore: lostScore === null ? null : hundredths(lostScore),
  };
}

function beforeOf(counts: Counts, recorded: Recorded): HotSpotCountsBefore {
  const whole = countsOf(counts, recorded);
  return recorded.before ? whole : { ...whole, incidents: null, repeats: null, overdue: null };
}

function numberOf(counts: HotSpotCounts | HotSpotCountsBefore, measure: HotSpotMeasure): number | null {
  return measure === 'lost-score' ? counts.lostScore : counts[measure];
}

/** Scores have halves and tenths, sums of them have more digits than anybody took off. */
const hundredths = (score: number) => Math.round(score * 100) / 100;
