/** The day itself and what comes after (rows 37 to 39). Rules [O-20] to [O-29]. */
import { objection } from '../http/objection.ts';
import { compositionOf } from './composition.ts';
import { reasonMissing, unknownOrgan, unknownPart } from './objections.ts';
import { isActing, withCalled } from './plan-events.ts';
import type { EventRules } from './situation.ts';
import { toldTime } from './told-later.ts';

type DayEvent =
  | 'register-arrival'
  | 'mark-absent'
  | 'begin'
  | 'reinforce'
  | 'check-item'
  | 'finish'
  | 'summarise'
  | 'archive'
  | 'comment';

/** [O-23] Nobody sets out half a day early by a slip of the finger. */
const EARLIEST_BEGIN_MS = 12 * 3_600_000;

export const dayEvents: EventRules<DayEvent> = {
  'register-arrival': {
    apply({ record, command, now }) {
      const { organ, persons } = command;
      if (!record.calls.some(call => call.organ === organ))
        return objection(
          'not-found',
          `organ：${organ} 未被召集，先“吹哨”`,
          `organ: ${organ} was not called; call it first`,
          'organ',
        );
      // [O-24] The first time counts; a later count of people may correct the number.
      const calls = record.calls.map(call =>
        call.organ === organ
          ? {
              ...{ ...call, calledAt: call.calledAt ?? now, arrivedAt: call.arrivedAt ?? now },
              persons: persons ?? call.persons,
            }
          : call,
      );
      return { to: record.state, patch: { calls }, note: null };
    },
  },
  'mark-absent': {
    apply({ record, command }) {
      const squad = record.squads.find(({ id }) => id === command.squad);
      if (!squad) return unknownPart('squad', '小组', command.squad);
      if (!squad.members.some(({ name }) => name === command.member))
        return unknownPart('member', '成员', command.member);
      const members = squad.members.map(member =>
        member.name === command.member ? { ...member, absent: command.absent } : member,
      );
      const squads = record.squads.map(one => (one === squad ? { ...one, members } : one));
      return { to: record.state, patch: { squads }, note: null };
    },
  },
  begin: {
    apply({ record, command, context, now }) {
      if (now < record.startsAt - EARLIEST_BEGIN_MS)
        return objection(
          'illegal-move',
          `${record.id} 计划时间未到，提前不超过 12 小时`,
          `${record.id} is planned for later; it begins at most 12 hours early`,
        );
      const composition = compositionOf(record, context.kind(record.kind), context.organs);
      const unmet = composition?.filter(({ met }) => !met) ?? [];
      if (unmet.length > 0 && command.reason === undefined)
        return reasonMissing(
          `人员构成未达要求（${unmet.map(({ name, present, required }) => `${name} ${present}/${required}`).join('、')}），出发须写明理由`,
          `the composition is not met (${unmet.map(({ name, present, required }) => `${name} ${present}/${required}`).join(', ')}); setting out needs a reason`,
        );
      const compositionReason = unmet.length > 0 ? (command.reason ?? null) : null;
      return { to: 'under-way', patch: { startedAt: now, compositionReason }, note: command.reason ?? null };
    },
  },
  reinforce: {
    apply({ record, command, context, now }) {
      const unknown = command.organs.find(organ => !isActing(organ, context));
      if (unknown !== undefined) return unknownOrgan('organs', unknown);
      return {
        to: 'reinforced',
        patch: { calls: withCalled(record.calls, command.organs, now) },
        note: command.reason,
      };
    },
  },
  'check-item': {
    isOffered: ({ record }) => record.finishedAt === null,
    apply({ record, command, actor, now }) {
      const { item, done } = command;
      const at = toldTime(command, record, now);
      if (typeof at !== 'number') return at;
      if (!record.checklist.some(({ id }) => id === item)) return unknownPart('item', '清单项', item);
      const checklist = record.checklist.map(one =>
        one.id === item ? { ...one, doneAt: done ? at : null, doneBy: done ? actor.name : null } : one,
      );
      return { to: record.state, patch: { checklist }, note: null };
    },
  },
  finish: {
    apply({ record, command, now }) {
      const { remaining } = record.progress;
      if (remaining > 0 && command.reason === undefined)
        return reasonMissing(
          `尚有 ${remaining} 个点位未到，收队须写明理由`,
          `${remaining} stops were not reached; finishing needs a reason`,
        );
      const squads = record.squads.map(squad => ({
        ...squad,
        offRouteSince: null,
        stops: squad.stops.map(stop =>
          stop.state === 'arrived' ? { ...stop, state: 'left' as const, leftAt: now } : stop,
        ),
      }));
      return { to: 'finished', patch: { finishedAt: now, squads }, note: command.reason ?? null };
    },
  },
  summarise: { apply: ({ command }) => ({ to: 'summarised', patch: { summary: command.text }, note: null }) },
  archive: { apply: () => ({ to: 'archived', note: null }) },
  comment: { apply: ({ record, command }) => ({ to: record.state, note: command.text }) },
};
