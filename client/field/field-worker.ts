/**
 * Keeps the files of the field page in the browser, so that it opens without a network [P-88]. The build writes the list of files in
 * (vite.config.ts). The page itself is asked of the server first, so that a new build is seen at once; nothing of /api passes here.
 * It is one script and shares nothing with the page (a worker that imports is refused by older phones; the build checks it).
 * The Chinese font comes in about a hundred slices, of which a page needs a few: those that were needed once are kept as they come.
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precache } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, type StrategyOptions } from 'workbox-strategies';

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<void>): void;
}
interface Clients {
  claim(): Promise<void>;
}

declare const __FIELD_FILES__: PrecacheEntry[];

const PAGE = '/index.html';
/** The names are made of their content: a slice never changes. */
const FONT_CACHE = 'gridwall-fonts';
const FONT_SLICE = /^\/assets\/[^/]+\.woff2$/;
/** All slices of one font, and a few of the one before. */
const MOST_SLICES = 120;

precache(__FIELD_FILES__);
cleanupOutdatedCaches();
// What the first visit still asks for passes here already.
self.addEventListener('activate', event =>
  (event as ExtendableEvent).waitUntil((self as unknown as { clients: Clients }).clients.claim()),
);

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && !/^\/(api|socket\.io)\//.test(url.pathname),
  ({ request }) => fetch(request).catch(() => kept(PAGE)),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && FONT_SLICE.test(url.pathname),
  new CacheFirst({ cacheName: FONT_CACHE, plugins: [newestSlices()] }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  ({ request, url }) => kept(url.pathname).catch(() => fetch(request)),
);

async function kept(path: string): Promise<Response> {
  const found = await matchPrecache(path);
  if (!found) throw new Error(`${path} is not kept.`);
  return found;
}

function newestSlices() {
  // Its types say `undefined` where those of the strategies leave the property out.
  const plugin: unknown = new ExpirationPlugin({ maxEntries: MOST_SLICES, purgeOnQuotaError: true });
  return plugin as NonNullable<StrategyOptions['plugins']>[number];
}
