/** What those who handle it say: acknowledged, there, how far, given back, done. Rules [I-26], [I-33], [I-34], [I-36]. */

import type { Actor } from '../access/actor.ts';
import type { OrganTask } from '../contract/incident.ts';
import { type Objection, objection } from '../http/objection.ts';
import { onlyOfGrade, unknownEvidence } from './objections.ts';
import { leadOf } from './organ-tasks.ts';
import type { EventRules, Situation } from './situation.ts';

type HandlingEvent = 'close-micro' | 'acknowledge' | 'arrive' | 'report-progress' | 'return-dispatch' | 'report-done';

export const handlingEvents: EventRules<HandlingEvent> = {
  'close-micro': {
    when: ({ record }) => onlyOfGrade(record, 'micro', { zh: '微小', en: 'micro' }),
    apply: ({ record, command }) => unknownEvidence(command.evidence, record) ?? { to: 'closed', note: command.result },
  },
  acknowledge: {
    when: situation => missing(situation, 'acknowledgedAt', { zh: '签收', en: 'acknowledged' }),
    apply: situation => ({
      to: situation.record.state,
      patch: { tasks: marked(situation, 'known') },
      note: situation.command.remark ?? null,
    }),
  },
  arrive: {
    when: situation => missing(situation, 'arrivedAt', { zh: '到场', en: 'arrived' }),
    apply: situation => ({
      to: situation.record.state,
      patch: { tasks: marked(situation, 'there') },
      note: situation.command.remark ?? null,
    }),
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

/** Tasks that the actor speaks for; what was handed up is only the competent organ's. */
function ownTasks({ record, actor }: Situation): OrganTask[] {
  const handedUp = record.state === 'transferred' || record.state === 'escalated';
  return record.tasks.filter(
    task => (task.lead || !handedUp) && (actor.organ === 'to-be-named' || speaksFor(actor, task)),
  );
}

/** An organ for its own part, somebody on patrol for every part that the unit was sent for. */
function speaksFor({ organ, unit }: Actor, task: OrganTask): boolean {
  return unit === null ? task.organ === organ : task.unit === unit;
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
    if (!speaksFor(actor, task)) return task;
    const arrivedAt = as === 'there' ? now : task.arrivedAt;
    return { ...task, acknowledgedAt: task.acknowledgedAt ?? now, arrivedAt };
  });
}
