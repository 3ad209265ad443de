/**
 * Who is asking: the one place that turns cookies and tokens into viewers, for HTTP and for the live link.
 * In: headers and addresses. Out: a `Viewer` or null, the guard, and the routes of sign-in, tokens, accounts and audit.
 * When a session that opened a live link ends is session-watch.ts's part.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Route } from '../http/route.ts';
import type { Database } from '../store/database.ts';
import { type Ground, withKnownOrgan } from './account-ground.ts';
import { isLoopback } from './address.ts';
import { verifyAuditChain } from './audit.ts';
import { createDenialLog } from './denials.ts';
import { createSignatures, isSigned } from './device-signatures.ts';
import { feedHolder, touchFeedKey } from './feed-keys.ts';
import { createGuard, type Guard } from './guard.ts';
import { forgetOldFailures } from './lockout.ts';
import { accessRoutes } from './routes.ts';
import { hashOf } from './secrets.ts';
import { sessionSecretOf, setSessionCookie } from './session-cookie.ts';
import { createSessionWatch, type SessionWatch } from './session-watch.ts';
import {
  forgetEndedSessions,
  readSessions,
  type SessionLimits,
  sessionHolder,
  startSession,
  TOUCH_EVERY_MS,
  touchSession,
} from './sessions.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { findToken, touchTokens } from './tokens.ts';
import type { Viewer } from './viewer.ts';

const TIDY_EVERY_MS = 3_600_000;
const CHAIN_CHECK_EVERY_MS = 86_400_000;

interface Handshake {
  cookieHeader: string | undefined;
  token: string | undefined;
  ip: string;
}

export interface Access {
  guard: Guard;
  routes: Route[];
  /** Who typed this account and password, without opening a session: for a second signature at somebody else's desk. */
  confirmIdentity: SignIn['confirm'];
  /** `token`: found in the URL or in HTTP Basic, where the route allows it. */
  viewerOfRequest(request: {
    headers: IncomingHttpHeaders;
    ip: string;
    token?: string | undefined;
    /** Where the route lets a device sign. */
    signable?: { method: string; path: string } | undefined;
  }): Promise<Viewer | null>;
  /** Whose feed the key in the address is; good for routes with `tokenFrom: 'feed'` only. */
  viewerOfFeed(key: string, ip: string): Promise<Viewer | null>;
  /** As for a request, but opening a live link is not activity: it happens by itself. */
  viewerOfHandshake(handshake: Handshake): Promise<Viewer | null>;
  /** Whoever keeps a link open for a viewer watches that viewer's `sessionKey` and cuts the link at its end. */
  watchSession: SessionWatch['watch'];
  /** `Set-Cookie` for a browser that opens the wall of a demonstration without any session; null everywhere else. */
  demoWallCookie(request: { headers: IncomingHttpHeaders; ip: string; secure: boolean }): Promise<string | null>;
  stop(): void;
}

export interface AccessParts {
  database: Database;
  clock: Clock;
  config: Pick<Config, 'demo' | 'host' | 'sessionIdleMinutes' | 'sessionAbsoluteHours'>;
  log: Logger;
  ground: Ground;
}

