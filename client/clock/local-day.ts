/** Days of a calendar as text (`2026-11-28`), as forms and addresses carry them. No time zone is in them. */
const A_DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/** What somebody wrote into the address may be no day. */
export function isDay(text: string): boolean {
  return A_DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** `days` later, or earlier when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
