/** The negative list opened: the shipped version published where that is due. In: the ticker. Out: the lists, the routes. */
import type { Room, RoomParts } from '../room.ts';
import { type NegativeListParts, NegativeLists } from './negative-list.ts';
import { negativeListRoutes } from './routes.ts';

export interface NegativeListRoomParts extends RoomParts {
  deadlines: NegativeListParts['deadlines'];
}

export interface NegativeListRoom extends Room {
  lists: NegativeLists;
}

const DAY_MS = 86_400_000;

export async function openNegativeList({ profile, ...parts }: NegativeListRoomParts): Promise<NegativeListRoom> {
  const { data, days, organs } = profile;
  const effectiveFrom = days.instantOn(Date.parse(data.negativeList.effectiveFrom) / DAY_MS, 0);
  const lists = await NegativeLists.open({ ...parts, organs }, { ...data.negativeList, effectiveFrom });
  return {
    lists,
    routes: negativeListRoutes({
      ...{ lists, changeLog: parts.changeLog, timeZone: data.settings.timeZone },
      words: { ...data.settings, organs },
    }),
  };
}
