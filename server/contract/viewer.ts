/** Who is looking: the role decides what may be done, the scope decides on which ground. */
import { z } from 'zod';
import { organId, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

export const role = z.enum(['duty', 'leader', 'chief', 'dept', 'field', 'admin', 'wall', 'device', 'integration']);
export type Role = z.infer<typeof role>;

/**
 * `zone` for zone chiefs (片区长), `organ` for departments, `units` for those who speak only for some units: device tokens, and people
 * on patrol (`field`), who have exactly one.
 */
export const scope = z.object({
  zone: zoneId.optional(),
  organ: organId.optional(),
  units: z.array(plainText.max(40)).max(1000).optional(),
});
export type Scope = z.infer<typeof scope>;

/** Answer of `POST` and `GET /api/v1/session`. */
/** `title`: what people call the account (值班员); it is shown where `account` would say too much. */
export const viewer = z.object({ account: z.string(), title: z.string(), role, scope, demo: z.boolean() });
export type Viewer = z.infer<typeof viewer>;
