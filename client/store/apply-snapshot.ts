/**
 * The whole state at one moment in place of whatever was there.
 * In: a parsed snapshot and server time. Out: complete records; the caller sets them in one go, so the picture changes in one
 * frame and never shows half of the old and half of the new (A2).
 */
import type { Snapshot } from '../../server/contract/down.ts';
import { alarmsOf } from '../alarm/alarm-slice.ts';
import { incidentsOf } from '../incident/incident-slice.ts';
import { operationsOf } from '../operation/operation-slice.ts';
import { unitsOf } from '../patrol/unit-slice.ts';
import { pointsOf } from '../sanitation-point/point-slice.ts';
import { withRecent } from './recent-facts.ts';
import type { Records } from './records.ts';

export function applySnapshot(snapshot: Snapshot, serverNow: number): Records {
  return {
    applied: { epoch: snapshot.epoch, seq: snapshot.seq },
    viewer: snapshot.viewer,
    profile: snapshot.profile,
    build: snapshot.build,
    incidents: incidentsOf(snapshot.incidents, serverNow),
    units: unitsOf(snapshot.units),
    points: pointsOf(snapshot.points),
    alarms: alarmsOf(snapshot.alarms),
    operations: operationsOf(snapshot.operations),
    figures: snapshot.figures,
    recent: withRecent([], snapshot.recent),
  };
}
