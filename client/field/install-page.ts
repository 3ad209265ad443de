/**
 * Makes /field a page that a phone can install and open without a network. Over plain http a browser offers neither.
 * The surprise: the first visit is not the worker's, it comes to be meanwhile. What letters that visit needed is told it afterwards, or the
 * page would open without a network and without them.
 */
const MANIFEST = '/field.webmanifest';

export function installPage(): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = MANIFEST;
  document.head.append(link);
  if ('serviceWorker' in navigator)
    keepPage(navigator.serviceWorker).catch(error => console.warn('The page cannot be kept for later.', error));
}

async function keepPage(workers: ServiceWorkerContainer): Promise<void> {
  await workers.register('/field-worker.js', { scope: '/field' });
  const { active } = await workers.ready;
  await document.fonts.ready;
  const urlsToCache = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter(name => name.endsWith('.woff2'));
  // What Workbox's router listens to: it takes each as if the page had asked for it now.
  active?.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache } });
}
