/**
 * What one viewer is shown of an incident: as much as his sight allows [I-11] to [I-13], and the events he may send now [I-58].
 * In: the record, who looks, the time. Out: the record for him, or null. Walls look only, so nothing is offered to them.
 */
import { type Person, viewerAsActor } from '../access/actor.ts';
import type { IncidentRecord } from '../contract/incident.ts';

import { allowedEvents } from './incident-lifecycle.ts';
import { type Sight, sightOf, viewIncident } from './incident-view.ts';
import type { IncidentContext } from './situation.ts';

export type ShowIncident = (
  incident: IncidentRecord,
  viewer: Person,
  now: number,
  sight?: Sight,
) => IncidentRecord | null;

/** `sight`: less than the viewer's own, where something is sent to many. */
export function incidentShower(context: IncidentContext): ShowIncident {
  return (incident, viewer, now, sight = sightOf(viewer, incident.zone)) => {
    const view = viewIncident(incident, sight);
    return view && { ...view, allowed: allowedEvents(incident, viewerAsActor(viewer), context, now) };
  };
}
