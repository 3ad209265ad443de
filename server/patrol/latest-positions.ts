/**
 * The newest position of every unit, in columns by unit index, and which of them changed since the last tick.
 * In: accepted fixes. Out: positions in ascending order of index, ready for a position frame.
 * Hot path. The surprise: a fix older than the newest one only leaves its time here, it moves nothing (reliability C1).
 */
import type { UnitIndex } from '../contract/ids.ts';
import type { FramePosition } from '../contract/position-frame.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { RecentTimes } from './recent-times.ts';

type Place = Omit<TrackPoint, 'source'>;

export class LatestPositions {
  readonly #places = new Map<number, FramePosition>();
  readonly #times = new Map<number, RecentTimes>();
  #moved = new Set<number>();

  /** What the gate needs to know of a unit's earlier fixes. */
  history(unitIndex: UnitIndex): RecentTimes {
    let times = this.#times.get(unitIndex);
    if (!times) {
      times = new RecentTimes();
      this.#times.set(unitIndex, times);
    }
    return times;
  }

  /** Out: whether it moved the unit. */
  take(fix: Place): boolean {
    const times = this.history(fix.unitIndex as UnitIndex);
    const newer = times.newestMs === null || fix.fixTimeMs > times.newestMs;
    times.add(fix.fixTimeMs);
    if (!newer) return false;
    const { unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM } = fix;
    this.#places.set(unitIndex, { unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM });
    this.#moved.add(unitIndex);
    return true;
  }

  /** Units that moved since the last call, in ascending order of index. */
  takeMoved(): FramePosition[] {
    if (this.#moved.size === 0) return [];
    const moved = this.#inOrder(this.#moved);
    this.#moved = new Set();
    return moved;
  }

  /** Every unit that ever had a position, in ascending order of index. */
  all(): FramePosition[] {
    return this.#inOrder(this.#places.keys());
  }

  #inOrder(indices: Iterable<number>): FramePosition[] {
    return Float64Array.from(indices)
      .sort()
      .reduce<FramePosition[]>((list, index) => {
        const place = this.#places.get(index);
        if (place) list.push(place);
        return list;
      }, []);
  }
}
