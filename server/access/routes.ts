/** Every route of access, in one list. */
import type { Kysely } from 'kysely';
import type { Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import type { Ground } from './account-ground.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import type { DenialLog } from './denials.ts';
import { feedRoutes } from './feed-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { SessionLimits } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import { tokenRoutes } from './token-routes.ts';

export interface RouteParts {
  db: Kysely<Tables>;
  limits: SessionLimits;
  signIn: SignIn;
  /** To be awaited after everything that may have ended a session. */
  onChange: () => Promise<void>;
  ground: Ground;
  noteDenial: DenialLog;
}

export function accessRoutes(parts: RouteParts): Route[] {
  return [
    ...[...sessionRoutes(parts), ...tokenRoutes(parts), ...accountRoutes(parts), ...feedRoutes(parts)],
    ...auditRoutes(parts),
  ];
}
