/**
 * Where every protocol hands over its positions: finds the unit, asks the gate, moves the unit on the map, keeps the track.
 * In: observations in one shape, and who sends them. Out: for each, null or why it was refused; only after the accepted ones are on
 * disk. The live wall does not wait for that: it sees the fix within the tick.
 */
import { Allowance } from '../allowance.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { DeviceRecord } from '../contract/device.ts';
import type { UnitId, UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { FIX_SOURCES, type FixSource } from '../patrol/fix-source.ts';
import type { LatestPositions } from '../patrol/latest-positions.ts';
import type { TrackPoint } from '../store/track-block.ts';
import type { TrackWriter } from '../store/track-writer.ts';
import { type Objection, objection } from './objection.ts';
import { type Area, judge } from './observation-gate.ts';
import { judgePlace } from './place-gate.ts';
import type { RefusalCounts } from './refusal-counts.ts';

/** Of whom a position is: a unit by its id, or a device by its own name, which is bound to a unit. */
export type Named = { unit: string } | { device: string };

export interface Observation {
  of: Named;
  /** In the system `crs` says. */
  lon: number;
  lat: number;
  /** Null = the one the device is registered with, WGS-84 for who has none. */
  crs: Crs | null;
  /** UTC ms. */
  fixTimeMs: number;
  accuracyM: number | null;
  speedMps: number | null;
  headingDeg: number | null;
  /** The phone itself says that another program invented the position. */
  isMock: boolean;
}

/** What the intake asks about devices. */
export interface DeviceBook {
  /** Undefined = nobody admitted it. */
  get(id: string): DeviceRecord | undefined;
  /** Somebody unknown knocked: kept in quarantine, for an administrator to see. */
  sighted(item: Observation & { of: { device: string } }, source: FixSource, address: string | null, now: number): void;
}

/** Told of every fix that was taken, in order of arrival, before it is on disk. Must be quick: this is the hot path. */
export interface FixFollower {
  /** `isNewest`: it moved the unit. */
  taken(unit: UnitRecord, fix: TrackPoint, isNewest: boolean, now: number): void;
}

/** Who sends: only asked whether it may speak for a unit. */
export interface Sender {
  speaksFor(unit: UnitRecord): boolean;
  /** Network address; null = through a broker. */
  address: string | null;
}

export interface PositionIntakeParts {
  units: { get(id: UnitId): UnitRecord | undefined };
  devices: DeviceBook;
  followers: readonly FixFollower[];
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

  /** The unit a name stands for. A unit's own id is always also the name of a device: who has one phone registers nothing twice. */
  unitOf(of: Named): UnitRecord | undefined {
    const { units, devices } = this.#parts;
    if ('unit' in of) return units.get(of.unit as UnitId);
    const device = devices.get(of.device);
    if (!device) return units.get(of.device as UnitId);
    return device.unit === null || device.retired ? undefined : units.get(device.unit);
  }

  /** Where an observation is, WGS-84; null = nowhere that can be. */
  placeOf({ of, lon, lat, crs }: Observation): LonLat | null {
    const place = judgePlace(lon, lat, crs ?? this.#crsOf(of));
    return place.ok ? place.lonLat : null;
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
      if (answer) this.#parts.refusals.add(source, 'ok' in item ? '(unread)' : nameOf(item.of), answer.code);
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
    const { devices, followers, latest, tracks, area } = this.#parts;
    const { of } = item;
    const unit = this.unitOf(of);
    if (!unit) {
      if ('device' in of) devices.sighted({ ...item, of }, source, sender.address, nowMs);
      return unknownSender(of);
    }
    if (!sender.speaksFor(unit))
      return objection(
        'not-allowed',
        'unit',
        `unit：无权上报 ${unit.id} 的位置`,
        `unit: not allowed to report ${unit.id}`,
      );
    const crs = item.crs ?? this.#crsOf(of);
    const history = latest.history(unit.index);
    const verdict = judge({ ...item, crs }, history, nowMs, area);
    if (!verdict.ok) return verdict;
    if (!this.#mayKeep(unit.index, nowMs))
      return objection(
        'too-many-requests',
        'unit',
        `unit：${unit.id} 上报过于频繁，请稍后补传`,
        `unit: ${unit.id} reports too often; keep it and send it later`,
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
    const isNewest = latest.take(point);
    for (const follower of followers) follower.taken(unit, point, isNewest, nowMs);
    const raw = crs === 'WGS84' ? null : { lon: item.lon, lat: item.lat, crs };
    stored.push(
      tracks.append(point, raw).catch(error => {
        history.forget(fixTimeMs); // the device still has it and will send it again
        throw error;
      }),
    );
    return null;
  }

  #crsOf(of: Named): Crs {
    return ('device' in of ? this.#parts.devices.get(of.device)?.crs : undefined) ?? 'WGS84';
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

function nameOf(of: Named): string {
  return 'unit' in of ? of.unit : of.device;
}

function unknownSender(of: Named): Objection {
  return 'unit' in of
    ? objection('unknown-unit', 'unit', `unit：未登记的单位 ${of.unit}`, `unit: ${of.unit} is not registered`)
    : objection(
        'unknown-device',
        'device',
        `device：未准入的设备 ${of.device}`,
        `device: ${of.device} has not been admitted`,
      );
}
