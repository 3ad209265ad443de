/**
 * What must be done now and then: save last places and seal tracks every minute, forget old tracks, visits, receipts and unused suggestions
 * every hour. In: the clock and the parts. Out: `stop()`, which waits for the job under way and saves the last places once more.
 * A failure is told and tried at the next time.
 */
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { forgetSuggestions } from './incident/suggestion-store.ts';
import { forgetVisits } from './patrol/coverage-store.ts';
import type { LatestPositions } from './patrol/latest-positions.ts';
import { forgetReceipts } from './store/command-receipts.ts';
import type { Database } from './store/database.ts';
import { runRetention } from './store/forget-tracks.ts';
import { newestBlock, saveLastPlaces } from './store/last-places.ts';
import { sealTracks } from './store/seal-tracks.ts';

export interface HousekeepingParts {
  clock: Clock;
  database: Database;
  latest: LatestPositions;
  /** [P-77] */
  trackRetentionDays: number;
  log: Pick<Logger, 'info'>;
  onError(error: unknown, what: string): void;
}

const MINUTE_MS = 60_000;
const FORGET_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Nobody repeats a command after a week. */
const RECEIPT_RETENTION_MS = 7 * DAY_MS;
/** [I-120] A list that was only looked at. */
const SUGGESTION_RETENTION_MS = 7 * DAY_MS;

export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const { clock, database, latest, trackRetentionDays, log, onError } = parts;
  const isStopping = () => stopping;
  let stopping = false;
  /** A job that takes longer than its interval is not begun a second time beside itself. */
  const underWay = new Map<string, Promise<void>>();

  function once(failure: string, job: () => Promise<void>): void {
    if (underWay.has(failure)) return;
    underWay.set(
      failure,
      job()
        .catch(error => onError(error, failure))
        .finally(() => underWay.delete(failure)),
    );
  }

  /** Out: the newest block whose positions are all in what was saved. */
  async function savePlaces(): Promise<number> {
    // In this order: every position of these blocks is already in `latest`.
    const upToBlock = await newestBlock(database);
    await saveLastPlaces(
      database,
      latest.all().map(place => ({ ...place, source: 0 })),
      upToBlock,
    );
    return upToBlock;
  }

  async function seal(): Promise<void> {
    await sealTracks(database, await savePlaces(), clock.now, isStopping);
  }

  async function forget(): Promise<void> {
    const gone = await runRetention(database, trackRetentionDays, clock.now, isStopping);
    log.info({ ...gone, days: trackRetentionDays }, 'old tracks removed');
    await forgetVisits(database.db, new Date(clock.now() - trackRetentionDays * DAY_MS).toISOString().slice(0, 10));
    await forgetReceipts(database.db, clock.now() - RECEIPT_RETENTION_MS);
    await forgetSuggestions(database.db, clock.now() - SUGGESTION_RETENTION_MS);
  }

  const stops = [
    clock.every(MINUTE_MS, () => once('last places were not saved or tracks not sealed', seal)),
    clock.every(FORGET_EVERY_MS, () => once('old tracks were not removed', forget)),
  ];
  return {
    async stop() {
      stopping = true;
      for (const stop of stops) stop();
      await Promise.all(underWay.values());
      await savePlaces().catch(error => onError(error, 'last places were not saved'));
    },
  };
}
