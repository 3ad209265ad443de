/**
 * Drafts, issues, signs and answers bulletins. Rules BU-1 to BU-9. In: a parsed draft or command, who gives it, the time. Out: the life of
 * the bulletin after that, once the disk has it; or a thrown refusal. Row, frozen figures, names of points, fact and audit are one transaction.
 */
import { actorOf, viewerAsActor } from '../access/actor.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { BulletinDraft } from '../contract/bulletin.ts';
import type { BulletinCommand } from '../contract/bulletin-event.ts';
import type { BulletinId, OrganId } from '../contract/ids.ts';
import { commandRecord, outdated } from '../http/command-record.ts';
import { isObjection, objection, refusedBy } from '../http/objection.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import { badInput, Refused } from '../http/refused.ts';
import type { FactWriter } from '../store/change-log.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import { type BulletinActor, type BulletinLife, draftedLife, mayDraft, replaced, step } from './bulletin-lifecycle.ts';
import type { BulletinParts, Tx } from './bulletin-parts.ts';
import {
  findLife,
  forgetFrozen,
  insertAnswer,
  insertBulletin,
  listLives,
  organOf,
  readFrozen,
  updateBulletin,
  writeFrozen,
} from './bulletin-repository.ts';
import { freeze } from './freeze.ts';
import { startOfMonth } from './month-standing.ts';

export const BULLETIN = { zh: '通报', en: 'bulletin' };

export class BulletinBook {
  readonly #parts: BulletinParts;

  constructor(parts: BulletinParts) {
    this.#parts = parts;
  }

