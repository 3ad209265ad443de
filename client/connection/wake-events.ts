/**
 * The moments at which waiting for the next retry would be silly: the network is back, or someone looks at the page again.
 * In: what to do then. Out: a function that stops listening. Outside a browser nothing ever happens.
 */
export function onWake(wake: () => void): () => void {
  if (typeof window === 'undefined') return () => {};
  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', wake);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
