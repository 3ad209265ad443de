/**
 * Reads the body of one route, after the guard has let the caller in: nobody else makes us read a megabyte.
 * In: the route's limit and content types. Out: the parsed body, or a refusal that says what is wrong with it.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { checkShape } from './json-shape.ts';
import { badInput, Refused } from './refused.ts';
import type { BodyType, Route } from './route.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'];

const CONTENT_TYPES: Record<BodyType, string[]> = {
  json: ['application/json', 'application/*+json'],
  form: ['application/x-www-form-urlencoded'],
  xlsx: [XLSX_TYPE],
  image: IMAGE_TYPES,
  // What browsers call a CSV depends on what is installed beside them; what is in it is found out by reading.
  sheet: [
    XLSX_TYPE,
    'text/csv',
    'application/csv',
    'application/vnd.ms-excel',
    'application/octet-stream',
    'text/plain',
  ],
};

const MOST_FORM_FIELDS = 100;

/** Of the bodies of routes that may be signed: SHA-256 of the bytes as they came. */
const digests = new WeakMap<IncomingMessage, string>();

export function bodyDigest(req: IncomingMessage): string | undefined {
  return digests.get(req);
}

export function bodyReader(route: Pick<Route, 'bodyLimitBytes' | 'bodyTypes'> & Partial<Pick<Route, 'signable'>>) {
  const limit = route.bodyLimitBytes;
  const parsers: Record<BodyType, RequestHandler> = {
    json: express.json({
      ...{ limit, type: CONTENT_TYPES.json, strict: false },
      ...(route.signable && {
        verify: (req: IncomingMessage, _res: unknown, bytes: Buffer) =>
          void digests.set(req, createHash('sha256').update(bytes).digest('hex')),
      }),
    }),
    form: express.urlencoded({ limit, type: CONTENT_TYPES.form, extended: false, parameterLimit: MOST_FORM_FIELDS }),
    xlsx: express.raw({ limit, type: CONTENT_TYPES.xlsx }),
    sheet: express.raw({ limit, type: CONTENT_TYPES.sheet }),
    // A photo is as large as it is: one that unpacks to more is none.
    image: express.raw({ limit, type: CONTENT_TYPES.image, inflate: false }),
  };
  return async (req: Request, res: Response): Promise<unknown> => {
    if (!carriesBody(req)) return undefined;
    const type = route.bodyTypes.find(type => req.is(CONTENT_TYPES[type]));
    if (type === undefined) throw wrongType(route.bodyTypes, req.headers['content-type']);
    await new Promise<void>((resolve, reject) => {
      parsers[type](req, res, error => (error ? reject(refusalOf(error, limit)) : resolve()));
    });
    if (!Buffer.isBuffer(req.body)) checkShape(req.body);
    return req.body;
  };
}

function carriesBody(req: Request): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

function wrongType(types: readonly BodyType[], received: string | undefined): Refused {
  const isImage = types.includes('image');
  const expected = types.flatMap(type => (isImage ? CONTENT_TYPES[type] : CONTENT_TYPES[type].slice(0, 1))).join(' | ');
  const came = JSON.stringify((received ?? '').slice(0, 60));
  const sentence = {
    zh: `Content-Type 应为 ${expected}，收到 ${came}`,
    en: `Content-Type: expected ${expected}, received ${came}`,
  };
  return isImage ? new Refused('wrong-type', sentence, { field: 'Content-Type' }) : badInput('Content-Type', sentence);
}

/** Errors of express's parsers carry a `type`; anything else is passed on as it is. */
function refusalOf(error: unknown, limitBytes: number): unknown {
  if (!(error instanceof Error) || !('type' in error)) return error;
  switch (error.type) {
    case 'entity.too.large':
    case 'parameters.too.many':
      return new Refused('too-large', {
        zh: `请求体超过上限 ${limitBytes} 字节`,
        en: `The body is larger than ${limitBytes} bytes.`,
      });
    case 'entity.parse.failed': {
      // Only the place: the parser's own words repeat a piece of the body, which may be a password.
      const position = /at position (\d+)/.exec(error.message)?.[1];
      return badInput('', {
        zh: `请求体不是合法的 JSON${position ? `（第 ${position} 个字符处）` : ''}`,
        en: `The body is not valid JSON${position ? ` (at character ${position})` : ''}.`,
      });
    }
    case 'request.aborted':
    case 'request.size.invalid':
      return badInput('', { zh: '请求体不完整', en: 'The body is incomplete.' });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return badInput('Content-Type', { zh: '不支持的编码', en: 'This encoding is not supported.' });
    default:
      return error;
  }
}
