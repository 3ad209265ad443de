/**
 * Who may do what to a joint operation: the one table (SPEC.md O-2). A person acts by role (the desk, a leader, the chief of that
 * zone), or for an organ that leads, assists or was called, or as a unit of one of its squads.
 */
import type { Actor } from '../access/actor.ts';
import { couldBe, eventsByRole, isPerson, type PersonPart } from '../access/command-rights.ts';
import { PERMISSIONS } from '../access/permissions.ts';
import type { OrganId } from '../contract/ids.ts';
import type { OperationRecord, OperationState } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import type { Role } from '../contract/viewer.ts';
import { eventsOf } from './operation-transitions.ts';

/** `lead-organ`: leads it. `called-organ`: leads, assists or was called. `squad-unit`: its phone is on patrol in a squad. */
type Who = PersonPart | 'lead-organ' | 'called-organ' | 'squad-unit';

const PLANNERS = ['desk', 'leader', 'chief-of-zone', 'lead-organ'] as const;
const ON_THE_SPOT = [...PLANNERS, 'squad-unit'] as const;

const WHO_MAY: Record<OperationEventName, readonly Who[]> = {
  edit: PLANNERS,
  submit: PLANNERS,
  countersign: ['called-organ'],
  // Whoever leads it out answers for it: a chief in the own zone, a leader everywhere.
  issue: ['leader', 'chief-of-zone'],
  withdraw: ['leader', 'chief-of-zone'],
  cancel: ['leader', 'chief-of-zone'],
  'call-organs': PLANNERS,
  'register-arrival': ['desk', 'leader', 'chief-of-zone', 'called-organ'],
  'mark-absent': PLANNERS,
  begin: PLANNERS,
  reinforce: PLANNERS,
  'arrive-stop': ON_THE_SPOT,
  'leave-stop': ON_THE_SPOT,
  'skip-stop': ON_THE_SPOT,
  'check-item': ON_THE_SPOT,
  'add-finding': [...ON_THE_SPOT, 'called-organ'],
  'add-after-photos': [...ON_THE_SPOT, 'called-organ'],
  'make-incident': [...ON_THE_SPOT, 'called-organ'],
  finish: PLANNERS,
  summarise: PLANNERS,
  archive: ['desk', 'leader'],
  comment: [...ON_THE_SPOT, 'called-organ'],
};

const ACTS_FOR_ORGANS: ReadonlySet<Role> = new Set<Role>(['duty', 'admin', 'dept', 'integration']);

/** Without looking at the record: could this role ever do it? */
export function roleMay(role: Role, event: OperationEventName): boolean {
  return WHO_MAY[event].some(who => {
    if (who === 'lead-organ' || who === 'called-organ') return ACTS_FOR_ORGANS.has(role);
    return who === 'squad-unit' ? role === 'field' : couldBe(role, who);
  });
}

/** [O-53] */
export function mayImport(role: Role): boolean {
  return PERMISSIONS[role].includes('operation:import');
}

export const eventsFor = eventsByRole<OperationState, OperationEventName>(eventsOf, roleMay);

export function actorMay(actor: Actor, event: OperationEventName, record: OperationRecord): boolean {
  return WHO_MAY[event].some(who => isOne(who, actor, record));
}

function isOne(who: Who, actor: Actor, record: OperationRecord): boolean {
  const { organ, unit } = actor;
  switch (who) {
    case 'lead-organ':
      return isMeant(organ, record.leadOrgan === null ? [] : [record.leadOrgan]);
    case 'called-organ':
      return isMeant(organ, organsOf(record));
    case 'squad-unit':
      return unit !== null && record.squads.some(({ units }) => units.includes(unit));
    default:
      return isPerson(actor, who, record);
  }
}

function isMeant(organ: Actor['organ'], meant: readonly OrganId[]): boolean {
  if (organ === null) return false;
  return organ === 'to-be-named' ? meant.length > 0 : meant.includes(organ);
}

/** Lead, assistants, and whoever was called since. */
export function organsOf({ leadOrgan, assistingOrgans, calls }: OperationRecord): OrganId[] {
  return [...new Set([...(leadOrgan === null ? [] : [leadOrgan]), ...assistingOrgans, ...calls.map(c => c.organ)])];
}
