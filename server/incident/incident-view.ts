/**
 * What of an incident a viewer may see ([I-11], [I-12], [I-13]).
 * In: the full record and a sight. Out: the record without what this sight hides.
 */
import { maskNumbers } from '../access/mask-numbers.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Role, Scope } from '../contract/viewer.ts';

/** `full`: everything. `no-reporter`: without name and phone of the reporter. `masked`: also no number inside the text. */
export type Sight = 'full' | 'no-reporter' | 'masked' | 'nothing';

const SIGHT_OF_ROLE: Record<Role, Sight> = {
  duty: 'full',
  leader: 'full',
  admin: 'full',
  chief: 'full',
  dept: 'no-reporter',
  integration: 'no-reporter',
  wall: 'masked',
  device: 'nothing',
  field: 'nothing', // the own task comes by its own way
};

/** `zone`: of the incident. */
export function sightOf(viewer: { role: Role; scope: Scope }, zone: ZoneId | null): Sight {
  if (viewer.scope.zone !== undefined && viewer.scope.zone !== zone) return 'nothing';
  // A chief without a zone is a mistake of an administrator: he sees what everybody may.
  if (viewer.role === 'chief' && viewer.scope.zone === undefined) return 'masked';
  return SIGHT_OF_ROLE[viewer.role];
}

/** Null when the sight is `nothing`. */
export function viewIncident(incident: IncidentRecord, sight: Sight): IncidentRecord | null {
  if (sight === 'full') return incident;
  if (sight === 'nothing') return null;
  return sight === 'no-reporter' ? withoutReporter(incident) : masked(incident);
}

/** [I-15] What the change log keeps: its rows are sent to many and kept for ever. */
export function withoutReporter({ reporter: _, ...shown }: IncidentRecord): IncidentRecord {
  return shown;
}

/** [I-12] [I-16] What walls show and the audit keeps. */
export function masked(incident: IncidentRecord): IncidentRecord {
  const shown = withoutReporter(incident);
  return {
    ...shown,
    text: maskNumbers(shown.text),
    address: shown.address === null ? null : maskNumbers(shown.address),
  };
}
