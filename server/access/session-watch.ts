/**
 * Tells a live link that its session has ended: signed out, expired, revoked, account changed, here or on another node.
 * In: the key of a session or token, and whom to tell. Out: one call, within 2 s, however it ended.
 * An open link of a wall or another system is use of its token ([AC-6]): noted here once a minute, for as long as it is open.
 * The surprise: endings are found by looking (every 2 s and after each own change), not by being told, so no way of ending one
 * can be forgotten; and a session that had ended before the watch began is found in the same way.
 */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Tables } from '../store/tables.ts';
import { readSessions, type SessionLimits, sessionHolder, TOUCH_EVERY_MS, touchWallSessions } from './sessions.ts';
import { liveTokenIds, touchTokens } from './tokens.ts';

export interface SessionWatch {
  /** The answer ends the watch without a word. */
  watch(sessionKey: string, onEnded: () => void): () => void;
  /** Resolves when everyone whose session has ended by now was told. */
  look(): Promise<void>;
  stop(): void;
}

export interface SessionWatchParts {
  db: Kysely<Tables>;
  clock: Clock;
  limits: SessionLimits;
  log: Logger;
}

/** Revoking must reach open live links within 5 s. */
const LOOK_EVERY_MS = 2000;
/** SQLite and PostgreSQL both bound the number of values in one question. */
const KEYS_A_QUESTION = 1000;

export function createSessionWatch({ db, clock, limits, log }: SessionWatchParts): SessionWatch {
  const watchers = new Map<string, Set<() => void>>();
  let looking = Promise.resolve();
  let touchedAt = clock.now();
  const stop = clock.every(LOOK_EVERY_MS, () => void look());

  /** Looks queue up: one that is asked for after a change must not be answered by one that began before it. */
  function look(): Promise<void> {
    // A database that does not answer ends nobody's session: the wall goes on showing what it has.
    looking = looking.then(lookOnce).catch(error => log.error({ err: error }, 'sessions not checked'));
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const keys = [...watchers.keys()];
    for (let from = 0; from < keys.length; from += KEYS_A_QUESTION) {
      const some = keys.slice(from, from + KEYS_A_QUESTION);
      const alive = await aliveAmong(some);
      for (const key of some) if (!alive.has(key)) tellEnd(key);
    }
    const now = clock.now();
    if (now - touchedAt < TOUCH_EVERY_MS) return;
    touchedAt = now;
    for (let from = 0; from < keys.length; from += KEYS_A_QUESTION)
      await touch(keys.slice(from, from + KEYS_A_QUESTION), now);
  }

  async function touch(keys: readonly string[], now: number): Promise<void> {
    const [hashes, ids] = [named('session:', keys), named('token:', keys)];
    if (hashes.length > 0) await touchWallSessions(db, hashes, now);
    if (ids.length > 0) await touchTokens(db, ids, now);
  }

  async function aliveAmong(keys: readonly string[]): Promise<Set<string>> {
    const [hashes, ids] = [named('session:', keys), named('token:', keys)];
    const rows = hashes.length > 0 ? await readSessions(db, hashes) : [];
    const tokens = ids.length > 0 ? await liveTokenIds(db, ids) : [];
    const now = clock.now();
    const sessions = rows.filter(row => sessionHolder(row, now, limits)).map(row => `session:${row.key_hash}`);
    return new Set([...sessions, ...Array.from(tokens, id => `token:${id}`)]);
  }

  function tellEnd(key: string): void {
    const ended = watchers.get(key) ?? [];
    watchers.delete(key);
    for (const onEnded of ended) onEnded();
  }

  return {
    watch(sessionKey, onEnded) {
      const ofSession = watchers.get(sessionKey) ?? new Set();
      watchers.set(sessionKey, ofSession.add(onEnded));
      return () => {
        ofSession.delete(onEnded);
        if (ofSession.size === 0 && watchers.get(sessionKey) === ofSession) watchers.delete(sessionKey);
      };
    },
    look,
    stop,
  };
}

function named(prefix: string, keys: readonly string[]): string[] {
  return keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
}
