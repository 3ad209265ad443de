/**
 * What of bulletins a viewer sees. Rules BU-13, BU-14. In: lives and what is stored about them, who looks. Out: the contract's records.
 * Figures are those of the day of issue; beside them stands what lives: which points are clean since, and what the communities answered.
 */
import { viewerAsActor } from '../access/actor.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Bulletin, BulletinRecord } from '../contract/bulletin.ts';
import { type BulletinEventName, bulletinEventName } from '../contract/bulletin-event.ts';
import { bulletinActor } from './bulletin-book.ts';
import { type BulletinLife, mayDraft, objectionTo } from './bulletin-lifecycle.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import { type AnswerRow, hasMap, readAnswers, readFrozen, readNamed } from './bulletin-repository.ts';
import { freeze } from './freeze.ts';
import { endOfMonth } from './month-standing.ts';

type Person = Pick<Viewer, 'role' | 'account' | 'title' | 'scope'>;

/** [BU-13] What is not signed is the business of those who make and sign it. */
export function sees(
  { state }: Pick<BulletinLife, 'state'>,
  viewer: Person,
  who: Pick<BulletinParts, 'office'>,
): boolean {
  return state === 'signed' || state === 'replaced' || mayDraft(viewerAsActor(viewer), who);
}

/** Of a list. */
export async function bulletinRecords(
  lives: readonly BulletinLife[],
  viewer: Person,
  parts: Pick<BulletinParts, 'db' | 'points' | 'office'>,
): Promise<BulletinRecord[]> {
  const { db } = parts;
  const named = await readNamed(db);
  const answers = await readAnswers(db);
  const cleared = await parts.points.cleared(db, [...new Set(named.points.map(({ point }) => point))]);
  return lives.map(life => {
    const points = named.points.filter(({ bulletin }) => bulletin === life.id);
    const awaited = named.communities.filter(({ bulletin }) => bulletin === life.id);
    const own = answers.filter(({ bulletin }) => bulletin === life.id);
    const counts = life.issued && countsOf(points, awaited, own, isInForce(life) ? cleared : NONE_CLEARED);
    return recordOf(life, counts, viewer, awaited, parts);
  });
}

export async function wholeBulletin(
  life: BulletinLife,
  viewer: Person,
  parts: BulletinParts,
  now: number,
): Promise<Bulletin> {
  const { db } = parts;
  const kept = await readFrozen(db, life.id);
  const { figures, communities, points } = kept ?? (await freeze(db, parts, life.round, now));
  const cleared = isInForce(life)
    ? await parts.points.cleared(
        db,
        points.map(({ code }) => code),
      )
    : NONE_CLEARED;
  const answers = await readAnswers(db, life.id);
  const awaited = communities.filter(({ organ }) => organ !== null);
  const named = points.map(({ code, kind, namedFor }) => ({ point: code, kind, namedFor }));
  const counts = kept && countsOf(named, awaited, answers, cleared);
  return {
    ...recordOf(life, counts, viewer, awaited, parts),
    isRunning: now < endOfMonth(life.month, parts.days),
    frozenAt: kept && (life.issued?.at ?? null),
    hasMap: kept !== null && (await hasMap(db, life.id)),
    figures,
    communities: communities.map(community => ({
      ...community,
      answers: answers
        .filter(answer => answer.community === community.community)
        .map(({ measures, dueDay, by, onBehalf, at }) => ({ measures, dueDay, by, onBehalf, at })),
    })),
    points: points.map(point => ({ ...point, cleared: cleared.get(`${point.code} ${point.namedFor}`) ?? null })),
  };
}

function recordOf(
  life: BulletinLife,
  counts: BulletinRecord['counts'],
  viewer: Person,
  awaited: readonly { organ: string | null }[],
  who: Pick<BulletinParts, 'office'>,
): BulletinRecord {
  const { issuer: _, ...told } = life;
  return {
    ...{ ...told, counts, allowed: allowedEvents(life, viewer, awaited, who) },
    mayCorrect: life.state === 'signed' && mayDraft(viewerAsActor(viewer), who),
  };
}

function allowedEvents(
  life: BulletinLife,
  viewer: Person,
  awaited: readonly { organ: string | null }[],
  who: Pick<BulletinParts, 'office'>,
): BulletinEventName[] {
  const { organ } = viewerAsActor(viewer);
  const actor = bulletinActor(viewer, organ);
  const mayAnswer = awaited.some(one => organ === 'to-be-named' || one.organ === organ);
  return bulletinEventName.options.filter(
    event => objectionTo(life, event, actor, who) === null && (event !== 'answer' || mayAnswer),
  );
}

/** What was replaced says no more what became of its points: the later version does. */
function isInForce({ state }: BulletinLife): boolean {
  return state === 'signed';
}

const NONE_CLEARED: ReadonlyMap<string, string> = new Map();

/** All of one bulletin. */
function countsOf(
  points: readonly { point: string; kind: string; namedFor: string }[],
  awaited: readonly { community: string }[],
  answers: readonly AnswerRow[],
  cleared: ReadonlyMap<string, string>,
): BulletinRecord['counts'] {
  const answered = new Set(answers.map(({ community }) => community));
  return {
    repeat: points.filter(({ kind }) => kind === 'repeat').length,
    carried: points.filter(({ kind }) => kind === 'carried').length,
    communities: awaited.length,
    answered: awaited.filter(({ community }) => answered.has(community)).length,
    cleared: points.filter(({ point, namedFor }) => cleared.has(`${point} ${namedFor}`)).length,
  };
}
