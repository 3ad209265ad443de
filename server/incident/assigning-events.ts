/** Who handles it: ordered, dispatched, called together, handed up. Rules [I-27] to [I-32], [I-35], [I-37]. */

import { instantMs } from '../contract/coordinates.ts';
import { objection } from '../http/objection.ts';
import type { LeadRule } from '../profile/organs.ts';
import { knownOrgan, notInFuture, onlyOfGrade, tierSkipped } from './objections.ts';
import { aTask, handedUp, knownOrgans, leadOf, tasksLedBy, unknownUnit } from './organ-tasks.ts';
import { orderedLimit } from './owed-limits.ts';
import type { EventRules } from './situation.ts';

type AssigningEvent =
  | 'order-rectification'
  | 'report-both-ways'
  | 'send-to-centre'
  | 'dispatch'
  | 'add-organ'
  | 'call-joint-review'
  | 'conclude-joint-review'
  | 'escalate';

export const assigningEvents: EventRules<AssigningEvent> = {
  'order-rectification': {
    when: ({ record }) => onlyOfGrade(record, 'general', { zh: '一般', en: 'general' }),
    apply(situation) {
      const { record, command, now } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const tasks = [aTask({ organ }, true, situation)];
      const note = `整改责任人：${command.party}`;
      if (command.until === undefined) return { to: 'rectifying', patch: { tasks }, note };
      const limit =
        notInFuture(command.until, now) ?? orderedLimit({ ...record, tasks }, instantMs(command.until), situation);
      if ('code' in limit) return limit;
      return { to: 'rectifying', patch: { tasks, limits: [...record.limits, limit] }, note };
    },
  },
  'report-both-ways': {
    apply(situation) {
      const { record, command, context } = situation;
      const station = knownOrgan(context.organs.command.territorial, situation, 'community');
      if (typeof station !== 'string') return station;
      const liaison = knownOrgan(command.liaison, situation, 'liaison');
      if (typeof liaison !== 'string') return liaison;
      if (liaison === station)
        return objection(
          'bad-input',
          `liaison：${liaison} 就是本社区，须为另一部门`,
          `liaison: ${liaison} is the community itself`,
          'liaison',
        );
      const tasks = tasksLedBy(station, [{ organ: liaison }], situation);
      return { to: 'handling', patch: { tasks }, note: `双向报告：${record.id}` };
    },
  },
  'send-to-centre': { apply: ({ command }) => ({ to: 'at-centre', note: command.reason }) },
  dispatch: {
    apply(situation) {
      const organs = knownOrgans(situation.command.organs, situation);
      if (!Array.isArray(organs)) return organs;
      const { lead, rule } = situation.context.organs.leadOf(organs.map(({ organ }) => organ));
      const leading = knownOrgan(lead, situation, 'organs');
      if (typeof leading !== 'string') return leading;
      const name = situation.context.organs.name(leading);
      return { to: 'handling', patch: { tasks: tasksLedBy(leading, organs, situation) }, note: LEAD_NOTE[rule](name) };
    },
  },
  'add-organ': {
    apply(situation) {
      const { record, command } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const stranger = unknownUnit(command.unit, situation, 'unit');
      if (stranger) return stranger;
      if (record.tasks.some(task => task.organ === organ))
        return objection(
          'already-exists',
          `organ：${situation.context.organs.name(organ)}已在处置`,
          `organ: ${situation.context.organs.name(organ)} is there already`,
          'organ',
        );
      const task = aTask({ organ, unit: command.unit }, leadOf(record) === null, situation);
      return { to: record.state, patch: { tasks: [...record.tasks, task] }, note: null };
    },
  },
  'call-joint-review': {
    apply(situation) {
      const { command, context } = situation;
      const organs = knownOrgans(
        command.organs.map(organ => ({ organ })),
        situation,
      );
      if (!Array.isArray(organs)) return organs;
      const names = organs.map(({ organ }) => context.organs.name(organ)).join('、');
      return { to: 'joint-review', note: `${names}：${command.reason}` };
    },
  },
  'conclude-joint-review': {
    apply(situation) {
      const { command } = situation;
      const organs = knownOrgans(command.organs, situation);
      if (!Array.isArray(organs)) return organs;
      const lead = knownOrgan(command.lead, situation, 'lead');
      if (typeof lead !== 'string') return lead;
      if (!organs.some(({ organ }) => organ === lead))
        return objection(
          'bad-input',
          `lead：${lead} 不在参与部门之中`,
          `lead: ${lead} is not among the organs`,
          'lead',
        );
      return { to: 'handling', patch: { tasks: tasksLedBy(lead, organs, situation) }, note: command.result };
    },
  },
  escalate: {
    apply(situation) {
      const { record, command, context } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      const holder = leadOf(record) ?? (record.state === 'accepted' ? record.acceptedBy : null);
      const refused = tierSkipped(organ, holder ?? context.organs.controlCentre, situation);
      if (refused) return refused;
      return { to: 'escalated', patch: { tasks: handedUp(record, organ, situation) }, note: command.reason };
    },
  },
};

/** [I-30] Why this organ leads, for the history. */
const LEAD_NOTE: Record<LeadRule, (name: string) => string | null> = {
  only: () => null,
  'body-lead': name => `同组多部门，由${name}牵头`,
  'across-bodies': name => `跨组，由${name}牵头`,
  'first-named': name => `跨组牵头部门未设定，由首个部门${name}牵头`,
};
