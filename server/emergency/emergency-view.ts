/**
 * What of an emergency a viewer sees. Rules [EM-40] to [EM-42]. In: the record, who looks. Out: the record for him with the events he may
 * send now, or null. Walls stand in public rooms: no names, no numbers, no sentence that somebody wrote.
 */
import { type Person, viewerAsActor } from '../access/actor.ts';
import { maskNumbers } from '../access/mask-numbers.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import { allowedEvents } from './emergency-lifecycle.ts';
import type { EmergencyContext } from './situation.ts';

export type ShowEmergency = (emergency: EmergencyRecord, viewer: Person, now: number) => EmergencyRecord | null;

export function emergencyShower(context: EmergencyContext): ShowEmergency {
  return (emergency, viewer, now) => {
    if (!sees(emergency, viewer)) return null;
    const shown = seesPersons(viewer) ? emergency : withoutPersons(emergency);
    return { ...shown, allowed: allowedEvents(emergency, viewerAsActor(viewer), context, now) };
  };
}

function sees({ zone }: EmergencyRecord, { role, scope }: Person): boolean {
  if (scope.zone !== undefined && zone !== scope.zone) return false;
  return role !== 'field' && role !== 'device';
}

/** A chief without a zone is a mistake of an administrator: he sees what everybody may. Integrations get what walls get. */
export function seesPersons({ role, scope }: Pick<Person, 'role' | 'scope'>): boolean {
  if (role === 'chief') return scope.zone !== undefined;
  return role === 'duty' || role === 'leader' || role === 'admin' || role === 'dept';
}

/** For walls, and for the audit, which keeps for ever. */
export function withoutPersons(emergency: EmergencyRecord): EmergencyRecord {
  const { address, firstDisposal, expansion, plan } = emergency;
  return {
    ...emergency,
    ...{ words: '', source: '', declaredBy: '', review: null },
    address: address === null ? null : maskNumbers(address),
    firstDisposal: firstDisposal && { ...firstDisposal, words: '' },
    expansion: expansion && { ...expansion, partners: '', reason: '' },
    plan: plan && { ...plan, items: plan.items.map(item => ({ ...item, doneBy: null })) },
    reports: emergency.reports.map(report => ({ ...report, writtenBy: '', approver: null, approvedBy: null })),
    sent: emergency.sent.map(sent => ({ ...sent, sender: '', recipient: '', savedBy: '', words: null })),
  };
}
