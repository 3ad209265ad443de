/**
 * Secrets of sessions and tokens: 256 random bits, of which only a SHA-256 is kept. A plain hash is enough here because such a
 * secret cannot be guessed; passwords can, and get argon2 (passwords.ts).
 */
import { createHash, randomBytes } from 'node:crypto';

/** 43 characters, safe in a cookie, a URL and a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Hex SHA-256. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
