/** The cadences put together: periods, reminders, rates, the feed. In: how operations are read and shown, the ticker. Out: the routes. */
import { fromAbsolute, toCalendarDate } from '@internationalized/date';
import type { Viewer } from '../access/viewer.ts';
import type { OperationRecord, OperationState } from '../contract/operation.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import { type CalendarParts, OperationBook } from './operation-book.ts';
import { type ReminderParts, watchReminders } from './reminders.ts';
import { calendarRoutes } from './routes.ts';

export interface CadenceRoomParts extends RoomParts {
  deadlines: Pick<Deadlines, 'on' | 'set'>;
  operations: {
    between: ReminderParts['operationsBetween'];
    show(operation: OperationRecord, viewer: Viewer, now: number): OperationRecord | null;
    stateName(state: OperationState): string;
  };
}

export async function openCadence(parts: CadenceRoomParts): Promise<Room> {
  const { database, changeLog, clock, profile, deadlines, operations } = parts;
  const { db } = database;
  const { id, name, timeZone, operationKinds } = profile.data.settings;
  const dayOf = (ms: number) => toCalendarDate(fromAbsolute(ms, timeZone));
  const jurisdiction = { kinds: operationKinds, zones: profile.zones, timeZone, dayOf };
  await watchReminders({ ...jurisdiction, deadlines, changeLog, operationsBetween: operations.between }, clock.now());
  const shown: Pick<CalendarParts, 'operationsBetween' | 'show'> = {
    operationsBetween: (fromMs, toMs) => operations.between(fromMs, toMs, db),
    show: operations.show,
  };
  const book = new OperationBook({
    ...jurisdiction,
    ...shown,
    async recordedSince() {
      const row = await db.selectFrom('change_log').select('at').orderBy('seq').limit(1).executeTakeFirst();
      return row?.at ?? null;
    },
  });
  const kinds = new Map(operationKinds.map(kind => [kind.id, kind.name]));
  const { zone } = profileNames(profile.data);
  return {
    routes: calendarRoutes({
      ...{ book, dayOf, timeZone, isZone: profile.isZone, ...shown },
      feed: {
        name: `${name}联合行动`,
        domain: id,
        names: {
          kind: kind => kinds.get(kind) ?? kind,
          zone: of => (of === null ? '全街道' : zone(of)),
          organ: profile.organs.name,
          state: operations.stateName,
        },
      },
    }),
  };
}
