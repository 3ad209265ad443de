/**
 * The scoring points put together: rounds, the book of what was found, the register. In: which community a place lies in. Out: the records
 * that are not clean, the calendar of rounds, the routes.
 */
import type { Kysely } from 'kysely';
import type { EvidenceId } from '../contract/ids.ts';
import type { PointRecord } from '../contract/scoring-point.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import type { Tables } from '../store/tables.ts';
import { sanitationImportRoutes } from './import-routes.ts';
import { sanitationIndexRoutes } from './index-routes.ts';
import { pointPhotoRoutes } from './photo-routes.ts';
import { PointBook } from './point-book.ts';
import { PointPhotos } from './point-photos.ts';
import { readPointRecords } from './point-records.ts';
import { pointRegister } from './point-register.ts';
import { pointWords } from './point-words.ts';
import { type RoundCalendar, roundCalendar } from './round-calendar.ts';
import { clearedRounds, oldestRound, type RoundRepeats, roundRepeats } from './round-repeats.ts';
import { NO_SCORE_RULES } from './round-score.ts';
import type { SheetContext } from './round-sheet.ts';
import { sanitationPointRoutes } from './routes.ts';
import { officeRule } from './who-brings-rounds.ts';

export interface PointRoomParts extends RoomParts {
  /** Null = in none. */
  communityAt: Parameters<typeof pointRegister>[1];
  /** Can this be a place, and which one in WGS-84? */
  judge: SheetContext['judge'];
  files: PhotoFiles;
}

export interface PointsForBulletins {
  /** Inside a transaction it reads what that one has written. */
  repeats(db: Kysely<Tables>, round: string, now: number): Promise<RoundRepeats>;
  name: PointBook['bulletin'];
  cleared: typeof clearedRounds;
  /** The oldest round of which anything was assessed; null = none yet. */
  oldestRound(): Promise<string | null>;
  /** Null = there is none. */
  photo(id: EvidenceId): Promise<Buffer | null>;
}

export interface PointRoom extends Room {
  /** Points that are not clean. */
  records(): Promise<PointRecord[]>;
  rounds: RoundCalendar;
  isPhoto(id: string): Promise<boolean>;
  /** For whoever issues bulletins. */
  forBulletins: PointsForBulletins;
}

export async function openPoints(parts: PointRoomParts): Promise<PointRoom> {
  const { database, changeLog, clock, profile, communityAt, judge } = parts;
  const { data, days } = profile;
  const { sanitationIndex } = data.settings;
  const rounds = roundCalendar(sanitationIndex?.round?.length ?? null, days);
  const book = new PointBook({
    ...{ database, changeLog, rounds, rules: sanitationIndex ?? NO_SCORE_RULES, items: sanitationIndex?.items ?? null },
    register: pointRegister(data, communityAt),
  });
  const names = profileNames(data);
  const office = officeRule(sanitationIndex?.office?.organ ?? null, profile.organs.name);
  const photos = new PointPhotos({ database, changeLog, files: parts.files });
  await book.recountByRules(clock.now());
  const index = {
    ...{ db: database.db, timeZone: data.settings.timeZone, ...book.parts },
    words: pointWords(data, names, book.parts.register),
    order: { zones: profile.zones, venueTypes: sanitationIndex?.venueTypes.map(({ id }) => id) ?? [] },
  };
  return {
    rounds,
    forBulletins: {
      repeats: (db, round, now) => roundRepeats({ ...index, db }, round, now),
      name: (tx, log, named, cause, now) => book.bulletin(tx, log, named, cause, now),
      cleared: clearedRounds,
      oldestRound: () => oldestRound(database.db),
      photo: async id => ((await photos.isKept(id)) ? photos.read(id).catch(() => null) : null),
    },
    isPhoto: id => photos.isKept(id),
    records: () => readPointRecords(database.db),
    routes: [
      ...sanitationIndexRoutes(index),
      ...sanitationImportRoutes({
        ...{ db: database.db, book: book.parts, office },
        context: { ...book.parts, days, communityName: names.community, communityAt, judge },
      }),
      ...pointPhotoRoutes(photos, book.parts.register, office),
      ...sanitationPointRoutes(database.db, book, days),
    ],
  };
}
