/**
 * For whom somebody acts. In: who is signed in, and the organ named with the command. Out: the actor as the rules know him, or an
 * objection. Rule [I-51].
 */
import type { OrganId, UnitId, ZoneId } from '../contract/ids.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import { type Objection, objection } from '../http/objection.ts';
import type { Organs } from '../profile/organs.ts';

export interface Actor {
  role: Role;
  /** What people call the account; goes into the history. */
  name: string;
  /** Of a chief. */
  zone: ZoneId | null;
  /**
   * For which organ this is done; null for those who act as persons. `to-be-named` only when asking what is allowed: the desk and
   * integrations may name any organ with the command.
   */
  organ: OrganId | 'to-be-named' | null;
  /** Of somebody on patrol, who acts for the own unit and for nobody else. */
  unit: UnitId | null;
}

type KnownOrgans = Pick<Organs, 'controlCentre' | 'exists' | 'get' | 'name'>;

export interface Person {
  role: Role;
  scope: Scope;
  /** What people call the account. */
  title: string;
}

/** When asking what is allowed: the desk and integrations may still name any organ. */
export function viewerAsActor({ role, scope, title }: Person): Actor {
  const zone = scope.zone ?? null;
  const organ = mayNameOrgans(role, scope) ? 'to-be-named' : ownOrgan(role, scope);
  return { role, zone, organ, unit: ownUnit(role, scope), name: title };
}

export function actorOf(
  { role, scope, title }: Person,
  onBehalfOf: OrganId | undefined,
  { organs }: { organs: KnownOrgans },
): Actor | Objection {
  if (onBehalfOf !== undefined && !isActing(onBehalfOf, organs))
    return objection(
      'unknown-organ',
      `onBehalfOf：辖区没有部门 ${onBehalfOf}`,
      `onBehalfOf: the profile has no organ ${onBehalfOf}`,
      'onBehalfOf',
    );
  const person = { role, zone: scope.zone ?? null, unit: ownUnit(role, scope), name: title };
  if (mayNameOrgans(role, scope)) {
    const own = role === 'integration' ? null : organs.controlCentre;
    return { ...person, organ: onBehalfOf ?? own };
  }
  const bound = ownOrgan(role, scope);
  const own = bound !== null && isActing(bound, organs) ? bound : null;
  if (onBehalfOf !== undefined && onBehalfOf !== own)
    return objection(
      'not-this-organ',
      `onBehalfOf：当前身份不能替${organs.name(onBehalfOf)}办理`,
      `onBehalfOf: you do not act for ${organs.name(onBehalfOf)}`,
      'onBehalfOf',
    );
  return { ...person, organ: own };
}

/** An id that stands for one organ a community names rows of lists; nobody acts as all of them. */
function isActing(organ: OrganId, organs: KnownOrgans): boolean {
  return organs.exists(organ) && organs.get(organ)?.perCommunity !== true;
}

/** The desk writes down what an organ did; an integration says whose act it was, unless its token is bound to one organ. */
function mayNameOrgans(role: Role, { organ }: Scope): boolean {
  return role === 'duty' || role === 'admin' || (role === 'integration' && organ === undefined);
}

function ownOrgan(role: Role, { organ }: Scope): OrganId | null {
  return role === 'dept' || role === 'integration' ? (organ ?? null) : null;
}

function ownUnit(role: Role, { units }: Scope): UnitId | null {
  return role === 'field' ? ((units?.[0] as UnitId | undefined) ?? null) : null;
}
