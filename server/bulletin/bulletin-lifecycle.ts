/**
 * The life of a bulletin as a pure step. Rules BU-2 to BU-5 of SPEC.md; domain §2.2 row 54.
 * In: its life so far, an event, who does it, the time. Out: its life after that, or an objection. What an event needs of the store
 * (figures, points that may be named, the station of a community) is bulletin-book.ts's part.
 */
import type { Actor } from '../access/actor.ts';
import type { BulletinRecord, BulletinState } from '../contract/bulletin.ts';
import type { BulletinEventName } from '../contract/bulletin-event.ts';
import type { OrganId } from '../contract/ids.ts';
import { type Objection, objection } from '../http/objection.ts';
import { EVENT_WORDS, STATE_WORDS } from './bulletin-words.ts';

const TRANSITIONS: Record<BulletinState, Partial<Record<BulletinEventName, BulletinState>>> = {
  draft: { issue: 'issued', withdraw: 'withdrawn' },
  issued: { sign: 'signed', return: 'draft', withdraw: 'withdrawn' },
  signed: { answer: 'signed' },
  withdrawn: {},
  replaced: {},
};

/** What is known of it besides its figures. */
export interface BulletinLife
  extends Pick<
    BulletinRecord,
    | 'id'
    | 'version'
    | 'month'
    | 'round'
    | 'state'
    | 'replaces'
    | 'replacedBy'
    | 'correction'
    | 'drafted'
    | 'issued'
    | 'signed'
    | 'withdrawn'
    | 'returned'
  > {
  /** Account that issued it; nobody is told. */
  issuer: string | null;
}

/** Who somebody is to a bulletin. */
export interface BulletinActor extends Pick<Actor, 'role' | 'organ'> {
  account: string;
  /** `领导（leader）`: several people share a title. */
  called: string;
}

export interface BulletinWho {
  /** The organ that issues them; null = 未设定: leaders and administrators only. */
  office: OrganId | null;
}

export function draftedLife(
  id: BulletinLife['id'],
  { month, round, replaces, correction }: Pick<BulletinLife, 'month' | 'round' | 'replaces' | 'correction'>,
  { called }: Pick<BulletinActor, 'called'>,
  now: number,
): BulletinLife {
  return {
    ...{ id, month, round, replaces, correction, version: 1, state: 'draft', drafted: { by: called, at: now } },
    ...{ replacedBy: null, issued: null, signed: null, withdrawn: null, returned: null, issuer: null },
  };
}

export function step(
  life: BulletinLife,
  event: BulletinEventName,
  reason: string | null,
  actor: BulletinActor,
  who: BulletinWho,
  now: number,
): BulletinLife | Objection {
  const refused = objectionTo(life, event, actor, who);
  if (refused) return refused;
  const next = { ...life, version: life.version + 1, state: TRANSITIONS[life.state][event] ?? life.state };
  const by = { by: actor.called, at: now };
  switch (event) {
    case 'issue':
      return { ...next, issued: by, issuer: actor.account, returned: null };
    case 'sign':
      return { ...next, signed: by };
    case 'return':
      return { ...next, issued: null, issuer: null, returned: { ...by, reason: reason ?? '' } };
    case 'withdraw':
      return { ...next, withdrawn: { ...by, reason: reason ?? '' } };
    case 'answer':
      return next;
  }
}

/** A later version that was signed took its place. */
export function replaced(life: BulletinLife, by: BulletinLife['id']): BulletinLife {
  return { ...life, version: life.version + 1, state: 'replaced', replacedBy: by };
}

/** Without `answer`, which hangs on the community: bulletin-view.ts. */
export function objectionTo(
  life: BulletinLife,
  event: BulletinEventName,
  actor: BulletinActor,
  who: BulletinWho,
): Objection | null {
  if (!mayEver(event, actor, who)) return notYours(event, who);
  if (TRANSITIONS[life.state][event] === undefined) return illegalMove(life, event);
  // [BU-4] Two people have looked at it.
  if (event === 'sign' && life.issuer === actor.account)
    return objection(
      'not-allowed',
      `${life.id} 由${actor.called}提交签发，签发人不能是提交人本人`,
      `${life.id} was issued by ${actor.called}; somebody else has to sign it.`,
    );
  return null;
}

/** [BU-3] The office (also through a leader or an administrator) drafts, issues and withdraws; leaders sign and send back. */
function mayEver(event: BulletinEventName, { role, organ }: BulletinActor, { office }: BulletinWho): boolean {
  switch (event) {
    case 'issue':
    case 'withdraw':
      return mayDraft({ role, organ }, { office });
    case 'sign':
    case 'return':
      return role === 'leader';
    case 'answer':
      return organ !== null;
  }
}

export function mayDraft({ role, organ }: Pick<BulletinActor, 'role' | 'organ'>, { office }: BulletinWho): boolean {
  return role === 'admin' || role === 'leader' || (role === 'dept' && office !== null && organ === office);
}

function notYours(event: BulletinEventName, { office }: BulletinWho): Objection {
  const what = EVENT_WORDS[event];
  const isOffice = event === 'issue' || event === 'withdraw';
  return objection(
    isOffice ? 'not-this-organ' : 'not-allowed',
    `当前身份不能“${what.zh}”（${event}）${isOffice && office === null ? '：通报部门未设定' : ''}`,
    `You may not ${what.en} (${event}).`,
  );
}

function illegalMove({ id, state }: BulletinLife, event: BulletinEventName): Objection {
  return objection(
    'illegal-move',
    `${id} 当前为“${STATE_WORDS[state].zh}”，不能“${EVENT_WORDS[event].zh}”（${event}）`,
    `${id} is ${STATE_WORDS[state].en}; it is not possible to ${EVENT_WORDS[event].en} now (${event}).`,
  );
}
