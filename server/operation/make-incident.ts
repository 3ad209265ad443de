/**
 * Makes an incident of a finding: a report like any other, with the finding's photos. Rule [O-43]. How reports are taken and photos kept
 * comes in as functions of the room of incidents.
 */
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { IncidentIntake, IncidentRecord } from '../contract/incident.ts';
import type { Cause } from '../store/change-log.ts';
import type { FetchParts } from './fetch-for-command.ts';
import { findingAsReport } from './finding-as-report.ts';
import type { OperationPhotos } from './photos.ts';

export interface IncidentMaking {
  /** `receiptOf`: whose command it is, so that two people who press at once make one incident. */
  receive(intake: IncidentIntake, cause: Cause, now: number, receiptOf: string): Promise<IncidentRecord>;
  /** Undefined = there is none. */
  stateOf: FetchParts['incidentState'];
  /** A photo that lies on disk for another record. Out: the incident as it is then. */
  addPhoto(incident: IncidentRecord, bytes: Buffer, type: string, viewer: Viewer, now: number): Promise<IncidentRecord>;
}

export function incidentMaker(
  { receive, addPhoto }: IncidentMaking,
  photos: OperationPhotos,
  channels: readonly { id: string; ownPatrol?: boolean | undefined }[],
): FetchParts['makeIncident'] {
  const channel = channels.find(({ ownPatrol }) => ownPatrol) ?? channels[0]!;
  return async (operation, finding, viewer, now) => {
    const report = findingAsReport(operation, finding, channel.id);
    let incident = await receive(report, causeOf(viewer), now, operation.id);
    for (const id of finding.photos) {
      const photo = await photos.find(id);
      if (photo) incident = await addPhoto(incident, await photos.read(id), photo.type, viewer, now);
    }
    return incident;
  };
}
