/**
 * The font of pictures: 思源黑体 as the pages have it (`@fontsource-variable/noto-sans-sc`), which comes in a hundred slices of WOFF2. The
 * renderer reads TrueType from files only, so the slices that a text needs are unpacked into a folder. In: the text, an empty folder.
 * Out: the files, and the family. The only file that knows `wawoff2`. Its variable weight is read as the thinnest one.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decompress } from 'wawoff2';
import { z } from 'zod';

export const PICTURE_FONT = 'Noto Sans SC';
const FOLDER = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'));
/** By slice: `U+4e00,U+4e8c-4e94 …` */
const ranges = z.record(z.string(), z.string());

export async function unpackFont(text: string, folder: string): Promise<string[]> {
  const slices = ranges.parse(JSON.parse(await readFile(join(FOLDER, 'unicode.json'), 'utf8')));
  const signs = [...new Set(text)].map(sign => sign.codePointAt(0) ?? 0);
  const needed = Object.entries(slices).filter(([, range]) => signs.some(isIn(range)));
  const files: string[] = [];
  for (const [key] of needed) {
    // `[4]` is file 4, `latin` is latin.
    const slice = key.replace(/[[\]]/g, '');
    const packed = await readFile(join(FOLDER, 'files', `noto-sans-sc-${slice}-wght-normal.woff2`));
    const file = join(folder, `${slice}.ttf`);
    // One after the other: side by side the unpacker mixes them up.
    await writeFile(file, await decompress(packed));
    files.push(file);
  }
  return files;
}

function isIn(range: string): (sign: number) => boolean {
  const spans = range.split(',').map(span => {
    const [from = '', to = from] = span.trim().replace('U+', '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return sign => spans.some(([from, to]) => sign >= from && sign <= to);
}
