/** `/api/v1/session`: sign in, who am I, sign out; and a wall's token for a wall's cookie. */
import { z } from 'zod';
import { signIn } from '../contract/session.ts';
import { viewer as wireViewer } from '../contract/viewer.ts';
import { Refused } from '../http/refused.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import { writeAudit } from './audit.ts';
import type { RouteParts } from './routes.ts';
import { hashOf } from './secrets.ts';
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.ts';
import { endSession, readSessions, startSession } from './sessions.ts';
import { findToken, touchTokens } from './tokens.ts';
import { toWireViewer } from './viewer.ts';

const wallEntry = z.strictObject({ token: z.string().min(1).max(200) });

export function sessionRoutes({ db, limits, signIn: attempts, onChange, noteDenial }: RouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/session',
      action: 'public',
      summary: '登录：账号和密码换取会话 Cookie。',
      body: signIn,
      answer: wireViewer,
      async handle({ body, ip, now, secure, headers }) {
        const { account, secret } = await attempts.open({ ...body, address: ip, now });
        // The browser gives up what it had before: one session a browser, and never one that someone else planted.
        const previous = sessionSecretOf(headers.cookie);
        if (previous !== '') {
          await endSession(db, hashOf(previous));
          await onChange();
        }
        return new Answer(
          {
            account: account.name,
            title: account.title,
            role: account.role,
            scope: account.scope,
            demo: limits.demo,
          },
          { headers: { 'Set-Cookie': setSessionCookie(secret, { secure, remember: false }) } },
        );
      },
    }),

    defineRoute({
      method: 'get',
      path: '/api/v1/session',
      action: 'session:own',
      summary: '当前身份：账号、角色、范围。',
      answer: wireViewer,
      handle: ({ viewer }) => toWireViewer(viewer),
    }),

    defineRoute({
      method: 'delete',
      path: '/api/v1/session',
      action: 'session:own',
      summary: '退出登录。',
      answer: z.undefined(),
      status: 204,
      async handle({ viewer, headers, ip, now, secure }) {
        if (viewer.credential === 'bearer') {
          throw new Refused('not-allowed', {
            zh: '令牌不能退出，只能由管理员吊销',
            en: 'A token is revoked, not signed out.',
          });
        }
        const secret = sessionSecretOf(headers.cookie);
        await db.transaction().execute(async tx => {
          await endSession(tx, hashOf(secret));
          await writeAudit(tx, {
            actor: viewer.account,
            address: ip,
            action: 'sign-out',
            subject: viewer.account,
            at: now,
          });
        });
        await onChange();
        return new Answer(undefined, { headers: { 'Set-Cookie': clearSessionCookie(secure) } });
      },
    }),

    defineRoute({
      method: 'post',
      path: '/api/v1/session/wall',
      action: 'public',
      summary: '大屏入口：用大屏令牌换取只读会话 Cookie，随令牌吊销而失效。',
      body: wallEntry,
      answer: wireViewer,
      async handle({ body, ip, now, secure, headers }) {
        const token = await findToken(db, body.token);
        if (token?.kind !== 'wall') {
          noteDenial({ actor: 'anonymous', address: ip, subject: 'wall token', attempted: `wall token from ${ip}` });
          throw new Refused('sign-in-failed', {
            zh: '大屏令牌无效或已吊销',
            en: 'This wall token is unknown or revoked.',
          });
        }
        const { name, scope } = token;
        const answer = { account: `wall:${name}`, title: name, role: 'wall' as const, scope, demo: limits.demo };
        const current = sessionSecretOf(headers.cookie);
        const [session] = current === '' ? [] : await readSessions(db, [hashOf(current)]);
        // A kiosk opens this page at every boot: it keeps the session it has.
        const secret = session?.token_id === token.id ? current : await enter(token.id, answer.account, ip, now);
        return new Answer(answer, { headers: { 'Set-Cookie': setSessionCookie(secret, { secure, remember: true }) } });
      },
    }),
  ];

  function enter(tokenId: string, account: string, address: string, now: number): Promise<string> {
    return db.transaction().execute(async tx => {
      const { secret } = await startSession(tx, { kind: 'wall', tokenId }, address, now, limits);
      await touchTokens(tx, [tokenId], now);
      await writeAudit(tx, { actor: account, address, action: 'sign-in', subject: tokenId, at: now });
      return secret;
    });
  }
}
