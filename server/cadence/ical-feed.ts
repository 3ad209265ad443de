/**
 * The calendar as an iCalendar feed (RFC 5545) for Outlook, Google, WPS and phones. In: what one account may see. Out: the text.
 * No names of people: posts, organs and places only [C-32]. An operation is one event with its number as UID and its version as
 * SEQUENCE; a period that is due and has no operation yet is an event of the whole day on its named or last day [C-31].
 */
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { OperationRecord, OperationState } from '../contract/operation.ts';
import type { DueItem } from '../contract/operation-calendar.ts';
import { steadyZone, wallTime } from './ical-time.ts';

export interface FeedNames {
  kind(id: string): string;
  /** Null = 全街道. */
  zone(id: string | null): string;
  organ(id: string): string;
  state(state: OperationState): string;
}

export interface FeedParts {
  /** `新安街道联合行动`. */
  name: string;
  timeZone: string;
  /** Part of every UID behind the @, the same for ever: the id of the profile. */
  domain: string;
  names: FeedNames;
  /** Of the page of an operation, and of a plan that is due; absolute. */
  operationUrl(operation: string): string;
  dueUrl(item: DueItem): string;
}

/** How often a program may well ask again. */
const ASK_AGAIN_S = 1800;

const STATUS: Record<OperationState, ICalEventStatus> = {
  proposed: ICalEventStatus.TENTATIVE,
  countersigning: ICalEventStatus.TENTATIVE,
  planned: ICalEventStatus.CONFIRMED,
  'under-way': ICalEventStatus.CONFIRMED,
  reinforced: ICalEventStatus.CONFIRMED,
  finished: ICalEventStatus.CONFIRMED,
  summarised: ICalEventStatus.CONFIRMED,
  archived: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

export function icalFeed(
  operations: readonly OperationRecord[],
  items: readonly DueItem[],
  between: { fromMs: number; toMs: number },
  parts: FeedParts,
  now: number,
): string {
  const { name, timeZone } = parts;
  const zone = steadyZone(timeZone, between.fromMs, between.toMs);
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Gridwall', product: 'operations', language: 'ZH' },
    ttl: ASK_AGAIN_S,
    // Without a name: with one, the library would write DTSTAMP, which must be UTC, on the clock of the zone.
    timezone: { name: null, generator: () => zone },
    x: { 'X-WR-TIMEZONE': timeZone },
  });
  const at = zone === null ? { timezone: null } : { timezone: timeZone };
  const time = (ms: number) => (zone === null ? new Date(ms) : wallTime(ms, timeZone));
  for (const operation of operations) calendar.createEvent({ ...at, ...operationEvent(operation, time, parts, now) });
  for (const item of items) calendar.createEvent({ ...at, ...dueEvent(item, parts, now) });
  return calendar.toString();
}

type Time = (ms: number) => ReturnType<typeof wallTime> | Date;

function operationEvent(operation: OperationRecord, time: Time, parts: FeedParts, now: number): ICalEventData {
  const { id, version, state, kind, title, zone, startsAt, endsAt, muster, leaderPost, leadOrgan } = operation;
  const { names, domain, operationUrl } = parts;
  const lines = [
    `${names.kind(kind)}（${names.zone(zone)}）`,
    `状态：${names.state(state)}`,
    ...(leaderPost === null ? [] : [`带队：${leaderPost}`]),
    ...(leadOrgan === null ? [] : [`牵头：${names.organ(leadOrgan)}`]),
    ...(operation.assistingOrgans.length === 0
      ? []
      : [`配合：${operation.assistingOrgans.map(names.organ).join('、')}`]),
    `编号：${id}`,
  ];
  return {
    id: `${id}@${domain}.gridwall`,
    sequence: version,
    stamp: new Date(now),
    start: time(startsAt),
    end: time(endsAt),
    summary: `${title}（${names.zone(zone)}）`,
    description: lines.join('\n'),
    location: muster && { title: muster.name, geo: { lat: muster.lat, lon: muster.lon } },
    status: STATUS[state],
    url: operationUrl(id),
  };
}

function dueEvent(item: DueItem, { names, domain, timeZone, dueUrl }: FeedParts, now: number): ICalEventData {
  const { kind, zone, period, day, at, to, endsAt } = item;
  const words = day === null ? '期限' : (at ?? '当日');
  // Noon of the day: no zone that anybody lives in makes another day of it.
  const noon = day === null ? endsAt - 43_200_000 : Date.parse(`${day}T12:00:00Z`);
  return {
    id: `${kind}.${zone ?? 'all'}.${period.replace('/', '.')}@${domain}.gridwall`,
    sequence: 0,
    stamp: new Date(now),
    start: day === null ? wallTime(noon, timeZone) : wallTime(noon, 'UTC'),
    allDay: true,
    summary: `应办：${names.kind(kind)}（${names.zone(zone)}）· ${words}`,
    description: `${period} 应办一次，尚未安排，截止 ${to}。`,
    status: ICalEventStatus.TENTATIVE,
    transparency: ICalEventTransparency.TRANSPARENT,
    url: dueUrl(item),
  };
}
