/**
 * Numbers of citizens inside what people wrote: mobile numbers and identity cards ([I-12], [AC-9]). In: a text, or data with texts in
 * it. Out: the same with digits replaced by `*`; the rest stays, so that a person on the phone can still say which number was meant.
 */

const DIGIT = '[0-9０-９]';
const GAP = '[ \\-—－　]?';
const IDENTITY_NUMBER = new RegExp(`(?<!${DIGIT})${DIGIT}{17}[0-9０-９XxＸｘ](?!${DIGIT})`, 'g');
/** Mobile numbers with or without country code, also as people write them: `138 1234 5678`. */
const MOBILE_NUMBER = new RegExp(
  `(?<!${DIGIT})((?:\\+?86${GAP})?[1１]${DIGIT}{2})${GAP}${DIGIT}{4}${GAP}(${DIGIT}{4})(?!${DIGIT})`,
  'g',
);

export function maskNumbers(text: string): string {
  return text
    .replace(IDENTITY_NUMBER, number => `${number.slice(0, 3)}***********${number.slice(-4)}`)
    .replace(MOBILE_NUMBER, '$1****$2');
}

/** Every text inside `data`, however deep; names of fields and what is no text stay. */
export function maskedData(data: unknown): unknown {
  if (typeof data === 'string') return maskNumbers(data);
  if (Array.isArray(data)) return data.map(maskedData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, maskedData(value)]));
}
