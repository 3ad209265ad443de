/**
 * What the tables "who may do what" of concepts have in common: whom a role is as a person at a record that lies in a zone, and what a role
 * could ever do in a state. The tables themselves are the concepts' own.
 */
import type { ZoneId } from '../contract/ids.ts';
import type { Role } from '../contract/viewer.ts';
import type { Actor } from './actor.ts';

export type PersonPart = 'desk' | 'leader' | 'chief-of-zone';

const PERSON: Partial<Record<Role, PersonPart>> = {
  ...{ duty: 'desk', admin: 'desk', leader: 'leader', chief: 'chief-of-zone' },
};

/** Without looking at the record: could this role ever be that person? */
export function couldBe(role: Role, part: PersonPart): boolean {
  return PERSON[role] === part;
}

/** A chief is one in the own zone only. */
export function isPerson({ role, zone }: Actor, part: PersonPart, record: { zone: ZoneId | null }): boolean {
  return couldBe(role, part) && (part !== 'chief-of-zone' || (zone !== null && zone === record.zone));
}

/** What a role could ever do in a state; worked out once, because it is asked for every record of every snapshot. */
export function eventsByRole<State extends string, Event extends string>(
  eventsOf: (state: State) => readonly Event[],
  roleMay: (role: Role, event: Event) => boolean,
): (role: Role, state: State) => readonly Event[] {
  const known = new Map<string, readonly Event[]>();
  return (role, state) => {
    const key = `${role} ${state}`;
    const events = known.get(key) ?? eventsOf(state).filter(event => roleMay(role, event));
    known.set(key, events);
    return events;
  };
}
