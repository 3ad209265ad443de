/**
 * Who may do what to an incident: the one table (SPEC.md I-50). A person acts by role (the desk, a leader, the chief of that zone)
 * or for an organ, or as the unit that was sent; which organs an event belongs to follows from the record. Organs act by their own account; the desk and
 * integrations may write down what an organ did (代录).
 */
import type { Actor } from '../access/actor.ts';
import { eventsByRole } from '../access/command-rights.ts';
import type { OrganId } from '../contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import type { Role } from '../contract/viewer.ts';
import { eventsOf } from './incident-transitions.ts';
import type { IncidentContext } from './situation.ts';

/** Decided by the role alone. */
type Person =
  | 'desk'
  | 'desk-while-received'
  | 'leader'
  | 'chief-of-zone'
  /** [I-40] Where every organ that could evaluate has revisited. */
  | 'leader-for-want-of-organs';

/** Decided by the organ for which somebody acts. */
type OrganPart =
  | 'any-organ'
  /** Whoever finds it; what somebody has accepted is his. */
  | 'any-organ-while-received'
  | 'control-centre'
  /** 受理部门. */
  | 'accepting'
  /** 牵头部门; after a transfer or an escalation the competent one above. */
  | 'lead'
  /** Whoever has a task. */
  | 'assigned'
  /** 回访核查. */
  | 'revisit'
  /** 受理处置部门, never the revisitor. */
  | 'evaluating';

/** Decided by the unit that somebody on patrol is. */
type UnitPart =
  /** A task names it. */
  | 'sent-unit'
  /** The lead's task names it, and it is the lead's own: done is what an organ says, not whoever helps it. */
  | 'sent-unit-of-lead';

export type Who = Person | OrganPart | UnitPart;

export const WHO_MAY: Record<IncidentEventName, readonly Who[]> = {
  accept: ['desk', 'any-organ'],
  reject: ['desk'],
  persuade: ['desk', 'any-organ-while-received', 'accepting'],
  forward: ['desk'],
  intervene: ['desk', 'any-organ'],
  'close-micro': ['desk', 'accepting'],
  'order-rectification': ['desk', 'accepting'],
  'report-both-ways': ['desk', 'accepting'],
  'send-to-centre': ['desk', 'accepting', 'lead'],
  dispatch: ['control-centre'],
  'add-organ': ['desk', 'lead'],
  'send-unit': ['desk', 'assigned'],
  acknowledge: ['assigned', 'sent-unit'],
  arrive: ['assigned', 'sent-unit'],
  'report-progress': ['assigned', 'sent-unit'],
  'return-dispatch': ['assigned'],
  'call-joint-review': ['desk', 'accepting', 'lead'],
  'conclude-joint-review': ['desk', 'leader'],
  'report-done': ['lead', 'sent-unit-of-lead'],
  'revisit-good': ['revisit'],
  rework: ['revisit'],
  transfer: ['desk', 'revisit'],
  'record-punishment': ['lead'],
  escalate: ['desk', 'accepting', 'lead'],
  'feed-back': ['lead'],
  'evaluate-close': ['evaluating', 'leader-for-want-of-organs'],
  'request-extension': ['lead'],
  'request-hold': ['lead'],
  // Persons only: an organ asks, so nobody can decide what he asked for himself.
  'decide-request': ['leader', 'chief-of-zone'],
  'end-hold': ['desk', 'leader', 'chief-of-zone'],
  promise: ['desk', 'lead'],
  resume: ['desk', 'lead'],
  'declare-emergency': ['desk', 'leader'],
  'stand-down': ['desk', 'leader'],
  publish: ['desk', 'leader'],
  'end-publicity': ['desk', 'leader'],
  supervise: ['desk', 'leader', 'chief-of-zone'],
  'lift-supervision': ['desk', 'leader', 'chief-of-zone'],
  'record-report': ['desk'],
  'trace-back': ['desk', 'leader', 'chief-of-zone'],
  'correct-class': ['desk'],
  'correct-place': ['desk'],
  comment: ['desk', 'leader', 'chief-of-zone', 'any-organ'],
  merge: ['desk'],
  unmerge: ['desk'],
  void: ['desk-while-received', 'leader'],
  regrade: ['desk', 'leader'],
  reopen: ['desk', 'leader'],
};

const PERSONS: Record<Role, readonly Person[]> = {
  duty: ['desk', 'desk-while-received'],
  admin: ['desk', 'desk-while-received'],
  leader: ['leader', 'leader-for-want-of-organs'],
  chief: ['chief-of-zone'],
  dept: [],
  integration: [],
  wall: [],
  device: [],
  field: [],
};

