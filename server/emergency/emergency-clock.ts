/** What the ticker does to emergencies: a report that is due soon is warned of, one that is over is marked late. Rules [EM-22], [EM-23]. */
import { SYSTEM } from '../access/doer.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import { stepByClock } from './emergency-lifecycle.ts';
import { findEmergency } from './emergency-repository.ts';
import { CONCEPT, type EmergencyEffects, writeNext } from './write-emergency.ts';

export function watchReportClocks(deadlines: Pick<Deadlines, 'on'>, effects: EmergencyEffects): void {
  deadlines.on(CONCEPT, async (tx, log, { subject }, now) => {
    const record = await findEmergency(tx, subject);
    const next = record && stepByClock(record, now);
    if (next) await writeNext(tx, log, record, next, SYSTEM, now, effects);
  });
}
