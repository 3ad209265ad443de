/** A finding in the shape of a report, so that it becomes an incident like any other. Rule [O-43]. */
import type { IncidentIntake } from '../contract/incident.ts';
import type { OperationFinding, OperationRecord } from '../contract/operation.ts';

const LONGEST_TEXT = 500;

/** `channel`: the one by which the own patrols report. Its command id is the finding's: the same finding is the same incident. */
export function findingAsReport(
  { id, title }: Pick<OperationRecord, 'id' | 'title'>,
  finding: OperationFinding,
  channel: string,
): IncidentIntake {
  const from = `（${title} ${id} 现场发现）`;
  return {
    ...{ commandId: finding.id, channel, lon: finding.lon, lat: finding.lat, happenedAt: finding.at },
    ...(finding.category !== null && { category: finding.category }),
    text: `${finding.text.slice(0, LONGEST_TEXT - from.length)}${from}`,
  };
}
