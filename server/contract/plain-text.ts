/**
 * Text that people write and that is kept. Two things no database takes are refused: NUL, and half of a character (a lone
 * surrogate, as it comes from cutting a text in the wrong place). Everything else is text, emoji and rare hanzi included.
 */
import { z } from 'zod';

const NOT_TEXT = /[\0\p{Surrogate}]/u;

export const plainText = z.string().refine(text => !NOT_TEXT.test(text), {
  params: { zh: '含有无法保存的字符', en: 'holds a character that cannot be stored' },
});
