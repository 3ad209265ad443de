/**
 * Viewers who see the same, so that a change is prepared once for all of them. In: a viewer. Out: the audience, or null for those
 * who may not watch (devices). Pure; the rooms of the socket gateway are named by its key, and only the server chooses them.
 * Role and organ are part of the key, because an incident carries the events that its viewer may send now.
 */
import type { ZoneId } from '../contract/ids.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import { type Sight, sightOf } from '../incident/incident-view.ts';

/** [I-15] Contacts of reporters are no matter of a broadcast: who may see them asks for the incident. */
type LiveSight = Exclude<Sight, 'full' | 'nothing'>;

export interface Audience {
  /** `duty`, `dept:urban-management`, `chief@binhai`: role, organ, zone. */
  key: string;
  sight: LiveSight;
  /** Null = every zone and what lies in none. */
  zone: ZoneId | null;
  role: Role;
  scope: Pick<Scope, 'zone' | 'organ'>;
}

export function audienceOf({ role, scope }: { role: Role; scope: Scope }): Audience | null {
  const zone = scope.zone ?? null;
  const { organ } = scope;
  const mayKnow = sightOf({ role, scope }, zone);
  if (mayKnow === 'nothing') return null;
  const sight = mayKnow === 'full' ? 'no-reporter' : mayKnow;
  const key = `${role}${organ === undefined ? '' : `:${organ}`}${zone === null ? '' : `@${zone}`}`;
  return { key, sight, zone, role, scope: { ...(scope.zone && { zone: scope.zone }), ...(organ && { organ }) } };
}

/** `zone`: where a thing is; null = in no zone, which a zone's audience does not see. */
export function reaches(audience: Audience, zone: ZoneId | null): boolean {
  return audience.zone === null || audience.zone === zone;
}
