/** Who handles it, and what they report: from the order to "done". Rules [I-27] to [I-37]. */
import { instantMs } from '../contract/coordinates.ts';
import type { IncidentRecord, OrganTask } from '../contract/incident.ts';
import type { LeadRule } from '../profile/organs.ts';
import { knownOrgan, notInFuture, objection, unknownEvidence } from './objections.ts';
import { aTask, handedUp, knownOrgans, leadOf, tasksLedBy, unknownUnit } from './organ-tasks.ts';
import { orderedLimit } from './owed-limits.ts';
import type { EventRules, Objection, Situation } from './situation.ts';

type HandlingEvent =
  | 'close-micro'
  | 'order-rectification'
  | 'report-both-ways'
  | 'send-to-centre'
  | 'dispatch'
  | 'add-organ'
  | 'acknowledge'
  | 'arrive'
  | 'report-progress'
  | 'return-dispatch'
  | 'call-joint-review'
  | 'conclude-joint-review'
  | 'escalate'
  | 'report-done';

export const handlingEvents: EventRules<HandlingEvent> = {
  'close-micro': {
    when: ({ record }) => onlyOfGrade(record, 'micro', { zh: '微小', en: 'micro' }),
    apply: ({ record, command }) => unknownEvidence(command.evidence, record) ?? { to: 'closed', note: command.result },
  },
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
  acknowledge: {
    when: situation => missing(situation, 'acknowledgedAt', { zh: '签收', en: 'acknowledged' }),
    apply: situation => ({ to: situation.record.state, patch: { tasks: marked(situation, 'known') }, note: null }),
  },
  arrive: {
    when: situation => missing(situation, 'arrivedAt', { zh: '到场', en: 'arrived' }),
    apply: situation => ({ to: situation.record.state, patch: { tasks: marked(situation, 'there') }, note: null }),
  },
  'report-progress': {
    apply: situation =>
      unknownEvidence(situation.command.evidence, situation.record) ?? {
        to: situation.record.state,
        patch: { tasks: marked(situation, 'known') },
        note: situation.command.result,
      },
  },
  'return-dispatch': {
    apply({ record, actor, command }) {
      // An assisting organ takes itself out; only the lead gives the whole matter back.
      if (leadOf(record) === actor.organ) return { to: 'at-centre', note: command.reason };
      const tasks = record.tasks.filter(({ organ }) => organ !== actor.organ);
      return { to: record.state, patch: { tasks }, note: command.reason };
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
  'report-done': {
    when({ record, context: { organs } }) {
      // [I-33] Told in two directions, it is done when both have said that they know.
      const bothWays = leadOf(record)?.startsWith(`${organs.command.territorial}:`) && record.tasks.length > 1;
      const silent = bothWays ? record.tasks.find(({ acknowledgedAt }) => acknowledgedAt === null) : undefined;
      if (silent === undefined) return null;
      const name = organs.name(silent.organ);
      return objection(
        'illegal-move',
        `${name}尚未签收，不能“报告办结”（report-done）`,
        `${name} has not acknowledged yet; it cannot be reported done (report-done).`,
      );
    },
    apply(situation) {
      const { record, command } = situation;
      const { evidence = [], noEvidenceReason } = command;
      const unknown = unknownEvidence(evidence, record);
      if (unknown) return unknown;
      if (evidence.length === 0 && noEvidenceReason === undefined)
        return objection(
          'evidence-missing',
          'evidence：办结须附至少一张照片，或写明无照片的原因（noEvidenceReason）',
          'evidence: at least one photo, or the reason why there is none (noEvidenceReason)',
          'evidence',
        );
      const note = noEvidenceReason === undefined ? command.result : `${command.result}（无照片：${noEvidenceReason}）`;
      return { to: 'revisit-due', patch: { tasks: marked(situation, 'known') }, note };
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

/** [I-35] */
export function tierSkipped(
  upper: OrganTask['organ'],
  lower: OrganTask['organ'],
  { context: { organs } }: Pick<Situation, 'context'>,
): Objection | null {
  if (organs.tierAbove(upper, lower)) return null;
  return objection(
    'tier-skipped',
    `organ：${organs.name(upper)}不是${organs.name(lower)}的上一级，须逐级上报`,
    `organ: ${organs.name(upper)} is not exactly one tier above ${organs.name(lower)}`,
    'organ',
  );
}

function onlyOfGrade(
  { id, grade }: IncidentRecord,
  wanted: NonNullable<IncidentRecord['grade']>,
  word: { zh: string; en: string },
): Objection | null {
  if (grade === wanted) return null;
  return objection(
    'illegal-move',
    `${id} 不是${word.zh}事件，不能这样办理`,
    `${id} is not of the grade ${word.en}; this is not its way.`,
  );
}

/** Tasks that the actor speaks for; what was handed up is only the competent organ's. */
function ownTasks({ record, actor }: Situation): OrganTask[] {
  const handedUp = record.state === 'transferred' || record.state === 'escalated';
  return record.tasks.filter(
    ({ organ, lead }) => (lead || !handedUp) && (actor.organ === 'to-be-named' || actor.organ === organ),
  );
}

function missing(
  situation: Situation,
  what: 'acknowledgedAt' | 'arrivedAt',
  word: { zh: string; en: string },
): Objection | null {
  const own = ownTasks(situation);
  if (own.some(task => task[what] === null)) return null;
  if (own.length === 0) return objection('not-this-organ', '该部门在此没有任务', 'This organ has nothing to do here.');
  return objection('already-acknowledged', `已登记${word.zh}`, `It has been ${word.en} already.`);
}

/** Whoever arrives or reports knows of it. */
function marked({ record, actor, now }: Situation, as: 'known' | 'there'): OrganTask[] {
  return record.tasks.map(task => {
    if (task.organ !== actor.organ) return task;
    const arrivedAt = as === 'there' ? now : task.arrivedAt;
    return { ...task, acknowledgedAt: task.acknowledgedAt ?? now, arrivedAt };
  });
}