export function createAccess({ database: { db }, clock, config, log, ground }: AccessParts): Access {
  const limits: SessionLimits = {
    idleMs: config.sessionIdleMinutes * 60_000,
    absoluteMs: config.sessionAbsoluteHours * 3_600_000,
    demo: config.demo,
  };
  const noteDenial = createDenialLog(db, clock, error => log.error({ err: error }, 'denial not audited'));
  const guard = createGuard(({ viewer, action, reach }) =>
    noteDenial({
      actor: viewer.account,
      address: viewer.address,
      subject: viewer.sessionKey,
      attempted: action,
      after: reach,
    }),
  );

  const viewerOfSignature = createSignatures({ db, startedAt: clock.now(), demo: limits.demo, noteDenial });

  async function viewerOfToken(secret: string, ip: string): Promise<Viewer | null> {
    const token = await findToken(db, secret);
    if (!token) {
      noteDenial({ actor: 'anonymous', address: ip, subject: 'token', attempted: `token from ${ip}` });
      return null;
    }
    const organ = token.lostOrgan ?? token.scope.organ;
    // Bound to an organ that is gone it must not become one that may name any organ.
    if (token.kind === 'integration' && organ !== undefined && !ground.isOrgan(organ)) {
      log.warn({ token: token.name, organ }, 'token refused: the profile has no such organ');
      return null;
    }
    const now = clock.now();
    if (token.lastUsedAt === null || now - token.lastUsedAt >= TOUCH_EVERY_MS) await touchTokens(db, [token.id], now);
    return {
      account: `${token.kind}:${token.name}`,
      title: token.name,
      role: token.kind,
      scope: token.scope,
      demo: limits.demo,
      sessionKey: `token:${token.id}`,
      address: ip,
      credential: 'bearer',
    };
  }

  async function viewerOfCookie(header: string | undefined, ip: string, touches: boolean): Promise<Viewer | null> {
    const secret = sessionSecretOf(header);
    if (secret === '') return null;
    const [row] = await readSessions(db, [hashOf(secret)]);
    const now = clock.now();
    const holder = row && sessionHolder(row, now, limits);
    if (!holder) return null;
    // A wall has no idling, and its live link is all it does: that counts as being there.
    const wasThere = touches || row.kind !== 'person';
    if (wasThere && now - row.last_seen_at >= TOUCH_EVERY_MS) await touchSession(db, row.key_hash, now);
    const scope = withKnownOrgan(holder.scope, ground);
    const sessionKey = `session:${row.key_hash}`;
    return { ...holder, scope, demo: limits.demo, sessionKey, address: ip, credential: 'cookie' };
  }

  // One for all who ask for a password: guesses at the sign-in form and at a handover count together.
  const signIn = createSignIn(db, limits);
  const sessionWatch = createSessionWatch({ db, clock, limits, log });
  const stops = [
    sessionWatch.stop,
    clock.every(TIDY_EVERY_MS, () => void tidy()),
    clock.every(CHAIN_CHECK_EVERY_MS, () => void checkChain()),
  ];

  async function tidy(): Promise<void> {
    try {
      await forgetEndedSessions(db, clock.now(), limits);
      await forgetOldFailures(db, clock.now());
    } catch (error) {
      log.error({ err: error }, 'ended sessions not removed');
    }
  }

  async function checkChain(): Promise<void> {
    try {
      const verdict = await verifyAuditChain(db);
      if (verdict.ok) log.info({ rows: verdict.rows }, 'audit trail is whole');
      else log.fatal({ seq: verdict.seq, reason: verdict.reason }, 'audit trail has been changed');
    } catch (error) {
      log.error({ err: error }, 'audit trail not checked');
    }
  }

  const access: Access = {
    guard,
    confirmIdentity: signIn.confirm,
    routes: accessRoutes({ db, limits, signIn, onChange: sessionWatch.look, noteDenial, ground }),
    async viewerOfRequest({ headers, ip, token, signable }) {
      const { authorization } = headers;
      if (signable && isSigned(authorization))
        return viewerOfSignature({ ...signable, authorization, ip, now: clock.now() });
      const secret = token ?? bearerOf(headers.authorization);
      return secret === undefined ? viewerOfCookie(headers.cookie, ip, true) : viewerOfToken(secret, ip);
    },
    viewerOfHandshake: ({ cookieHeader, token, ip }) =>
      token === undefined ? viewerOfCookie(cookieHeader, ip, false) : viewerOfToken(token, ip),
    async viewerOfFeed(key, ip) {
      const holder = await feedHolder(db, key, limits);
      if (!holder) {
        noteDenial({ actor: 'anonymous', address: ip, subject: 'feed', attempted: `feed from ${ip}` });
        return null;
      }
      const now = clock.now();
      const { account, title, role, keyHash, lastUsedAt } = holder;
      if (lastUsedAt === null || now - lastUsedAt >= TOUCH_EVERY_MS) await touchFeedKey(db, keyHash, now);
      return {
        ...{ account, title, role, scope: withKnownOrgan(holder.scope, ground), demo: limits.demo },
        ...{ sessionKey: `feed:${keyHash}`, address: ip, credential: 'bearer' },
      };
    },
    watchSession: sessionWatch.watch,
    /**
     * Someone who tries the demonstration should see the wall, not a sign-in form. That is harmless only here: demonstration data,
     * a read-only role, a server that listens to its own machine, and a browser that calls it by a local name (a foreign
     * page that points its own name at 127.0.0.1 gets nothing).
     */
    async demoWallCookie({ headers, ip, secure }) {
      const hostName = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
      if (!config.demo || !isLoopback(config.host) || !isLoopback(ip) || !isLoopback(hostName)) return null;
      if ((await access.viewerOfRequest({ headers, ip })) !== null) return null;
      const { secret } = await db
        .transaction()
        .execute(tx => startSession(tx, { kind: 'demo-wall' }, ip, clock.now(), limits));
      return setSessionCookie(secret, { secure, remember: false });
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
  return access;
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}
