/**
 * A room is the one file of a concept that opens its parts and hands out what other concepts need (`open-….ts`). Only `pipeline.ts`
 * opens rooms; what one needs of another comes in as a parameter, because concepts do not import each other.
 */
import type { Clock } from './clock.ts';
import type { Route } from './http/route.ts';
import type { Profile } from './profile/load.ts';
import type { ChangeLog, LoggedFact } from './store/change-log.ts';
import type { Database } from './store/database.ts';

/** What every room is given. */
export interface RoomParts {
  database: Database;
  changeLog: ChangeLog;
  clock: Clock;
  profile: Profile;
  onError(error: unknown, what: string): void;
}

export interface Room {
  routes: Route[];
}

/** It follows committed facts. */
export interface FollowingRoom extends Room {
  apply(facts: readonly LoggedFact[]): void;
}

/** It has timers, or writes that wait. */
export interface StoppingRoom extends Room {
  stop(): Promise<void> | void;
}
