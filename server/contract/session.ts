/** Sign-in of people, and tokens of devices, walls and integrations. */
import { z } from 'zod';
import { utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';
import { scope } from './viewer.ts';

/** Body of `POST /api/v1/session`. */
export const signIn = z.strictObject({ account: plainText.min(1).max(60), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof signIn>;

export const tokenKind = z.enum(['device', 'wall', 'integration']);
export type TokenKind = z.infer<typeof tokenKind>;

/** Body of `POST /api/v1/tokens` (admin). The answer carries the secret once; only its hash is kept. */
export const tokenRequest = z.strictObject({
  kind: tokenKind,
  name: plainText.trim().min(1).max(60),
  scope: scope.optional(),
});

export const tokenIssued = z.object({ id: z.string(), kind: tokenKind, name: z.string(), token: z.string() });
export type TokenIssued = z.infer<typeof tokenIssued>;

/** A token as lists show it, without its secret. */
export const tokenRecord = z.object({
  id: z.string(),
  kind: tokenKind,
  name: z.string(),
  scope,
  createdAt: utcMs,
  createdBy: z.string(),
  /** To the minute; null = never. */
  lastUsedAt: utcMs.nullable(),
  revokedAt: utcMs.nullable(),
});
export type TokenRecord = z.infer<typeof tokenRecord>;
