/**
 * How one unit comes to one incident, as the server allows it now. In: the record with its `allowed`, the unit, for which organ the
 * viewer acts (null = the desk). Out: the event and what is filled in already, and whether anything is left to say; null = not now.
 * Nothing is decided here: the server may still refuse. A unit of an organ that is at work goes at once. Before that its organ is
 * dispatched, or added, with the unit in it. A unit of another organ goes by itself only for the desk and with a reason ([I-142]).
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { FieldValues } from './event-values.ts';

export interface WayToSend {
  event: IncidentEventName;
  given: FieldValues;
  /** Nothing is left to ask. */
  atOnce: boolean;
}

export function wayToSend(record: IncidentRecord, unit: UnitRecord, actsFor: OrganId | null): WayToSend | null {
  const { allowed, tasks } = record;
  const { id, organ } = unit;
  if (tasks.some(task => task.unit === id)) return null;
  if (actsFor !== null && organ !== null && organ !== actsFor) return null;
  const may = (event: IncidentEventName) => allowed.includes(event);
  const own = tasks.find(task => task.organ === (organ ?? actsFor));
  const target = own ?? tasks.find(({ lead }) => lead);
  const sent = (atOnce: boolean): WayToSend | null =>
    target ? { event: 'send-unit', given: { organ: target.organ, unit: id }, atOnce } : null;
  if (may('send-unit') && (own || organ === null)) return sent(true);
  if (organ !== null && may('dispatch'))
    return { event: 'dispatch', given: { organs: [{ organ, unit: id }] }, atOnce: false };
  if (organ !== null && !own && may('add-organ'))
    return { event: 'add-organ', given: { organ, unit: id }, atOnce: false };
  return may('send-unit') ? sent(false) : null;
}