  /** [BU-1] [BU-9] */
  async draft(asked: BulletinDraft, viewer: Viewer, now: number): Promise<BulletinLife> {
    const { changeLog, rounds, days, numberPrefix } = this.#parts;
    const actor = bulletinActor(viewer, viewerAsActor(viewer).organ);
    if (!mayDraft(actor, this.#parts)) throw refusedBy(notTheOffice(viewer, this.#parts.office));
    const { month, replaces = null, correction = null } = asked;
    if ((replaces === null) !== (correction === null))
      throw badInput('correction', {
        zh: 'correction：更正通报须写明被更正的通报和更正原因',
        en: 'correction: a correction names the bulletin and the reason',
      });
    const begins = startOfMonth(month, days);
    const round = rounds.at(begins);
    if (round === null)
      throw badInput('month', { zh: 'month：辖区未设定测评周期', en: 'month: no length of a round is set' });
    if (begins > now)
      throw new Refused(
        'future-time',
        { zh: `month：${month} 尚未开始`, en: `month: ${month} has not begun` },
        { field: 'month' },
      );
    return changeLog.commit(async (tx, log) => {
      refuseSecond(await listLives(tx, month), month, replaces);
      const before = `${numberPrefix}-TB${month.replace('-', '')}`;
      const id = (await takeSpokenNumber(tx, `bulletin:${month}`, before, 2)) as BulletinId;
      const life = draftedLife(id, { month, round, replaces, correction }, actor, now);
      await insertBulletin(tx, life);
      await tell(log, life, 'drafted', correction, viewer, now);
      return life;
    });
  }

  async carryOut(id: string, command: BulletinCommand, viewer: Viewer, now: number): Promise<BulletinLife> {
    const { changeLog } = this.#parts;
    const acting = actorOf(viewer, command.onBehalfOf, this.#parts);
    if (isObjection(acting)) throw refusedBy(acting);
    const actor = bulletinActor(viewer, acting.organ);
    const { answer } = await commandRecord(changeLog, {
      ...{ id, name: BULLETIN, commandId: command.commandId, viewer, now },
      find: tx => findLife(tx, id),
      work: async (tx, log, life) => {
        refuseUntimely(command, now);
        refuseStale(life, command);
        const reason = 'reason' in command ? command.reason : null;
        const next = step(life, command.event, reason, actor, this.#parts, now);
        if (isObjection(next)) throw refusedBy(next);
        await this.#effects(tx, log, next, command, actor, viewer, now);
        await updateBulletin(tx, next);
        await tell(log, next, command.event, reason ?? ('measures' in command ? command.measures : null), viewer, now);
        return next;
      },
    });
    return answer;
  }

  async #effects(
    tx: Tx,
    log: FactWriter,
    life: BulletinLife,
    command: BulletinCommand,
    actor: BulletinActor,
    viewer: Viewer,
    now: number,
  ): Promise<void> {
    switch (command.event) {
      case 'issue':
        await writeFrozen(tx, life.id, await freeze(tx, this.#parts, life.round, now));
        break;
      case 'return':
        await forgetFrozen(tx, life.id);
        break;
      case 'sign':
        await this.#takeEffect(tx, log, life, viewer, now);
        break;
      case 'answer': {
        const organ = await organOf(tx, life.id, command.community);
        if (organ !== actor.organ || organ === null) throw refusedBy(this.#notTheirs(command.community, actor, organ));
        const { community, measures, dueDay } = command;
        const onBehalf = command.onBehalfOf !== undefined && viewer.scope.organ !== organ;
        await insertAnswer(tx, { bulletin: life.id, community, measures, dueDay, by: actor.called, onBehalf, at: now });
        break;
      }
      case 'withdraw':
        break;
    }
  }

  /** [BU-5] [BU-9] Its points are named, and what it corrects holds no more. */
  async #takeEffect(tx: Tx, log: FactWriter, life: BulletinLife, viewer: Viewer, now: number): Promise<void> {
    const { points } = this.#parts;
    const frozen = await readFrozen(tx, life.id);
    if (!frozen) throw new Error(`${life.id} was issued and has no figures.`);
    if (life.replaces !== null) {
      const before = await findLife(tx, life.replaces);
      if (before?.state !== 'signed') throw refusedBy(correctsNothing(life.replaces));
      const over = replaced(before, life.id);
      // Before the new one is signed: a month has one that holds.
      await updateBulletin(tx, over);
      await tell(log, over, 'replaced', null, viewer, now);
    }
    const named = frozen.points.filter(({ kind }) => kind === 'repeat').map(({ code }) => code);
    const { id: bulletin, round, replaces } = life;
    await points.name(tx, log, { bulletin, round, points: named, replaces }, causeOf(viewer), now);
  }

  #notTheirs(community: string, { organ }: BulletinActor, awaited: OrganId | null | undefined) {
    if (awaited === undefined || awaited === null)
      return objection(
        'not-found',
        `community：此通报没有向 ${community} 通报的测评点，无须反馈`,
        `community: this bulletin names no point of ${community}`,
        'community',
      );
    const { organs } = this.#parts;
    const own = organ === null || organ === 'to-be-named' ? '当前身份' : organs.name(organ);
    return objection(
      'not-this-organ',
      `${own}不能代${organs.name(awaited)}反馈；代录请注明部门`,
      `${awaited} answers for ${community}; writing it down for them needs onBehalfOf.`,
      'community',
    );
  }
}

export function bulletinActor(
  { role, account, title }: Pick<Viewer, 'role' | 'account' | 'title'>,
  organ: BulletinActor['organ'],
): BulletinActor {
  return { role, organ, account, called: `${title}（${account}）` };
}

function refuseSecond(lives: readonly BulletinLife[], month: string, replaces: string | null): void {
  const onItsWay = lives.find(({ state }) => state === 'draft' || state === 'issued');
  const holds = lives.find(({ state }) => state === 'signed');
  if (onItsWay !== undefined || (holds !== undefined && replaces === null)) {
    const known = onItsWay ?? holds;
    throw new Refused(
      'already-exists',
      {
        zh: `month：${month} 已有通报 ${known?.id}，每月一份；已签发的只能更正`,
        en: `month: ${month} has ${known?.id} already; one a month, a signed one can be corrected`,
      },
      { field: 'month' },
    );
  }
  if (replaces !== null && holds?.id !== replaces) throw refusedBy(correctsNothing(replaces));
}

function correctsNothing(replaces: string) {
  return objection(
    'illegal-move',
    `replaces：${replaces} 不是该月已签发的通报，不能更正`,
    `replaces: ${replaces} is not the signed bulletin of this month`,
    'replaces',
  );
}

function notTheOffice({ title }: Viewer, office: string | null) {
  return objection(
    'not-this-organ',
    `通报由${office === null ? '管理员或领导' : '通报部门'}拟制${office === null ? '（部门未设定）' : ''}，当前身份是${title}`,
    `Bulletins are drafted by ${office ?? 'an administrator or a leader'}; you are ${title}.`,
  );
}

function refuseStale(life: BulletinLife, { expectedVersion, event }: BulletinCommand): void {
  // Answers of several communities stand beside each other.
  if (expectedVersion !== life.version && event !== 'answer') throw outdated(life, expectedVersion);
}

async function tell(
  log: FactWriter,
  life: BulletinLife,
  event: string,
  note: string | null,
  viewer: Viewer,
  now: number,
) {
  const { id, month, state } = life;
  await log.append({
    ...{ kind: 'bulletin-changed', subject: id, zone: null, at: now, ...causeOf(viewer) },
    // The note is for the audit; screens ask for the bulletin.
    data: { bulletin: id, month, state, event, note },
  });
}
