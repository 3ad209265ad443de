/**
 * Looking at where somebody was (demand 34). In: who asks, for which units and time, and why. Out: the tracks, after the audit rows about
 * it are on disk: one a unit, with period, reason and count, so that a search for the unit finds who looked.
 */
import { writeAudit } from '../access/audit.ts';
import type { Reach } from '../access/guard.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { UnitId } from '../contract/ids.ts';
import { LONGEST_TRACK_MS, MOST_TRACK_POSITIONS, type TrackFormat, type TrackQuestion } from '../contract/track.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { badInput, Refused } from '../http/refused.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { readTracksByUnit, TooManyPositions } from '../store/track-reader.ts';
import { type FoundTrack, type StopPlace, trackOf } from './unit-track.ts';

export interface TrackDeskParts {
  database: Database;
  changeLog: Pick<ChangeLog, 'commit'>;
  units: { get(id: UnitId): UnitRecord | undefined };
  placeOf: StopPlace;
}

export interface TrackLookUp {
  viewer: Viewer;
  question: TrackQuestion;
  /** Null = for the screen. */
  format: TrackFormat | null;
  now: number;
  /** Throws when the viewer may not see this unit. */
  require(reach: Reach): void;
}

export class TrackDesk {
  readonly #parts: TrackDeskParts;

  constructor(parts: TrackDeskParts) {
    this.#parts = parts;
  }

  async look(lookUp: TrackLookUp): Promise<FoundTrack[]> {
    const { question, require } = lookUp;
    const units = this.#unitsOf(question);
    for (const unit of units) require({ unit: unit.id, zone: unit.homeZone }); // [P-73]
    checkPeriod(question);
    const found = await this.#read(question, units);
    const tracks: FoundTrack[] = [];
    for (const unit of units) tracks.push(await trackOf(unit, found.get(unit.index) ?? [], this.#parts.placeOf));
    await this.#audit(lookUp, tracks);
    return tracks;
  }

  /** A unit that is named twice is looked at once. */
  #unitsOf(question: TrackQuestion): UnitRecord[] {
    return [...new Set(question.units)].map((id, i) => {
      const unit = this.#parts.units.get(id);
      if (unit) return unit;
      throw new Refused(
        'unknown-unit',
        { zh: `units[${i}]：未登记的单位 ${id}`, en: `units[${i}]: ${id} is not registered` },
        { field: `units[${i}]` },
      );
    });
  }

  async #read({ from, to }: TrackQuestion, units: readonly UnitRecord[]): Promise<Map<number, TrackPoint[]>> {
    const most = MOST_TRACK_POSITIONS;
    try {
      return await readTracksByUnit(this.#parts.database, {
        ...{ fromMs: from, toMs: to, units: units.map(({ index }) => index), most },
      });
    } catch (error) {
      if (!(error instanceof TooManyPositions)) throw error;
      throw new Refused(
        'too-large',
        {
          zh: `所选力量在此时段的定位超过 ${most} 个，请缩短时段或减少力量`,
          en: `More than ${most} positions in this period: ask for a shorter one, or for fewer units.`,
        },
        { field: 'to' },
      );
    }
  }

  /** [P-71] */
  #audit({ viewer, question, format, now }: TrackLookUp, tracks: readonly FoundTrack[]): Promise<void> {
    const { from, to, reason } = question;
    return this.#parts.changeLog.commit(async tx => {
      for (const { unit, positions } of tracks)
        await writeAudit(tx, {
          ...causeOf(viewer),
          ...{ at: now, subject: unit, action: format === null ? 'track-read' : 'track-exported' },
          after: { from, to, reason, positions, ...(format !== null && { format }) },
        });
    });
  }
}

/** [P-72] */
function checkPeriod({ from, to }: TrackQuestion): void {
  if (to <= from) throw badInput('to', { zh: 'to：应晚于 from', en: 'to: must be later than from' });
  if (to - from > LONGEST_TRACK_MS) {
    const hours = Number(((to - from) / 3_600_000).toFixed(1));
    throw badInput('to', {
      zh: `to：一次最多查询 24 小时，收到 ${hours} 小时`,
      en: `to: at most 24 hours at a time, received ${hours}`,
    });
  }
}
