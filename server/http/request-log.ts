/** One log line and one measurement per finished request. In: every request. The line never holds a body, a cookie or a token. */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { plainAddress } from '../access/address.ts';
import { loggedPath } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What serving a route adds for the line. */
interface Noted {
  account?: string;
  route?: string;
  refusal?: string;
}

const noted = new WeakMap<Response, Noted>();

export function note(res: Response, more: Noted): void {
  noted.set(res, { ...noted.get(res), ...more });
}

export function requestLog(log: Logger, metrics: Metrics): RequestHandler {
  return (req: Request, res: Response, next) => {
    const startedAt = process.hrtime.bigint(); // measuring, not telling the time: the injected clock stays out of it
    res.on('close', () => {
      const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
      const { route, ...more } = noted.get(res) ?? {};
      metrics.observeRequest(req.method, route ?? 'other', res.statusCode, ms / 1000);
      const line = {
        method: req.method,
        path: loggedPath(req.originalUrl),
        status: res.statusCode,
        ms: Math.round(ms * 10) / 10,
        address: plainAddress(req.ip),
        ...more,
        // The caller went away before the answer was out.
        ...(res.writableFinished ? {} : { aborted: true }),
      };
      if (res.statusCode >= 500) log.error(line, 'request');
      else log[route === undefined ? 'debug' : 'info'](line, 'request');
    });
    next();
  };
}
