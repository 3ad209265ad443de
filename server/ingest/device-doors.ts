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
import { openTerminalServer } from './jt808/terminal-server.ts';
import { openMqttDoor } from './mqtt-door.ts';
import type { DeviceBook, PositionIntake } from './position-intake.ts';
import type { RefusalCounts } from './refusal-counts.ts';
import type { SenderStandings } from './sender-standings.ts';

export interface DeviceDoorParts {
  registry: Registry;
  config: Config;
  clock: Clock;
  log: Logger;
  intake: PositionIntake;
  devices: DeviceBook;
  help: HelpCalls;
  changeLog: ChangeLog;
  refusals: RefusalCounts;
  standings: SenderStandings;
}

export interface DeviceDoor {
  close(): Promise<void>;
}

export async function openDeviceDoors(parts: DeviceDoorParts): Promise<DeviceDoor> {
  const { host, jt808Port, mqttUrl } = parts.config;
  const doors: DeviceDoor[] = [];
  // The one that can fail comes first: nothing has to be closed again.
  if (jt808Port !== undefined) doors.push(await openTerminalServer({ ...parts, host, port: jt808Port }));
  if (mqttUrl !== undefined) doors.push(openMqttDoor({ ...parts, url: mqttUrl }));
  return {
    async close() {
      for (const door of doors) await door.close();
    },
  };
}
