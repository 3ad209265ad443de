/**
 * Decimal digits packed two to a byte: phone numbers and times. In: bytes. Out: digits, or UTC ms; null for what is none.
 * Times are in GMT+8 wherever the terminal is: the standard says so.
 */

const GMT8_MS = 8 * 3_600_000;
const CENTURY = 2000;

/** Null when a half byte is no digit. */
export function readDigits(bytes: Buffer): string | null {
  const text = bytes.toString('hex');
  return /^\d+$/.test(text) ? text : null;
}

/** Padded with zeros on the left to `length` bytes. */
export function writeDigits(digits: string, length: number): Buffer {
  return Buffer.from(digits.padStart(2 * length, '0').slice(-2 * length), 'hex');
}

/** Six bytes `YYMMDDhhmmss` -> UTC ms. Null for a moment that no calendar has, also for the zeros of a terminal without a fix. */
export function readTime(bytes: Buffer): number | null {
  const digits = readDigits(bytes);
  if (digits === null || digits.length !== 12) return null;
  const [year, month, day, hour, minute, second] = digits.match(/../g)!.map(Number) as [
    ...[number, number, number, number, number, number],
  ];
  const local = Date.UTC(CENTURY + year, month - 1, day, hour, minute, second);
  // Date.UTC turns the 31st of a short month into the next month; only what comes back the same was a moment.
  return digits === digitsOf(local) ? local - GMT8_MS : null;
}

export function writeTime(utcMs: number): Buffer {
  return Buffer.from(digitsOf(utcMs + GMT8_MS), 'hex');
}

function digitsOf(localMs: number): string {
  return new Date(localMs).toISOString().replace(/\D/g, '').slice(2, 14);
}
