/** What bulletins need of the rest: the points through the pipeline, names and organs of the profile. */
import type { Kysely, Transaction } from 'kysely';
import type { BulletinFigures } from '../contract/bulletin.ts';
import type { CommunityCode, EvidenceId, OrganId, ZoneId } from '../contract/ids.ts';
import type { PointDeduction, RegisteredPoint } from '../contract/scoring-point.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Organs } from '../profile/organs.ts';
import type { Cause, ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';

export type Tx = Transaction<Tables>;

type NamedPoint = Omit<RegisteredPoint, 'state' | 'bulletin' | 'round' | 'score' | 'grade' | 'conflict'> & {
  kind: 'repeat' | 'carried';
  namedFor: string;
  deductions: PointDeduction[];
};

/** sanitation-point/open-points.ts `PointsForBulletins`. */
export interface BulletinPoints {
  repeats(
    db: Kysely<Tables>,
    round: string,
    now: number,
  ): Promise<{
    figures: BulletinFigures;
    communities: ({ community: CommunityCode; zone: ZoneId } & BulletinFigures)[];
    points: NamedPoint[];
  }>;
  /** Throws unless each of them is a repeat of that round. */
  name(
    tx: Tx,
    log: FactWriter,
    named: { bulletin: string; round: string; points: readonly string[]; replaces: string | null },
    cause: Cause,
    now: number,
  ): Promise<void>;
  /** By point and round (`XA-0001 2026-10`): the clean round that ended it. */
  cleared(db: Kysely<Tables>, points: readonly string[]): Promise<ReadonlyMap<string, string>>;
  oldestRound(): Promise<string | null>;
  photo(id: EvidenceId): Promise<Buffer | null>;
}

export interface BulletinParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  points: BulletinPoints;
  rounds: { at(ms: number): string | null; startOf(round: string): number };
  days: LocalDays;
  dueDayOfMonth: number | null;
  organs: Organs;
  /** The organ that issues them; null = 未设定. */
  office: OrganId | null;
  /** The station that answers for a community; null = the profile has none. */
  stationOf(community: string): OrganId | null;
  names: { community(code: string): string; venueType(id: string): string };
  /** Letters in front of numbers: `XA`. */
  numberPrefix: string;
}
