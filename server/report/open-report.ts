/** The indicators opened. In: the database, what states are called. Out: the routes. */
import type { Room, RoomParts } from '../room.ts';
import { groupNames } from './group-names.ts';
import type { KpiNames } from './kpi-table.ts';
import { type ReportRouteParts, reportRoutes } from './routes.ts';

export interface ReportRoomParts extends RoomParts {
  stateName: KpiNames['stateName'];
  postedDesk: ReportRouteParts['postedDesk'];
}

export function openReport({ database, profile, stateName, postedDesk }: ReportRoomParts): Room {
  const { days, data, organs } = profile;
  const { timeZone, channels } = data.settings;
  return {
    routes: reportRoutes({
      ...{ db: database.db, days, timeZone, stateName, postedDesk },
      ownPatrolChannels: channels.filter(({ ownPatrol }) => ownPatrol).map(({ id }) => id),
      keyName: groupNames(data, organs.name),
    }),
  };
}
