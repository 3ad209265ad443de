/**
 * The queue as numbers: which of the open incidents a view shows, in which order, and how many each view would show.
 * In: records of the store, the choices of the address, server time. Out: records in order, and counts.
 * Built for 20,000 open incidents: what a filter or an order needs is computed once a record (`rowOf`, kept until the record
 * changes), an order once a list, so that typing or switching a view only walks over prepared numbers and texts.
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { rulingLimit } from '../incident/incident-clock.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { QUEUE_VIEWS, type QueueSort, type QueueView, STATES_OF_VIEW } from './queue-views.ts';

const NEVER = Number.POSITIVE_INFINITY;
const UNGRADED_RANK = 5;
/** Later than any time that a clock can show (ms). */
const AFTER_DUE = 1e14;
const AFTER_HELD = 2e14;

const VIEW_OF_STATE = new Map(
  Object.entries(STATES_OF_VIEW).flatMap(([view, states]) => states.map(state => [state, view as QueueView] as const)),
);

/** What is asked of an incident again and again. */
export interface QueueRow {
  record: IncidentRecord;
  /** Infinity while no clock runs. */
  dueAt: number;
  amberAt: number;
  /** Orders by time left in one comparison: the due time; held ones and then those without a clock after every due time. */
  leftKey: number;
  levelRank: number;
  /** The view that its state belongs to; null = none of its own. */
  stateView: QueueView | null;
  waitsForDecision: boolean;
  /** Lower case: number, text, address, category, community. */
  words: string;
}

export type RowNames = Pick<ProfileNames, 'category' | 'community'>;

export interface QueueChoice {
  q: string;
  level: string;
  zone: string;
  community: string;
  organ: string;
  category: string;
}

/** Of the viewer: whose tasks are "own"; null = nobody's. */
export type OwnOrgan = OrganId | null;

export interface Queue {
  shown: readonly QueueRow[];
  /** With the other choices applied, so that a chip says what pressing it will show. `closed` is not counted: it is asked for. */
  counts: Readonly<Record<QueueView, number>>;
}

/** Prepares rows; keep one for as long as the names stay the same. */
export function createRowKeeper(names: RowNames): (record: IncidentRecord) => QueueRow {
  const kept = new WeakMap<IncidentRecord, QueueRow>();
  return record => {
    let row = kept.get(record);
    if (!row) {
      row = rowOf(record, names);
      kept.set(record, row);
    }
    return row;
  };
}

function rowOf(record: IncidentRecord, names: RowNames): QueueRow {
  const limit = rulingLimit(record.limits);
  const runs = limit?.state === 'running';
  const place = record.community === null ? '' : names.community(record.community);
  return {
    record,
    dueAt: runs ? limit.dueAt : NEVER,
    amberAt: runs ? limit.amberAt : NEVER,
    leftKey: runs ? limit.dueAt : (limit ? AFTER_DUE : AFTER_HELD) + record.receivedAt,
    levelRank: record.level ?? UNGRADED_RANK,
    stateView: VIEW_OF_STATE.get(record.state) ?? null,
    waitsForDecision: record.requests.some(request => request.decision === null),
    words: [record.id, record.text, record.address ?? '', names.category(record.category), place]
      .join('\n')
      .toLowerCase(),
  };
}

const ORDERS: Record<QueueSort, (a: QueueRow, b: QueueRow) => number> = {
  left: (a, b) => a.leftKey - b.leftKey || a.record.receivedAt - b.record.receivedAt,
  newest: (a, b) => b.record.receivedAt - a.record.receivedAt,
  level: (a, b) => a.levelRank - b.levelRank || a.leftKey - b.leftKey,
};

export function orderRows(rows: readonly QueueRow[], sort: QueueSort): QueueRow[] {
  return rows.toSorted(ORDERS[sort]);
}

/** `rows` in order; the order is kept. */
export function filterQueue(
  rows: readonly QueueRow[],
  view: QueueView,
  choice: QueueChoice,
  own: OwnOrgan,
  now: number,
): Queue {
  const counts = Object.fromEntries(QUEUE_VIEWS.map(name => [name, 0])) as Record<QueueView, number>;
  const shown: QueueRow[] = [];
  const passes = passing(choice);
  for (const row of rows) {
    if (!passes(row)) continue;
    let isShown = view === 'open';
    const count = (name: QueueView) => {
      counts[name]++;
      isShown ||= name === view;
    };
    counts.open++;
    if (row.dueAt <= now) count('overdue');
    else if (row.amberAt <= now) count('soon');
    if (row.stateView !== null) count(row.stateView);
    if (row.waitsForDecision) count('requests');
    if (own !== null && isOwn(row.record, own)) count('own');
    if (isShown) shown.push(row);
  }
  return { shown: view === 'own' ? unacknowledgedFirst(shown, own) : shown, counts };
}

function passing({ q, level, zone, community, organ, category }: QueueChoice): (row: QueueRow) => boolean {
  const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if ([q, level, zone, community, organ, category].every(text => text.trim() === '')) return () => true;
  return ({ record, words: text }) =>
    (level === '' || String(record.level ?? 'none') === level) &&
    (zone === '' || record.zone === zone) &&
    (community === '' || record.community === community) &&
    (category === '' || record.category === category) &&
    (organ === '' || record.tasks.some(task => task.organ === organ)) &&
    words.every(word => text.includes(word));
}

/** Whoever handles it, accepted it, or was asked to lead it. */
export function isOwn({ tasks, acceptedBy }: IncidentRecord, own: OrganId): boolean {
  return acceptedBy === own || tasks.some(task => task.organ === own);
}

function unacknowledgedFirst(rows: QueueRow[], own: OwnOrgan): QueueRow[] {
  const waits = ({ record }: QueueRow) => record.tasks.some(t => t.organ === own && t.acknowledgedAt === null);
  return [...rows.filter(waits), ...rows.filter(row => !waits(row))];
}
