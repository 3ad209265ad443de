/** 延期, 挂账 and 承诺: what people may do to the clocks, and who decides it. Rules [I-52] to [I-56]. */

import { instantMs } from '../contract/coordinates.ts';
import type { ApprovalRequest, IncidentRecord } from '../contract/incident.ts';
import type { IncidentLimit } from '../contract/incident-limit.ts';
import { dateLimit, extend, pause } from '../deadlines/count-limit.ts';
import { type Objection, objection } from '../http/objection.ts';
import { resumedFromHold } from './hold.ts';
import { notInFuture } from './objections.ts';
import { actingOrgan } from './organ-tasks.ts';
import type { CommandOf, EventRules, Fetched, Situation } from './situation.ts';
import { isWork } from './work-limit.ts';

type ClockEvent = 'request-extension' | 'request-hold' | 'decide-request' | 'end-hold' | 'promise' | 'resume';

export const clockEvents: EventRules<ClockEvent> = {
  'request-extension': {
    when: situation => noWorkClock(situation) ?? somethingPending(situation),
    apply(situation) {
      const { record, command, now } = situation;
      const until = instantMs(command.until);
      const limit = record.limits.find(one => isWork(one) && one.state !== 'ended');
      if (limit && until <= limit.dueAt) {
        const due = new Date(limit.dueAt).toISOString();
        return objection(
          'bad-input',
          `until：应晚于现有时限 ${due}`,
          `until: must be later than the limit it has, ${due}`,
          'until',
        );
      }
      return notInFuture(command.until, now) ?? asked(situation, 'extension');
    },
  },
  'request-hold': {
    when: situation => somethingPending(situation),
    apply: situation => notInFuture(situation.command.until, situation.now) ?? asked(situation, 'hold'),
  },
  'decide-request': {
    when: ({ record }) =>
      record.requests.some(isUndecided)
        ? null
        : objection(
            'illegal-move',
            '没有待批复的申请（decide-request）',
            'There is no request to decide (decide-request).',
          ),
    apply({ record, actor, command, now, context }) {
      const request = record.requests.find(({ number }) => number === command.request);
      if (!request)
        return objection(
          'not-found',
          `request：没有第 ${command.request} 号申请`,
          `request: there is no request ${command.request}`,
          'request',
        );
      if (!isUndecided(request))
        return objection(
          'already-decided',
          `request：${request.decidedBy ?? ''}已批复第 ${request.number} 号申请`,
          `request: ${request.decidedBy ?? 'somebody'} has decided request ${request.number}`,
          'request',
        );
      const decided = {
        ...request,
        decision: command.grant ? 'granted' : 'refused',
        decidedBy: actor.name,
        decidedAt: now,
      };
      const requests = record.requests.map(one => (one === request ? (decided as ApprovalRequest) : one));
      if (!command.grant) return { to: record.state, patch: { requests }, note: command.reason };
      if (request.until <= now)
        return objection(
          'limit-over',
          `request：申请的日期已过，不能同意`,
          `request: the date it asks for has passed, it cannot be granted`,
          'request',
        );
      return { to: record.state, patch: { requests, ...granted(request, record, now, context) }, note: command.reason };
    },
  },
  'end-hold': {
    when: ({ record }) =>
      record.heldUntil !== null
        ? null
        : objection('illegal-move', '没有挂账（end-hold）', 'It is not on hold (end-hold).'),
    apply: ({ record, command, now, context }) => ({
      to: record.state,
      patch: resumedFromHold(record, now, context.time),
      note: command.reason,
    }),
  },
  promise: {
    apply({ record, command, now, context }) {
      const past = notInFuture(command.until, now);
      if (past) return past;
      const until = instantMs(command.until);
      const n = record.limits.filter(({ step }) => step === 'promise').length + 1;
      const limit = dateLimit({ step: 'promise', until, source: 'S1-125', n }, now, context.time);
      return {
        to: 'promised',
        patch: { promise: { until, text: command.text }, limits: [...record.limits, limit] },
        note: command.text,
      };
    },
  },
  resume: { apply: ({ command, fetched }) => ({ to: stateBeforePromise(fetched), note: command.reason }) },
};

const isUndecided = ({ decision }: ApprovalRequest) => decision === null;

function noWorkClock({ record }: Situation): Objection | null {
  if (record.limits.some(limit => isWork(limit) && limit.state !== 'ended')) return null;
  return objection(
    'illegal-move',
    '处置时限未设定，没有可延期的时限（request-extension）',
    'No limit for handling is set, so there is none to extend (request-extension).',
  );
}

function somethingPending({ record }: Situation): Objection | null {
  if (record.heldUntil !== null)
    return objection('already-exists', '挂账期间不能再申请', 'It is on hold: nothing can be asked for.');
  if (record.requests.some(isUndecided))
    return objection('already-exists', '上一项申请尚未批复', 'The last request has not been decided yet.');
  return null;
}

function asked(
  situation: Situation & { command: CommandOf<'request-extension' | 'request-hold'> },
  kind: ApprovalRequest['kind'],
) {
  const { record, command, now } = situation;
  const request: ApprovalRequest = {
    number: record.requests.length + 1,
    kind,
    until: instantMs(command.until),
    reason: command.reason,
    askedBy: actingOrgan(situation),
    askedAt: now,
    decision: null,
    decidedBy: null,
    decidedAt: null,
  };
  return { to: record.state, patch: { requests: [...record.requests, request] }, note: command.reason };
}

function granted(
  { kind, until }: ApprovalRequest,
  record: IncidentRecord,
  now: number,
  { time }: Situation['context'],
): Pick<IncidentRecord, 'limits'> & Partial<Pick<IncidentRecord, 'heldUntil'>> {
  if (kind === 'extension')
    return { limits: record.limits.map(limit => (isWork(limit) ? extend(limit, until, time) : limit)) };
  return { heldUntil: until, limits: record.limits.map(limit => (standsStill(limit) ? pause(limit, now) : limit)) };
}

/** [I-54] A date that was told to people, and a clock that an emergency set going, wait for nobody. */
function standsStill(limit: IncidentLimit): boolean {
  return isWork(limit) || (limit.unit !== 'date' && limit.anchor !== 'happened');
}

function stateBeforePromise({ past }: Fetched): IncidentRecord['state'] {
  return past.find(state => state !== 'promised' && state !== 'merged') ?? 'accepted';
}
