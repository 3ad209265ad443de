/**
 * A month of finished incidents, so that comparisons and trends of a demonstration have a past.
 * In: town, vocabulary, seed, the present. Out: bodies of `POST /api/v1/incidents/import`, oldest first.
 * Each day is drawn from its own date, so the same day has the same cases whenever the demonstration is first started.
 */
import type { IncidentImport } from '../../server/contract/incident.ts';
import { HOUR_WEIGHTS, incidentDrafts } from '../simulation/incident-flow.ts';
import type { Vocabulary } from '../simulation/incident-vocabulary.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import type { Town } from '../simulation/town.ts';
import { DAY_MS, localDate, MINUTE_MS, startOfDay } from './local-calendar.ts';

const DAYS = 30;
/** About 800 in thirty days: what a command centre of this size takes in, see the README of the profile. */
const CASES_A_DAY = 27;
const QUIETER_AT_WEEKENDS = 0.8;
const HOURS = HOUR_WEIGHTS.map((weight, hour) => [hour, weight] as const);

export function pastMonth(
  town: Town,
  vocabulary: Vocabulary,
  options: { seed: number; nowMs: number; numberPrefix: string },
): IncidentImport[] {
  const draft = incidentDrafts(town, vocabulary, options.seed);
  const today = startOfDay(options.nowMs, town.timeZone);
  const cases: (IncidentImport & { closedAt: number })[] = [];
  for (let back = DAYS; back >= 0; back--) {
    const midnight = today - back * DAY_MS;
    const date = localDate(midnight, town.timeZone);
    const chance = chanceFor(options.seed, `finished on ${date}`);
    reportTimes(midnight, chance).forEach((reportedAt, i) => {
      // As the server numbers its own, so that the two read alike; it steps over numbers that are taken.
      const number = `${options.numberPrefix}${date.replaceAll('-', '')}-${String(i + 1).padStart(4, '0')}`;
      const closedAt = Math.round(reportedAt + handlingTimeMs(chance));
      cases.push({ ...draft(reportedAt, chance), number, closedAt });
    });
  }
  return cases.filter(({ closedAt }) => closedAt <= options.nowMs);
}

function reportTimes(midnight: number, chance: Chance): number[] {
  const weekday = new Date(midnight + DAY_MS / 2).getUTCDay(); // noon in China is the same weekday in UTC
  const isWeekend = weekday === 0 || weekday === 6;
  const expected = CASES_A_DAY * (isWeekend ? QUIETER_AT_WEEKENDS : 1);
  const count = Math.max(5, Math.round(expected + Math.sqrt(expected) * chance.normal()));
  return Array.from({ length: count }, () =>
    Math.round(midnight + 60 * MINUTE_MS * (chance.weighted(HOURS) + chance.next())),
  ).sort((a, b) => a - b);
}

/** Half are done within two hours, some take a day. */
function handlingTimeMs(chance: Chance): number {
  return MINUTE_MS * Math.min(2880, Math.max(12, 110 * Math.exp(0.9 * chance.normal())));
}
