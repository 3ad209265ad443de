/** What somebody on patrol sees, put together. In: units, their work and their calls for help, from the rooms that hold them. Out: the routes. */
import type { LonLat } from '../contract/coordinates.ts';
import { DEFAULT_REPORT_INTERVAL_S } from '../contract/freshness.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { Profile } from '../profile/load.ts';
import type { Room } from '../room.ts';
import { FieldDesk, type FieldParts } from './field-desk.ts';
import { fieldRoutes } from './routes.ts';

export interface FieldRoomParts extends Pick<FieldParts, 'units' | 'openHelp' | 'shiftsOf'> {
  profile: Profile;
  incidents: Pick<FieldParts, 'sentTo' | 'isAtWork' | 'carryOut'> & {
    shown(...asked: [...Parameters<FieldParts['shown']>, sight: 'no-reporter']): IncidentRecord;
  };
  operations: { ofUnit: FieldParts['operationsOf']; show: FieldParts['shownOperation'] };
  lastPlaceOf(unit: UnitRecord): LonLat | null;
  newestFixMs(unit: UnitRecord): number | null;
}

export function openField({
  profile,
  incidents,
  operations,
  lastPlaceOf,
  newestFixMs,
  units,
  openHelp,
  shiftsOf,
}: FieldRoomParts): Room {
  const { unitClasses, channels, timeZone } = profile.data.settings;
  const { sentTo, isAtWork, carryOut } = incidents;
  const desk = new FieldDesk({
    ...{ units, openHelp, shiftsOf, timeZone, sentTo, isAtWork, carryOut },
    ...{ operationsOf: operations.ofUnit, shownOperation: operations.show },
    shown: (incident, viewer, now) => incidents.shown(incident, viewer, now, 'no-reporter'),
    newestFix(unit) {
      const lonLat = lastPlaceOf(unit);
      const time = newestFixMs(unit);
      return lonLat && time !== null ? { lonLat, time } : null;
    },
    reportIntervalS: id => unitClasses.find(one => one.id === id)?.reportIntervalS ?? DEFAULT_REPORT_INTERVAL_S,
    ownPatrolChannel: channels.find(({ ownPatrol }) => ownPatrol)?.id ?? null,
  });
  return { routes: fieldRoutes(desk) };
}
