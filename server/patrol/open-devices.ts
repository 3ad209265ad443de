/**
 * The devices put together: register, quarantine of strangers. In: the units they report for, what the intake counted of each sender.
 * Out: the register, the routes.
 */
import type { FollowingRoom, RoomParts, StoppingRoom } from '../room.ts';
import { deviceExportRoutes } from './device-export-routes.ts';
import { DeviceRegister } from './device-register.ts';
import { type DeviceRouteParts, deviceRoutes, deviceStandings } from './device-routes.ts';
import { Quarantine } from './quarantine.ts';
import { ReportIntervalWatch, type ReportIntervalWatchParts } from './report-interval-watch.ts';

export interface DeviceRoomParts extends RoomParts, Omit<DeviceRouteParts, 'devices'> {
  units: DeviceRouteParts['units'] & ReportIntervalWatchParts['units'];
}

export interface DeviceRoom extends FollowingRoom, StoppingRoom {
  devices: DeviceRegister;
  /** Learns by which device a unit reports, and how often. */
  intervals: ReportIntervalWatch;
}

export async function openDevices(parts: DeviceRoomParts): Promise<DeviceRoom> {
  const { database, changeLog, clock, profile, units, standings, refusals, onError } = parts;
  const onQuarantineError = (error: unknown) => onError(error, 'the quarantine could not be kept');
  const quarantine = await Quarantine.open(database, { clock, onError: onQuarantineError });
  const devices = await DeviceRegister.open(database, { changeLog, units, quarantine });
  const intervals = new ReportIntervalWatch({
    ...{ clock, changeLog, devices, units },
    lastFixAt: name => standings.get(name)?.lastFixAt ?? null,
    classIntervalS: id => profile.data.settings.unitClasses.find(one => one.id === id)?.reportIntervalS,
    onError: error => onError(error, 'the reporting interval of units could not be written'),
  });
  const listed: DeviceRouteParts = { devices, standings, refusals, units };
  return {
    ...{ devices, intervals },
    apply: facts => intervals.apply(facts),
    routes: [
      ...deviceRoutes(listed),
      ...deviceExportRoutes({
        ...{ changeLog, timeZone: profile.data.settings.timeZone },
        standings: now => deviceStandings(listed, now),
      }),
    ],
    async stop() {
      await intervals.stop();
      await quarantine.stop().catch(onQuarantineError);
    },
  };
}
