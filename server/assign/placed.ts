/** Where a point lies in the jurisdiction, and by which rule that was found. */
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, GridCode, ZoneId } from '../contract/ids.ts';
import type { AssignedBy, IncidentRecord } from '../contract/incident.ts';

export interface Placed {
  /** WGS-84. */
  lonLat: LonLat;
  /** Of the owner network. */
  grid: GridCode | null;
  community: CommunityCode | null;
  zone: ZoneId | null;
  assignedBy: AssignedBy;
  /** On a shared edge; the lowest grid code won. */
  onBoundary: boolean;
  /** Every network's own answer. */
  networks: IncidentRecord['networks'];
  /** Of the boundaries that were asked. */
  boundaryVersion: string;
}
