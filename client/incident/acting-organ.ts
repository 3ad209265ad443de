/**
 * For whom the desk writes something down (代录). In: the event and the record. Out: the organs that can have done it, likeliest
 * first; an empty list = the desk acts for itself and nothing is asked. Departments act for their own and are never asked.
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { DutyOrgan } from '../../server/contract/negative-list.ts';

/** `revisit`: the category's revisit column, made concrete; null = not known here. */
export function actingOrgans(
  event: IncidentEventName,
  record: IncidentRecord,
  revisit: readonly DutyOrgan[] | null,
): OrganId[] {
  const tasks = record.tasks;
  const lead = tasks.filter(task => task.lead).map(task => task.organ);
  switch (event) {
    case 'acknowledge':
      return waitingFirst(record, task => task.acknowledgedAt === null);
    case 'arrive':
      return waitingFirst(record, task => task.arrivedAt === null);
    case 'report-progress':
    case 'return-dispatch':
      return unique([...lead, ...tasks.map(task => task.organ)]);
    case 'report-done':
    case 'request-extension':
    case 'request-hold':
    case 'record-punishment':
    case 'feed-back':
      return unique([...lead, ...tasks.map(task => task.organ)]);
    case 'revisit-good':
    case 'rework':
    case 'transfer':
      return unique([
        ...(revisit ?? []).map(duty => duty.organ).filter(organ => !lead.includes(organ)),
        ...station(record),
      ]);
    case 'evaluate-close':
      return unique([...(record.acceptedBy ? [record.acceptedBy] : []), ...lead]).filter(
        organ => organ !== record.revisitedBy,
      );
    default:
      return [];
  }
}

function waitingFirst(record: IncidentRecord, waits: (task: IncidentRecord['tasks'][number]) => boolean): OrganId[] {
  return unique([...record.tasks.filter(waits), ...record.tasks].map(task => task.organ));
}

function station({ community }: IncidentRecord): OrganId[] {
  return community === null ? [] : [`community-station:${community}` as OrganId];
}

function unique(organs: readonly OrganId[]): OrganId[] {
  return [...new Set(organs)];
}
