/**
 * Which unit of an organ goes (派员): named, changed, taken back. Rules [I-140] to [I-143].
 * A unit may be sent to a second incident: whoever sends it sees that it is busy, and sometimes there is nobody else.
 */

import type { OrganId, UnitId } from '../contract/ids.ts';
import type { OrganTask } from '../contract/incident.ts';
import { type Objection, objection } from '../http/objection.ts';
import { knownOrgan } from './objections.ts';
import { leadOf, unknownUnit } from './organ-tasks.ts';
import type { CommandOf, EventRules, Situation } from './situation.ts';

export const unitEvents: EventRules<'send-unit'> = {
  'send-unit': {
    when({ record: { id, tasks } }) {
      if (tasks.length > 0) return null;
      return objection(
        'illegal-move',
        `${id} 没有承办部门，不能“派员”（send-unit），请先分拨`,
        `${id} has no organ at work; send a unit after it is dispatched (send-unit).`,
      );
    },
    apply(situation) {
      const { record, command, context } = situation;
      const task = taskMeant(situation);
      if ('code' in task) return task;
      const refused = notToBeSent(command, task, situation);
      if (refused) return refused;
      const callSign = (unit: UnitId) => context.unit(unit)?.callSign ?? unit;
      const what = sentence(task.unit && callSign(task.unit), command.unit && callSign(command.unit));
      return {
        to: record.state,
        patch: { tasks: record.tasks.map(one => (one === task ? sent(task, command.unit) : one)) },
        note: command.reason === undefined ? what : `${what}：${command.reason}`,
      };
    },
  },
};

/** [I-140] Named; else that of the organ for which it is done; else the lead's. */
function taskMeant(situation: Situation & { command: CommandOf<'send-unit'> }): OrganTask | Objection {
  const { record, actor, command, context } = situation;
  const named = command.organ === undefined ? undefined : knownOrgan(command.organ, situation, 'organ');
  if (typeof named === 'object') return named;
  const organ = named ?? ownTask(situation)?.organ ?? leadOf(record);
  const isDesk = actor.role === 'duty' || actor.role === 'admin';
  if (!isDesk && organ !== actor.organ)
    return objection(
      'not-this-organ',
      `organ：${nameOf(organ, context)}的力量由其自行派出`,
      `organ: ${nameOf(organ, context)} sends its own units`,
      'organ',
    );
  const task = record.tasks.find(one => one.organ === organ);
  return (
    task ??
    objection(
      'bad-input',
      `organ：${nameOf(organ, context)}未承办 ${record.id}`,
      `organ: ${nameOf(organ, context)} has no part in ${record.id}`,
      'organ',
    )
  );
}

function ownTask({ record, actor }: Situation): OrganTask | undefined {
  return record.tasks.find(({ organ }) => organ === actor.organ);
}

function nameOf(organ: OrganId | null, { organs }: Situation['context']): string {
  return organ === null ? '' : organs.name(organ);
}

/** [I-141] [I-142] */
function notToBeSent(
  { unit, reason }: CommandOf<'send-unit'>,
  task: OrganTask,
  { actor, context }: Situation,
): Objection | null {
  if (unit === null) {
    if (task.unit !== null) return null;
    return objection('bad-input', 'unit：未派出力量，无可收回', 'unit: none was sent, none can be taken back', 'unit');
  }
  const stranger = unknownUnit(unit, { context }, 'unit');
  const known = context.unit(unit);
  if (stranger || !known) return stranger;
  if (unit === task.unit)
    return objection(
      'already-exists',
      `unit：已派${known.callSign}`,
      `unit: ${known.callSign} is sent already`,
      'unit',
    );
  if (!known.onDuty)
    return objection('illegal-move', `unit：${known.callSign}未在岗`, `unit: ${known.callSign} is not on duty`, 'unit');
  if (known.organ === null || known.organ === task.organ) return null;
  const owner = context.organs.name(known.organ);
  if (actor.organ !== context.organs.controlCentre)
    return objection(
      'not-this-organ',
      `unit：${known.callSign}属${owner}，须由管控中心调派`,
      `unit: ${known.callSign} is of ${owner}; the control centre sends it`,
      'unit',
    );
  if (reason !== undefined) return null;
  return objection(
    'bad-input',
    `reason：${known.callSign}属${owner}，跨部门调派须写明理由`,
    `reason: ${known.callSign} is of ${owner}; say why it is sent for another organ`,
    'reason',
  );
}

/** [I-143] Whoever is sent has still to arrive; that somebody was there before stays in the history. */
function sent(task: OrganTask, unit: UnitId | null): OrganTask {
  return { ...task, unit, arrivedAt: unit === null ? task.arrivedAt : null, seenAt: null };
}

function sentence(before: string | null, now: string | null): string {
  if (now === null) return `收回${before}`;
  return before === null ? `派出${now}` : `改派${now}（原${before}）`;
}