const persons: ReadonlySet<Who> = new Set<Person>([
  'desk',
  'desk-while-received',
  'leader',
  'chief-of-zone',
  'leader-for-want-of-organs',
]);
const isPerson = (who: Who): who is Person => persons.has(who);

const isUnitPart = (who: Who): who is UnitPart => who === 'sent-unit' || who === 'sent-unit-of-lead';

const actsForOrgans: ReadonlySet<Role> = new Set<Role>(['duty', 'admin', 'dept', 'integration']);

/** Without looking at the record: could this role ever do it? */
export function roleMay(role: Role, event: IncidentEventName): boolean {
  return WHO_MAY[event].some(who => {
    if (isPerson(who)) return PERSONS[role].includes(who);
    return isUnitPart(who) ? role === 'field' : actsForOrgans.has(role);
  });
}

export const eventsFor = eventsByRole<IncidentState, IncidentEventName>(eventsOf, roleMay);

/** With the record. Out: whether this actor may; for an actor who may still name the organ, whether any would do. */
export function actorMay(
  { role, zone, organ, unit }: Actor,
  event: IncidentEventName,
  record: IncidentRecord,
  context: Pick<IncidentContext, 'organs' | 'dutyOrgans' | 'unit'>,
): boolean {
  return WHO_MAY[event].some(who => {
    if (isPerson(who))
      return (
        PERSONS[role].includes(who) &&
        (who !== 'chief-of-zone' || (zone !== null && zone === record.zone)) &&
        (who !== 'desk-while-received' || record.state === 'received') &&
        (who !== 'leader-for-want-of-organs' || evaluatingOrgans(record, context).length === 0)
      );
    if (isUnitPart(who)) {
      const sent = unit === null ? [] : record.tasks.filter(task => task.unit === unit);
      if (who === 'sent-unit') return sent.length > 0;
      return sent.some(task => task.lead && context.unit(task.unit!)?.organ === task.organ);
    }
    if (organ === null) return false;
    if (who === 'any-organ') return true;
    if (who === 'any-organ-while-received') return record.state === 'received';
    const meant = organsMeant(who, record, context);
    return organ === 'to-be-named' ? meant.length > 0 : meant.includes(organ);
  });
}

function organsMeant(
  part: Exclude<OrganPart, 'any-organ' | 'any-organ-while-received'>,
  record: IncidentRecord,
  context: Pick<IncidentContext, 'organs' | 'dutyOrgans'>,
): readonly OrganId[] {
  switch (part) {
    case 'control-centre':
      return [context.organs.controlCentre];
    case 'accepting':
      return record.acceptedBy === null ? [] : [record.acceptedBy];
    case 'lead':
      return record.tasks.filter(({ lead }) => lead).map(({ organ }) => organ);
    case 'assigned':
      return record.tasks.map(({ organ }) => organ);
    case 'revisit':
      return revisitOrgans(record, context);
    case 'evaluating':
      return evaluatingOrgans(record, context);
  }
}

/**
 * [I-38] The organs of the row's revisit column, be the handling lead among them or not: the list names it on purpose. Where the
 * list is silent (未设定) the community's own station; where that handled it itself, or the place has none, the control centre.
 */
export function revisitOrgans(
  record: IncidentRecord,
  { organs, dutyOrgans }: Pick<IncidentContext, 'organs' | 'dutyOrgans'>,
): readonly OrganId[] {
  const named = dutyOrgans(record, 'revisit');
  if (named !== null && named.length > 0) return named;
  const station = organs.concrete(organs.command.territorial, record.community);
  const lead = record.tasks.find(task => task.lead)?.organ;
  return station === null || station === lead ? [organs.controlCentre] : [station];
}

/**
 * [I-40] When only the revisitor is left, the control centre stands in: a matter must not be stuck for want of a second organ. Empty:
 * the control centre was the revisitor.
 */
export function evaluatingOrgans(
  record: IncidentRecord,
  { organs }: Pick<IncidentContext, 'organs'>,
): readonly OrganId[] {
  const lead = record.tasks.find(task => task.lead)?.organ;
  const own = [record.acceptedBy, lead].filter(organ => organ !== null && organ !== undefined);
  const left = own.filter(organ => organ !== record.revisitedBy);
  return left.length > 0 ? left : [organs.controlCentre].filter(organ => organ !== record.revisitedBy);
}
