/**
 * The places of a sheet against the registered ones [SP-24]. In: lines with what they state. Out: their place in WGS-84 and how far off
 * it is; or, where another system fits much better, that system: then it is said once and not row by row.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import { type CrsHint, crsHint, type StatedPlace } from './crs-hint.ts';
import type { SheetContext, SheetLine, Tell } from './round-sheet.ts';
import * as say from './sheet-sentences.ts';

/** Farther from the registered place than this is worth a look. */
const FAR_M = 200;
const LINES_A_TURN = 200;

export async function judgePlaces(
  lines: readonly SheetLine[],
  crs: Crs,
  { judge, communityAt }: Pick<SheetContext, 'judge' | 'communityAt'>,
  { fault, warn }: { fault: Tell; warn: Tell },
): Promise<CrsHint | null> {
  const known = lines.flatMap(({ stated, point }): StatedPlace[] =>
    stated && point ? [{ ...stated, registered: [point.lon, point.lat] }] : [],
  );
  const hint = crsHint(known, crs, (lon, lat, system) => {
    const judged = judge(lon, lat, system);
    return judged.ok ? judged.lonLat : null;
  });
  if (hint !== null) return hint;
  for (const [i, line] of lines.entries()) {
    if (i % LINES_A_TURN === LINES_A_TURN - 1) await new Promise(resolve => setImmediate(resolve));
    if (line.stated === null) continue;
    const { lon, lat } = line.stated;
    const judged = judge(lon, lat, crs);
    if (judged.ok) place(line, judged.lonLat, `${lon}, ${lat}`);
    else fault(line, 'lon', `${lon}, ${lat}`, say.withoutField(judged.sentence));
  }
  return null;

  function place(line: SheetLine, lonLat: LonLat, value: string): void {
    line.lonLat = lonLat;
    if (line.point) line.distanceM = Math.round(metresBetween(...lonLat, line.point.lon, line.point.lat));
    if (communityAt(lonLat) === null) fault(line, 'lon', value, say.OUTSIDE);
    else if (line.distanceM !== null && line.distanceM > FAR_M) warn(line, 'lon', value, say.farAway(line.distanceM));
  }
}
