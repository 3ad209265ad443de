/**
 * What of a joint operation a viewer sees. Rules [O-3] to [O-6]. In: the record, who looks. Out: the record for him with the events he
 * may send now, or null. Walls stand in public rooms: no names of people, no parties, no words of findings, no drafts.
 */
import { type Person, viewerAsActor } from '../access/actor.ts';
import type { OrganId } from '../contract/ids.ts';
import type { OperationRecord, OperationState } from '../contract/operation.ts';
import { allowedEvents } from './operation-lifecycle.ts';
import type { OperationContext } from './situation.ts';
import { organsOf } from './who-may.ts';

export type ShowOperation = (operation: OperationRecord, viewer: Person, now: number) => OperationRecord | null;

/** From the order on it is everybody's business. */
const ISSUED: ReadonlySet<OperationState> = new Set([
  'planned',
  'under-way',
  'reinforced',
  'finished',
  'summarised',
  'archived',
]);

export function operationShower(context: OperationContext): ShowOperation {
  return (operation, viewer, now) => {
    if (!sees(operation, viewer)) return null;
    const shown = viewer.role === 'wall' || isStrayChief(viewer) ? withoutPersons(operation) : operation;
    return { ...shown, allowed: allowedEvents(operation, viewerAsActor(viewer), context, now) };
  };
}

export function sees(operation: OperationRecord, { role, scope }: Person): boolean {
  const isIssued = ISSUED.has(operation.state);
  if (scope.zone !== undefined && operation.zone !== null && operation.zone !== scope.zone) return false;
  switch (role) {
    case 'duty':
    case 'leader':
    case 'admin':
    case 'integration':
      return true;
    case 'chief':
      return scope.zone !== undefined || isIssued;
    case 'wall':
      return isIssued;
    case 'dept':
      return isIssued || (scope.organ !== undefined && organsOf(operation).includes(scope.organ as OrganId));
    case 'field':
      return isIssued && operation.squads.some(({ units }) => units.some(unit => scope.units?.includes(unit)));
    case 'device':
      return false;
  }
}

/** A chief without a zone is a mistake of an administrator: he sees what everybody may. */
function isStrayChief({ role, scope }: Person): boolean {
  return role === 'chief' && scope.zone === undefined;
}

/** [O-4] */
export function withoutPersons(operation: OperationRecord): OperationRecord {
  return {
    ...operation,
    squads: operation.squads.map(squad => ({ ...squad, leader: null, members: [], channel: null })),
    findings: operation.findings.map(finding => ({
      ...finding,
      ...{ text: '', party: null, by: '', photos: [], photosAfter: [] },
    })),
    calls: operation.calls.map(call => ({ ...call, countersignReason: null })),
    checklist: operation.checklist.map(item => ({ ...item, doneBy: null })),
    compositionReason: null,
    summary: null,
    createdBy: '',
  };
}
