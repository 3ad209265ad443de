/** The objections that several rules share, each with the sentence that a person reads. */
import type { Actor } from '../access/actor.ts';
import type { OperationRecord, OperationSquad, OperationStop, PlanConflict } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import { type Objection, objection } from '../http/objection.ts';
import { EVENT_WORDS, STATE_WORDS } from './operation-words.ts';
import type { OperationContext } from './situation.ts';

/** [O-1] */
export function illegalMove({ id, state }: OperationRecord, event: OperationEventName): Objection {
  return objection(
    'illegal-move',
    `${id} 当前为“${STATE_WORDS[state].zh}”，不能“${EVENT_WORDS[event].zh}”（${event}）`,
    `${id} is ${STATE_WORDS[state].en}; it is not possible to ${EVENT_WORDS[event].en} now (${event}).`,
  );
}

/** [O-2] */
export function notYours(event: OperationEventName, actor: Actor, organs: OperationContext['organs']): Objection {
  const what = EVENT_WORDS[event];
  const organ = actor.organ === null || actor.organ === 'to-be-named' ? null : organs.name(actor.organ);
  if (organ === null)
    return objection('not-allowed', `当前身份不能“${what.zh}”（${event}）`, `Your role may not ${what.en} (${event}).`);
  return objection(
    'not-this-organ',
    `${organ}不能对此行动“${what.zh}”（${event}），代录请注明部门`,
    `${organ} may not ${what.en} here (${event}). Writing it down for an organ needs onBehalfOf.`,
  );
}

/** [O-12] The first one is named, with how many more there are. */
export function conflictFound(conflicts: readonly PlanConflict[], time: (ms: number) => string): Objection | null {
  const [first] = conflicts;
  if (!first) return null;
  const more = conflicts.length - 1;
  const when = `${time(first.from)} – ${time(first.to)}`;
  const where = first.operation === null ? first.title : `${first.operation} ${first.title}`;
  return objection(
    'conflict',
    `${first.name}（${first.squad}）此时段已在 ${where}（${when}）${more > 0 ? `，另有 ${more} 处冲突` : ''}`,
    `${first.name} (${first.squad}) is in ${where} at that time (${when})${more > 0 ? `, and ${more} more conflicts` : ''}`,
    'squads',
  );
}

export function reasonMissing(zh: string, en: string): Objection {
  return objection('bad-input', `reason：${zh}`, `reason: ${en}`, 'reason');
}

export function stopOf(
  record: OperationRecord,
  named: { squad: string; stop: string },
): { squad: OperationSquad; stop: OperationStop } | Objection {
  const squad = record.squads.find(({ id }) => id === named.squad);
  if (!squad) return unknownPart('squad', '小组', named.squad);
  const stop = squad.stops.find(({ id }) => id === named.stop);
  return stop ? { squad, stop } : unknownPart('stop', '点位', named.stop);
}

export function unknownPart(field: string, zh: string, value: string): Objection {
  return objection(
    'not-found',
    `${field}：此行动没有${zh} ${value}`,
    `${field}: this operation has no ${field} ${value}`,
    field,
  );
}

export function unknownOrgan(field: string, organ: string): Objection {
  return objection(
    'unknown-organ',
    `${field}：辖区没有部门 ${organ}`,
    `${field}: the profile has no organ ${organ}`,
    field,
  );
}
