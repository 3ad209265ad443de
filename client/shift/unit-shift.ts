/**
 * Which shift a unit is on now. In: the duty standing as the server tells it, null before its first answer. Out: a function from a unit
 * to one of six answers, and who is missed. What is not set is told as such: no plan is 未设定, a shift without a roster misses nobody.
 */
import type { DutyStanding } from '../../server/contract/duty-standing.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { say } from '../wording/wording.ts';

export type UnitShift =
  | { name: 'unknown' | 'not-set' | 'no-roster' | 'none' | 'unplanned' }
  | { name: 'on'; shifts: readonly string[]; isAbsent: boolean };

export interface UnitShifts {
  of: (unit: Pick<UnitRecord, 'id' | 'onDuty'>) => UnitShift;
  /** 未上岗: on the roster of a shift that runs, not signed on. */
  absent: ReadonlySet<UnitId>;
}

export function unitShifts(standing: DutyStanding | null): UnitShifts {
  if (standing === null) return { of: () => ({ name: 'unknown' }), absent: new Set() };
  const { plan, shifts } = standing;
  if (plan === null && shifts.length === 0) return { of: () => ({ name: 'not-set' }), absent: new Set() };
  const named = new Map<UnitId, string[]>();
  for (const { name, rostered } of shifts)
    for (const unit of rostered) {
      const before = named.get(unit);
      if (before) before.push(name);
      else named.set(unit, [name]);
    }
  const absent = new Set(shifts.flatMap(shift => shift.absent));
  const unplanned = new Set(standing.unrostered);
  const isUnwritten = shifts.length > 0 && standing.unrostered === null;
  return {
    absent,
    of({ id, onDuty }) {
      const on = named.get(id);
      // Who has just signed on is missed no more, also before the server is asked again.
      if (on) return { name: 'on', shifts: on, isAbsent: absent.has(id) && !onDuty };
      if (isUnwritten) return { name: 'no-roster' };
      return { name: onDuty && unplanned.has(id) ? 'unplanned' : 'none' };
    },
  };
}

/** `早班`, `早班、值守`; 未设定, 未排班, 计划外, or a dash. */
export function unitShiftText(shift: UnitShift): string {
  switch (shift.name) {
    case 'on':
      return shift.shifts.join(say('cover.between-shifts'));
    case 'not-set':
      return say('value.not-set');
    case 'no-roster':
      return say('shift.unit.no-roster');
    case 'unplanned':
      return say('shift.unit.unplanned');
    case 'none':
    case 'unknown':
      return say('value.unknown');
  }
}
