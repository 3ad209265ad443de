/**
 * Where positions come in, put together: the intake, its watches, its HTTP routes. In: units, devices, tracks, who follows fixes.
 * Out: the intake, which the other doors use too (device-doors.ts), the routes.
 */
import type { HelpCalls } from '../alarm/help-calls.ts';
import type { Profile } from '../profile/load.ts';
import type { Room } from '../room.ts';
import { CrsWatch } from './crs-watch.ts';
import { motionOfClass } from './motion-of-class.ts';
import { osmandRoutes } from './osmand-routes.ts';
import { owntracksRoutes } from './owntracks-routes.ts';
import { PositionIntake, type PositionIntakeParts } from './position-intake.ts';
import { roadDistance } from './road-distance.ts';
import { positionRoutes } from './routes.ts';

export interface IngestRoomParts extends Omit<PositionIntakeParts, 'classOf' | 'area' | 'crsWatch'> {
  profile: Profile;
  help: HelpCalls;
}

export interface IngestRoom extends Room {
  intake: PositionIntake;
}

export function openIngest({ profile, help, ...parts }: IngestRoomParts): IngestRoom {
  const { area, data } = profile;
  const roads = data.roads.features.map(({ geometry }) => geometry);
  const roadM = roadDistance(roads, data.settings.centre[1]);
  const intake = new PositionIntake({
    ...{ ...parts, area, classOf: motionOfClass(data.settings.unitClasses) },
    crsWatch: new CrsWatch({ standings: parts.standings, roadM, area }),
  });
  return {
    intake,
    routes: [...positionRoutes(intake), ...osmandRoutes({ intake, help }), ...owntracksRoutes(intake)],
  };
}
