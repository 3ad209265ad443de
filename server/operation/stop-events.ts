/** Squads at their stops: by hand, by code, or seen there by position (on-the-day.ts). Rules [O-30] to [O-39]. */
import type { OperationRecord, OperationSquad, OperationStop } from '../contract/operation.ts';
import { isObjection, objection } from '../http/objection.ts';
import { stopOf } from './objections.ts';
import type { EventRules, Situation } from './situation.ts';
import { laterNote, leftMeanwhile, toldTime } from './told-later.ts';

/** [O-45] After the end it comes in late or not at all. */
const isOffered = ({ record }: Situation) => record.finishedAt === null;

type StopEvent = 'arrive-stop' | 'leave-stop' | 'skip-stop';

export const stopEvents: EventRules<StopEvent> = {
  'arrive-stop': {
    isOffered,
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
      const at = toldTime(command, record, now);
      if (typeof at !== 'number') return at;
      // [O-47] Position, or somebody else, was faster.
      if (command.happenedAt !== undefined && found.stop.arrivedAt !== null) return { to: record.state, note: null };
      const by = command.code === undefined ? 'hand' : 'code';
      return { to: record.state, patch: arrived(record, found.squad, found.stop, by, at), note: laterNote(at, now) };
    },
  },
  'leave-stop': {
    isOffered,
    apply({ record, command, now }) {
      const found = stopOf(record, command);
      if (isObjection(found)) return found;
      const at = toldTime(command, record, now);
      if (typeof at !== 'number') return at;
      if (command.happenedAt !== undefined && found.stop.state === 'left') return { to: record.state, note: null };
      if (found.stop.state !== 'arrived')
        return objection(
          'illegal-move',
          `stop：“${found.stop.name}”未在现场，不能离点`,
          `stop: nobody is at "${found.stop.name}"`,
          'stop',
        );
      const leftAt = Math.max(at, found.stop.arrivedAt ?? at);
      return { to: record.state, patch: left(record, found.squad, found.stop, leftAt), note: laterNote(leftAt, now) };
    },
  },
  'skip-stop': {
    isOffered,
    apply({ record, command, now }) {
      const found = stopOf(record, command);
      if (isObjection(found)) return found;
      const at = toldTime(command, record, now);
      if (typeof at !== 'number') return at;
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

/**
 * [O-34] The first arrival counts; at one stop it leaves the other. A skipped stop that is reached after all is visited. [O-46] Told
 * afterwards, `at` lies before now: the squad may have gone on since, and then this stop is not where it is.
 */
export function arrived(
  record: OperationRecord,
  squad: OperationSquad,
  stop: OperationStop,
  arrivedBy: NonNullable<OperationStop['arrivedBy']>,
  at: number,
): Pick<OperationRecord, 'squads'> {
  const goneAt = leftMeanwhile(record, squad, stop, at);
  const stops = squad.stops.map(one => {
    if (one.id === stop.id)
      return {
        ...one,
        ...{ state: goneAt === null ? ('arrived' as const) : ('left' as const), leftAt: goneAt },
        ...{ arrivedAt: one.arrivedAt ?? at, arrivedBy: one.arrivedBy ?? arrivedBy, skipReason: null },
      };
    return one.state === 'arrived' && goneAt === null ? { ...one, state: 'left' as const, leftAt: at } : one;
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
