/**
 * What must be done now and then: save last places every minute, forget old tracks, receipts and unused suggestions every hour.
 * In: the clock and the parts. Out: `stop()`, which saves the last places once more. A failure is told and tried at the next time.
 */
import type { Clock } from './clock.ts';
import { forgetSuggestions } from './incident/suggestion-store.ts';
import type { LatestPositions } from './patrol/latest-positions.ts';
import { forgetReceipts } from './store/command-receipts.ts';
import type { Database } from './store/database.ts';
import { newestBlock, saveLastPlaces } from './store/last-places.ts';
import { forgetTracks } from './store/track-reader.ts';

export interface HousekeepingParts {
  clock: Clock;
  database: Database;
  latest: LatestPositions;
  trackRetentionDays: number;
  onError(error: unknown, what: string): void;
}

const SAVE_PLACES_EVERY_MS = 60_000;
const FORGET_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Nobody repeats a command after a week. */
const RECEIPT_RETENTION_MS = 7 * DAY_MS;
/** [I-120] A list that was only looked at. */
const SUGGESTION_RETENTION_MS = 7 * DAY_MS;

export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const { clock, database, latest, trackRetentionDays, onError } = parts;

  async function savePlaces(): Promise<void> {
    // In this order: every position of these blocks is already in `latest`.
    const upToBlock = await newestBlock(database);
    await saveLastPlaces(
      database,
      latest.all().map(place => ({ ...place, source: 0 })),
      upToBlock,
    );
  }

  async function forget(): Promise<void> {
    await forgetTracks(database, clock.now() - trackRetentionDays * DAY_MS);
    await forgetReceipts(database.db, clock.now() - RECEIPT_RETENTION_MS);
    await forgetSuggestions(database.db, clock.now() - SUGGESTION_RETENTION_MS);
  }

  const stops = [
    clock.every(SAVE_PLACES_EVERY_MS, () => void savePlaces().catch(e => onError(e, 'last places were not saved'))),
    clock.every(FORGET_EVERY_MS, () => void forget().catch(e => onError(e, 'old tracks were not removed'))),
  ];
  return {
    async stop() {
      for (const stop of stops) stop();
      await savePlaces().catch(error => onError(error, 'last places were not saved'));
    },
  };
}
