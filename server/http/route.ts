/**
 * One HTTP route as data: where it is, who may use it, what goes in and what comes out. app.ts mounts it, openapi.ts describes it,
 * the tests make the role x route matrix from it.
 * In: `defineRoute({...})`. Out: a `Route` whose `run` parses params, query and body before the handler sees them.
 * `action` is obligatory: a route outside the guard cannot be written, except the few named in PUBLIC_ROUTES.
 */
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Reach } from '../access/guard.ts';
import type { Action } from '../access/permissions.ts';
import type { Viewer } from '../access/viewer.ts';
import { checkInput } from './bad-input.ts';
import type { Language } from './refused.ts';

/** Routes that anyone may call: they let people in, or say whether the process lives. Growing this list needs a reviewer's eye. */
const PUBLIC_ROUTES: readonly string[] = [
  'post /api/v1/session',
  'post /api/v1/session/wall',
  'get /healthz',
  'get /readyz',
  'get /api',
  'get /api/openapi.json',
];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Where calendar programs ask, with the key of an account in the address. */
export const FEED_PATH = '/api/v1/operations/calendar.ics';

/** 64 KB: more than any form a person fills in. Routes that take arrays say how much more they need. */
const DEFAULT_BODY_LIMIT_BYTES = 64 * 1024;
/** For arrays of up to 1,000 positions or imported cases. */
export const BATCH_BODY_LIMIT_BYTES = 1024 * 1024;

/** What a handler returns when a plain JSON body with the route's status is not enough. */
export class Answer<T = unknown> {
  readonly body: T | Buffer | string | Readable;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** A Buffer, a string or a stream is sent as it is and needs a `Content-Type` header; anything else becomes JSON. */
  constructor(
    body: T | Buffer | string | Readable,
    options: { status?: number; headers?: Record<string, string> } = {},
  ) {
    this.body = body;
    this.status = options.status;
    this.headers = options.headers ?? {};
  }
}

/** What app.ts knows of a request before the route has looked at it. */
export interface RawRequest {
  viewer: Viewer | null;
  params: unknown;
  query: unknown;
  body: unknown;
  language: Language;
  ip: string;
  /** UTC milliseconds of the injected clock, read once per request. */
  now: number;
  /** True when the browser reached us over TLS (directly or through a trusted proxy). */
  secure: boolean;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Throws `not-allowed` (and leaves an audit row) unless the route's action reaches this zone or unit for this viewer. */
  require(reach: Reach): void;
}

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

interface RouteContext<A extends Action | 'public', P extends Schema, Q extends Schema, B extends Schema>
  extends Omit<RawRequest, 'viewer' | 'params' | 'query' | 'body'> {
  viewer: A extends 'public' ? Viewer | null : Viewer;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
}

interface RouteSpec<
  A extends Action | 'public',
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  R extends z.ZodType,
> {
  method: Method;
  /** Express path, for example `/api/v1/incidents/:id`. */
  path: string;
  action: A;
  /** One Chinese sentence for the interface page. */
  summary: string;
  params?: P;
  /** Values arrive as strings: use `z.coerce`. Without a schema every query parameter is refused. */
  query?: Q;
  body?: B;
  /** JSON shape of the answer; describes the interface and types the handler, not checked again at run time. */
  answer?: R;
  /** Default 200. */
  status?: number;
  /** Default 64 KB. */
  bodyLimitBytes?: number;
  /** Default JSON only. `form` is what some trackers send; `xlsx` and `image` reach the handler as a Buffer. */
  bodyTypes?: readonly BodyType[];
  /**
   * Devices that cannot set headers: token as `?token=` or as the password of HTTP Basic. `feed`: a calendar program, whose `?token=`
   * is a key of access/feed-keys.ts and opens nothing else; without one the route asks for a session or token like any other.
   */
  tokenFrom?: TokenPlace;
  /** A device may sign the request with its own key instead of carrying a token (access/device-signatures.ts). */
  signable?: true;
  /** A caller on the same machine needs no sign-in (the metrics scraper). */
  openToLoopback?: true;
  handle(context: RouteContext<A, P, Q, B>): Outcome<R> | Promise<Outcome<R>>;
}

type Outcome<R extends z.ZodType> = z.input<R> | Answer<z.input<R>>;
type TokenPlace = 'query' | 'basic' | 'feed';
export type BodyType = 'json' | 'form' | 'xlsx' | 'sheet' | 'image';

export interface Route {
  method: Method;
  path: string;
  action: Action | 'public';
  summary: string;
  params: Schema;
  query: Schema;
  body: Schema;
  answer: Schema;
  status: number;
  bodyLimitBytes: number;
  bodyTypes: readonly BodyType[];
  tokenFrom: TokenPlace | undefined;
  signable: boolean;
  openToLoopback: boolean;
  run(request: RawRequest): Promise<unknown>;
}

const NO_QUERY = z.strictObject({});

export function defineRoute<
  A extends Action | 'public',
  R extends z.ZodType,
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(spec: RouteSpec<A, P, Q, B, R>): Route {
  const name = `${spec.method} ${spec.path}`;
  if (spec.action === 'public' && !PUBLIC_ROUTES.includes(name)) throw new Error(`${name} may not be public.`);
  const mayRead = spec.tokenFrom === 'query' ? '/osmand' : spec.tokenFrom === 'feed' ? FEED_PATH : spec.path;
  if (spec.path !== mayRead) throw new Error(`${name} may not read a token from its URL.`);
  return {
    method: spec.method,
    path: spec.path,
    action: spec.action,
    summary: spec.summary,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    answer: spec.answer,
    status: spec.status ?? 200,
    bodyLimitBytes: spec.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES,
    bodyTypes: spec.bodyTypes ?? ['json'],
    tokenFrom: spec.tokenFrom,
    signable: spec.signable ?? false,
    openToLoopback: spec.openToLoopback ?? false,
    async run(request) {
      if (request.viewer === null && spec.action !== 'public' && spec.openToLoopback !== true) {
        throw new Error(`${name} was run before the guard.`);
      }
      return spec.handle({
        ...request,
        viewer: request.viewer,
        params: spec.params && checkInput(spec.params, request.params),
        query: checkInput(spec.query ?? NO_QUERY, request.query),
        body: spec.body && checkInput(spec.body, request.body),
      } as RouteContext<A, P, Q, B>);
    },
  };
}
