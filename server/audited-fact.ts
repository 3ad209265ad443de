/** [I-16] Audit rows can never be removed: what a fact carries goes in without anybody's number, and of many points how many. */
import { maskNumbers } from './access/mask-numbers.ts';
import { withoutWords } from './alarm/alarm-view.ts';
import type { AlarmRecord } from './contract/alarm.ts';
import type { EmergencyRecord } from './contract/emergency.ts';
import type { MajorActionRecord } from './contract/emergency-action.ts';
import type { WarningRecord } from './contract/emergency-warning.ts';
import type { IncidentRecord } from './contract/incident.ts';
import type { OperationRecord } from './contract/operation.ts';
import { withoutWordsOf } from './emergency/action-rules.ts';
import { withoutPersons as withoutNames } from './emergency/emergency-view.ts';
import { wordless } from './emergency/warning-rules.ts';
import { masked } from './incident/incident-view.ts';
import { withoutPersons } from './operation/operation-view.ts';

export function auditedFact(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if ('alarm' in data) return { ...data, alarm: withoutWords(data.alarm as AlarmRecord) };
  if ('points' in data && Array.isArray(data.points)) return { ...data, points: data.points.length };
  if ('bulletin' in data) return { ...data, ...maskedNote(data) };
  if ('operation' in data)
    return { ...data, ...maskedNote(data), operation: withoutPersons(data.operation as OperationRecord) };
  // Its sentences are people's own words; they stand in the change log.
  if ('emergency' in data) return { ...data, note: null, emergency: withoutNames(data.emergency as EmergencyRecord) };
  if ('warning' in data) return { ...data, note: null, warning: wordless(data.warning as WarningRecord) };
  if ('majorAction' in data)
    return { ...data, note: null, majorAction: withoutWordsOf(data.majorAction as MajorActionRecord) };
  if (!('incident' in data)) return data;
  return { ...data, ...maskedNote(data), incident: masked(data.incident as IncidentRecord) };
}

function maskedNote(data: object): { note?: string } {
  return 'note' in data && typeof data.note === 'string' ? { note: maskNumbers(data.note) } : {};
}
