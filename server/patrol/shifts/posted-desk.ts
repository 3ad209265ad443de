/**
 * Posted-desk compliance of a period (派驻值守达标率, K17): days on which a posted body kept the minimum of its desk ÷ days it had to.
 * In: plans, rosters, sign-ons as the change log has them, the time. Out: both numbers, by body too; null = no plan sets a minimum for a
 * desk in the period (未设定). Rules [P-105] to [P-108].
 * Present = signed on: a desk sends no positions (P-48). A plan holds for its own days, so a new minimum judges no old day.
 */
import type { Kysely } from 'kysely';
import type { UnitId, ZoneId } from '../../contract/ids.ts';
import type { PostedDesk } from '../../contract/kpi.ts';
import type { Shift, ShiftPlan } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { Tables } from '../../store/tables.ts';
import { type DutySpell, readDutySpells } from './duty-history.ts';
import { readRosterRows } from './roster-book.ts';
import { type Ground, type GroundParts, groundsOf, lies } from './shift-grounds.ts';
import { dayText, type Occurrence, type ShiftCalendar, shiftsOfDay } from './shift-times.ts';

export interface PostedDeskParts extends GroundParts {
  db: Kysely<Tables>;
  calendar: ShiftCalendar;
  unit(id: UnitId): UnitRecord | undefined;
  /** All versions of the plan. */
  plans(): readonly ShiftPlan[];
}

/** Somebody on the roster of a shift of a day. */
interface Post {
  unit: UnitRecord;
  persons: number;
  qualified: number;
  spells: readonly DutySpell[];
}

/** [P-107] Who comes some minutes late, or is relieved by another unit, has kept the day. A default of the product: no source says. */
export const TOLERATED_MS = 15 * 60_000;
const DAYS_A_SLICE = 31;

/** `fromMs` <= begin of a shift < `toMs`. `zone`: of a viewer who sees one zone only. */
export async function countPostedDesk(
  parts: PostedDeskParts,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  zone: ZoneId | undefined,
  now: number,
): Promise<PostedDesk | null> {
  const { calendar } = parts;
  const [first, last] = [calendar.days.dayNumber(fromMs), calendar.days.dayNumber(toMs - 1)];
  const counts = new Map<string, PostedDesk['rows'][number]>();
  let isSet = false;
  let withoutRoster = 0;
  for (let from = first; from <= last; from += DAYS_A_SLICE) {
    const days = Array.from({ length: Math.min(DAYS_A_SLICE, last - from + 1) }, (_, i) => from + i);
    isSet ||= days.some(day => calendar.planOn(dayText(day))?.shifts.some(isJudged));
    // [P-106] A shift that still runs is not judged yet.
    const over = days
      .flatMap(day => shiftsOfDay(day, calendar))
      .filter(({ shift, from, to }) => isJudged(shift) && from >= fromMs && from < toMs && to <= now);
    for (const { occurrence, posts } of await postsOf(parts, over)) {
      if (posts.length === 0) withoutRoster++;
      else
        for (const ground of groundsSeen(occurrence, posts, parts, zone)) {
          const row = counts.get(JSON.stringify(ground)) ?? { ...ground, numerator: 0, denominator: 0 };
          row.denominator++;
          if (
            isKept(
              occurrence,
              posts.filter(({ unit }) => lies(unit, ground)),
            )
          )
            row.numerator++;
          counts.set(JSON.stringify(ground), row);
        }
    }
  }
  if (!isSet) return null;
  const rows = [...counts.values()];
  return {
    numerator: rows.reduce((sum, row) => sum + row.numerator, 0),
    denominator: rows.reduce((sum, row) => sum + row.denominator, 0),
    ...{ since: await firstRoster(parts), withoutRoster, rows },
  };
}

async function firstRoster({ db, plans }: PostedDeskParts): Promise<string | null> {
  const desks = [...new Set(plans().flatMap(({ shifts }) => shifts.filter(isJudged).map(({ id }) => id)))];
  if (desks.length === 0) return null;
  const { day } = await db
    .selectFrom('roster')
    .where('shift', 'in', desks)
    .select(e => e.fn.min('day').as('day'))
    .executeTakeFirstOrThrow();
  return day;
}

/** [P-105] */
function isJudged({ kind, minPersons, minQualified }: Shift): boolean {
  return kind === 'desk' && (minPersons !== null || minQualified !== null);
}

function groundsSeen(
  { shift }: Occurrence,
  posts: readonly Post[],
  parts: GroundParts,
  zone: ZoneId | undefined,
): Ground[] {
  const rostered = posts.map(({ unit }) => unit);
  return groundsOf(shift, rostered, parts).filter(
    ground => zone === undefined || ground.zone === null || ground.zone === zone,
  );
}

async function postsOf({ db, unit: unitOf }: PostedDeskParts, occurrences: readonly Occurrence[]) {
  if (occurrences.length === 0) return [];
  const days = occurrences.map(({ day }) => day).sort();
  const wanted = new Set(occurrences.map(({ shift, day }) => `${day} ${shift.id}`));
  const rows = (await readRosterRows(db, days[0]!, days.at(-1)!)).filter(row => wanted.has(`${row.day} ${row.shift}`));
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const fromMs = Math.min(...occurrences.map(({ from }) => from));
  const toMs = Math.max(...occurrences.map(({ to }) => to));
  const spells = await readDutySpells(db, units, fromMs, toMs);
  return occurrences.map(occurrence => ({
    occurrence,
    posts: rows
      .filter(({ day, shift }) => day === occurrence.day && shift === occurrence.shift.id)
      .flatMap(({ unit, persons, qualified }): Post[] => {
        const record = unitOf(unit);
        return record ? [{ unit: record, persons, qualified, spells: spells.get(unit) ?? [] }] : [];
      }),
  }));
}

/** [P-107] Below its minimum for no longer than tolerated, all gaps of the day together. */
export function isKept({ shift, from, to }: Occurrence, posts: readonly Omit<Post, 'unit'>[]): boolean {
  const changes = new Set([from, to]);
  for (const { spells } of posts)
    for (const spell of spells) for (const at of [spell.from, spell.to]) if (at > from && at < to) changes.add(at);
  const moments = [...changes].sort((a, b) => a - b);
  let shortMs = 0;
  for (let i = 0; i + 1 < moments.length; i++) {
    const there = posts.filter(({ spells }) =>
      spells.some(spell => spell.from <= moments[i]! && moments[i]! < spell.to),
    );
    const persons = there.reduce((sum, post) => sum + post.persons, 0);
    const qualified = there.reduce((sum, post) => sum + post.qualified, 0);
    if (persons < (shift.minPersons ?? 0) || qualified < (shift.minQualified ?? 0))
      shortMs += moments[i + 1]! - moments[i]!;
  }
  return shortMs <= TOLERATED_MS;
}
