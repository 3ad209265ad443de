/** The calendar of due operations over HTTP: on screens, as rates (K19), and as a feed for calendar programs. */
import { type CalendarDate, parseDate } from '@internationalized/date';
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import type { ZoneId } from '../contract/ids.ts';
import { keptBy, operationCalendar, operationsKept } from '../contract/operation-calendar.ts';
import { plainText } from '../contract/plain-text.ts';
import { localDay } from '../contract/shift.ts';
import { badInput } from '../http/refused.ts';
import { Answer, defineRoute, FEED_PATH, type RawRequest, type Route } from '../http/route.ts';
import { attachment } from '../table-files/table-answer.ts';
import { endOf, startOf } from './due-items.ts';
import { type FeedParts, icalFeed } from './ical-feed.ts';
import type { CalendarDays, CalendarParts, OperationBook } from './operation-book.ts';

const MOST_DAYS = 400;
/** What a calendar program gets: enough to look back at the last months, and a year to plan. */
const FEED_DAYS_BACK = 92;
const FEED_DAYS_AHEAD = 366;

const days = { from: localDay, to: localDay, zone: plainText.max(40).optional() };

export interface CalendarRouteParts extends Pick<CalendarParts, 'dayOf' | 'timeZone' | 'operationsBetween' | 'show'> {
  book: OperationBook;
  isZone(id: string): boolean;
  feed: Pick<FeedParts, 'name' | 'domain' | 'names'>;
}

export function calendarRoutes(parts: CalendarRouteParts): Route[] {
  const { book, dayOf, timeZone, show } = parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/calendar',
      action: 'operation:read',
      summary: '到期日历：各类联合行动按周期应办、已安排、进行中、已办、未办，及这些日子里的行动；日期含首尾。',
      query: z.strictObject(days),
      answer: operationCalendar,
      handle: ({ viewer, query, now, require }) => book.calendar(daysOf(query, viewer, require), viewer, now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/kept',
      action: 'operation:read',
      summary: '联合行动开展情况（K19）：按期开展、人员构成达标、部门到场，各附分子分母；按片区、类别或期次。',
      query: z.strictObject({ ...days, by: keptBy.default('zone') }),
      answer: operationsKept,
      handle: ({ viewer, query, now, require }) => book.kept(daysOf(query, viewer, require), query.by, viewer, now),
    }),
    defineRoute({
      method: 'get',
      path: FEED_PATH,
      action: 'operation:read',
      tokenFrom: 'feed',
      summary:
        '日历订阅（iCalendar）：过去 92 天至未来 366 天的行动，及尚未安排的应办；地址中的 token 见 calendar-feed。',
      query: z.strictObject({}),
      answer: z.unknown(),
      async handle({ viewer, now, headers, secure }) {
        const today = dayOf(now);
        const span = {
          from: today.subtract({ days: FEED_DAYS_BACK }),
          to: today.add({ days: FEED_DAYS_AHEAD }),
          zone: viewer.scope.zone,
        };
        const between = { fromMs: startOf(span.from, timeZone), toMs: endOf(span.to, timeZone) };
        const operations = (await parts.operationsBetween(between.fromMs, between.toMs)).flatMap(
          one => show(one, viewer, now) ?? [],
        );
        const { items } = await book.calendar(span, viewer, now);
        const due = items.filter(({ state }) => state === 'due');
        const text = icalFeed(operations, due, between, { ...parts.feed, timeZone, ...pages(headers, secure) }, now);
        return new Answer(text, {
          headers: {
            'Content-Type': 'text/calendar; charset=utf-8',
            'Content-Disposition': attachment('联合行动.ics'),
          },
        });
      },
    }),
  ];

  function daysOf(
    { from, to, zone }: { from: string; to: string; zone?: string | undefined },
    viewer: Viewer,
    require: RawRequest['require'],
  ): CalendarDays {
    if (zone !== undefined) {
      require({ zone });
      if (!parts.isZone(zone))
        throw badInput('zone', { zh: `zone：辖区没有片区 ${zone}`, en: `zone: the profile has no zone ${zone}` });
    }
    const asked = { from: parseDate(from), to: parseDate(to) };
    refuseOddDays(asked);
    return { ...asked, zone: (zone as ZoneId | undefined) ?? viewer.scope.zone };
  }
}

function refuseOddDays({ from, to }: { from: CalendarDate; to: CalendarDate }): void {
  if (to.compare(from) < 0)
    throw badInput('to', { zh: `to：${to} 早于 from ${from}`, en: `to: ${to} is before from ${from}` });
  if (to.compare(from) >= MOST_DAYS)
    throw badInput('to', {
      zh: `to：一次至多 ${MOST_DAYS} 天，收到 ${from} 至 ${to}`,
      en: `to: at most ${MOST_DAYS} days at once, received ${from} to ${to}`,
    });
}

/** By the name under which the program asked: that is where its owner reaches the server. */
function pages(headers: RawRequest['headers'], secure: boolean): Pick<FeedParts, 'operationUrl' | 'dueUrl'> {
  const origin = `${secure ? 'https' : 'http'}://${typeof headers.host === 'string' ? headers.host : 'localhost'}`;
  const page = (values: Record<string, string>) =>
    `${origin}/planning?${new URLSearchParams({ tab: 'operations', ...values })}`;
  return {
    operationUrl: operation => page({ operation }),
    dueUrl: ({ kind, zone, period }) =>
      page({ operation: 'new', kind, ...(zone !== null && { zone }), cadence: kind, period }),
  };
}
