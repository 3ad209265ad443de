/**
 * Everything that listens for devices beside HTTP: brokers and ports. In: the settings and what every door needs. Out: `close()`.
 * A door that is not configured is not opened; one that cannot be opened stops the start with one line
 * (a port in use); a broker that is away does not.
 */
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { HelpCalls } from '../alarm/help-calls.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { openMqttDoor } from './mqtt-door.ts';
import type { DeviceBook, PositionIntake } from './position-intake.ts';

export interface DeviceDoorParts {
  registry: Registry;
  changeLog: Pick<ChangeLog, 'epoch'>;
  config: Config;
  clock: Clock;
  log: Logger;
  intake: PositionIntake;
  devices: DeviceBook;
  help: HelpCalls;
}

export interface DeviceDoor {
  close(): Promise<void>;
}

export async function openDeviceDoors(parts: DeviceDoorParts): Promise<DeviceDoor> {
  const doors: DeviceDoor[] = [];
  const { mqttUrl } = parts.config;
  if (mqttUrl !== undefined) doors.push(openMqttDoor({ ...parts, url: mqttUrl }));
  return {
    async close() {
      for (const door of doors) await door.close();
    },
  };
}
