/** What a query string can hold besides text: numbers and instants, read from their text. */
import { z } from 'zod';
import { instant, instantMs } from '../contract/coordinates.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Strict where `z.coerce.number()` is kind: '' and '0x10' are no numbers, and neither is what becomes infinite. */
export const queryNumber = z
  .unknown()
  .refine(text => typeof text === 'string' && NUMBER.test(text) && Number.isFinite(Number(text)), {
    params: { zh: '应为数字', en: 'expected a number' },
  })
  .transform(Number)
  .meta({ type: 'number' });

/** ISO 8601 with a zone, or UTC ms. Out: UTC ms. */
export const queryInstant = z
  .unknown()
  .transform(text => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text))
  .pipe(instant)
  .transform(instantMs)
  .meta({ type: ['string', 'integer'] });
