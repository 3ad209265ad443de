/**
 * Where every protocol hands over its positions: finds the unit, asks the gate, moves the unit on the map, keeps the track.
 * In: observations in one shape, and who sends them. Out: for each, null or why it was refused; only after the accepted ones are on
 * disk. The live wall does not wait for that: it sees the fix within the tick.
 */
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { DeviceRecord } from '../contract/device.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { Refused } from '../http/refused.ts';
import { FIX_SOURCES, type FixSource } from '../patrol/fix-source.ts';
import type { Cause } from '../store/change-log.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { FixGate, type FixGateParts } from './fix-gate.ts';
import { bringsNothing, FloodGuard } from './flood-guard.ts';
import { type Objection, objection } from './objection.ts';
import { judgePlace } from './place-gate.ts';
import { type RefusalCounts, UNREAD } from './refusal-counts.ts';

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
  /**
   * [P-22] A new key for this device, in the clear for the last time; the one before ends. Whoever hands it out has made sure that it is
   * that device which asks. Throws `not-found` for a device that is not registered.
   */
  issueKey(device: string, cause: Cause, now: number): Promise<string>;
  /** Is this the device's key? A retired device has none. */
  matchesKey(device: string, secret: string): boolean;
  /** [P-23] Must what comes for this unit be proved with the device's own key? No `device` = it named the unit itself. */
  needsProof(device: DeviceRecord | undefined, unit: UnitId): boolean;
}

/** Told of every fix that was taken, in order of arrival, before it is on disk. Must be quick: this is the hot path. */
export interface FixFollower {
  /** `isNewest`: it moved the unit. An inexact fix ([P-27]) has an `accuracyM` over 100 and seldom does. */
  taken(unit: UnitRecord, fix: TrackPoint, isNewest: boolean, now: number): void;
}

/** Who sends: only asked whether it may speak for a unit. */
export interface Sender {
  speaksFor(unit: UnitRecord): boolean;
  /** Network address; null = through a broker. */
  address: string | null;
  /** The device that proved itself with its own key (a signature, an authentication code). Absent = others vouch for it. */
  provenDevice?: string;
  /**
   * [IN-13] What its door sees before it reads a message. `device`: the name it saw, which is to be believed when the message says it too;
   * null = under this key nobody else sends. Absent = the door sees nothing.
   */
  knownAs?: { key: string; device: string | null };
}

interface Arrived {
  sender: Sender;
  source: FixSource;
  nowMs: number;
}

export interface PositionIntakeParts extends FixGateParts {
  units: { get(id: UnitId): UnitRecord | undefined };
  devices: DeviceBook;
  refusals: RefusalCounts;
}

/** [P-31] Five seconds of 10,000 units that report every second: a disk that is further behind must not fill the memory too. */
const MOST_WAITING = 50_000;
const RETRY_AFTER_S = 2;

export class PositionIntake {
  readonly #parts: PositionIntakeParts;
  readonly #gate: FixGate;
  /** For the doors: whom they need not listen to just now. */
  readonly floods: FloodGuard;
  #waiting = 0;

  constructor(parts: PositionIntakeParts) {
    this.#parts = parts;
    this.#gate = new FixGate(parts);
    this.floods = new FloodGuard(parts.refusals);
  }

