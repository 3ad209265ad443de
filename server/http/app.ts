/**
 * Puts the HTTP side together: what every request passes through, the routes of all parts, the pages.
 * In: routes and the parts they lean on. Out: an express app for main.ts to listen with. Nothing here knows what a route does.
 */
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { answerErrors } from './answer-error.ts';
import type { Metrics } from './metrics.ts';
import { type OperationsParts, operationsRoutes } from './operations-routes.ts';
import { servePages } from './pages.ts';
import { DEFAULT_RATE_LIMITS, type RateLimits, rateLimitOf } from './rate-limit.ts';
import { notFound } from './refused.ts';
import { requestLog } from './request-log.ts';
import { FEED_PATH, type Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { serveRoute } from './serve-route.ts';

export interface AppParts {
  config: Pick<Config, 'allowedOrigins' | 'clientDir' | 'trustProxy'>;
  log: Logger;
  clock: Clock;
  access: Access;
  /** Routes of all other parts; those of access and of operations are added here. */
  routes: readonly Route[];
  metrics: Metrics;
  build: string;
  /** For `/readyz`. */
  checks: OperationsParts['checks'];
  rateLimits?: RateLimits;
}

/** The whole route table: what the app mounts, what the interface page lists, what the tests walk through. */
export function allRoutes({ access, routes, build, metrics, checks }: AppParts): readonly Route[] {
  const all: Route[] = [...access.routes, ...routes];
  all.push(...operationsRoutes({ build, metrics, checks, allRoutes: () => all }));
  return all;
}

export function createApp(parts: AppParts): Express {
  const { config, log, clock, access, metrics } = parts;
  const limits = parts.rateLimits ?? DEFAULT_RATE_LIMITS;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple'); // `a[b]=c` stays a plain key: no objects out of a query string

  app.use(requestLog(log, metrics));
  app.use(securityHeaders());
  app.use(compression());
  app.use(rateLimitOf(limits.requestsAMinute));
  app.get(FEED_PATH, rateLimitOf(limits.feedsAMinute));
  app.post(/^\/api\/v1\/(session(\/|$)|handovers\/[^/]+\/accept$)/, rateLimitOf(limits.signInsAMinute));

  const mounted = new Set<string>();
  for (const route of allRoutes(parts)) {
    const name = `${route.method} ${route.path}`;
    if (mounted.has(name)) throw new Error(`Two routes answer to ${name}.`);
    mounted.add(name);
    app[route.method](route.path, serveRoute(route, { access, clock, allowedOrigins: config.allowedOrigins }));
  }

  servePages(app, config.clientDir, access);
  app.use((req: Request) => {
    throw notFound({ zh: '接口或页面', en: 'page or route' }, `${req.method} ${req.path.slice(0, 200)}`);
  });
  app.use(answerErrors(log));
  return app;
}
