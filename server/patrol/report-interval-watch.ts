/**
 * Keeps the reporting interval of units true: that of the device a unit is heard by (rules [P-95] to [P-97]), in its row and as facts
 * `unit-interval-changed`. In: every fix that was taken, changes of devices, when each sender was heard. Out: facts, a second later at most.
 * The surprise: only units with a device that has an interval of its own are looked at, so that the hot path costs one look-up.
 */
import type { Clock } from '../clock.ts';
import type { DeviceRecord } from '../contract/device.ts';
import { reportIntervalOf } from '../contract/freshness.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { FixFollower } from '../ingest/position-intake.ts';
import type { ChangeLog, LoggedFact, Work } from '../store/change-log.ts';
import { heardInterval, type Sender } from './heard-interval.ts';
import { findUnit, updateUnit } from './unit-repository.ts';

export interface ReportIntervalWatchParts {
  clock: Clock;
  changeLog: Pick<ChangeLog, 'commit'>;
  devices: { all(): readonly DeviceRecord[] };
  units: { all(): readonly UnitRecord[]; get(id: UnitId): UnitRecord | undefined };
  /** UTC ms of the newest fix that was taken of this name; null = none since the start. */
  lastFixAt(name: string): number | null;
  /** Of its class; undefined = the profile has no such class. */
  classIntervalS(unitClass: string): number | undefined;
  onError(error: unknown): void;
}

const WRITE_EVERY_MS = 1000;
/** Bounds how long one work holds the event loop. */
const UNITS_A_WORK = 10;
const SYSTEM = { actor: 'system', address: '' };

export class ReportIntervalWatch implements FixFollower {
  readonly #parts: ReportIntervalWatchParts;
  /** With the devices that report for them; a unit whose row has an interval and that has no device any more is here too. */
  #watched: ReadonlyMap<UnitId, readonly DeviceRecord[]> = new Map();
  readonly #waiting = new Set<UnitId>();
  #writing: Promise<void> | null = null;
  readonly #stop: () => void;

  constructor(parts: ReportIntervalWatchParts) {
    this.#parts = parts;
    this.#watch();
    this.#stop = parts.clock.every(WRITE_EVERY_MS, () => {
      if (!this.#writing) void this.write();
    });
  }

  taken(unit: UnitRecord): void {
    if (this.#watched.has(unit.id)) this.#waiting.add(unit.id);
  }

  /** Listener of the change log. */
  apply(facts: readonly LoggedFact[]): void {
    if (!facts.some(({ kind }) => kind === 'device-changed')) return;
    const before = this.#watched;
    this.#watch();
    for (const unit of [...before.keys(), ...this.#watched.keys()]) this.#waiting.add(unit);
  }

  /** Resolves when what is known now is written, or could not be: it is then tried again a second later. */
  async write(): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = null;
    });
    await this.#writing;
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.write();
  }

  #watch(): void {
    const { devices, units } = this.#parts;
    const watched = new Map<UnitId, DeviceRecord[]>();
    const active = devices.all().filter(({ unit, retired }) => unit !== null && !retired);
    for (const { unit, reportIntervalS } of active) if (reportIntervalS !== null) watched.set(unit!, []);
    for (const unit of units.all()) if (unit.reportIntervalS !== null) watched.set(unit.id, []);
    for (const device of active) watched.get(device.unit!)?.push(device);
    this.#watched = watched;
  }

  async #writeAll(): Promise<void> {
    const { changeLog, clock, onError } = this.#parts;
    const now = clock.now();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    const changes = waiting.flatMap((id): [UnitId, number | null][] => {
      const unit = this.#parts.units.get(id);
      if (!unit) return [];
      const wanted = this.#intervalOf(unit, now);
      return wanted === unit.reportIntervalS ? [] : [[id, wanted]];
    });
    while (changes.length > 0) {
      const some = changes.splice(0, UNITS_A_WORK);
      try {
        await changeLog.commit(async (tx, log) => {
          for (const [id, wanted] of some) await writeOne(tx, log, id, wanted, now);
        });
      } catch (error) {
        onError(error);
        for (const [id] of some) this.#waiting.add(id);
      }
    }
  }

  #intervalOf(unit: UnitRecord, now: number): number | null {
    const { lastFixAt, classIntervalS } = this.#parts;
    const senders: Sender[] = (this.#watched.get(unit.id) ?? []).map(({ id, reportIntervalS }) => ({
      ownIntervalS: reportIntervalS,
      lastFixAt: lastFixAt(id),
    }));
    // Who reports by the unit's own id has no interval of its own.
    if (!this.#watched.get(unit.id)?.some(({ id }) => (id as string) === unit.id))
      senders.push({ ownIntervalS: null, lastFixAt: lastFixAt(unit.id) });
    const ofClassS = reportIntervalOf({ reportIntervalS: null }, classIntervalS(unit.unitClass));
    return heardInterval(senders, ofClassS, unit.reportIntervalS, now);
  }
}

async function writeOne(
  tx: Parameters<Work<void>>[0],
  log: Parameters<Work<void>>[1],
  id: UnitId,
  reportIntervalS: number | null,
  at: number,
): Promise<void> {
  const before = await findUnit(tx, id);
  if (!before || before.reportIntervalS === reportIntervalS) return;
  const unit: UnitRecord = { ...before, reportIntervalS, version: before.version + 1 };
  await updateUnit(tx, unit);
  await log.append({
    ...{ kind: 'unit-interval-changed', subject: id, zone: unit.homeZone, at, ...SYSTEM },
    data: { unit },
  });
}
