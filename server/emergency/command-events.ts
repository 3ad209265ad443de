/** From the first judgement to the review (domain §2.2 rows 28 to 32). Rules [EM-5] to [EM-19]. */
import { instantMs } from '../contract/coordinates.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import { objection } from '../http/objection.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { noActingOrgan, unknownNature, unknownPart } from './objections.ts';
import { planFor } from './plan-of-level.ts';
import type { EventRules } from './situation.ts';

type CommandEvent =
  | 'judge'
  | 'first-disposal'
  | 'name-lead'
  | 'expand'
  | 'check-item'
  | 'correct'
  | 'note'
  | 'correct-entry'
  | 'end'
  | 'dismiss'
  | 'review'
  | 'reopen';

export const commandEvents: EventRules<CommandEvent> = {
  judge: {
    apply({ record, command, context, now }) {
      const { nature, level, reason } = command;
      if (context.nature(nature) === undefined) return unknownNature(nature);
      const judged = { ...record, nature, level };
      const plan = record.leadOrgan === null ? null : planFor(context.plans, judged);
      return {
        to: record.state === 'reported' ? 'judged' : record.state,
        patch: { nature, level, plan, judgedAt: record.judgedAt ?? now },
        note: reason ?? null,
      };
    },
  },
  'first-disposal': {
    apply({ record, command, context, now }) {
      const { organ = null, unit = null, words } = command;
      if (organ === null && unit === null)
        return objection(
          'bad-input',
          'organ：须写明先期处置的部门或力量（organ 或 unit）',
          'organ: say which organ or unit was first there (organ or unit)',
          'organ',
        );
      const unknown = organ === null ? null : noActingOrgan('organ', organ, context);
      if (unknown) return unknown;
      if (unit !== null && context.unit(unit) === undefined)
        return objection('unknown-unit', `unit：没有登记力量 ${unit}`, `unit: there is no unit ${unit}`, 'unit');
      // [EM-7] Whoever was first stays first; who came after stands in the timeline.
      const firstDisposal = record.firstDisposal ?? { organ, unit, at: now, words };
      const who = [organ && context.organs.name(organ), unit && context.unit(unit)?.callSign];
      return {
        to: 'first-disposal',
        patch: { firstDisposal },
        note: `${who.filter(Boolean).join('、')}：${words}`,
      };
    },
  },
  'name-lead': {
    apply({ record, command, context }) {
      const { organ, leaderPost, words } = command;
      const unknown = noActingOrgan('organ', organ, context);
      if (unknown) return unknown;
      const patch = { leadOrgan: organ, leaderPost: leaderPost ?? record.leaderPost };
      const named = [context.organs.name(organ), leaderPost, words].filter(Boolean).join('，');
      return {
        to: record.state === 'first-disposal' ? 'command' : record.state,
        patch: { ...patch, plan: planFor(context.plans, record) },
        note: named,
      };
    },
  },
  expand: {
    apply: ({ command: { partners, reason }, now }) => ({
      to: 'expanded',
      patch: { expansion: { partners, reason, at: now } },
      note: `${partners}：${reason}`,
    }),
  },
  'check-item': {
    when: ({ record }) =>
      record.plan === null
        ? objection(
            'illegal-move',
            `${record.id} 的处置清单未设定（check-item）`,
            `No checklist is set for ${record.id} (check-item).`,
          )
        : null,
    apply({ record, command, actor, now }) {
      const { plan } = record;
      const item = plan?.items.find(({ id }) => id === command.item);
      if (!plan || !item) return unknownPart('item', '清单项', command.item);
      const { done } = command;
      const ticked = { ...item, doneAt: done ? now : null, doneBy: done ? actor.name : null };
      const items = plan.items.map(one => (one === item ? ticked : one));
      return {
        to: record.state,
        patch: { plan: { ...plan, items } },
        note: `${item.text}：${done ? '已办' : '撤销'}`,
      };
    },
  },
  correct: {
    apply({ record, command, context, now }) {
      const { happenedAt, lon, lat, crs, address, reason } = command;
      if ((lon === undefined) !== (lat === undefined))
        return objection('bad-input', 'lon 和 lat 应同时给出', 'lon and lat come together', 'lon');
      if (happenedAt === undefined && lon === undefined && address === undefined)
        return objection(
          'bad-input',
          'happenedAt：须给出更正后的时间、地点或地址',
          'happenedAt: say which time, place or address is right',
          'happenedAt',
        );
      const patch: Partial<EmergencyRecord> = {};
      if (happenedAt !== undefined) {
        const at = instantMs(happenedAt);
        refuseOddTime('happenedAt', at, now);
        if (at > record.receivedAt)
          return objection(
            'bad-input',
            `happenedAt：发生晚于接报（${new Date(at).toISOString()}）`,
            `happenedAt: happened after it was received (${new Date(at).toISOString()})`,
            'happenedAt',
          );
        patch.happenedAt = at;
      }
      if (lon !== undefined && lat !== undefined) {
        const { lonLat, grid, community, zone } = context.place(lon, lat, crs ?? 'WGS84');
        Object.assign(patch, { lon: lonLat[0], lat: lonLat[1], grid, community, zone });
      }
      if (address !== undefined) patch.address = address;
      return { to: record.state, patch, note: reason };
    },
  },
  note: { apply: ({ record, command }) => ({ to: record.state, note: command.text }) },
  'correct-entry': {
    apply({ record, command, fetched }) {
      if (!fetched.isEntry) return unknownPart('entry', '过程记录', command.entry);
      return { to: record.state, note: command.text };
    },
  },
  end: {
    apply: ({ record, command, now }) => ({
      to: 'ended',
      patch: { endedAt: now, endedFrom: record.state, dismissed: false },
      note: command.reason,
    }),
  },
  dismiss: {
    apply: ({ record, command, now }) => ({
      to: 'ended',
      patch: { endedAt: now, endedFrom: record.state, dismissed: true },
      note: command.reason,
    }),
  },
  review: { apply: ({ command }) => ({ to: 'reviewed', patch: { review: command.text }, note: null }) },
  reopen: {
    apply: ({ record, command }) => ({
      to: record.endedFrom ?? 'first-disposal',
      patch: { endedAt: null, endedFrom: null, dismissed: false, reopened: record.reopened + 1 },
      note: command.reason,
    }),
  },
};
