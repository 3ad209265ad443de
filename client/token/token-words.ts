/** Tokens in words: which are looked at, and the words they are found by. */
import type { TokenRecord } from '../../server/contract/session.ts';

export const TOKEN_VIEWS = ['live', 'unused', 'revoked', 'all'] as const;
export type TokenView = (typeof TOKEN_VIEWS)[number];

export function isInView({ revokedAt, lastUsedAt }: TokenRecord, view: TokenView): boolean {
  switch (view) {
    case 'live':
      return revokedAt === null;
    case 'unused':
      return revokedAt === null && lastUsedAt === null;
    case 'revoked':
      return revokedAt !== null;
    case 'all':
      return true;
  }
}

export function isFound({ name, createdBy }: TokenRecord, typed: string): boolean {
  const text = `${name} ${createdBy}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
