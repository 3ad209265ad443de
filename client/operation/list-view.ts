/** Which operations a view of the list shows, and in which order. In: records, the time of the server. Out: pure answers. */
import type { OperationRecord, OperationState } from '../../server/contract/operation.ts';
import { fromLocalTime } from '../clock/local-time.ts';
import { fullDate } from '../wording/format.ts';

export const LIST_VIEWS = ['month', 'coming', 'past'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

export interface ListFilter {
  view: ListView;
  /** Empty = all. */
  zone: string;
  kind: string;
  state: string;
}

/** UTC ms; `to` is the first moment of the next month. */
export interface Month {
  from: number;
  to: number;
}

type Listed = Pick<OperationRecord, 'id' | 'version' | 'state' | 'startsAt' | 'endsAt' | 'zone' | 'kind'>;

const OVER: ReadonlySet<OperationState> = new Set(['finished', 'summarised', 'archived', 'cancelled']);

/** The calendar month of the jurisdiction. */
export function monthOf(now: number, timeZone: string): Month {
  const [year = 0, month = 1] = fullDate(now, timeZone).split('-').map(Number);
  const first = (y: number, m: number) =>
    fromLocalTime(new Date(Date.UTC(y, m - 1, 1)).toISOString().slice(0, 16), timeZone) ?? now;
  return { from: first(year, month), to: first(year, month + 1) };
}

/** What `GET /api/v1/operations` is asked for; past ones come page by page, the newest first. */
export function listQuery({ view, zone, kind, state }: ListFilter, month: Month, now: number): Record<string, string> {
  const times =
    view === 'month'
      ? { from: String(month.from), to: String(month.to - 1) }
      : view === 'coming'
        ? { from: String(now) }
        : { to: String(now) };
  return { ...times, zone, kind, state };
}

function isShown(one: Listed, { view, zone, kind, state }: ListFilter, month: Month, now: number): boolean {
  if ((zone !== '' && one.zone !== zone) || (kind !== '' && one.kind !== kind)) return false;
  if (state !== '' && one.state !== state) return false;
  const isToCome = one.endsAt > now && !OVER.has(one.state);
  switch (view) {
    case 'month':
      return one.startsAt < month.to && one.endsAt >= month.from;
    case 'coming':
      return isToCome;
    case 'past':
      return one.startsAt <= now && !isToCome;
  }
}

/** `told`: over HTTP; `live`: what the screen holds. The newer version of each stands. Past ones: the last first. */
export function listed<Record extends Listed>(
  told: readonly Record[],
  live: readonly Record[],
  filter: ListFilter,
  month: Month,
  now: number,
): Record[] {
  const byId = new Map<string, Record>();
  for (const one of [...told, ...live]) {
    const known = byId.get(one.id);
    if (!known || known.version <= one.version) byId.set(one.id, one);
  }
  const way = filter.view === 'past' ? -1 : 1;
  return [...byId.values()]
    .filter(one => isShown(one, filter, month, now))
    .sort((a, b) => way * (a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)));
}
