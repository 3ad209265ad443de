/**
 * The cells that the straight way between two places leads through, both ends included, each once, in order.
 * From border to border of the cells (Amanatides and Woo), so that no cell is passed over however short the stretch inside it.
 */
import type { LonLat } from '../contract/coordinates.ts';
import type { CoverageRaster } from './coverage-raster.ts';

type Rows = Pick<CoverageRaster, 'west' | 'south' | 'width' | 'height' | 'cellAt'>;

export function visitWay(raster: Rows, from: LonLat, to: LonLat, visit: (cell: number) => void): void {
  const { west, south, width, height } = raster;
  const x = (from[0] - west) / width;
  const y = (from[1] - south) / height;
  const endX = (to[0] - west) / width;
  const endY = (to[1] - south) / height;
  let column = Math.floor(x);
  let row = Math.floor(y);
  const across = axis(x, endX, column);
  const up = axis(y, endY, row);
  let steps = Math.abs(Math.floor(endX) - column) + Math.abs(Math.floor(endY) - row);
  for (;;) {
    visit(raster.cellAt(west + (column + 0.5) * width, south + (row + 0.5) * height));
    if (steps-- <= 0) return;
    if (across.next < up.next) {
      column += across.step;
      across.next += across.every;
    } else {
      row += up.step;
      up.next += up.every;
    }
  }
}

/** `next`: share of the way at which the next border of this axis is met. */
function axis(from: number, to: number, cell: number) {
  const length = to - from;
  const step = Math.sign(length);
  if (step === 0) return { step, next: Number.POSITIVE_INFINITY, every: Number.POSITIVE_INFINITY };
  return { step, next: (cell + (step > 0 ? 1 : 0) - from) / length, every: step / length };
}
