/**
 * Viewers who see the same, so that a change is prepared once for all of them. In: a viewer. Out: the audience, or null for those
 * who may not watch (devices). Pure; the rooms of the socket gateway are named by its key, and only the server chooses them.
 */
import type { ZoneId } from '../contract/ids.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import { type Sight, sightOf } from '../incident/incident-view.ts';

/** [I-15] Contacts of reporters are no matter of a broadcast: who may see them asks for the incident. */
type LiveSight = Exclude<Sight, 'full' | 'nothing'>;

export interface Audience {
  /** `no-reporter`, `masked`, with `:<zone>` when it ends at a zone's border. */
  key: string;
  sight: LiveSight;
  /** Null = every zone and what lies in none. */
  zone: ZoneId | null;
}

export function audienceOf(viewer: { role: Role; scope: Scope }): Audience | null {
  const zone = viewer.scope.zone ?? null;
  const mayKnow = sightOf(viewer, zone);
  if (mayKnow === 'nothing') return null;
  const sight = mayKnow === 'full' ? 'no-reporter' : mayKnow;
  return { key: zone === null ? sight : `${sight}:${zone}`, sight, zone };
}

/** `zone`: where a thing is; null = in no zone, which a zone's audience does not see. */
export function reaches(audience: Audience, zone: ZoneId | null): boolean {
  return audience.zone === null || audience.zone === zone;
}
