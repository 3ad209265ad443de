/**
 * The scoring points put together: rounds, the book of what was found, the register. In: which community a place lies in. Out: the records
 * that are not clean, the calendar of rounds, the routes.
 */
import type { PointRecord } from '../contract/scoring-point.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import { sanitationIndexRoutes } from './index-routes.ts';
import { PointBook } from './point-book.ts';
import { readPointRecords } from './point-records.ts';
import { pointRegister } from './point-register.ts';
import { pointWords } from './point-words.ts';
import { type RoundCalendar, roundCalendar } from './round-calendar.ts';
import { NO_SCORE_RULES } from './round-score.ts';
import { sanitationPointRoutes } from './routes.ts';

export interface PointRoomParts extends RoomParts {
  /** Null = in none. */
  communityAt: Parameters<typeof pointRegister>[1];
}

export interface PointRoom extends Room {
  /** Points that are not clean. */
  records(): Promise<PointRecord[]>;
  rounds: RoundCalendar;
}

export async function openPoints(parts: PointRoomParts): Promise<PointRoom> {
  const { database, changeLog, clock, profile, communityAt } = parts;
  const { data, days } = profile;
  const { sanitationIndex } = data.settings;
  const rounds = roundCalendar(sanitationIndex?.round?.length ?? null, days);
  const book = new PointBook({
    ...{ database, changeLog, rounds, rules: sanitationIndex ?? NO_SCORE_RULES, items: sanitationIndex?.items ?? null },
    register: pointRegister(data, communityAt),
  });
  await book.recountByRules(clock.now());
  return {
    rounds,
    records: () => readPointRecords(database.db),
    routes: [
      ...sanitationIndexRoutes({
        ...{ db: database.db, timeZone: data.settings.timeZone, ...book.parts },
        words: pointWords(data, profileNames(data), book.parts.register),
        order: { zones: profile.zones, venueTypes: sanitationIndex?.venueTypes.map(({ id }) => id) ?? [] },
      }),
      ...sanitationPointRoutes(database.db, book),
    ],
  };
}
