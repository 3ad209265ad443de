/**
 * Who is using this page: sign in, enter as a wall, ask, sign out. In: `fetch`. Out: an answer that is data, never an exception.
 * The session lives in an HttpOnly cookie, so there is nothing here that could be kept, read or stolen; no secret is stored.
 * A server that is away, or a proxy that answers in its place with a page of its own, is `unreachable`: try again.
 */
import { type Refusal, refusal } from '../../server/contract/refusal.ts';
import { type Viewer, viewer } from '../../server/contract/viewer.ts';
import { currentLanguage } from '../wording/wording.ts';

export type SessionAnswer =
  | { name: 'signed-in'; viewer: Viewer }
  | { name: 'refused'; refusal: Refusal }
  | { name: 'unreachable' };

export interface Session {
  /** Not signed in is `refused` with `not-signed-in`. */
  current: () => Promise<SessionAnswer>;
  signIn: (account: string, password: string) => Promise<SessionAnswer>;
  /** Trades a wall's token for a read-only session cookie. */
  enterAsWall: (token: string) => Promise<SessionAnswer>;
  /** True when the session is over, or there was none. */
  signOut: () => Promise<boolean>;
}

const PATH = '/api/v1/session';

export function createSession(fetch: typeof globalThis.fetch = globalThis.fetch): Session {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Response | null> => {
    const headers: Record<string, string> = { 'Accept-Language': currentLanguage() === 'zh' ? 'zh-CN' : 'en' };
    // A foreign page can send a form with our cookie, but not this header (reliability E13).
    if (method !== 'GET') headers['X-Gridwall'] = '1';
    if (body) headers['Content-Type'] = 'application/json';
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    try {
      return await fetch(path, body ? { ...init, body: JSON.stringify(body) } : init);
    } catch {
      return null;
    }
  };
  return {
    current: async () => read(await ask('GET', PATH)),
    signIn: async (account, password) => read(await ask('POST', PATH, { account, password })),
    enterAsWall: async token => read(await ask('POST', `${PATH}/wall`, { token })),
    async signOut() {
      const response = await ask('DELETE', PATH);
      return response !== null && (response.ok || response.status === 401);
    },
  };
}

async function read(response: Response | null): Promise<SessionAnswer> {
  const answer: unknown = await response?.json().catch(() => undefined);
  if (response?.ok) {
    const known = viewer.safeParse(answer);
    if (known.success) return { name: 'signed-in', viewer: known.data };
  }
  const refused = refusal.safeParse(answer);
  return refused.success ? { name: 'refused', refusal: refused.data } : { name: 'unreachable' };
}
