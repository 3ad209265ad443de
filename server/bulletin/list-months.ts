/** The months and their bulletins, newest first. Rules BU-10 to BU-13. In: who looks, the time. Out: the contract's `BulletinMonths`. */
import { viewerAsActor } from '../access/actor.ts';
import type { Viewer } from '../access/viewer.ts';
import type { BulletinMonths, BulletinRecord } from '../contract/bulletin.ts';
import { mayDraft } from './bulletin-lifecycle.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import { listLives } from './bulletin-repository.ts';
import { bulletinRecords, sees } from './bulletin-view.ts';
import { dueAt, keptOf, monthAfter, standingOf, startOfMonth } from './month-standing.ts';

export async function listMonths(parts: BulletinParts, viewer: Viewer, now: number): Promise<BulletinMonths> {
  const { db, days, rounds, dueDayOfMonth, points } = parts;
  const clock = { days, dueDayOfMonth };
  const lives = await listLives(db);
  const records = await bulletinRecords(
    lives.filter(life => sees(life, viewer, parts)),
    viewer,
    parts,
  );
  const drafted = lives.map(({ month }) => month).sort();
  const oldest = await points.oldestRound();
  const oldestMonth = oldest === null ? undefined : days.monthName(rounds.startOf(oldest));
  const begin = [oldestMonth, drafted[0]].filter(month => month !== undefined).sort()[0];
  const months: BulletinMonths['months'] = [];
  for (let month = days.monthName(now); begin !== undefined && month >= begin; month = monthAfter(month, -1)) {
    const round = rounds.at(startOfMonth(month, days));
    if (round === null) break;
    const signedAt = earliest(lives.filter(life => life.month === month).map(({ signed }) => signed?.at));
    months.push({
      ...{ month, round, dueAt: dueAt(month, clock) },
      standing: standingOf({ month, signedAt }, drafted[0] ?? null, clock, now),
      bulletins: records.filter((record: BulletinRecord) => record.month === month),
    });
  }
  return {
    ...{ dueDayOfMonth, months, kept: keptOf(months.map(({ standing }) => standing)) },
    mayDraft: rounds.at(now) !== null && mayDraft(viewerAsActor(viewer), parts),
  };
}

function earliest(times: readonly (number | undefined)[]): number | null {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}
