/**
 * Wall-clock time of a time zone as browsers' date fields write it (`2026-07-14T14:32`), to and from UTC ms.
 * A local time that happens twice (the clock is set back) means the earlier one; one that never happens means the moment the clock
 * would show without the jump.
 */
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/;

const formats = new Map<string, Intl.DateTimeFormat>();

export function toLocalTime(utcMs: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(utcMs).map(p => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** Null when the text is no complete local time. */
export function fromLocalTime(local: string, timeZone: string): number | null {
  const [, year, month, day, hour, minute] = LOCAL.exec(local)?.map(Number) ?? [];
  if (year === undefined) return null;
  const asUtc = Date.UTC(year, month! - 1, day, hour, minute);
  const offsetAt = (utcMs: number) => Date.parse(`${toLocalTime(utcMs, timeZone)}Z`) - utcMs;
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}
