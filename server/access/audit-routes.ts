/** `/api/v1/audit`: the audit trail, newest first, a page at a time. */
import { z } from 'zod';
import { plainText } from '../contract/plain-text.ts';
import { queryInstant } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { RouteParts } from './routes.ts';

const text = plainText.min(1).max(200);

const auditQuery = z.strictObject({
  actor: text.optional(),
  action: text.optional(),
  subject: text.optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  /** `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const auditPage = z.object({
  rows: z.array(
    z.object({
      seq: z.int(),
      at: z.int(),
      actor: z.string(),
      address: z.string(),
      action: z.string(),
      subject: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      hash: z.string(),
    }),
  ),
  /** Ask again with `before` = this; null on the last page. */
  next: z.int().nullable(),
});

export function auditRoutes({ db }: RouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/audit',
      action: 'audit:read',
      summary: '审计记录，新的在前，可按人员、动作、对象、时间筛选。',
      query: auditQuery,
      answer: auditPage,
      async handle({ query }) {
        let rows = db
          .selectFrom('audit')
          .selectAll()
          .orderBy('seq', 'desc')
          .limit(query.limit + 1);
        if (query.actor !== undefined) rows = rows.where('actor', '=', query.actor);
        if (query.action !== undefined) rows = rows.where('action', '=', query.action);
        if (query.subject !== undefined) rows = rows.where('subject', '=', query.subject);
        if (query.from !== undefined) rows = rows.where('at', '>=', query.from);
        if (query.to !== undefined) rows = rows.where('at', '<', query.to);
        if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
        const found = await rows.execute();
        const page = found.slice(0, query.limit);
        return {
          rows: page.map(({ previous_hash: _, before, after, ...row }) => ({
            ...row,
            before: parsed(before),
            after: parsed(after),
          })),
          next: found.length > page.length ? (page.at(-1)?.seq ?? null) : null,
        };
      },
    }),
  ];
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
