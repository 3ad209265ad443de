/**
 * The built client: files with a hash in their name may be kept for ever, the page itself never, so that a wall that reloads
 * gets the newest build. Only addresses that are pages answer with the page; a mistyped file name is a 404, not a page.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import type { Access } from '../access/access.ts';
import { plainAddress } from '../access/address.ts';
import { Refused } from './refused.ts';

/** Pages of the client; a new one gets its line here. */
const PAGES = ['/', '/wall', '/console', '/planning', '/field', '/admin', '/sign-in'];
/** Pages that show the wall and so may be opened without signing in on a demonstration (see access.ts). */
const WALL_PAGES = ['/', '/wall'];

const HASHED = /^\/assets\//;
const YEAR_S = 31_536_000;

export function servePages(app: Express, clientDir: string, access: Pick<Access, 'demoWallCookie'>): void {
  const root = resolve(clientDir);
  const page = join(root, 'index.html');

  app.get(PAGES, async (req: Request, res: Response) => {
    if (!existsSync(page)) throw notBuilt();
    if (WALL_PAGES.includes(req.path)) {
      const cookie = await access.demoWallCookie({
        headers: req.headers,
        ip: plainAddress(req.ip),
        secure: req.secure,
      });
      if (cookie) res.set('Set-Cookie', cookie);
    }
    res.set('Cache-Control', 'no-cache');
    res.sendFile(page, { cacheControl: false });
  });

  app.use(
    express.static(root, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders(res, path) {
        const hashed = HASHED.test(path.slice(root.length).replaceAll('\\', '/'));
        res.setHeader('Cache-Control', hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    }),
  );
}

function notBuilt(): Refused {
  return new Refused('not-found', {
    zh: '网页尚未构建，请先运行 npm run build',
    en: 'The pages are not built yet: run npm run build.',
  });
}
