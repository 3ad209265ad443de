/**
 * Writes refused attempts to the audit trail, at most one row per person and action a minute: someone who tries in a loop must not
 * fill the disk. In: denials as they happen. Out: rows, a moment later, outside the request that was refused.
 */
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Tables } from '../store/tables.ts';
import { type AuditEntry, writeAudit } from './audit.ts';

const ONE_ROW_EVERY_MS = 60_000;
/** More different attempts than this within a minute are not people any more. */
const MOST_REMEMBERED = 10_000;

export type DenialLog = (denial: Omit<AuditEntry, 'at' | 'action'> & { attempted: string }) => void;

export function createDenialLog(db: Kysely<Tables>, clock: Clock, onError: (error: unknown) => void): DenialLog {
  const lastRowAt = new Map<string, number>();
  return ({ attempted, ...denial }) => {
    const now = clock.now();
    const key = `${denial.actor}\n${attempted}`;
    const last = lastRowAt.get(key);
    if (last !== undefined && now - last < ONE_ROW_EVERY_MS) return;
    if (lastRowAt.size >= MOST_REMEMBERED) {
      for (const [old, at] of lastRowAt) if (now - at >= ONE_ROW_EVERY_MS) lastRowAt.delete(old);
      if (lastRowAt.size >= MOST_REMEMBERED) return;
    }
    lastRowAt.set(key, now);
    const entry = {
      ...denial,
      action: 'denied',
      after: { attempted, ...(denial.after ? { detail: denial.after } : {}) },
      at: now,
    };
    db.transaction()
      .execute(tx => writeAudit(tx, entry))
      .catch(onError);
  };
}
