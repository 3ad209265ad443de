/**
 * For whom the desk writes something down (代录). In: the event, the record, the category's revisit column. Out: the organs that can
 * have done it, likeliest first; an empty list = the desk acts itself and nothing is asked. The server decides; this only offers.
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { DutyOrgan } from '../../server/contract/negative-list.ts';

/** What the profile says of who commands. */
export interface Command {
  controlCentre: OrganId;
  territorial: OrganId;
}

export function actingOrgans(
  event: IncidentEventName,
  record: IncidentRecord,
  revisit: readonly DutyOrgan[] | null,
  command: Command,
): OrganId[] {
  const lead = record.tasks.filter(task => task.lead).map(task => task.organ);
  switch (event) {
    case 'acknowledge':
      return waitingFirst(record, task => task.acknowledgedAt === null);
    case 'arrive':
      return waitingFirst(record, task => task.arrivedAt === null);
    case 'report-progress':
    case 'return-dispatch':
      return unique([...lead, ...record.tasks.map(task => task.organ)]);
    case 'report-done':
    case 'request-extension':
    case 'request-hold':
    case 'record-punishment':
    case 'feed-back':
      return lead;
    case 'revisit-good':
    case 'rework':
      return revisitOrgans(record, revisit, lead, command);
    case 'evaluate-close': {
      const own = unique([...(record.acceptedBy ? [record.acceptedBy] : []), ...lead]);
      const left = own.filter(organ => organ !== record.revisitedBy);
      return left.length > 0 ? left : [command.controlCentre];
    }
    default:
      return [];
  }
}

function revisitOrgans(
  record: IncidentRecord,
  revisit: readonly DutyOrgan[] | null,
  lead: readonly OrganId[],
  { controlCentre, territorial }: Command,
): OrganId[] {
  const station = record.community === null ? null : (`${territorial}:${record.community}` as OrganId);
  const named = (revisit ?? []).flatMap(({ organ }) => (organ === territorial ? (station ?? []) : organ));
  if (named.length > 0) return unique(named);
  return station === null || lead.includes(station) ? [controlCentre] : [station];
}

function waitingFirst(record: IncidentRecord, waits: (task: IncidentRecord['tasks'][number]) => boolean): OrganId[] {
  return unique([...record.tasks.filter(waits), ...record.tasks].map(task => task.organ));
}

function unique(organs: readonly OrganId[]): OrganId[] {
  return [...new Set(organs)];
}
