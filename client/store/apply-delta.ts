/**
 * Moves the records on by some facts. Hot path: each slice is copied at most once a call, however many facts come.
 * In: records that have been set by a snapshot, the facts that follow them without a gap (see connection/fact-order.ts),
 * figures when the server sent some, and server time. Out: new records; slices without change keep their identity.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { Fact } from '../../server/contract/fact.ts';
import type { Figures } from '../../server/contract/figures.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { PointRecord } from '../../server/contract/scoring-point.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { withAlarms } from '../alarm/alarm-slice.ts';
import { withFigures } from '../figures/figures-slice.ts';
import { withIncidents } from '../incident/incident-slice.ts';
import { withOperations } from '../operation/operation-slice.ts';
import { withUnits } from '../patrol/unit-slice.ts';
import { withPoints } from '../sanitation-point/point-slice.ts';
import { withRecent } from './recent-facts.ts';
import type { Records } from './records.ts';

export function applyDelta(
  records: Records,
  facts: readonly Fact[],
  figures: Figures | undefined,
  serverNow: number,
): Records {
  const { applied } = records;
  if (!applied) throw new Error(`${facts.length} facts before the first snapshot.`);

  const incidents: IncidentRecord[] = [];
  const units: UnitRecord[] = [];
  const points: PointRecord[] = [];
  const alarms: AlarmRecord[] = [];
  const operations: OperationRecord[] = [];
  for (const fact of facts) {
    switch (fact.kind) {
      case 'incident-received':
      case 'incident-imported':
      case 'incident-changed':
        incidents.push(fact.incident);
        break;
      case 'unit-registered':
      case 'unit-duty-changed':
      case 'unit-ground-changed':
      case 'unit-interval-changed':
        units.push(fact.unit);
        break;
      case 'deduction-recorded':
        points.push(fact.point);
        break;
      case 'points-changed':
        points.push(...fact.points);
        break;
      case 'alarm-raised':
      case 'alarm-acknowledged':
      case 'alarm-shelved':
      case 'alarm-escalated':
      case 'alarm-cleared':
        alarms.push(fact.alarm);
        break;
      case 'operation-changed':
        operations.push(fact.operation);
        break;
      case 'emergency-changed':
      case 'warning-changed':
      case 'major-action-changed':
      case 'negative-list-published':
      case 'limit-filed':
      case 'device-changed':
      case 'shift-plan-filed':
      case 'roster-changed':
      case 'operation-due':
      case 'bulletin-changed':
      case 'withheld':
        break;
      default:
        throw new Error(`A fact of unknown kind passed the contract: ${JSON.stringify(fact satisfies never)}`);
    }
  }

  const last = facts.at(-1);
  return {
    ...records,
    applied: last ? { epoch: applied.epoch, seq: last.seq } : applied,
    incidents: withIncidents(records.incidents, incidents, serverNow),
    units: withUnits(records.units, units),
    points: withPoints(records.points, points),
    alarms: withAlarms(records.alarms, alarms),
    operations: withOperations(records.operations, operations),
    figures: withFigures(records.figures, figures),
    recent: withRecent(records.recent, facts),
  };
}
