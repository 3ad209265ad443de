/** What leaders and the desk do beside the ordinary way: emergency, publicity, supervision, reports, trace-back. Rules [I-80] to [I-85]. */

import { instantMs } from '../contract/coordinates.ts';
import { dateLimit, end } from '../deadlines/count-limit.ts';
import { objection } from '../http/objection.ts';
import { knownOrgan, notInFuture } from './objections.ts';
import type { EventRules } from './situation.ts';

type OversightEvent =
  | 'declare-emergency'
  | 'stand-down'
  | 'publish'
  | 'end-publicity'
  | 'supervise'
  | 'lift-supervision'
  | 'record-report'
  | 'trace-back';

const FINDINGS = { 'not-found': '应发现未发现', 'not-solved': '应解决未解决', 'not-reported': '应上报未上报' } as const;

export const oversightEvents: EventRules<OversightEvent> = {
  'declare-emergency': {
    apply: ({ record, command, fetched }) => ({
      to: 'emergency',
      patch: { grade: 'sudden', level: command.level ?? record.level, emergency: fetched.emergency },
      note: command.reason,
    }),
  },
  'stand-down': { apply: ({ command }) => ({ to: 'at-centre', note: command.reason }) },
  publish: {
    apply: ({ command, now }) => notInFuture(command.until, now) ?? { to: 'publicity', note: command.text },
  },
  'end-publicity': { apply: ({ command }) => ({ to: 'handling', note: command.result }) },
  supervise: {
    apply(situation) {
      const { record, actor, command, now, context } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const past = notInFuture(command.until, now);
      if (past) return past;
      const until = instantMs(command.until);
      const n = record.limits.filter(({ step }) => step === 'supervise').length + 1;
      const limit = dateLimit({ step: 'supervise', until, source: 'S4-07', n }, now, context.time);
      const slip = { organ, reason: command.reason, until, by: actor.name, at: now, liftedAt: null };
      return {
        to: record.state,
        patch: { supervisions: [...record.supervisions, slip], limits: [...record.limits, limit] },
        note: `${context.organs.name(organ)}：${command.reason}`,
      };
    },
  },
  'lift-supervision': {
    when: ({ record }) =>
      record.supervisions.some(({ liftedAt }) => liftedAt === null)
        ? null
        : objection('illegal-move', '没有在督办（lift-supervision）', 'It is not supervised (lift-supervision).'),
    apply: ({ record, command, now }) => ({
      to: record.state,
      patch: {
        supervisions: record.supervisions.map(slip => ({ ...slip, liftedAt: slip.liftedAt ?? now })),
        limits: record.limits.map(limit => (limit.step === 'supervise' ? end(limit, now) : limit)),
      },
      note: command.reason,
    }),
  },
  'record-report': {
    when({ record: { id, grade, emergency } }) {
      if (grade !== 'sudden')
        return objection(
          'illegal-move',
          `${id} 不是突发事件，无须登记报告（record-report）`,
          `${id} is no sudden event; no report is owed (record-report).`,
        );
      // [I-96]
      return emergency === null
        ? null
        : objection(
            'illegal-move',
            `${id} 已转应急 ${emergency}，报告在该应急登记（record-report）`,
            `${id} is part of ${emergency}; its reports are recorded there (record-report).`,
          );
    },
    apply: ({ record, command, now }) => ({
      to: record.state,
      patch: { limits: record.limits.map(limit => (limit.step === command.report ? end(limit, now) : limit)) },
      note: command.result,
    }),
  },
  'trace-back': {
    apply(situation) {
      const { record, actor, command, now, context } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const found = { finding: command.finding, organ, text: command.reason, by: actor.name, at: now };
      return {
        to: record.state,
        patch: { accountability: [...record.accountability, found] },
        note: `${context.organs.name(organ)}${FINDINGS[command.finding]}：${command.reason}`,
      };
    },
  },
};
