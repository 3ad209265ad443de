/**
 * Rounds of the index as the profile cuts them: months (`2026-11`) or quarters (`2026-Q4`) of its time zone [SP-10].
 * In: the length and the days. Out: names and their times. A profile without a length has no rounds. The surprise: a name says itself
 * how long its round is, so rounds from before a change of the length keep their times.
 */
import { badInput, Refused } from '../http/refused.ts';
import type { LocalDays } from '../profile/local-day.ts';

const DAY_MS = 86_400_000;

export interface RoundCalendar {
  /** The round that runs then; null = the profile sets no length. */
  at(ms: number): string | null;
  /** Throws a refusal unless it is a round of this profile. */
  refuseForeign(field: string, round: string): void;
  /** And unless it has begun. */
  refuseOdd(field: string, round: string, now: number): void;
  startOf(round: string): number;
  /** Not included. */
  endOf(round: string): number;
  /** `steps` rounds later, or earlier when negative. */
  shifted(round: string, steps: number): string;
  /** How many rounds lie from the first to the second, both counted. */
  count(first: string, last: string): number;
  /** The same day and time one round earlier. */
  roundBefore(ms: number): number;
}

const isQuarter = (round: string) => round.includes('Q');
const monthsOf = (round: string) => (isQuarter(round) ? 3 : 1);

/** Rounds of this length since the year 0. */
function ordinal(round: string): number {
  const [year = '', part = ''] = round.split('-');
  return (Number(year) * 12) / monthsOf(round) + Number(part.replace('Q', '')) - 1;
}

function nameOf(nth: number, months: number): string {
  const aYear = 12 / months;
  const year = String(Math.floor(nth / aYear)).padStart(4, '0');
  const inYear = (nth % aYear) + 1;
  return months === 1 ? `${year}-${String(inYear).padStart(2, '0')}` : `${year}-Q${inYear}`;
}

const shifted = (round: string, steps: number) => nameOf(ordinal(round) + steps, monthsOf(round));

export function roundCalendar(length: 'month' | 'quarter' | null, days: LocalDays): RoundCalendar {
  const months = length === 'quarter' ? 3 : 1;

  function startOf(round: string): number {
    const month = ordinal(round) * monthsOf(round);
    return days.instantOn(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS, 0);
  }

  function refuseForeign(field: string, round: string): void {
    if (length === null)
      throw badInput(field, {
        zh: `${field}：辖区未设定测评周期，收到 ${round}`,
        en: `${field}: the profile sets no length of a round, received ${round}`,
      });
    if (monthsOf(round) === months) return;
    const example = months === 1 ? '2026-11' : '2026-Q4';
    throw badInput(field, {
      zh: `${field}：轮次应写作 ${example}，收到 ${round}`,
      en: `${field}: a round is written ${example}, received ${round}`,
    });
  }

  return {
    refuseForeign,
    at(ms) {
      if (length === null) return null;
      const [year, month] = days.monthName(ms).split('-').map(Number) as [number, number];
      return nameOf(Math.floor((year * 12 + month - 1) / months), months);
    },
    refuseOdd(field, round, now) {
      refuseForeign(field, round);
      if (startOf(round) > now)
        throw new Refused(
          'future-time',
          { zh: `${field}：轮次 ${round} 尚未开始`, en: `${field}: round ${round} has not begun` },
          { field },
        );
    },
    startOf,
    endOf: round => startOf(shifted(round, 1)),
    shifted,
    count: (first, last) => ordinal(last) - ordinal(first) + 1,
    roundBefore(ms) {
      let earlier = ms;
      for (let i = 0; i < months; i++) earlier = days.monthBefore(earlier);
      return earlier;
    },
  };
}
