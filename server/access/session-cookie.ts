/**
 * The session cookie: out of reach of scripts, never sent along from foreign pages, only over TLS when the browser came over TLS.
 * (A subdistrict's closed network often has no certificate; a Secure cookie would lock everyone out there.)
 */
import { parse, serialize } from 'cookie';

const NAME = 'gridwall_session';
/** Browsers cap a cookie's life at about 400 days; the server decides earlier anyway. */
const LIFE_S = 400 * 86_400;

const FLAGS = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** The cookie's value, '' when there is none. */
export function sessionSecretOf(cookieHeader: string | string[] | undefined): string {
  return typeof cookieHeader === 'string' ? (parse(cookieHeader)[NAME] ?? '') : '';
}

/** `remember`: keep it when the browser restarts, as a wall does at night. A person's goes with the browser. */
export function setSessionCookie(secret: string, { secure, remember }: { secure: boolean; remember: boolean }): string {
  return serialize(NAME, secret, { ...FLAGS, secure, ...(remember ? { maxAge: LIFE_S } : {}) });
}

export function clearSessionCookie(secure: boolean): string {
  return serialize(NAME, '', { ...FLAGS, secure, maxAge: 0 });
}
