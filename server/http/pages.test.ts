/** Pages, built files and map archives, and how a browser is bound. */
import { describe, expect, test } from 'vitest';
import { appUnderTest, INDEX } from './app-under-test.ts';

const app = appUnderTest();
const { get } = app;

describe('pages', () => {
  test('every page is the client, never kept; built files are kept for ever', async () => {
    for (const path of ['/', '/wall?mode=live', '/sign-in']) {
      const page = await app.server.ask(path);
      expect([page.status, page.text, page.headers['cache-control']]).toEqual([200, INDEX, 'no-cache']);
    }
    const asset = await app.server.ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-encoding']).toBe('gzip');
  });

  test('map archives are read in ranges, uncompressed', async () => {
    const part = await app.server.ask('/base.pmtiles', { headers: { range: 'bytes=0-9', 'accept-encoding': 'gzip' } });
    expect([part.status, part.text, part.headers['content-encoding']]).toEqual([206, 'pppppppppp', undefined]);
  });

  test('what is no page is not found', async () => {
    for (const path of ['/nothing', '/assets/gone.js', '/../package.json', '/%2e%2e/package.json', '/assets']) {
      expect((await app.server.ask(path)).status, path).toBe(404);
    }
  });

  test('[E14] the browser is bound: own scripts only, no frame, no sniffing, no referrer', async () => {
    const { headers } = await app.server.ask('/wall');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self';worker-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;" +
        "connect-src 'self' data: blob:;font-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect((await get('/api/v1/session')).headers['cache-control']).toBe('no-store');
  });
});
