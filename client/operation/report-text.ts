/** Figures of a report as people read them, and what they differ by from the last time. Null is —, never 0. */
import type { ReportFigures } from '../../server/contract/operation-report.ts';
import { meanText } from '../report/kpi-text.ts';
import { comparedText, countText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export type Figure = keyof ReportFigures;

export const FIGURES: readonly Figure[] = [
  ...(['organsCalled', 'organsArrived', 'present', 'durationMs', 'distanceM', 'stopsPlanned'] as const),
  ...(['stopsVisited', 'stopsSkipped', 'stopsLate', 'findings', 'incidents', 'incidentsClosed'] as const),
];

export function figureOf(figure: Figure, value: number | null): string {
  if (value === null) return say('value.unknown');
  if (figure === 'durationMs') return meanText(value);
  return figure === 'distanceM' ? distanceText(value) : countText(value);
}

export function changeOf(figure: Figure, now: number | null, before: number | null): string {
  if (now === null || before === null || now === before || (figure !== 'durationMs' && figure !== 'distanceM'))
    return comparedText(now, before);
  return `${now > before ? '+' : '−'}${figureOf(figure, Math.abs(now - before))}`;
}
