/** SVG to PNG. The only file that knows `@resvg/resvg-js`. In: the SVG, font files (none = no text). Out: the picture. */
import { Resvg } from '@resvg/resvg-js';
import { PICTURE_FONT } from './picture-font.ts';
import type { DrawnPicture } from './pictures.ts';

export function renderSvg(svg: string, fontFiles: readonly string[] = []): DrawnPicture {
  const drawing = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: PICTURE_FONT },
  }).render();
  const { width, height } = drawing;
  return { type: 'png', bytes: Uint8Array.from(drawing.asPng()), width, height };
}
