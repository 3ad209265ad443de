/** A round length that is 8 to 20 per cent of the map's width, as a line of that length. */
import { say } from '../wording/wording.ts';

const ROUND_M = [50, 100, 200, 500, 1000, 2000, 5000, 10_000];

export function ScaleBar({ metresPerPx, widestPx }: { metresPerPx: number; widestPx: number }) {
  const metres = ROUND_M.findLast(m => m / metresPerPx <= widestPx) ?? ROUND_M[0]!;
  const label =
    metres < 1000
      ? say('unit-of-measure.metre', { n: metres })
      : say('unit-of-measure.kilometre', { n: metres / 1000 });
  return (
    <span className="scale-bar" style={{ width: metres / metresPerPx }}>
      {label}
    </span>
  );
}
