/** The handover book opened. In: which units are lost now, how a second signature is checked. Out: the routes. */
import type { Room, RoomParts } from '../room.ts';
import { HandoverBook, type HandoverParts } from './handovers.ts';
import { type DutyRouteParts, dutyRoutes } from './routes.ts';

export interface HandoverRoomParts extends RoomParts {
  lostUnits: HandoverParts['lostUnits'];
  confirmIdentity: DutyRouteParts['confirmIdentity'];
}

export function openHandovers({ database, profile, lostUnits, confirmIdentity }: HandoverRoomParts): Room {
  const { days, data } = profile;
  const book = new HandoverBook({ db: database.db, days, timeZone: data.settings.timeZone, lostUnits });
  return { routes: dutyRoutes({ book, confirmIdentity }) };
}
