/** `/api/v1/calendar-feed`: the own feed of calendar programs, made, looked at and revoked. Rules [AC-11] to [AC-13]. */
import { z } from 'zod';
import { calendarFeed, calendarFeedMade } from '../contract/operation-calendar.ts';
import { Answer, defineRoute, FEED_PATH, type Route } from '../http/route.ts';
import { findFeed, makeFeedKey, revokeFeedKey } from './feed-keys.ts';
import type { RouteParts } from './routes.ts';

export function feedRoutes({ db }: Pick<RouteParts, 'db'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/calendar-feed',
      action: 'operation:plan',
      summary: '本账号的日历订阅：何时建立、最近何时读取；不含地址。',
      answer: calendarFeed,
      handle: ({ viewer }) => findFeed(db, viewer.account),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/calendar-feed',
      action: 'operation:plan',
      status: 201,
      summary: '建立本账号的日历订阅地址；地址只在此答复中出现一次，原有地址随即失效。',
      answer: calendarFeedMade,
      async handle({ viewer, ip, now }) {
        const by = { actor: viewer.account, address: ip, at: now };
        const secret = await db.transaction().execute(tx => makeFeedKey(tx, viewer.account, by));
        return { path: `${FEED_PATH}?token=${secret}` };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/v1/calendar-feed',
      action: 'operation:plan',
      summary: '撤销本账号的日历订阅地址。',
      answer: z.undefined(),
      status: 204,
      async handle({ viewer, ip, now }) {
        const by = { actor: viewer.account, address: ip, at: now };
        await db.transaction().execute(tx => revokeFeedKey(tx, viewer.account, by));
        return new Answer(undefined);
      },
    }),
  ];
}
