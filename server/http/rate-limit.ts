/**
 * Floods: a bound on requests per address and minute, far above what a gateway with thousands of devices sends, and a low one on
 * trying passwords, because each try costs 30 ms of a core. Counted per process.
 */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { plainAddress } from '../access/address.ts';
import { Refused } from './refused.ts';

export interface RateLimits {
  /** 2,000 a second: 500 units at 2 reports a second from one gateway, twice over. */
  requestsAMinute: number;
  signInsAMinute: number;
  /** A calendar is made anew for each; programs ask every quarter of an hour or so. */
  feedsAMinute: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { requestsAMinute: 120_000, signInsAMinute: 120, feedsAMinute: 120 };

const WINDOW_MS = 60_000;

export function rateLimitOf(limit: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: false,
    legacyHeaders: false,
    // IPv6 clients count by network: one machine has 2^64 addresses to choose from.
    keyGenerator: (req: Request) => ipKeyGenerator(plainAddress(req.ip)),
    handler(_req: Request, _res: Response, next) {
      next(
        new Refused(
          'too-many-requests',
          { zh: '请求过于频繁，请稍后再试', en: 'Too many requests. Try again in a moment.' },
          { retryAfterS: WINDOW_MS / 1000 },
        ),
      );
    },
  });
}
