/**
 * Where every protocol hands over its positions: finds the unit, asks the gate, moves the unit on the map, keeps the track.
 * In: observations in one shape, and who sends them. Out: for each, null or why it was refused; only after the accepted ones are on
 * disk. The live wall does not wait for that: it sees the fix within the tick.
 */
import { Allowance } from '../allowance.ts';
import type { Crs } from '../contract/coordinates.ts';
import type { UnitId, UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { FIX_SOURCES, type FixSource } from '../patrol/fix-source.ts';
import type { LatestPositions } from '../patrol/latest-positions.ts';
import type { TrackWriter } from '../store/track-writer.ts';
import { type Objection, objection } from './objection.ts';
import { type Area, judge } from './observation-gate.ts';
import type { RefusalCounts } from './refusal-counts.ts';

export interface Observation {
  unit: string;
  /** In the system `crs` says. */
  lon: number;
  lat: number;
  crs: Crs;
  /** UTC ms. */
  fixTimeMs: number;
  accuracyM: number | null;
  speedMps: number | null;
  headingDeg: number | null;
}

/** Who sends: only asked whether it may speak for a unit. */
export interface Sender {
  speaksFor(unit: UnitRecord): boolean;
}

export interface PositionIntakeParts {
  units: { get(id: UnitId): UnitRecord | undefined };
  latest: LatestPositions;
  tracks: TrackWriter;
  area: Area;
  refusals: RefusalCounts;
}

/**
 * Of one unit (reliability C9). Devices are asked for two a second; a day's backlog after an outage comes at once and is welcome.
 * What is refused here may come again later: only a device that never stops is kept from filling the disk.
 */
const POSITIONS = { aSecond: 10, burst: 10_000 };

export class PositionIntake {
  readonly #parts: PositionIntakeParts;
  readonly #allowances = new Map<UnitIndex, Allowance>();

  constructor(parts: PositionIntakeParts) {
    this.#parts = parts;
  }

  isKnown(unit: string): boolean {
    return this.#parts.units.get(unit as UnitId) !== undefined;
  }

  /** Items that were refused before (bad shape) pass through, so that the answer keeps its order. */
  async take(
    items: readonly (Observation | Objection)[],
    sender: Sender,
    source: FixSource,
    nowMs: number,
  ): Promise<(Objection | null)[]> {
    const stored: Promise<void>[] = [];
    const answers = items.map(item => {
      const answer = 'ok' in item ? item : this.#takeOne(item, sender, source, nowMs, stored);
      if (answer) this.#parts.refusals.add(source, 'ok' in item ? '(unread)' : item.unit, answer.code);
      return answer;
    });
    // A duplicate is answered as "already received": that must be as durable as the first answer, which may not be given yet.
    if (answers.some(answer => answer?.code === 'duplicate')) stored.push(this.#parts.tracks.settled());
    await Promise.all(stored);
    return answers;
  }

  #takeOne(
    item: Observation,
    sender: Sender,
    source: FixSource,
    nowMs: number,
    stored: Promise<void>[],
  ): Objection | null {
    const { units, latest, tracks, area } = this.#parts;
    const unit = units.get(item.unit as UnitId);
    if (!unit)
      return objection(
        'unknown-unit',
        'unit',
        `unit：未登记的单位 ${item.unit}`,
        `unit: ${item.unit} is not registered`,
      );
    if (!sender.speaksFor(unit))
      return objection(
        'not-allowed',
        'unit',
        `unit：无权上报 ${item.unit} 的位置`,
        `unit: not allowed to report ${item.unit}`,
      );
    const history = latest.history(unit.index);
    const verdict = judge(item, history, nowMs, area);
    if (!verdict.ok) return verdict;
    if (!this.#mayKeep(unit.index, nowMs))
      return objection(
        'too-many-requests',
        'unit',
        `unit：${item.unit} 上报过于频繁，请稍后补传`,
        `unit: ${item.unit} reports too often; keep it and send it later`,
      );
    const [lon, lat] = verdict.lonLat;
    const { fixTimeMs, accuracyM, speedMps, headingDeg } = item;
    const point = {
      unitIndex: unit.index,
      lon,
      lat,
      fixTimeMs,
      accuracyM,
      speedMps,
      headingDeg,
      source: FIX_SOURCES.indexOf(source),
    };
    latest.take(point);
    const raw = item.crs === 'WGS84' ? null : { lon: item.lon, lat: item.lat, crs: item.crs };
    stored.push(
      tracks.append(point, raw).catch(error => {
        history.forget(fixTimeMs); // the device still has it and will send it again
        throw error;
      }),
    );
    return null;
  }

  #mayKeep(unit: UnitIndex, nowMs: number): boolean {
    let allowance = this.#allowances.get(unit);
    if (!allowance) {
      allowance = new Allowance(POSITIONS, nowMs);
      this.#allowances.set(unit, allowance);
    }
    return allowance.take(nowMs);
  }
}
