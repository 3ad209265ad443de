/** Hot spots opened. In: the database, the profile, rows of the negative list, what people call a place. Out: the routes. */
import type { LonLat } from '../contract/coordinates.ts';
import type { Route } from '../http/route.ts';
import type { Profile } from '../profile/load.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import { DAY_MS } from './compared-periods.ts';
import type { QuestionParts } from './hot-spot-question.ts';
import { hotSpotRoutes } from './routes.ts';
import { spotGround } from './spot-ground.ts';

export interface HotSpotRoomParts extends Pick<QuestionParts, 'category'> {
  database: Database;
  changeLog: ChangeLog;
  profile: Profile;
  /** Null = nothing with a name is near. */
  nameAt(lonLat: LonLat): string | null;
}

export function openHotSpots(parts: HotSpotRoomParts): { routes: Route[] } {
  const { database, changeLog, profile, category, nameAt } = parts;
  const { timeZone, centre, groups, repeatedMatter } = profile.data.settings;
  const groupIds = new Set<string>(groups.map(({ id }) => id));
  return {
    routes: hotSpotRoutes({
      ...{ db: database.db, changeLog, timeZone, centre, category },
      ground: spotGround(profile.data, nameAt),
      repeatRule: repeatedMatter && {
        windowMs: repeatedMatter.windowDays * DAY_MS,
        radiusM: id => category(id)?.duplicateRadiusM ?? null,
      },
      ...{ days: profile.days, isZone: profile.isZone, isGroup: id => groupIds.has(id) },
      names: profileNames(profile.data),
    }),
  };
}
