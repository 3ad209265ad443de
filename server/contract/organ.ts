/** The bodies of a jurisdiction (部门): part of `GET /api/v1/profile` as `organs`, `bodies` and `command`. */
import { z } from 'zod';
import { organId } from './ids.ts';

/** From the ground up: who is beyond one's power is one tier higher, and no tier is skipped. */
export const organTier = z.enum(['community', 'street', 'posted', 'district', 'city']);
export type OrganTier = z.infer<typeof organTier>;

export const organ = z.object({
  id: organId,
  name: z.string().min(1).max(30),
  shortName: z.string().min(1).max(8),
  tier: organTier,
  /** Street office that coordinates it (S0-69); null = reached directly. */
  via: organId.nullable(),
  /** `community-station` stands for 22 stations, one a community. */
  perCommunity: z.boolean(),
  source: z.string().min(1),
});
export type Organ = z.infer<typeof organ>;

/** A function group, platform or module: several organs with one lead (S0-04, S3-10). */
export const coordinationBody = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1).max(30),
  /** Who leads when several organs of this body handle one matter. */
  lead: organId,
  members: z.array(organId).min(1),
  source: z.string().min(1),
});

/** Who commands. */
export const commandOrgans = z.object({
  /** 管控中心: judges, dispatches. */
  controlCentre: organId,
  /** Leads when organs of several bodies handle one matter (S3-10); null = 未设定, then the first organ named leads. */
  acrossBodies: organId.nullable(),
  /** Settles what falls to nobody (属地). */
  territorial: organId,
});
