/**
 * How many rows each list of a rail shows. In: height of the rail, sizes, the lists from the most to the least important. Out: a number of
 * rows for each, or none at all. Nothing scrolls on a wall: what does not fit is told as a number.
 * Rows lose their second line before the first list shows fewer than three.
 */
import type { WallScale } from './wall-profile.ts';

export interface RailList {
  /** Rows there are. */
  wants: number;
  /** Its head has a number of the largest type. */
  hasValue?: boolean;
  /** Under its head stands a line of small type. */
  hasNote?: boolean;
  /** Each row has a second line of small type. */
  hasBelow?: boolean;
  /** Takes three rows before another has its head, and what it wants before another has more than its least. */
  goesFirst?: boolean;
  /** Its head and its note say enough: it stands even without a row. */
  maybeBare?: boolean;
}

export interface RailRows {
  /** Null = there is no room for this one. */
  rows: (number | null)[];
  /** Whether the second lines have room. */
  showsBelow: boolean;
}

/** wall-ux §4, §8: the honest maximum of a list on a wall, and of a sparse one. */
const MOST_ROWS = 7;
const MOST_ROWS_SPARSE = 4;
/** Fewer rows with two lines each tell less than more rows with one. */
const LEAST_OF_FIRST = 3;
/** Rounding of lines, borders. */
const SLACK = 1.03;

/** `keepsBelow`: rows never lose their second line. */
export function railRows(
  heightPx: number,
  { px, density }: WallScale,
  lists: readonly RailList[],
  keepsBelow = false,
): RailRows {
  const most = density === 'S' ? MOST_ROWS_SPARSE : MOST_ROWS;
  const fitting = (showsBelow: boolean) => fittingRows(heightPx, px, lists, most, showsBelow);
  const rows = fitting(true);
  const first = lists[0];
  const isShort = !keepsBelow && first?.hasBelow === true && (rows[0] ?? 0) < Math.min(first.wants, LEAST_OF_FIRST);
  return isShort ? { rows: fitting(false), showsBelow: false } : { rows, showsBelow: true };
}

function fittingRows(
  heightPx: number,
  px: WallScale['px'],
  lists: readonly RailList[],
  most: number,
  showsBelow: boolean,
): (number | null)[] {
  const rowPx = ({ hasBelow }: RailList) =>
    (px.body * 1.54 + px.stroke * 1.2 + (hasBelow && showsBelow ? px.min * 1.3 : 0)) * SLACK;
  // Padding, head, the line that says how many more there are, and the gap to the next card.
  const bonesPx = ({ hasValue, hasNote }: RailList) => {
    const head = (hasValue ? px.kpi * 1.15 : px.body * 1.3) + (hasNote ? px.min * 1.3 : 0);
    return (px.body * 0.9 + head + px.min * 1.3 + px.body * 0.25) * SLACK + px.body / 2;
  };
  let room = heightPx + px.body / 2;
  // Once one has no room for its head, those after it, which matter less, go too.
  let isFull = false;
  const rows = lists.map((list): number | null => {
    const least = list.goesFirst ? Math.min(Math.max(1, list.wants), LEAST_OF_FIRST) : list.maybeBare ? 0 : 1;
    const bones = bonesPx(list);
    isFull ||= bones + (list.maybeBare ? 0 : 1) * rowPx(list) > room;
    if (isFull) return null;
    const shown = Math.min(least, Math.floor((room - bones) / rowPx(list)));
    room -= bones + shown * rowPx(list);
    return shown;
  });
  const grow = (i: number): boolean => {
    const list = lists[i]!;
    const shown = rows[i] ?? null;
    if (shown === null || shown >= Math.min(list.wants, most) || room < rowPx(list)) return false;
    rows[i] = shown + 1;
    room -= rowPx(list);
    return true;
  };
  for (const [i, { goesFirst }] of lists.entries()) while (goesFirst && grow(i));
  while (lists.map((_, i) => grow(i)).includes(true));
  return rows;
}
