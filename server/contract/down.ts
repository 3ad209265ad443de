/** What the server says over the socket, one event each. `positions` is binary: see position-frame.ts. */
import { z } from 'zod';
import { alarmRecord } from './alarm.ts';
import { emergencyRecord } from './emergency.ts';
import { majorActionRecord } from './emergency-action.ts';
import { warningRecord } from './emergency-warning.ts';
import { fact } from './fact.ts';
import { figures } from './figures.ts';
import { epoch, seq, utcMs } from './ids.ts';
import { incidentRecord } from './incident.ts';
import { operationRecord } from './operation.ts';
import { refusal } from './refusal.ts';
import { pointRecord } from './scoring-point.ts';
import { unitRecord } from './unit.ts';
import { viewer } from './viewer.ts';

/** The whole state at `seq`: replaces everything the client holds. A full position frame follows at once. */
export const snapshot = z.object({
  protocol: z.string(),
  build: z.string(),
  epoch,
  seq,
  serverTime: utcMs,
  viewer,
  profile: z.string(),
  incidents: z.array(incidentRecord),
  units: z.array(unitRecord),
  points: z.array(pointRecord),
  /** Those that are not cleared. */
  alarms: z.array(alarmRecord),
  /** From the draft until it is summarised; walls get those that were issued. */
  operations: z.array(operationRecord),
  /** Until they are reviewed. */
  emergencies: z.array(emergencyRecord),
  /** Those that have not ended. */
  warnings: z.array(warningRecord),
  majorActions: z.array(majorActionRecord),
  figures,
  /** The newest facts, oldest first, for the activity ticker (动态). */
  recent: z.array(fact),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Facts `from`..`to` without a gap (none when only figures changed: then `to` = `from` - 1). Answers `hello.since`, then live. */
export const delta = z.object({ epoch, from: seq, to: seq, facts: z.array(fact), figures: figures.optional() });
export type Delta = z.infer<typeof delta>;

/** Every 2 s. `seq` ahead of what was applied for 2 s means: ask again. */
export const heartbeat = z.object({ serverTime: utcMs, epoch, seq, build: z.string() });
export type Heartbeat = z.infer<typeof heartbeat>;

export const HEARTBEAT_INTERVAL_MS = 2000;
/** Three missed heartbeats. */
export const LINK_LOST_AFTER_MS = 3 * HEARTBEAT_INTERVAL_MS;

export const down = { snapshot, delta, heartbeat, refused: refusal } as const;
export type DownEvents = {
  snapshot: (message: Snapshot) => void;
  delta: (message: Delta) => void;
  positions: (frame: ArrayBuffer) => void;
  heartbeat: (message: Heartbeat) => void;
  refused: (message: z.infer<typeof refusal>) => void;
};
