/** For tests: valid shifts, plans, units and a calendar of Shanghai; name only what matters. */
import type { UnitId, UnitIndex, ZoneId } from '../../contract/ids.ts';
import type { RosterRow, Shift, ShiftPlan } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { localDays } from '../../profile/local-day.ts';
import type { ShiftCalendar } from './shift-times.ts';

export const SHANGHAI = localDays('Asia/Shanghai');

export function aShift(id: string, from: string, to: string, more: Partial<Shift> = {}): Shift {
  return Object.freeze({
    ...{ id, name: `班-${id}`, from, to, days: 'every-day' as const, kind: 'patrol' as const },
    ...{ minPersons: null, minQualified: null, covers: 'zone' as const, zones: null },
    ...more,
  });
}

export function aPlan(shifts: Shift[], more: Partial<ShiftPlan> = {}): ShiftPlan {
  return Object.freeze({ version: 1, source: '测试', validFrom: '2026-01-01', shifts, filed: null, ...more });
}

/** Works from Monday to Friday; the same plan every day. */
export function aCalendar(plan: ShiftPlan | null, days = SHANGHAI): ShiftCalendar {
  return {
    days,
    planOn: () => plan,
    isWorkingDay: ms => {
      const weekday = (days.dayNumber(ms) + 4) % 7;
      return weekday >= 1 && weekday <= 5;
    },
  };
}

let index = 0;
export function aUnit(id: string, more: Partial<UnitRecord> = {}): UnitRecord {
  return Object.freeze({
    ...{ id: id as UnitId, index: ++index as UnitIndex, version: 1, callSign: id, unitClass: 'person' },
    ...{
      homeZone: 'a' as ZoneId,
      community: null,
      organ: null,
      onDuty: true,
      dutyChangedAt: 0,
      ground: null,
      reportIntervalS: null,
    },
    ...more,
  });
}

export function aRow(unit: string, shift: string, more: Partial<RosterRow> = {}): RosterRow {
  return Object.freeze({ day: '2026-11-27', shift, unit: unit as UnitId, persons: 3, qualified: 1, ...more });
}

/** `2026-11-27T07:00` by the clock of Shanghai. */
export function at(local: string): number {
  return Date.parse(`${local}+08:00`);
}
