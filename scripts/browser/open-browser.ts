/**
 * A Chromium for tests, benches and screenshots, wherever it can be had: `CHROME_PATH`, one that the system has, or the one
 * inside the npm package @sparticuz/chromium (Linux x64), so that a fresh clone needs nothing installed.
 * Out: a Playwright browser with WebGL 2 drawn in software; `CHROME_GL=egl` uses Mesa, which is faster where it is installed.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without these a browser on a closed network spends its time failing to call home. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--ignore-gpu-blocklist',
];
const SOFTWARE_GL = {
  egl: ['--use-gl=angle', '--use-angle=gl-egl'],
  swiftshader: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
};

export async function openBrowser(): Promise<Browser> {
  const gl = process.env.CHROME_GL === 'egl' ? SOFTWARE_GL.egl : SOFTWARE_GL.swiftshader;
  return chromium.launch({ executablePath: await browserPath(), headless: true, args: [...QUIET, ...gl] });
}

async function browserPath(): Promise<string> {
  const found = [process.env.CHROME_PATH, ...SYSTEM_BROWSERS].find(path => path && existsSync(path));
  if (found) return found;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
