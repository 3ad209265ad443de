/** How items of the calendar are said, and where a press on one leads. An item without an operation leads to a plan for its period. */
import type { OperationState } from '../../server/contract/operation.ts';
import type { DueItem, DueState, OperationCalendar } from '../../server/contract/operation-calendar.ts';
import { writeValues } from '../desk-frame/use-address-values.ts';
import { say } from '../wording/wording.ts';

const PLANS = { tab: 'hot-spots', operation: '', kind: '', zone: '', cadence: '', period: '', month: '', calendar: '' };

/** `2026年11月`, `第48周`, `11-09 至 11-22`. */
export function periodText({ period, from, to }: Pick<DueItem, 'period' | 'from' | 'to'>): string {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) return say('calendar.period.month', { year: month[1]!, month: Number(month[2]) });
  const week = /^\d{4}-W(\d{2})$/.exec(period);
  const days = say('calendar.period.days', { from: from.slice(5), to: to.slice(5) });
  return week ? say('calendar.period.week', { week: Number(week[1]), days }) : days;
}

/** The operation, or the editor with what is due; null where there is nothing to plan any more. */
export function hrefOfItem(item: DueItem): string | null {
  const { state, operation, kind, zone, period } = item;
  if (operation !== null) return hrefOfOperation(operation);
  if (state !== 'due' && state !== 'open') return null;
  return planning({ operation: 'new', kind, zone: zone ?? '', cadence: kind, period });
}

export function hrefOfOperation(operation: string): string {
  return planning({ operation });
}

function planning(values: Partial<Record<keyof typeof PLANS, string>>): string {
  const gone = { kind: '', zone: '', cadence: '', period: '', month: '', calendar: '' };
  return writeValues(window.location.search, { ...PLANS, ...gone, tab: 'operations', ...values }, PLANS);
}

export function rhythmText({ every }: { every: 'week' | 'two-weeks' | 'month' }): string {
  return say(`calendar.every.${every}`);
}

export function missingText(open: OperationCalendar['open'], kind: string): string[] {
  return open.filter(one => one.kind === kind).map(({ missing }) => say(`calendar.open.${missing}`));
}

const MARK_OF: Record<OperationState, DueState> = {
  proposed: 'planned',
  countersigning: 'planned',
  planned: 'planned',
  'under-way': 'under-way',
  reinforced: 'under-way',
  finished: 'held',
  summarised: 'held',
  archived: 'held',
  cancelled: 'unrecorded',
};

/** The shape under which an operation stands among what is due. */
export function markOf(state: OperationState): DueState {
  return MARK_OF[state];
}
