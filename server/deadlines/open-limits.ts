/** The limit table opened. In: the profile's limits, which categories there are. Out: the table, the routes. */
import type { Room, RoomParts } from '../room.ts';
import { LimitTable, type LimitTableParts } from './limit-table.ts';
import { limitRoutes } from './routes.ts';

export interface LimitRoomParts extends RoomParts {
  isCategory: LimitTableParts['profile']['isCategory'];
}

export interface LimitRoom extends Room {
  limits: LimitTable;
}

export async function openLimits({ database, changeLog, profile, isCategory }: LimitRoomParts): Promise<LimitRoom> {
  const { days, isChannel, organs, data } = profile;
  const limits = await LimitTable.open(database, {
    changeLog,
    profile: { ...{ days, isChannel, isCategory }, isOrgan: organs.exists, given: data.timeLimits },
  });
  return { limits, routes: limitRoutes(limits) };
}
