/**
 * How far units went, from their stored tracks: no places, only metres, for reports that need no look at where somebody was. In: units, a
 * time. Out: by unit how many positions were kept and the metres along their legs; a unit without any is not there.
 */
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { Database } from '../store/database.ts';
import { readTracksByUnit, TooManyPositions } from '../store/track-reader.ts';
import { trackOf } from './unit-track.ts';

/** Seven days of four units that report every five seconds. */
const MOST_POSITIONS = 500_000;
/** Read together: the blocks of the last hours hold all units, and are read once for these. */
const UNITS_A_READ = 8;

export interface Travelled {
  callSign: string;
  positions: number;
  distanceM: number;
}

export async function distancesTravelled(
  { database, units }: { database: Database; units: { get(id: UnitId): UnitRecord | undefined } },
  asked: readonly UnitId[],
  fromMs: number,
  toMs: number,
): Promise<Map<UnitId, Travelled>> {
  const found = new Map<UnitId, Travelled>();
  const known = [...new Set(asked)].flatMap(id => units.get(id) ?? []);
  for (let first = 0; first < known.length; first += UNITS_A_READ) {
    const some = known.slice(first, first + UNITS_A_READ);
    const question = { fromMs, toMs, units: some.map(({ index }) => index), most: MOST_POSITIONS };
    const tracks = await readTracksByUnit(database, question).catch(error => {
      if (error instanceof TooManyPositions) return new Map();
      throw error;
    });
    for (const unit of some) {
      const points = tracks.get(unit.index);
      if (!points) continue;
      const { positions, distanceM } = await trackOf(unit, points, NOWHERE);
      found.set(unit.id, { callSign: unit.callSign, positions, distanceM });
    }
  }
  return found;
}

const NOWHERE = () => ({ grid: null, community: null, zone: null, place: null });
