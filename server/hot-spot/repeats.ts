/**
 * Tells whether a matter is there again ([HS-8]): one of the same category came before, near enough and not too long ago.
 * In: matters in the order in which they came. Out: the newest earlier one, or null.
 * Each category has squares as wide as its own radius, so that only nine of them are looked through, newest first.
 */
import { type LocalPlane, localPlane } from '../../geodata/local-plane.ts';
import type { Matter } from './read-matters.ts';

type Seen = { x: number; y: number; matter: Matter };
type Squares = Map<number, Seen[]>;

/**
 * More squares than a subdistrict has from west to east, and keys that stay small whole numbers. Farther off they share a key, and
 * distances still decide.
 */
const SQUARES_A_ROW = 4096;

export interface RepeatRule {
  windowMs: number;
  /** What counts as the same place for a category; null = no list knows it. */
  radiusM(category: string): number | null;
}

export class Repeats {
  readonly #rule: RepeatRule;
  readonly #plane: LocalPlane;
  readonly #seen = new Map<string, { radiusM: number; squares: Squares } | null>();

  constructor(rule: RepeatRule, centre: readonly [lon: number, lat: number]) {
    this.#rule = rule;
    this.#plane = localPlane(centre);
  }

  take(matter: Matter): Matter | null {
    if (matter.category === null) return null;
    const known = this.#of(matter.category);
    if (known === null) return null;
    const { radiusM, squares } = known;
    const [x, y] = this.#plane.toMetres([matter.lon, matter.lat]);
    const column = Math.floor(x / radiusM);
    const row = Math.floor(y / radiusM);
    const since = matter.received_at - this.#rule.windowMs;
    let newest: Matter | null = null;
    for (let r = row - 1; r <= row + 1; r++)
      for (let c = column - 1; c <= column + 1; c++) {
        const seen = squares.get(r * SQUARES_A_ROW + c);
        if (!seen) continue;
        for (let i = seen.length - 1; i >= 0; i--) {
          const one = seen[i]!;
          const at = one.matter.received_at;
          if (at < since || (newest !== null && at < newest.received_at)) break;
          const east = one.x - x;
          const north = one.y - y;
          if (Math.sqrt(east * east + north * north) > radiusM) continue;
          if (newest === null || isLater(one.matter, newest)) newest = one.matter;
          break;
        }
      }
    const key = row * SQUARES_A_ROW + column;
    const own = squares.get(key);
    if (own) own.push({ x, y, matter });
    else squares.set(key, [{ x, y, matter }]);
    return newest;
  }

  #of(category: string) {
    let known = this.#seen.get(category);
    if (known === undefined) {
      const radiusM = this.#rule.radiusM(category);
      known = radiusM === null ? null : { radiusM, squares: new Map() };
      this.#seen.set(category, known);
    }
    return known;
  }
}

function isLater(a: Matter, b: Matter): boolean {
  return a.received_at === b.received_at ? a.id > b.id : a.received_at > b.received_at;
}
