/**
 * 定位显示已到现场: a unit was seen where it was sent, written into the incident's history once a task. Rules [I-146] to [I-148].
 * In: sightings from the hot path. Out: a fact a second later, by the server. It is no 登记到场: that somebody arrived, and started
 * what the law counts from it, a person says. A sighting that could not be written is dropped: the unit's next fix brings it again.
 */

import { SYSTEM } from '../access/doer.ts';
import type { Clock } from '../clock.ts';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../contract/incident.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { NextIncident } from './incident-lifecycle.ts';
import { findIncident } from './incident-repository.ts';
import { isPossible } from './incident-transitions.ts';
import type { IncidentContext } from './situation.ts';
import { type IncidentEffects, writeNext } from './write-incident.ts';

export interface UnitSightingsParts {
  clock: Clock;
  changeLog: Pick<ChangeLog, 'commit'>;
  context: Pick<IncidentContext, 'unit'>;
  effects: IncidentEffects;
  onError(error: unknown): void;
}

interface Sighting {
  incident: IncidentId;
  unit: UnitId;
  seenAt: number;
}

const WRITE_EVERY_MS = 1000;

export class UnitSightings {
  readonly #parts: UnitSightingsParts;
  /** By incident and unit: the first of a second is told. */
  readonly #waiting = new Map<string, Sighting>();
  readonly #stop: () => void;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: UnitSightingsParts) {
    this.#parts = parts;
    this.#stop = parts.clock.every(WRITE_EVERY_MS, () => void this.write());
  }

  seen(incident: IncidentId, unit: UnitId, seenAt: number): void {
    const key = `${incident} ${unit}`;
    if (!this.#waiting.has(key)) this.#waiting.set(key, { incident, unit, seenAt });
  }

  /** Resolves when everything seen so far is written, or could not be. */
  write(): Promise<void> {
    const sightings = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#writing = this.#writing.then(async () => {
      for (const sighting of sightings) await this.#writeOne(sighting);
    });
    return this.#writing;
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.write();
  }

  async #writeOne({ incident, unit, seenAt }: Sighting): Promise<void> {
    const { changeLog, clock, context, effects, onError } = this.#parts;
    try {
      await changeLog.commit(async (tx, log) => {
        const record = await findIncident(tx, incident);
        const callSign = context.unit(unit)?.callSign ?? unit;
        const next = record && stepBySighting(record, { unit, callSign, seenAt });
        if (next) await writeNext(tx, log, record, next, SYSTEM, clock.now(), effects);
      });
    } catch (error) {
      onError(error);
    }
  }
}

/** [I-146] Does the incident still wait to see this unit? */
export function awaitsSight({ state }: Pick<IncidentRecord, 'state'>, task: OrganTask, unit: UnitId): boolean {
  // A row from before there was `seenAt` has none.
  return isPossible(state, 'arrive') && task.unit === unit && task.arrivedAt === null && !task.seenAt;
}

/** Null = it is known already, or nobody waits for it. */
export function stepBySighting(
  record: IncidentRecord,
  { unit, callSign, seenAt }: { unit: UnitId; callSign: string; seenAt: number },
): NextIncident | null {
  const isSeen = (task: OrganTask) => awaitsSight(record, task, unit) && task.assignedAt <= seenAt;
  if (!record.tasks.some(isSeen)) return null;
  const tasks = record.tasks.map(task => (isSeen(task) ? { ...task, seenAt } : task));
  const next = { ...record, tasks, version: record.version + 1 };
  return { record: next, effects: [], event: 'unit-seen', note: callSign, partner: null, raw: null };
}
