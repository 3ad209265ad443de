/**
 * Why something was not done, as data. `refusal` is a stable kebab-case code for programs, `message` a sentence for people
 * in the viewer's language that names the field and the value.
 */
import { z } from 'zod';

export const refusalCode = z.enum([
  'bad-input',
  'too-large',
  'not-signed-in',
  'sign-in-failed',
  'sign-in-locked',
  'not-allowed',
  'foreign-origin',
  'not-found',
  'unknown-unit',
  'unknown-device',
  'retired-device',
  'unbound-device',
  'unknown-category',
  'unknown-channel',
  'zero-position',
  'swapped-lon-lat',
  'outside-range',
  'far-outside-area',
  'future-time',
  'too-old',
  'duplicate',
  'implausible-jump',
  'too-dense',
  'mock-position',
  'bad-signature',
  'replayed',
  'already-exists',
  'version-conflict',
  'command-expired',
  'illegal-move',
  'not-this-organ',
  'limit-over',
  'limit-running',
  'evidence-missing',
  'grade-missing',
  'tier-skipped',
  'same-organ',
  'already-decided',
  'already-acknowledged',
  'already-signed',
  'conflict',
  'unknown-organ',
  'unknown-grid',
  'wrong-type',
  'import-refused',
  'protocol-mismatch',
  'too-many-requests',
  'slow',
  'session-ended',
  'storage-unavailable',
  'internal-error',
]);
export type RefusalCode = z.infer<typeof refusalCode>;

/** Where a table that was imported is wrong: `row` as the spreadsheet counts, `column` by its heading. */
export const rowFault = z.object({ row: z.int(), column: z.string(), value: z.string(), message: z.string() });
export type RowFault = z.infer<typeof rowFault>;

export const refusal = z.object({
  refusal: refusalCode,
  message: z.string(),
  /** `version-conflict`: the record as it is now. `already-acknowledged`: the alarm. */
  current: z.unknown().optional(),
  /** `import-refused`: every row that is wrong; nothing was taken. */
  rows: z.array(rowFault).optional(),
  /** Dotted path of the offending field, for example `[3].lon` or `reporter.phone`. */
  field: z.string().optional(),
  /** Seconds to wait before trying again makes sense. */
  retryAfterS: z.number().optional(),
});
export type Refusal = z.infer<typeof refusal>;
