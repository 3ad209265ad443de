/**
 * Hot spots opened. In: rows of the negative list, what people call a place, when a round of the sanitation index begins. Out: the routes.
 */
import type { LonLat } from '../contract/coordinates.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import { DAY_MS } from './compared-periods.ts';
import type { QuestionParts } from './hot-spot-question.ts';
import type { ScoreParts } from './lost-scores.ts';
import { hotSpotRoutes } from './routes.ts';
import { spotGround } from './spot-ground.ts';

export interface HotSpotRoomParts
  extends Pick<RoomParts, 'database' | 'changeLog' | 'profile'>,
    Pick<QuestionParts, 'category'>,
    Pick<ScoreParts, 'startOfRound'> {
  /** Null = nothing with a name is near. */
  nameAt(lonLat: LonLat): string | null;
}

export function openHotSpots(parts: HotSpotRoomParts): Room {
  const { database, changeLog, profile, category, nameAt, startOfRound } = parts;
  const { timeZone, centre, groups, repeatedMatter, sanitationIndex } = profile.data.settings;
  const groupIds = new Set<string>(groups.map(({ id }) => id));
  return {
    routes: hotSpotRoutes({
      ...{ db: database.db, changeLog, timeZone, centre, category, startOfRound },
      ground: spotGround(profile.data, nameAt),
      repeatRule: repeatedMatter && {
        windowMs: repeatedMatter.windowDays * DAY_MS,
        radiusM: id => category(id)?.duplicateRadiusM ?? null,
      },
      repeatFactor: sanitationIndex?.repeat?.factor ?? 1,
      ...{ days: profile.days, isZone: profile.isZone, isGroup: id => groupIds.has(id) },
      names: profileNames(profile.data),
    }),
  };
}
