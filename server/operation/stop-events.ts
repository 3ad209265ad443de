/** Squads at their stops: by hand, by code, or seen there by position (on-the-day.ts). Rules [O-30] to [O-39]. */
import type { OperationRecord, OperationSquad, OperationStop } from '../contract/operation.ts';
import { isObjection, objection } from '../http/objection.ts';
import { stopOf } from './objections.ts';
import type { EventRules } from './situation.ts';

type StopEvent = 'arrive-stop' | 'leave-stop' | 'skip-stop';

export const stopEvents: EventRules<StopEvent> = {
  'arrive-stop': {
    apply({ record, command, fetched, now }) {
      const found = stopOf(record, command);
      if (isObjection(found)) return found;
      if (command.code !== undefined && fetched.codeFits === false)
        return objection(
          'bad-input',
          `code：“${command.code}”不是点位“${found.stop.name}”的签到码`,
          `code: "${command.code}" is not the code of stop "${found.stop.name}"`,
          'code',
        );
      const by = command.code === undefined ? 'hand' : 'code';
      return { to: record.state, patch: arrived(record, found.squad, found.stop, by, now), note: null };
    },
  },
  'leave-stop': {
    apply({ record, command, now }) {
      const found = stopOf(record, command);
      if (isObjection(found)) return found;
      if (found.stop.state !== 'arrived')
        return objection(
          'illegal-move',
          `stop：“${found.stop.name}”未在现场，不能离点`,
          `stop: nobody is at "${found.stop.name}"`,
          'stop',
        );
      return { to: record.state, patch: left(record, found.squad, found.stop, now), note: null };
    },
  },
  'skip-stop': {
    apply({ record, command }) {
      const found = stopOf(record, command);
      if (isObjection(found)) return found;
      if (found.stop.arrivedAt !== null)
        return objection(
          'illegal-move',
          `stop：“${found.stop.name}”已到过，不能跳过`,
          `stop: "${found.stop.name}" was reached and cannot be skipped`,
          'stop',
        );
      const { reason } = command;
      return {
        to: record.state,
        patch: withStop(record, found.squad, found.stop, { state: 'skipped', skipReason: reason }),
        note: reason,
      };
    },
  },
};

/** [O-34] The first arrival counts; at one stop it leaves the other. A skipped stop that is reached after all is visited. */
export function arrived(
  record: OperationRecord,
  squad: OperationSquad,
  stop: OperationStop,
  arrivedBy: NonNullable<OperationStop['arrivedBy']>,
  now: number,
): Pick<OperationRecord, 'squads'> {
  const stops = squad.stops.map(one => {
    if (one.id === stop.id)
      return {
        ...{ ...one, state: 'arrived' as const, arrivedAt: one.arrivedAt ?? now },
        ...{ arrivedBy: one.arrivedBy ?? arrivedBy, leftAt: null, skipReason: null },
      };
    return one.state === 'arrived' ? { ...one, state: 'left' as const, leftAt: now } : one;
  });
  return { squads: record.squads.map(one => (one.id === squad.id ? { ...one, stops } : one)) };
}

export function left(
  record: OperationRecord,
  squad: OperationSquad,
  stop: OperationStop,
  now: number,
): Pick<OperationRecord, 'squads'> {
  return withStop(record, squad, stop, { state: 'left', leftAt: now });
}

function withStop(
  record: OperationRecord,
  squad: OperationSquad,
  stop: OperationStop,
  change: Partial<OperationStop>,
): Pick<OperationRecord, 'squads'> {
  const stops = squad.stops.map(one => (one.id === stop.id ? { ...one, ...change } : one));
  return { squads: record.squads.map(one => (one.id === squad.id ? { ...one, stops } : one)) };
}
