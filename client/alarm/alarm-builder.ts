/** Valid alarms for tests: name only what matters. Frozen, so a reducer that changes its input throws. */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmId } from '../../server/contract/ids.ts';
import { BINHAI, incidentNumber, NOON } from '../store/record-builders.ts';

export const alarmNumber = (n: number): AlarmId => `A20261119-${String(n).padStart(4, '0')}` as AlarmId;

export function anAlarm(known: Partial<AlarmRecord> = {}): AlarmRecord {
  return Object.freeze({
    id: alarmNumber(1),
    version: 1,
    kind: 'major-incident',
    state: 'raised',
    priority: 1,
    incident: incidentNumber(1),
    unit: null,
    limit: null,
    operation: null,
    squad: null,
    emergency: null,
    zone: BINHAI,
    lon: null,
    lat: null,
    said: null,
    raisedAt: NOON,
    acknowledgedBy: null,
    acknowledgedAt: null,
    shelvedBy: null,
    shelvedUntil: null,
    shelveReason: null,
    escalation: 0,
    clearedAt: null,
    ...known,
  } satisfies AlarmRecord);
}
