/** When a copied plan is proposed to begin. In: when the earlier one began, the time of the server. Out: UTC ms; no clock of the jurisdiction jumps. */
const WEEK_MS = 7 * 86_400_000;

/** The same day of the week and time of day, the next time it comes. */
export function nextStart(startsAt: number, now: number): number {
  if (startsAt > now) return startsAt + WEEK_MS;
  return startsAt + Math.ceil((now - startsAt + 1) / WEEK_MS) * WEEK_MS;
}
