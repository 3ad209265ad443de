/**
 * The last stop of everything thrown while a request was served: a refusal becomes its answer, our own mistakes become a number
 * that the log explains. No stack, path or library name leaves the server.
 */
import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { isStorageFault } from '../store/storage-unavailable.ts';
import { badInput, Refused } from './refused.ts';
import { note } from './request-log.ts';
import { languageOf } from './serve-route.ts';

const STORAGE_RETRY_S = 5;

export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, _next) => {
    const refused = error instanceof Refused ? error : refusedFrom(error, log);
    if (res.headersSent) {
      res.destroy();
      return;
    }
    sendRefused(req, res, refused);
  };
}

function sendRefused(req: Request, res: Response, refused: Refused): void {
  note(res, { refusal: refused.code });
  if (refused.detail.retryAfterS !== undefined) res.set('Retry-After', String(refused.detail.retryAfterS));
  res
    .status(refused.status)
    .set('Cache-Control', 'no-store')
    .json(refused.refusal(languageOf(req)));
}

function refusedFrom(error: unknown, log: Logger): Refused {
  if (isStorageFault(error)) {
    log.error({ err: error }, 'storage unavailable');
    return new Refused(
      'storage-unavailable',
      { zh: '数据暂时无法保存，请稍后重试', en: 'Nothing can be stored right now. Try again shortly.' },
      { retryAfterS: STORAGE_RETRY_S },
    );
  }
  // Express and the static file server refuse broken URLs with errors that carry a 4xx status.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return badInput('', { zh: '请求地址或请求头不正确', en: 'The address or a header of the request is broken.' });
  }
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, id }, 'request failed');
  return new Refused('internal-error', {
    zh: `服务器内部错误，编号 ${id}`,
    en: `The server made a mistake. Its number is ${id}.`,
  });
}
