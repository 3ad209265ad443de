/**
 * The periods a track is asked for. In: which one, the server's time, the unit, the zone of time. Out: from and to, at most 24 hours; or
 * null while what was typed is none.
 */
import { LONGEST_TRACK_MS } from '../../server/contract/track.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { fromLocalTime, toLocalTime } from '../clock/local-time.ts';

export const TRACK_PERIODS = ['hour', 'four-hours', 'duty', 'today', 'custom'] as const;
export type TrackPeriodId = (typeof TRACK_PERIODS)[number];

export interface TypedPeriod {
  from: number | null;
  to: number | null;
}

const HOUR_MS = 3_600_000;

/** Who is not on duty has no "since signing on". */
export function periodsFor({ onDuty }: Pick<UnitRecord, 'onDuty'>): TrackPeriodId[] {
  return TRACK_PERIODS.filter(id => id !== 'duty' || onDuty);
}

export function trackPeriod(
  id: TrackPeriodId,
  given: { now: number; unit: Pick<UnitRecord, 'dutyChangedAt'>; timeZone: string; custom: TypedPeriod },
): { from: number; to: number } | null {
  const { now, unit, timeZone, custom } = given;
  switch (id) {
    case 'hour':
      return { from: now - HOUR_MS, to: now };
    case 'four-hours':
      return { from: now - 4 * HOUR_MS, to: now };
    case 'duty':
      return { from: Math.max(unit.dutyChangedAt, now - LONGEST_TRACK_MS), to: now };
    case 'today': {
      const midnight = fromLocalTime(`${toLocalTime(now, timeZone).slice(0, 10)}T00:00`, timeZone);
      return midnight === null ? null : { from: midnight, to: now };
    }
    case 'custom': {
      const { from, to } = custom;
      return from !== null && to !== null && from < to && to - from <= LONGEST_TRACK_MS ? { from, to } : null;
    }
  }
}