  /** Positions that were taken and are not on disk yet. */
  get waiting(): number {
    return this.#waiting;
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
    const place = judgePlace(lon, lat, crs ?? this.#crsOf('device' in of ? of.device : of.unit, this.unitOf(of)));
    return place.ok ? place.lonLat : null;
  }

  /** Items that were refused before (bad shape) pass through, so that the answer keeps its order. */
  async take(
    items: readonly (Observation | Objection)[],
    sender: Sender,
    source: FixSource,
    nowMs: number,
  ): Promise<(Objection | null)[]> {
    if (this.#waiting + items.length > MOST_WAITING) this.#turnAway(items, sender, source);
    const stored: Promise<void>[] = [];
    const answers = items.map(item => {
      const answer = 'ok' in item ? item : this.#takeOne(item, sender, source, nowMs, stored);
      if (answer) this.#count(answer, item, sender, source);
      return answer;
    });
    this.#watchForFlood(items, answers, { sender, source, nowMs });
    // A duplicate is answered as "already received": that must be as durable as the first answer, which may not be given yet.
    if (answers.some(answer => answer?.code === 'duplicate')) stored.push(this.#parts.tracks.settled());
    this.#waiting += stored.length;
    await Promise.allSettled(stored);
    this.#waiting -= stored.length;
    await Promise.all(stored);
    return answers;
  }

  #turnAway(items: readonly (Observation | Objection)[], sender: Sender, source: FixSource): never {
    const { code, sentence } = STORAGE_BEHIND;
    for (const item of items) this.#count({ code }, item, sender, source);
    throw new Refused(code, sentence, { retryAfterS: RETRY_AFTER_S });
  }

  #takeOne(
    item: Observation,
    sender: Sender,
    source: FixSource,
    nowMs: number,
    stored: Promise<void>[],
  ): Objection | null {
    const { devices, standings } = this.#parts;
    const { of } = item;
    const unit = this.unitOf(of);
    const device = 'device' in of ? devices.get(of.device) : undefined;
    if (!unit) {
      if ('device' in of && !device) devices.sighted({ ...item, of }, source, sender.address, nowMs);
      return device ? silenced(device) : unknownSender(of);
    }
    if (!sender.speaksFor(unit))
      return objection(
        'not-allowed',
        'unit',
        `unit：无权上报 ${unit.id} 的位置`,
        `unit: not allowed to report ${unit.id}`,
      );
    const name = nameOf(of, sender);
    standings.heard(name, source, nowMs);
    if (!isProven(of, sender) && devices.needsProof(device, unit.id))
      return objection(
        'bad-signature',
        'signature',
        `signature：${name} 必须用自己的密钥签名`,
        `signature: ${name} must sign with its own key`,
      );
    const crs = item.crs ?? this.#crsOf(name, unit);
    return this.#gate.take({ item, unit, name, crs, source: FIX_SOURCES.indexOf(source), nowMs }, stored);
  }

  /** A device may have the id of a unit and be bound to another one. */
  #crsOf(name: string, unit: UnitRecord | undefined): Crs {
    const device = this.#parts.devices.get(name);
    return device && device.unit === unit?.id ? device.crs : 'WGS84';
  }

  /** [IN-13] */
  #watchForFlood(items: readonly (Observation | Objection)[], answers: readonly (Objection | null)[], from: Arrived) {
    const { sender, source, nowMs } = from;
    if (!sender.knownAs || !bringsNothing(items, answers, nowMs)) return;
    const { key, device } = sender.knownAs;
    const named = items.flatMap(item => ('ok' in item ? [] : [item.of]));
    const names = named.map(of => nameOf(of, sender));
    if (device !== null && (names.length === 0 || names.some(name => name !== device))) return;
    const isKnown = named[0] === undefined || this.#isKnown(names[0]!, named[0]);
    this.floods.refused(key, { name: names[0] ?? UNREAD, isKnown, source }, nowMs);
  }

  #isKnown(name: string, of: Named): boolean {
    return this.#parts.devices.get(name) !== undefined || this.unitOf(of) !== undefined;
  }

  #count({ code }: Pick<Objection, 'code'>, item: Observation | Objection, sender: Sender, source: FixSource): void {
    const { refusals } = this.#parts;
    if ('ok' in item) refusals.add(source, UNREAD, code, true);
    else {
      const name = nameOf(item.of, sender);
      refusals.add(source, name, code, this.#isKnown(name, item.of));
    }
  }
}

const STORAGE_BEHIND = {
  code: 'storage-unavailable',
  sentence: {
    zh: `存储繁忙，已有 ${MOST_WAITING} 条位置等待写入，请稍后重发`,
    en: `The disk is behind: ${MOST_WAITING} positions wait for it. Keep yours and send them again.`,
  },
} as const;

/** Whose counts and coordinate system these are. */
function nameOf(of: Named, { provenDevice }: Sender): string {
  return 'device' in of ? of.device : (provenDevice ?? of.unit);
}

/** A proof counts for the device that gave it, and for its unit. */
function isProven(of: Named, { provenDevice }: Sender): boolean {
  return provenDevice !== undefined && (!('device' in of) || of.device === provenDevice);
}

/** Known, and yet it speaks for nobody. */
function silenced({ id, retired }: DeviceRecord): Objection {
  return retired
    ? objection('retired-device', 'device', `device：设备 ${id} 已停用`, `device: ${id} is retired`)
    : objection('unbound-device', 'device', `device：设备 ${id} 未绑定单位`, `device: ${id} is bound to no unit`);
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
