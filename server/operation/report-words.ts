/** How figures of a report are written in its files. Null is —; the same words in the document and in the sheets. */
import type { ReportFigures } from '../contract/operation-report.ts';

const MINUTE_MS = 60_000;

export interface ReportNames {
  kind(id: string): string;
  /** Null = 全街道. */
  zone(id: string | null): string;
  organ(id: string): string;
  category(id: string | null): string;
  grid(code: string | null): string;
  incidentState(state: string): string;
  /** `2026-11-22 14:05:00` for UTC ms, in the zone of the profile. */
  clock(ms: number): string;
}

/** What two operations are compared by, in this order. */
export const COMPARED = [
  ['organsCalled', '召集部门'],
  ['organsArrived', '到场部门'],
  ['present', '参加人员'],
  ['durationMs', '历时'],
  ['distanceM', '行程'],
  ['stopsPlanned', '计划点位'],
  ['stopsVisited', '到点'],
  ['stopsSkipped', '跳过'],
  ['stopsLate', '迟到'],
  ['findings', '现场发现'],
  ['incidents', '转为事件'],
  ['incidentsClosed', '已结案'],
] as const satisfies readonly (readonly [keyof ReportFigures, string])[];

export function figureText(figure: keyof ReportFigures, value: number | null): string {
  if (value === null) return '—';
  if (figure === 'durationMs') return durationText(value);
  return figure === 'distanceM' ? distanceText(value) : String(value);
}

/** `+3`, `−2`, `持平`; — where either is unknown. */
export function changeText(figure: keyof ReportFigures, now: number | null, before: number | null): string {
  if (now === null || before === null) return '—';
  const change = now - before;
  if (change === 0) return '持平';
  return `${change > 0 ? '+' : '−'}${figureText(figure, Math.abs(change))}`;
}

export function distanceText(metres: number | null): string {
  if (metres === null) return '—';
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
}

/** `42分`, `3小时05分`. */
export function durationText(ms: number | null): string {
  if (ms === null) return '—';
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes}分`;
  return `${Math.floor(minutes / 60)}小时${String(minutes % 60).padStart(2, '0')}分`;
}

export const STOP_WORDS = { planned: '未到点', arrived: '到点', left: '已离点', skipped: '跳过' } as const;
export const ARRIVED_BY = { geofence: '围栏', hand: '人工', code: '签到码' } as const;
