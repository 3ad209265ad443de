/**
 * The alarms put together: board, desk, calls for help, the watch of silent units. In: who is in the field, when and where each unit
 * was heard last, the ticker. Out: the board for those who raise alarms, what screens begin with, the routes.
 */
import type { AlarmKind, AlarmRecord } from '../contract/alarm.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { Sentence } from '../http/refused.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { RoomParts, StoppingRoom } from '../room.ts';
import { AlarmBoard, type AlarmBoardParts } from './alarm-board.ts';
import { AlarmDesk } from './alarm-desk.ts';
import { alarmsAbout, findOpenAlarm, readOpenAlarms } from './alarm-repository.ts';
import { KIND_WORDS } from './alarm-words.ts';
import { alarmExportRoutes } from './export-routes.ts';
import { type HelpCallParts, HelpCalls } from './help-calls.ts';
import { type AlarmRouteParts, alarmRoutes } from './routes.ts';
import { isPresent } from './silence.ts';
import { SilenceWatch, type SilenceWatchParts } from './silence-watch.ts';

export interface AlarmRoomParts
  extends RoomParts,
    Pick<HelpCallParts, 'lastPlaceOf' | 'zoneAt'>,
    Pick<AlarmRouteParts, 'units' | 'place'>,
    Pick<SilenceWatchParts, 'newestFixMs' | 'reportIntervalS'> {
  deadlines: AlarmBoardParts['deadlines'];
  /** Units that are missed when they are silent. */
  afield(now: number): readonly UnitRecord[];
}

export interface AlarmRoom extends StoppingRoom {
  board: AlarmBoard;
  help: HelpCalls;
  readOpen(): Promise<AlarmRecord[]>;
  about(which: Parameters<typeof alarmsAbout>[1]): ReturnType<typeof alarmsAbout>;
  kindName(kind: AlarmKind): Sentence;
  /** The unit's own call that nobody has ended yet. */
  openHelp(unit: UnitId): Promise<AlarmRecord | undefined>;
  /** On duty, in the field, and not heard. */
  lostUnits(now: number): UnitRecord[];
}

export function openAlarms(parts: AlarmRoomParts): AlarmRoom {
  const {
    database,
    changeLog,
    clock,
    profile,
    deadlines,
    units,
    place,
    afield,
    newestFixMs,
    reportIntervalS,
    onError,
  } = parts;
  const { db } = database;
  const { timeZone } = profile.data.settings;
  const board = new AlarmBoard({ deadlines, dayName: profile.days.dayName });
  const help = new HelpCalls({ changeLog, board, zoneAt: parts.zoneAt, lastPlaceOf: parts.lastPlaceOf });
  const silence = new SilenceWatch({
    ...{ clock, db, changeLog, board, newestFixMs, reportIntervalS },
    units: () => afield(clock.now()),
    onError: error => onError(error, 'silent units could not be looked for'),
  });
  return {
    ...{ board, help },
    readOpen: () => readOpenAlarms(db),
    about: which => alarmsAbout(db, which),
    kindName: kind => KIND_WORDS[kind],
    openHelp: unit => findOpenAlarm(db, { kind: 'help', unit, incident: null, limit: null }),
    lostUnits(now) {
      const onDuty = afield(now).filter(unit => unit.onDuty);
      return onDuty.filter(
        unit => !isPresent({ unit, newestFixMs: newestFixMs(unit), reportIntervalS: reportIntervalS(unit) }, now),
      );
    },
    routes: [
      ...alarmRoutes({ db, units, help, place, desk: new AlarmDesk({ changeLog, board, timeZone }) }),
      ...alarmExportRoutes({
        ...{ db, changeLog, names: profileNames(profile.data), timeZone },
        callSign: unit => units.get(unit)?.callSign ?? unit,
      }),
    ],
    stop: () => silence.stop(),
  };
}
