/**
 * Calls for help (求助): the one way from a button, a terminal's SOS bit or an app to an alarm of priority 1 ([A-13]).
 * In: the unit, where the call came from (null = the unit's last known place), what was said. Out: the alarm, after it is durable.
 */

import type { AlarmRecord } from '../contract/alarm.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';
import type { AlarmBoard } from './alarm-board.ts';

export interface HelpCallParts {
  changeLog: ChangeLog;
  board: AlarmBoard;
  /** Where the unit was last seen; null = never. */
  lastPlaceOf(unit: UnitRecord): LonLat | null;
  /** Of a WGS-84 place; null = outside every zone. */
  zoneAt(lonLat: LonLat): ZoneId | null;
}

export class HelpCalls {
  readonly #parts: HelpCallParts;

  constructor(parts: HelpCallParts) {
    this.#parts = parts;
  }

  call(
    unit: UnitRecord,
    { from, said }: { from: LonLat | null; said: string | null },
    cause: Cause,
    now: number,
  ): Promise<AlarmRecord> {
    const { changeLog, board, lastPlaceOf, zoneAt } = this.#parts;
    const lonLat = from ?? lastPlaceOf(unit);
    //
    const zone = unit.homeZone ?? (lonLat && zoneAt(lonLat));
    const place = lonLat && { lon: lonLat[0], lat: lonLat[1] };
    return changeLog.commit((tx, log) =>
      board.raise(tx, log, { kind: 'help', priority: 1, unit: unit.id, zone, place, said }, now, cause),
    );
  }
}
