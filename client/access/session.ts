/**
 * Who is using this page: sign in, enter as a wall, ask, sign out. In: `fetch`. Out: an answer that is data, never an exception.
 * The session lives in an HttpOnly cookie, so there is nothing here that could be kept, read or stolen; no secret is stored.
 * A server that is away, or a proxy that answers in its place with a page of its own, is `unreachable`: try again.
 */
import { z } from 'zod';
import type { Refusal, RefusalCode } from '../../server/contract/refusal.ts';
import { type Viewer, viewer } from '../../server/contract/viewer.ts';
import { askServer, type ServerAnswer } from '../connection/ask-server.ts';

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
const OVER: readonly RefusalCode[] = ['not-signed-in', 'session-ended'];

export function createSession(fetch: typeof globalThis.fetch = globalThis.fetch): Session {
  const enter = async (path: string, body: object) =>
    asSession(await askServer(path, viewer, { method: 'POST', body, fetch }));
  return {
    current: async () => asSession(await askServer(PATH, viewer, { fetch })),
    signIn: (account, password) => enter(PATH, { account, password }),
    enterAsWall: token => enter(`${PATH}/wall`, { token }),
    async signOut() {
      const answer = await askServer(PATH, z.unknown(), { method: 'DELETE', fetch });
      return answer.name === 'answered' || (answer.name === 'refused' && OVER.includes(answer.refusal.refusal));
    },
  };
}

function asSession(answer: ServerAnswer<Viewer>): SessionAnswer {
  return answer.name === 'answered' ? { name: 'signed-in', viewer: answer.value } : answer;
}
