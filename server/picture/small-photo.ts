/**
 * A photo as a document can carry it: upright, JPEG or PNG, not larger than a document needs. In: a JPEG, PNG or WebP. Out: the same
 * bytes where they are small enough, else a small PNG; null where it is no picture that can be read.
 */
import { photoShape } from './photo-shape.ts';
import type { DrawnPicture } from './pictures.ts';
import { renderSvg } from './render-svg.ts';

const SMALL_BYTES = 300 * 1024;
/** Of the longer side: 5 cm in print at 240 dpi. */
const LONGEST_PX = 480;
const MEDIA = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

export function smallPhoto(bytes: Buffer): DrawnPicture | null {
  const shape = photoShape(bytes);
  if (shape === null || shape.width === 0 || shape.height === 0) return null;
  const { type, width, height, turn } = shape;
  if (type !== 'webp' && turn === 0 && bytes.length <= SMALL_BYTES)
    return { type, bytes: Uint8Array.from(bytes), width, height };
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const [outW, outH] = turn % 180 === 0 ? [w, h] : [h, w];
  const upright = `translate(${outW / 2} ${outH / 2}) rotate(${turn}) translate(${-w / 2} ${-h / 2})`;
  const href = `data:${MEDIA[type]};base64,${bytes.toString('base64')}`;
  return renderSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${outW}" height="${outH}"><image transform="${upright}" width="${w}" height="${h}" href="${href}"/></svg>`,
  );
}
