/** The objections that several rules share, each with the sentence that a person reads. */
import type { Actor } from '../access/actor.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import { type Objection, objection } from '../http/objection.ts';
import { EVENT_WORDS, STATE_WORDS } from './emergency-words.ts';
import type { EmergencyContext } from './situation.ts';

/** [EM-1] */
export function illegalMove({ id, state }: EmergencyRecord, event: EmergencyEventName): Objection {
  return objection(
    'illegal-move',
    `${id} 当前为“${STATE_WORDS[state].zh}”，不能“${EVENT_WORDS[event].zh}”（${event}）`,
    `${id} is ${STATE_WORDS[state].en}; it is not possible to ${EVENT_WORDS[event].en} now (${event}).`,
  );
}

/** [EM-2] */
export function notYours(event: EmergencyEventName, { role, zone }: Actor, record: EmergencyRecord | null): Objection {
  const what = EVENT_WORDS[event];
  if (role === 'chief' && record !== null && zone !== record.zone)
    return objection(
      'not-allowed',
      `${record.id} 不在本片区，不能“${what.zh}”（${event}）`,
      `${record.id} is not in your zone; you may not ${what.en} (${event}).`,
    );
  return objection('not-allowed', `当前身份不能“${what.zh}”（${event}）`, `Your role may not ${what.en} (${event}).`);
}

export function unknownPart(field: string, zh: string, value: string | number): Objection {
  return objection(
    'not-found',
    `${field}：此应急没有${zh} ${value}`,
    `${field}: this emergency has no ${field} ${value}`,
    field,
  );
}

export function unknownNature(nature: string): Objection {
  return objection(
    'bad-input',
    `nature：辖区没有突发事件性质 ${nature}`,
    `nature: the profile has no nature ${nature}`,
    'nature',
  );
}

/** Null when it is an organ that can act: an id that stands for one organ a community cannot. */
export function noActingOrgan(field: string, organ: string, { organs }: Pick<EmergencyContext, 'organs'>) {
  if (organs.exists(organ) && organs.get(organ)?.perCommunity !== true) return null;
  return objection(
    'unknown-organ',
    `${field}：辖区没有部门 ${organ}`,
    `${field}: the profile has no organ ${organ}`,
    field,
  );
}
