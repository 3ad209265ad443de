/** Bulletins put together. In: what the scoring points say and take (through the pipeline). Out: the routes. */
import type { OrganId } from '../contract/ids.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import { BulletinBook } from './bulletin-book.ts';
import type { BulletinParts, BulletinPoints } from './bulletin-parts.ts';
import { bulletinRoutes } from './routes.ts';

export interface BulletinRoomParts extends RoomParts {
  points: BulletinPoints;
  rounds: BulletinParts['rounds'];
}

export function openBulletins({ database, changeLog, profile, points, rounds, onError }: BulletinRoomParts): Room {
  const { db } = database;
  const { data, days, organs, numberPrefix } = profile;
  const { sanitationIndex } = data.settings;
  const venues = new Map<string, string>(sanitationIndex?.venueTypes.map(({ id, name }) => [id, name]));
  const parts: BulletinParts = {
    ...{ db, changeLog, points, rounds, days, organs, numberPrefix },
    dueDayOfMonth: sanitationIndex?.bulletin?.dueDayOfMonth ?? null,
    office: (sanitationIndex?.office?.organ as OrganId | undefined) ?? null,
    stationOf(community) {
      // What falls to nobody is the community's own; it is also who answers for its points (S0-33, S0-34).
      const station = organs.concrete(organs.command.territorial, community);
      return station !== null && organs.get(station)?.perCommunity === false ? station : null;
    },
    names: { community: profileNames(data).community, venueType: id => venues.get(id) ?? id },
  };
  return { routes: bulletinRoutes({ ...parts, book: new BulletinBook(parts), ground: data, onError }) };
}
