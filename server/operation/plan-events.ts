/** Drawing a plan, agreeing on it, issuing it (rows 35, 36). Rules [O-10] to [O-19]. */
import type { OrganId } from '../contract/ids.ts';
import type { OperationRecord, OrganCall } from '../contract/operation.ts';
import { isObjection, type Objection, objection } from '../http/objection.ts';
import { applyPlan, editFaultOnTheDay, newCall } from './apply-plan.ts';
import { missingForIssue } from './composition.ts';
import { conflictFound, reasonMissing, unknownOrgan } from './objections.ts';
import type { EventRules, OperationContext, Situation } from './situation.ts';

type PlanEvent = 'edit' | 'submit' | 'countersign' | 'issue' | 'withdraw' | 'cancel' | 'call-organs';

export const planEvents: EventRules<PlanEvent> = {
  edit: {
    apply({ record, command, fetched, context, now }) {
      const next = applyPlan(command.plan, record, context, now);
      if (isObjection(next)) return next;
      if (record.startedAt !== null) {
        const fault = editFaultOnTheDay(record, next) ?? conflictFound(fetched.conflicts, context.wallClock);
        if (fault) return fault;
      }
      return { to: record.state, patch: next, note: null };
    },
  },
  submit: {
    when: ({ record, context }) => (isCountersigned(record, context) ? null : notCountersigned(record)),
    apply({ record, fetched, context }) {
      const fault = incomplete(record) ?? conflictFound(fetched.conflicts, context.wallClock);
      if (fault) return fault;
      const asked = { countersigned: null, countersignReason: null, countersignedAt: null };
      return { to: 'countersigning', patch: { calls: record.calls.map(call => ({ ...call, ...asked })) }, note: null };
    },
  },
  countersign: {
    apply({ record, actor, command, now }) {
      const { agree, reason } = command;
      if (!agree && reason === undefined) return reasonMissing('不同意时须写明理由', 'declining needs a reason');
      const calls = record.calls.map(call =>
        call.organ === actor.organ
          ? {
              ...{ ...call, countersigned: agree ? ('agreed' as const) : ('declined' as const) },
              ...{ countersignReason: reason ?? null, countersignedAt: now },
            }
          : call,
      );
      return { to: record.state, patch: { calls }, note: reason ?? null };
    },
  },
  issue: {
    when: ({ record, context }) =>
      record.state === 'proposed' && isCountersigned(record, context) ? needsCountersigning(record) : null,
    apply({ record, command, fetched, context, now }) {
      const fault = incomplete(record) ?? conflictFound(fetched.conflicts, context.wallClock);
      if (fault) return fault;
      const open = record.calls.filter(({ countersigned }) => countersigned !== 'agreed');
      if (record.state === 'countersigning' && open.length > 0 && command.reason === undefined)
        return reasonMissing(
          `尚有 ${open.length} 个部门未同意，下达须写明理由`,
          `${open.length} organs have not agreed; issuing it needs a reason`,
        );
      // [O-17] Whoever is named in an issued plan is called by it.
      const calls = record.calls.map(call => ({ ...call, calledAt: call.calledAt ?? now }));
      return { to: 'planned', patch: { calls }, note: command.reason ?? null };
    },
  },
  withdraw: {
    apply({ command, record }) {
      const calls = record.calls.map(({ organ, lead }) => ({ ...newCall(organ), lead }));
      return { to: 'proposed', patch: { calls }, note: command.reason };
    },
  },
  cancel: { apply: ({ command }) => ({ to: 'cancelled', note: command.reason }) },
  'call-organs': {
    apply({ record, command, context, now }) {
      const unknown = command.organs.find(organ => !isActing(organ, context));
      if (unknown !== undefined) return unknownOrgan('organs', unknown);
      return {
        to: record.state,
        patch: { calls: withCalled(record.calls, command.organs, now) },
        note: command.reason ?? null,
      };
    },
  },
};

/** [O-18] Called once; a second whistle for the same organ changes nothing of its line. */
export function withCalled(calls: readonly OrganCall[], organs: readonly OrganId[], now: number): OrganCall[] {
  const fresh = [...new Set(organs)].filter(organ => !calls.some(call => call.organ === organ));
  return [
    ...calls.map(call => (organs.includes(call.organ) ? { ...call, calledAt: call.calledAt ?? now } : call)),
    ...fresh.map(organ => ({ ...newCall(organ), calledAt: now })),
  ];
}

export function isActing(organ: OrganId, { organs }: Pick<OperationContext, 'organs'>): boolean {
  return organs.exists(organ) && organs.get(organ)?.perCommunity !== true;
}

function isCountersigned(record: OperationRecord, context: Situation['context']): boolean {
  return context.kind(record.kind)?.countersigned === true;
}

/** [O-14] */
function notCountersigned({ id }: OperationRecord): Objection {
  return objection(
    'illegal-move',
    `${id} 的类型不需会签，可直接下达`,
    `${id} is of a kind that is not countersigned; it can be issued.`,
  );
}

function needsCountersigning({ id }: OperationRecord): Objection {
  return objection('illegal-move', `${id} 须先会签`, `${id} must be countersigned first.`);
}

const MISSING = {
  leadOrgan: { zh: '牵头部门', en: 'the lead organ' },
  targets: { zh: '整治目标或区域', en: 'targets or an area' },
  squads: { zh: '小组', en: 'squads' },
} as const;

/** [O-13] */
function incomplete(record: OperationRecord): Objection | null {
  const missing = missingForIssue(record) as (keyof typeof MISSING)[];
  const [first] = missing;
  if (first === undefined) return null;
  return objection(
    'bad-input',
    `${first}：方案缺少${missing.map(field => MISSING[field].zh).join('、')}`,
    `${first}: the plan lacks ${missing.map(field => MISSING[field].en).join(', ')}`,
    first,
  );
}
