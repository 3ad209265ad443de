/** Makes /field a page that a phone can install and open without a network. Over plain http a browser offers neither. */
export function installPage(): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = '/field.webmanifest';
  document.head.append(link);
  if ('serviceWorker' in navigator)
    navigator.serviceWorker.register('/field-worker.js', { scope: '/field' }).catch(error => {
      console.warn('The page cannot be kept for later.', error);
    });
}
