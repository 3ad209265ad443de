/** The limit table over HTTP: look up, file, withdraw. Rules [D-12] to [D-17]. */
import { z } from 'zod';
import { limitFiling, limitRow, limitWithdrawal } from '../contract/incident-limit.ts';
import { plainText } from '../contract/plain-text.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { LimitTable } from './limit-table.ts';

/** Names go into the database as people write them. */
const filing = limitFiling.extend({
  filingNumber: plainText.trim().min(1).max(60).nullable(),
  source: plainText.trim().min(1).max(120),
});

export function limitRoutes(limits: LimitTable): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/time-limits',
      action: 'limit:read',
      summary: '现行时限；history=1 时含未生效、已取代、已撤回的全部记录。没有记录的环节为“未设定”。',
      query: z.strictObject({ history: z.enum(['0', '1']).default('0') }),
      answer: z.array(limitRow),
      handle: ({ query, now }) => limits.list(now, { history: query.history === '1' }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/time-limits',
      action: 'limit:file',
      status: 201,
      summary: '备案一条时限（S0-58）；部门只能备案本部门的，同一事项较新的取代较旧的。',
      body: filing,
      answer: limitRow,
      handle: ({ viewer, body, now }) => limits.file(body, viewer, now),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/v1/time-limits/:id',
      action: 'limit:file',
      summary: '撤回一条备案的时限，须说明理由；记录保留，被它取代的恢复生效。',
      params: z.strictObject({ id: plainText.max(60) }),
      body: limitWithdrawal,
      answer: limitRow,
      handle: ({ viewer, params, body, now }) => limits.withdraw(params.id, body.reason, viewer, now),
    }),
  ];
}
