/**
 * Where a browser's request was written: by our own page, or by a foreign one that borrows the viewer's cookie (CSRF, cross-site
 * WebSocket hijacking). In: the headers as they came. Out: `own`, `foreign`, or `unknown` when the sender says nothing (devices, curl).
 */
export interface OriginHeaders {
  origin?: string | string[] | undefined;
  host?: string | string[] | undefined;
}

export type OriginVerdict = 'own' | 'foreign' | 'unknown';

/** `allowedOrigins`: further origins of the settings, such as `https://wall.example`. */
export function judgeOrigin({ origin, host }: OriginHeaders, allowedOrigins: readonly string[]): OriginVerdict {
  if (origin === undefined) return 'unknown';
  if (typeof origin !== 'string' || typeof host !== 'string') return 'foreign';
  if (allowedOrigins.includes(origin)) return 'own';
  // The scheme is left out: behind a proxy that speaks TLS for us, we see http and the browser https.
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase() ? 'own' : 'foreign';
}
