/**
 * Who may do what to an emergency: the one table (SPEC.md EM-2). The desk and leaders command; the chief of the zone says what happens
 * there; the organ that leads works through the checklist. Approving, dismissing and what follows from them are a leader's.
 */
import type { Actor } from '../access/actor.ts';
import { couldBe, eventsByRole, isPerson, type PersonPart } from '../access/command-rights.ts';
import type { EmergencyRecord, EmergencyState } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import type { Role } from '../contract/viewer.ts';
import { eventsOf } from './emergency-transitions.ts';

type Who = PersonPart | 'lead-organ';

const COMMANDERS = ['desk', 'leader'] as const;
const ON_THE_SPOT = [...COMMANDERS, 'chief-of-zone'] as const;

const WHO_MAY: Record<EmergencyEventName, readonly Who[]> = {
  judge: COMMANDERS,
  'first-disposal': ON_THE_SPOT,
  'name-lead': COMMANDERS,
  expand: COMMANDERS,
  'check-item': [...ON_THE_SPOT, 'lead-organ'],
  'link-incident': COMMANDERS,
  'unlink-incident': COMMANDERS,
  correct: COMMANDERS,
  note: [...ON_THE_SPOT, 'lead-organ'],
  'correct-entry': COMMANDERS,
  end: COMMANDERS,
  // Whoever is late could otherwise make the emergency go away, and its clocks with it.
  dismiss: ['leader'],
  review: COMMANDERS,
  reopen: COMMANDERS,
  'record-report': COMMANDERS,
  'draft-report': COMMANDERS,
  'edit-report': COMMANDERS,
  'submit-report': COMMANDERS,
  'return-report': COMMANDERS,
  'approve-report': COMMANDERS,
};

const ACTS_FOR_ORGANS: ReadonlySet<Role> = new Set<Role>(['duty', 'admin', 'dept']);

/** Without looking at the record: could this role ever do it? */
export function roleMay(role: Role, event: EmergencyEventName): boolean {
  return WHO_MAY[event].some(who => (who === 'lead-organ' ? ACTS_FOR_ORGANS.has(role) : couldBe(role, who)));
}

export const eventsFor = eventsByRole<EmergencyState, EmergencyEventName>(eventsOf, roleMay);

export function actorMay(actor: Actor, event: EmergencyEventName, record: EmergencyRecord): boolean {
  return WHO_MAY[event].some(who => isOne(who, actor, record));
}

function isOne(who: Who, actor: Actor, record: EmergencyRecord): boolean {
  if (who !== 'lead-organ') return isPerson(actor, who, record);
  const { organ } = actor;
  return organ !== null && record.leadOrgan !== null && (organ === 'to-be-named' || organ === record.leadOrgan);
}
