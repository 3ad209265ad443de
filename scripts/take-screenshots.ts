/**
 * npx tsx scripts/take-screenshots.ts --url http://127.0.0.1:8080/wall --out /tmp/shots
 *
 * Pictures of a page at the sizes people will see it: desk, 4K wall, 4x2 wall. Look at them after every visible change.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser/open-browser.ts';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080/wall' },
    out: { type: 'string', default: 'screenshots' },
    sizes: { type: 'string', default: '1920x1080,3840x2160,7680x2160' },
    'wait-s': { type: 'string', default: '25' },
  },
});

await mkdir(options.out, { recursive: true });
const browser = await openBrowser();
for (const size of options.sizes.split(',')) {
  const [width, height] = size.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width: width!, height: height! } });
  page.on('pageerror', error => console.error(error));
  await page.goto(options.url);
  await page.waitForTimeout(Number(options['wait-s']) * 1000);
  const file = path.join(options.out, `${size}.png`);
  await page.screenshot({ path: file, timeout: 120_000 });
  console.log(file);
  await page.close();
}
await browser.close();
