/**
 * Calls for help (求助): the one way from a button, a terminal's SOS bit or an app to an alarm of priority 1 ([A-13]).
 * In: the unit, where the call came from (null = the unit's last known place), what was said, when the button was pressed.
 * Out: the alarm, after it is durable. The surprise: a call that was under way for long is listed, not raised ([A-20]): whoever
 * sends help now to where somebody was an hour ago takes it from somebody who needs it.
 */

import type { AlarmRecord } from '../contract/alarm.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';
import type { AlarmBoard } from './alarm-board.ts';

/** A phone that was in a lift or a car park is not late; one that was out of coverage for a round is. */
export const LATE_AFTER_MS = 5 * 60_000;

export interface HelpCallParts {
  changeLog: ChangeLog;
  board: AlarmBoard;
  /** Where the unit was last seen; null = never. */
  lastPlaceOf(unit: UnitRecord): LonLat | null;
  /** Of a WGS-84 place; null = outside every zone. */
  zoneAt(lonLat: LonLat): ZoneId | null;
}

export interface HelpCall {
  from: LonLat | null;
  said: string | null;
  /** UTC ms of the device's clock. */
  happenedAt: number;
}

export class HelpCalls {
  readonly #parts: HelpCallParts;

  constructor(parts: HelpCallParts) {
    this.#parts = parts;
  }

  call(unit: UnitRecord, { from, said, happenedAt }: HelpCall, cause: Cause, now: number): Promise<AlarmRecord> {
    const { changeLog, board, lastPlaceOf, zoneAt } = this.#parts;
    const isLate = now - happenedAt > LATE_AFTER_MS;
    // Where the unit is now says nothing about where it called from an hour ago.
    const lonLat = from ?? (isLate ? null : lastPlaceOf(unit));
    //
    const zone = unit.homeZone ?? (lonLat && zoneAt(lonLat));
    const place = lonLat && { lon: lonLat[0], lat: lonLat[1] };
    const raise = { kind: 'help', priority: 1, unit: unit.id, zone, place, said } as const;
    return changeLog.commit((tx, log) =>
      isLate
        ? board.listLate(tx, log, raise, { happenedAt, sameWithinMs: LATE_AFTER_MS }, now, cause)
        : board.raise(tx, log, raise, now, cause),
    );
  }
}
