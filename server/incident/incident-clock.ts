/**
 * What the ticker does to incidents: a clock that is over is marked, a hold whose date has come ends. Registered for the concept
 * `incident`; runs in the transaction that takes the row off the ticker's table. Rules [I-54], [I-74].
 */
import type { Transaction } from 'kysely';
import { SYSTEM } from '../access/doer.ts';
import type { FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { stepByClock } from './incident-lifecycle.ts';
import { findIncident } from './incident-repository.ts';
import type { IncidentContext } from './situation.ts';
import { CONCEPT, type IncidentEffects, writeNext } from './write-incident.ts';

export interface IncidentTicker {
  on(
    concept: string,
    handler: (
      tx: Transaction<Tables>,
      log: FactWriter,
      row: { subject: string; name: string },
      now: number,
    ) => Promise<void>,
  ): void;
}

export function watchIncidentClocks(
  ticker: IncidentTicker,
  { context, effects }: { context: Pick<IncidentContext, 'time'>; effects: IncidentEffects },
): void {
  ticker.on(CONCEPT, async (tx, log, { subject, name }, now) => {
    const record = await findIncident(tx, subject);
    const next = record && stepByClock(record, name, context, now);
    if (next) await writeNext(tx, log, record, next, SYSTEM, now, effects);
  });
}
