/** What may become of a report: taken, refused, settled by words, sent on. Rules [I-21] to [I-26]. */

import type { IncidentRecord } from '../contract/incident.ts';
import { type Objection, objection } from '../http/objection.ts';
import { knownOrgan } from './objections.ts';
import { actingOrgan, aTask, handedUp } from './organ-tasks.ts';
import { limitMatter } from './owed-limits.ts';
import type { CommandOf, EventRules, Situation } from './situation.ts';
import { roleMay } from './who-may.ts';

type ReceivingEvent = 'accept' | 'reject' | 'persuade' | 'forward' | 'intervene';

export const receivingEvents: EventRules<ReceivingEvent> = {
  accept: {
    apply(situation) {
      const { record, command, context } = situation;
      const classed = reclassed(record, command, context);
      if ('code' in classed) return classed;
      return classedAnew(situation, classed) ?? { to: 'accepted', patch: classed, note: null };
    },
  },
  reject: { apply: ({ command }) => ({ to: 'rejected', note: command.reason }) },
  persuade: {
    apply(situation) {
      const { record, command, now } = situation;
      const finder = actingOrgan(situation);
      if (command.outcome === 'defied') {
        const above = organAbove(finder, situation);
        if (above === null)
          return objection(
            'tier-skipped',
            `${record.id} 的上一级部门未设定，请用“提级”写明部门`,
            `Who stands one tier above is not set for ${record.id}; escalate it and name the organ.`,
          );
        const tasks = handedUp({ ...record, tasks: [aTask({ organ: finder }, true, situation)] }, above, situation);
        return { to: 'escalated', patch: { tasks }, note: command.result };
      }
      if (record.grade === 'micro') return { to: 'closed', note: command.result };
      const task = { ...aTask({ organ: finder }, true, situation), acknowledgedAt: now, arrivedAt: now };
      return { to: 'revisit-due', patch: { tasks: [task] }, note: command.result };
    },
  },
  forward: {
    apply(situation) {
      const organ = knownOrgan(situation.command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      return { to: 'forwarded', note: `${situation.context.organs.name(organ)}：${situation.command.reason}` };
    },
  },
  intervene: {
    when({ record, context, now }) {
      // A row of the limit table for this category is what makes it a trigger: S0-38 names four, other profiles may name more.
      const rule = context.limitRule(limitMatter(record), 'intervene', now);
      if (rule !== null && rule.category !== null) return null;
      return objection(
        'illegal-move',
        `${record.id} 的类别没有“当日介入”时限，不能“当日介入”（intervene）`,
        `The category of ${record.id} asks for no intervention on the same day (intervene).`,
      );
    },
    apply(situation) {
      const { record, command, fetched } = situation;
      const organ = knownOrgan(command.organ, situation, 'organ');
      if (typeof organ !== 'string') return organ;
      if ([fetched.reportedBy, record.reporter?.name].includes(command.officer))
        return objection(
          'same-organ',
          `officer：巡查与处置须由不同人员，${command.officer} 是上报人`,
          `officer: patrol and disposal are done by different people; ${command.officer} reported it`,
          'officer',
        );
      return {
        to: 'handling',
        patch: { tasks: [aTask({ organ }, true, situation)] },
        note: `介入人员：${command.officer}`,
      };
    },
  },
};

/** [I-21] Who may not correct a class may not do it by accepting either: an organ says only what nobody has said yet. */
function classedAnew(
  { record, command, actor, context }: Situation & { command: CommandOf<'accept'> },
  classed: Pick<IncidentRecord, 'category' | 'grade' | 'level'>,
): Objection | null {
  if (roleMay(actor.role, 'correct-class')) return null;
  const listed = reclassed(record, { category: command.category }, context);
  if ('code' in listed) return listed;
  const known = { ...listed, category: record.category };
  const changed = (['category', 'grade', 'level'] as const).find(
    field => known[field] !== null && known[field] !== classed[field],
  );
  if (changed === undefined) return null;
  return objection(
    'not-allowed',
    `${changed}：${record.id} 的分类只能由值班室更正（correct-class）`,
    `${changed}: only the duty room corrects the class of ${record.id} (correct-class).`,
    changed,
  );
}

/** [I-21] [I-47] What a command says about the class, and what its category says where the command is silent. */
export function reclassed(
  record: IncidentRecord,
  { category, grade, level }: Pick<CommandOf<'accept'>, 'category' | 'grade' | 'level'>,
  context: Situation['context'],
): Pick<IncidentRecord, 'category' | 'grade' | 'level'> | Objection {
  if (category === undefined || category === record.category)
    return { category: record.category, grade: grade ?? record.grade, level: level ?? record.level };
  const listed = context.category(category);
  if (!listed)
    return objection(
      'unknown-category',
      `category：辖区没有类别 ${category}`,
      `category: the profile has no category ${category}`,
      'category',
    );
  return {
    category: category as IncidentRecord['category'],
    grade: grade ?? listed.grade,
    level: level ?? listed.level,
  };
}

/** [I-23] Exactly one tier above the finder: by the list's punish column, else the control centre above a community's own. */
function organAbove(finder: Parameters<typeof handedUp>[1], { record, context }: Situation) {
  const { organs, dutyOrgans } = context;
  const listed = dutyOrgans(record, 'punish');
  const named = listed?.find(organ => organs.tierAbove(organ, finder));
  if (named !== undefined) return named;
  return organs.tierAbove(organs.controlCentre, finder) ? organs.controlCentre : null;
}
