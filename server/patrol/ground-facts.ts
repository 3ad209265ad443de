/**
 * Tells what a unit's ground is, as facts: `unit-ground-changed`, and the same in the unit's row. Rules [P-53] to [P-56].
 * In: what the tracker found, from the hot path, and changes of units, which may make another place the own ground. Out: facts, a
 * second later at most. Nothing is queued but the newest finding of each unit, so that a flood of fixes costs one entry a unit.
 */
import type { Clock } from '../clock.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitGround, UnitRecord } from '../contract/unit.ts';
import type { ChangeLog, LoggedFact, Work } from '../store/change-log.ts';
import { findUnit, updateUnit } from './unit-repository.ts';

export type FoundGround = Omit<UnitGround, 'away'>;

export interface GroundFactsParts {
  clock: Clock;
  changeLog: Pick<ChangeLog, 'commit'>;
  onError(error: unknown): void;
}

interface Finding {
  /** Null = where its row says, but perhaps another place is its own ground now. */
  ground: FoundGround | null;
  /** [P-55] From a fix that was old when it came. */
  late: boolean;
}

const WRITE_EVERY_MS = 1000;
/** Bounds how long a work holds the event loop, and how long a commit holds up the commands that wait behind it. */
const UNITS_A_WORK = 10;
const WORKS_A_COMMIT = 5;
const SYSTEM = { actor: 'system', address: '' };

export class GroundFacts {
  readonly #parts: GroundFactsParts;
  readonly #findings = new Map<UnitId, Finding>();
  readonly #stop: () => void;
  #writing: Promise<void> | null = null;

  constructor(parts: GroundFactsParts) {
    this.#parts = parts;
    this.#stop = parts.clock.every(WRITE_EVERY_MS, () => {
      if (!this.#writing) void this.write();
    });
  }

  found(unit: UnitId, ground: FoundGround, late: boolean): void {
    this.#findings.set(unit, { ground, late });
  }

  /** Listener of the change log: on duty or not, and which ground it covers, decides whether it is away. */
  apply(facts: readonly LoggedFact[]): void {
    for (const { kind, data } of facts) {
      if (kind !== 'unit-duty-changed' && kind !== 'unit-registered') continue;
      const { unit } = data as { unit: UnitRecord };
      if (unit.ground && !this.#findings.has(unit.id) && unit.ground.away !== isAway(unit, unit.ground))
        this.#findings.set(unit.id, { ground: null, late: false });
    }
  }

  /** Resolves when everything found so far is written, or could not be: it is then tried again a second later. */
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

  async #writeAll(): Promise<void> {
    const waiting = [...this.#findings];
    this.#findings.clear();
    while (waiting.length > 0) {
      const works: [UnitId, Finding][][] = [];
      while (works.length < WORKS_A_COMMIT && waiting.length > 0) works.push(waiting.splice(0, UNITS_A_WORK));
      await Promise.all(works.map(work => this.#writeSome(work)));
    }
  }

  async #writeSome(findings: readonly [UnitId, Finding][]): Promise<void> {
    const { changeLog, clock, onError } = this.#parts;
    try {
      await changeLog.commit(async (tx, log) => {
        for (const [unit, finding] of findings) await writeOne(tx, log, unit, finding, clock.now());
      });
    } catch (error) {
      onError(error);
      for (const [unit, finding] of findings) if (!this.#findings.has(unit)) this.#findings.set(unit, finding);
    }
  }
}

/** [P-56] What is written already leaves no second fact. */
async function writeOne(
  tx: Parameters<Work<void>>[0],
  log: Parameters<Work<void>>[1],
  id: UnitId,
  { ground: found, late }: Finding,
  now: number,
): Promise<void> {
  const before = await findUnit(tx, id);
  const ground = found ?? before?.ground;
  if (!before || !ground) return;
  const { zone, community, since } = ground;
  const away = isAway(before, ground);
  const had = before.ground;
  if (had && had.zone === zone && had.community === community && had.away === away) return;
  const unit: UnitRecord = { ...before, ground: { zone, community, since, away }, version: before.version + 1 };
  await updateUnit(tx, unit);
  await log.append({
    ...{ kind: 'unit-ground-changed', subject: id, zone: unit.homeZone, at: now, ...SYSTEM },
    data: { unit, late },
  });
}

/** [P-54] */
function isAway({ onDuty, homeZone, community }: UnitRecord, ground: FoundGround): boolean {
  if (!onDuty) return false;
  if (community !== null) return ground.community !== community;
  return homeZone !== null && ground.zone !== homeZone;
}
