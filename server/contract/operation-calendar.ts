/**
 * Which joint operations are due when (到期日历), and how far that was kept (K19). Answers of `GET /api/v1/operations/calendar` and
 * `GET /api/v1/operations/kept`; the feed of calendar programs is `GET /api/v1/operations/calendar.ics`. Rules: server/cadence/SPEC.md.
 */
import { z } from 'zod';
import { operationId, organId, utcMs, zoneId } from './ids.ts';
import { ratio } from './kpi.ts';
import { operationState } from './operation.ts';
import { localDay } from './shift.ts';

/**
 * 应办 已安排 进行中 已办 未办; `open`: the paper does not say how often or for whom, so nothing is missed (未设定); `unrecorded`: it began
 * before this server kept records, so nobody can say whether it was held.
 */
export const dueState = z.enum(['due', 'planned', 'under-way', 'held', 'missed', 'open', 'unrecorded']);
export type DueState = z.infer<typeof dueState>;

export const dueItem = z.object({
  kind: z.string(),
  /** Null = one for the whole subdistrict. */
  zone: zoneId.nullable(),
  /** `2026-11`, `2026-W48`, `2026-11-09/P14D`: what a plan names in `period`. */
  period: z.string(),
  /** First and last day. */
  from: localDay,
  to: localDay,
  /** Where the cadence names a weekday: that day, and the time of day if it names one. */
  day: localDay.nullable(),
  at: z.string().nullable(),
  /** The instant at which the period is over. */
  endsAt: utcMs,
  state: dueState,
  /** The operation that makes the state; null = none, or one that this viewer may not see. */
  operation: operationId.nullable(),
  operationState: operationState.nullable(),
  /** Begun on the day that the cadence names; null = it names none, or it has not begun. */
  onDay: z.boolean().nullable(),
  /** When it is called to mind if nothing is planned by then; null = no reminder is set (未设定). */
  remindAt: utcMs.nullable(),
});
export type DueItem = z.infer<typeof dueItem>;

/** What stands in the calendar of an operation, whatever made it due. */
const calendarOperation = z.object({
  id: operationId,
  kind: z.string(),
  title: z.string(),
  zone: zoneId.nullable(),
  state: operationState,
  startsAt: utcMs,
  endsAt: utcMs,
  period: z.string().nullable(),
  leadOrgan: organId.nullable(),
});

/** What a paper leaves open: 起算日 (no period has a name), or whether it is one a zone. */
export const openQuestion = z.object({ kind: z.string(), missing: z.enum(['anchor', 'per']) });
export type OpenQuestion = z.infer<typeof openQuestion>;

export const operationCalendar = z.object({
  from: localDay,
  to: localDay,
  today: localDay,
  asOf: utcMs,
  items: z.array(dueItem),
  operations: z.array(calendarOperation),
  open: z.array(openQuestion),
});
export type OperationCalendar = z.infer<typeof operationCalendar>;

export const keptBy = z.enum(['zone', 'kind', 'period']);
export type KeptBy = z.infer<typeof keptBy>;

export const keptRow = z.object({
  /** Zone, kind or name of a period; null = the whole subdistrict, or in no period. */
  key: z.string().nullable(),
  /** 按期开展率: held / held + missed, of periods that ended in these days. */
  kept: ratio,
  /** Periods that are not over, and those nobody can judge; in neither number of `kept`. */
  notOver: z.int(),
  notJudged: z.int(),
  /** 人员构成达标率: met / held, of kinds that ask for a composition. */
  composition: ratio,
  /** 部门到场率: organs arrived / called, of held operations. */
  arrived: ratio,
});
export type KeptRow = z.infer<typeof keptRow>;

export const operationsKept = z.object({
  from: localDay,
  to: localDay,
  by: keptBy,
  asOf: utcMs,
  total: keptRow,
  rows: z.array(keptRow),
  open: z.array(openQuestion),
});
export type OperationsKept = z.infer<typeof operationsKept>;

/** Answer of `GET /api/v1/calendar-feed`: the own feed, without its secret; null = none. */
export const calendarFeed = z.object({ createdAt: utcMs, lastUsedAt: utcMs.nullable() }).nullable();
export type CalendarFeed = z.infer<typeof calendarFeed>;

/** Answer of `POST /api/v1/calendar-feed`: the address on this server, told this once. */
export const calendarFeedMade = z.object({ path: z.string() });
