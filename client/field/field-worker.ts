/**
 * Keeps the files of the field page in the browser, so that it opens without a network [P-88]. The build writes the list of files in
 * (vite.config.ts). The page itself is asked of the server first, so that a new build is seen at once; nothing of /api passes here.
 */
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precache } from 'workbox-precaching';

declare const __FIELD_FILES__: PrecacheEntry[];

interface FetchEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const PAGE = '/index.html';

precache(__FIELD_FILES__);
cleanupOutdatedCaches();

self.addEventListener('fetch', event => {
  const { request, respondWith } = event as FetchEvent;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || /^\/(api|socket\.io)\//.test(pathname)) return;
  if (request.mode === 'navigate')
    respondWith.call(
      event,
      fetch(request).catch(() => kept(PAGE)),
    );
  else if (pathname.startsWith('/assets/'))
    respondWith.call(
      event,
      kept(pathname).catch(() => fetch(request)),
    );
});

async function kept(path: string): Promise<Response> {
  const found = await matchPrecache(path);
  if (!found) throw new Error(`${path} is not kept.`);
  return found;
}
