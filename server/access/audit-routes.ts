/** `/api/v1/audit`: the audit trail, newest first, a page at a time; and what can have been done. */
import { z } from 'zod';
import { auditActions, auditPage } from '../contract/audit.ts';
import { plainText } from '../contract/plain-text.ts';
import { queryInstant } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findAuditRows } from './audit-search.ts';
import { auditActionNames } from './audit-words.ts';
import type { RouteParts } from './routes.ts';

const text = plainText.min(1).max(200);

export const auditQuestion = z.strictObject({
  people: z.stringbool().optional(),
  actor: text.optional(),
  action: text.optional(),
  subject: text.optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
});

const auditQuery = auditQuestion.extend({
  /** `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export function auditRoutes({ db }: Pick<RouteParts, 'db'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/audit',
      action: 'audit:read',
      summary: '审计记录，新的在前，可按人员、动作、对象、时间筛选；其中的公民号码已脱敏。',
      query: auditQuery,
      answer: auditPage,
      async handle({ query: { before, limit, ...question }, language }) {
        const found = await findAuditRows(db, question, { before, limit: limit + 1, language });
        const rows = found.slice(0, limit);
        return { rows, next: found.length > rows.length ? (rows.at(-1)?.seq ?? null) : null };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/audit/actions',
      action: 'audit:read',
      summary: '审计记录的动作代码及名称。',
      answer: auditActions,
      handle: ({ language }) => auditActionNames(language),
    }),
  ];
}
