/**
 * One request through one route: who asks, from where, may they, what did they send, do it, answer.
 * The order is the point: nothing is read from the body before the caller is known and allowed, and nothing changes before it is
 * certain that the request was written by our own page or carries a token that no browser sends by itself.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Access } from '../access/access.ts';
import { isLoopback, plainAddress } from '../access/address.ts';
import type { Reach } from '../access/guard.ts';
import { judgeOrigin } from '../access/origin.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Clock } from '../clock.ts';
import { bodyDigest, bodyReader } from './read-body.ts';
import { type Language, notAllowed, notSignedIn, Refused } from './refused.ts';
import { note } from './request-log.ts';
import { Answer, type Route } from './route.ts';

export interface ServeParts {
  access: Pick<Access, 'guard' | 'viewerOfFeed' | 'viewerOfRequest'>;
  clock: Clock;
  allowedOrigins: readonly string[];
}

export function serveRoute(route: Route, { access, clock, allowedOrigins }: ServeParts): RequestHandler {
  const readBody = bodyReader(route);

  return async (req: Request, res: Response) => {
    note(res, { route: route.path });
    const ip = plainAddress(req.ip);
    const signable = route.signable ? { method: req.method, path: req.path } : undefined;
    const feedKey = route.tokenFrom === 'feed' ? queryToken(req) : undefined;
    const viewer =
      feedKey === undefined
        ? await access.viewerOfRequest({ headers: req.headers, ip, token: routeToken(route, req), signable })
        : await access.viewerOfFeed(feedKey, ip);
    if (viewer) note(res, { account: viewer.account });
    if (route.method !== 'get') checkOrigin(req, viewer, allowedOrigins);
    checkRight(req, viewer);

    const query: Record<string, unknown> = { ...req.query };
    if (route.tokenFrom === 'query' || route.tokenFrom === 'feed') delete query.token;
    const body = route.method === 'get' ? undefined : await readBody(req, res);
    checkSignedBody(req, viewer);
    const result = await route.run({
      viewer,
      params: { ...req.params },
      query,
      body,
      language: languageOf(req),
      ip,
      now: clock.now(),
      secure: req.secure,
      headers: req.headers,
      require(reach: Reach) {
        if (route.action === 'public') throw new Error(`${route.path} is public and asks for a right.`);
        if (!viewer || !access.guard.can(viewer, route.action, reach)) throw notAllowed(route.action);
      },
    });
    if (result instanceof Answer) await sendAnswer(res, route, result);
    else res.status(route.status).set('Cache-Control', 'no-store').json(result);
  };

  function checkRight(req: Request, viewer: Viewer | null): void {
    if (route.action === 'public') return;
    if (viewer === null) {
      if (route.openToLoopback && cameFromThisMachine(req)) return;
      throw notSignedIn();
    }
    if (!access.guard.can(viewer, route.action)) throw notAllowed(route.action);
  }
}

/** What arrived must be what was signed. */
function checkSignedBody(req: Request, viewer: Viewer | null): void {
  if (!viewer?.signature || bodyDigest(req) === viewer.signature.digest) return;
  throw new Refused(
    'bad-signature',
    { zh: '请求体与签名的 digest 不符', en: 'The body is not the one whose digest was signed.' },
    { field: 'digest' },
  );
}

/** The language a person reads; Chinese unless they ask for English. */
export function languageOf(req: Request): Language {
  return req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}

function queryToken(req: Request): string | undefined {
  return typeof req.query.token === 'string' ? req.query.token : undefined;
}

function routeToken(route: Route, req: Request): string | undefined {
  if (route.tokenFrom === 'query') return queryToken(req);
  if (route.tokenFrom !== 'basic') return undefined;
  const [, encoded] = /^Basic +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1); // the user name before the colon is whatever the app made the person type
}

/**
 * A foreign page can make a browser send our cookie along, but it can neither forge `Origin` nor set a header of its own without
 * our consent, which no route gives. A caller without a cookie has nothing to borrow; only signing in is then worth forging.
 */
function checkOrigin(req: Request, viewer: Viewer | null, allowedOrigins: readonly string[]): void {
  if (viewer?.credential === 'bearer') return;
  if (req.headers['x-gridwall'] === '1') return;
  const verdict = judgeOrigin(req.headers, allowedOrigins);
  if (verdict === 'own' || (verdict === 'unknown' && viewer === null)) return;
  const origin = JSON.stringify(String(req.headers.origin ?? '').slice(0, 80));
  throw new Refused('foreign-origin', {
    zh: `请求来自其他网站（Origin ${origin}），已拒绝`,
    en: `The request was written by another site (Origin ${origin}).`,
  });
}

/** A reverse proxy on this machine also comes from loopback, but says for whom it asks. */
function cameFromThisMachine(req: Request): boolean {
  return isLoopback(plainAddress(req.socket.remoteAddress)) && req.headers['x-forwarded-for'] === undefined;
}

async function sendAnswer(res: Response, route: Route, answer: Answer): Promise<void> {
  res.status(answer.status ?? route.status).set({ 'Cache-Control': 'no-store', ...answer.headers });
  const { body } = answer;
  if (body === undefined) res.end();
  else if (typeof body === 'string' || Buffer.isBuffer(body) || body instanceof Readable) {
    // Express would call a string HTML, and an incident's text with it.
    if (!res.getHeader('Content-Type')) throw new Error(`${route.path} answers bytes without a Content-Type.`);
    if (body instanceof Readable) await sendStream(body, res);
    else res.send(body);
  } else res.json(body);
}

/** Whoever hangs up has had enough; only a fault of the source is a mistake of ours. */
async function sendStream(body: Readable, res: Response): Promise<void> {
  try {
    await pipeline(body, res);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
}
