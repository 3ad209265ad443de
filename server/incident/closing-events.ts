/** Looking whether it was done, and what follows: closed, sent back, or handed to those who punish. Rules [I-38] to [I-45]. */
import { objection } from '../http/objection.ts';
import { knownOrgan, tierSkipped, unknownEvidence } from './objections.ts';
import { actingOrgan, handedBack, handedUp, leadOf } from './organ-tasks.ts';
import type { EventRules } from './situation.ts';
import { isOver, runAgain, workLimitOf } from './work-limit.ts';

type ClosingEvent = 'revisit-good' | 'rework' | 'transfer' | 'record-punishment' | 'feed-back' | 'evaluate-close';

const RATINGS = { good: '满意', fair: '基本满意', poor: '不满意' } as const;

export const closingEvents: EventRules<ClosingEvent> = {
  'revisit-good': {
    apply: situation =>
      unknownEvidence(situation.command.evidence, situation.record) ?? {
        to: 'pending-evaluation',
        patch: { revisitedBy: actingOrgan(situation) },
        note: situation.command.result,
      },
  },
  rework: {
    when({ record, now }) {
      const limit = workLimitOf(record);
      if (!limit || !isOver(limit, now)) return null;
      return objection(
        'limit-over',
        `${record.id} 的处置时限已过，不能“返工”，应移交查处`,
        `The limit of ${record.id} is over: it cannot be sent back any more, it is to be transferred.`,
      );
    },
    apply(situation) {
      const { record, command, fetched } = situation;
      const unknown = unknownEvidence(command.evidence, record);
      if (unknown) return unknown;
      const limit = workLimitOf(record);
      return {
        to: fetched.past.find(state => state === 'handling' || state === 'rectifying') ?? 'rectifying',
        patch: {
          reworks: record.reworks + 1,
          revisitedBy: actingOrgan(situation),
          ...(limit && { limits: record.limits.map(one => (one === limit ? runAgain(one) : one)) }),
        },
        note: command.reason,
      };
    },
  },
  transfer: {
    when({ record, now }) {
      const limit = workLimitOf(record);
      if (!limit || isOver(limit, now) || record.reworks > 0) return null;
      return objection(
        'limit-running',
        `${record.id} 的处置时限未到，应先返工，不能“移交查处”`,
        `The limit of ${record.id} still runs: it is to be sent back first, not transferred.`,
      );
    },
    apply(situation) {
      const { record, command, context } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const listed = context.dutyOrgans(record, 'punish');
      const holder = leadOf(record) ?? record.acceptedBy ?? context.organs.controlCentre;
      const refused = listed?.includes(organ) ? null : tierSkipped(organ, holder, situation);
      return (
        refused ?? { to: 'transferred', patch: { tasks: handedUp(record, organ, situation) }, note: command.reason }
      );
    },
  },
  'record-punishment': { apply: ({ command }) => ({ to: 'punished', note: command.result }) },
  'feed-back': {
    apply: ({ record, command }) => ({
      to: 'pending-evaluation',
      patch: { tasks: handedBack(record) },
      note: command.result,
    }),
  },
  'evaluate-close': {
    apply: ({ command }) => ({ to: 'closed', note: `${RATINGS[command.rating]}：${command.result}` }),
  },
};
