/**
 * Moves round labels apart until none covers another. In: places in pixels, the labels' radius, the picture's size. Out: for each its
 * place and where it is shown. The same places always come out the same; where there is no room left some still touch.
 */
export interface Spot {
  place: readonly [number, number];
  shown: readonly [number, number];
}

const MOST_ROUNDS = 200;

export function spread(
  places: readonly (readonly [number, number])[],
  { radius, width, height }: { radius: number; width: number; height: number },
): Spot[] {
  const shown = places.map(([x, y]): [number, number] => [x, y]);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let hasMoved = false;
    for (let a = 0; a < shown.length; a++)
      for (let b = a + 1; b < shown.length; b++)
        hasMoved = pushApart(shown[a]!, shown[b]!, 2 * radius, a + b) || hasMoved;
    for (const spot of shown) {
      spot[0] = Math.min(width - radius, Math.max(radius, spot[0]));
      spot[1] = Math.min(height - radius, Math.max(radius, spot[1]));
    }
    if (!hasMoved) break;
  }
  return places.map((place, i) => ({ place, shown: shown[i]! }));
}

/** `turn`: two at the very same place need some direction, and each pair another one. */
function pushApart(one: [number, number], other: [number, number], distance: number, turn: number): boolean {
  let [dx, dy] = [other[0] - one[0], other[1] - one[1]];
  let length = Math.hypot(dx, dy);
  if (length >= distance) return false;
  if (length < 0.01) {
    [dx, dy] = [Math.cos(turn), Math.sin(turn)];
    length = 1;
  }
  // A little more than needed, or the last hair's breadth takes rounds.
  const push = (distance - Math.hypot(other[0] - one[0], other[1] - one[1])) / 2 + 0.5;
  one[0] -= (dx / length) * push;
  one[1] -= (dy / length) * push;
  other[0] += (dx / length) * push;
  other[1] += (dy / length) * push;
  return true;
}
