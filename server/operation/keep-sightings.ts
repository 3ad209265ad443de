/** Keeps what the squad follower sees, as changes of the operation. Rules [O-34], [O-36] to [O-38]. One after the other, in order. */

import { SYSTEM } from '../access/doer.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { moved } from './operation-lifecycle.ts';
import { findOperation } from './operation-repository.ts';
import type { OperationContext } from './situation.ts';
import type { Sighting } from './squad-follower.ts';
import { arrived, left } from './stop-events.ts';
import { type OperationEffects, writeNext } from './write-operation.ts';

export interface SightingParts {
  changeLog: ChangeLog;
  context: OperationContext;
  effects: OperationEffects;
  onError(error: unknown, what: string): void;
}

const EVENTS = { reached: 'stop-reached', left: 'stop-left', 'off-route': 'off-route', back: 'back-on-route' } as const;

export class SightingBook {
  readonly #parts: SightingParts;
  #working: Promise<void> = Promise.resolve();

  constructor(parts: SightingParts) {
    this.#parts = parts;
  }

  keep(sighting: Sighting, now: number): void {
    const { changeLog, context, effects, onError } = this.#parts;
    this.#working = this.#working
      .then(() =>
        changeLog.commit(async (tx, log) => {
          const record = await findOperation(tx, sighting.operation);
          const patch = record && patchOf(record, sighting);
          if (!record || !patch) return;
          const change = { to: record.state, patch, note: null };
          const next = moved(record, change, EVENTS[sighting.what.name], context, now);
          await writeNext(tx, log, record, next, SYSTEM, now, effects);
        }),
      )
      .catch(error => onError(error, `what was seen of ${sighting.operation} could not be written`));
  }

  async stop(): Promise<void> {
    await this.#working;
  }
}

/** Null = somebody was faster, or it is over: nothing changes. */
function patchOf(record: OperationRecord, { squad: id, what, atMs }: Sighting): Pick<OperationRecord, 'squads'> | null {
  if (record.state !== 'under-way' && record.state !== 'reinforced') return null;
  const squad = record.squads.find(one => one.id === id);
  if (!squad) return null;
  if (what.name === 'off-route' || what.name === 'back') {
    const isOff = squad.offRouteSince !== null;
    if (isOff === (what.name === 'off-route')) return null;
    const offRouteSince = isOff ? null : atMs;
    return { squads: record.squads.map(one => (one === squad ? { ...squad, offRouteSince } : one)) };
  }
  const stop = squad.stops.find(one => one.id === what.stop);
  if (!stop) return null;
  if (what.name === 'reached') return stop.state === 'planned' ? arrived(record, squad, stop, 'geofence', atMs) : null;
  return stop.state === 'arrived' ? left(record, squad, stop, atMs) : null;
}
