/**
 * Looks every 10 s who is silent and keeps the alarms of silence true. In: units, their newest fixes, the clock. Out: alarms raised
 * and ended on the board. A look that finds nothing to change writes nothing.
 */
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import type { AlarmBoard } from './alarm-board.ts';
import { findOpenAlarms } from './alarm-repository.ts';
import { isPresent, type OnDuty, silenceOf } from './silence.ts';

const LOOK_EVERY_MS = 10_000;
const SILENT = { kind: 'silent-unit' } as const;

export interface SilenceWatchParts {
  clock: Clock;
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  board: AlarmBoard;
  units(): readonly UnitRecord[];
  /** UTC ms; null = never heard. */
  newestFixMs(unit: UnitRecord): number | null;
  reportIntervalS(unit: UnitRecord): number;
  onError(error: unknown): void;
}

export class SilenceWatch {
  readonly #parts: SilenceWatchParts;
  #listeningSince: number;
  #looking: Promise<void> | null = null;
  readonly #stop: () => void;

  constructor(parts: SilenceWatchParts) {
    this.#parts = parts;
    this.#listeningSince = parts.clock.now();
    this.#stop = parts.clock.every(LOOK_EVERY_MS, () => {
      this.#looking ??= this.look()
        .catch(parts.onError)
        .finally(() => {
          this.#looking = null;
        });
    });
  }

  async look(): Promise<void> {
    const { clock, db, changeLog, board, units, newestFixMs, reportIntervalS } = this.#parts;
    const now = clock.now();
    const onDuty = new Map<UnitId, OnDuty>();
    for (const unit of units())
      if (unit.onDuty)
        onDuty.set(unit.id, { unit, newestFixMs: newestFixMs(unit), reportIntervalS: reportIntervalS(unit) });
    const open = await findOpenAlarms(db, { kind: 'silent-unit' });
    const ofSource = open.find(({ unit }) => unit === null);
    let silence = silenceOf([...onDuty.values()], this.#listeningSince, now);
    if (ofSource && !silence.source) {
      // Fixes that were held up are on their way: nobody is silent before there was time to hear him.
      this.#listeningSince = now;
      silence = { source: false, units: [] };
    }
    const known = new Set(open.map(({ unit }) => unit));
    const missing = silence.units.filter(({ id }) => !known.has(id));
    const over: { unit: UnitId | null; why: string }[] = [];
    for (const { unit } of open) {
      const one = unit === null ? null : onDuty.get(unit);
      if (one === undefined) over.push({ unit, why: 'signed-off' });
      else if (one === null ? !silence.source : isPresent(one, now)) over.push({ unit, why: 'heard-again' });
    }
    const sourceMissing = silence.source && !ofSource;
    if (missing.length === 0 && over.length === 0 && !sourceMissing) return;

    await changeLog.commit(async (tx, log) => {
      if (sourceMissing) await board.raise(tx, log, { ...SILENT, priority: 2, unit: null, zone: null }, now);
      for (const { id, homeZone } of missing)
        await board.raise(tx, log, { ...SILENT, priority: 3, unit: id, zone: homeZone }, now);
      for (const { unit, why } of over) await board.clearFor(tx, log, { ...SILENT, unit }, now, why);
    });
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.#looking;
  }
}
