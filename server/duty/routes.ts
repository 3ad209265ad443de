/** Shift handover over HTTP. The second signature is given at the desk of the first signer: its session asks, its password does not. */
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { handover, handoverAccept, handoverContent, handoverSign } from '../contract/handover.ts';
import { plainText } from '../contract/plain-text.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { HandoverBook } from './handovers.ts';

const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export interface DutyRouteParts {
  book: HandoverBook;
  confirmIdentity: Access['confirmIdentity'];
}

export function dutyRoutes({ book, confirmIdentity }: DutyRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/handovers/draft',
      action: 'handover:read',
      summary: '交接班草稿：此刻的在办、逾期、重开、待批事件，搁置和未确认告警，失联单位。',
      answer: handoverContent,
      handle: ({ viewer, now }) => book.draft(viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/handovers',
      action: 'handover:sign',
      status: 201,
      summary: '交班签字：内容即时固定，等待接班人签字；同一值守范围同时只能有一份。',
      body: handoverSign,
      answer: handover,
      handle: ({ viewer, body, now }) => book.sign(viewer, body.remarks, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/handovers/:id/accept',
      action: 'handover:sign',
      summary: '接班签字：接班人在同一席位输入本人账号和密码，不产生会话。',
      params: z.strictObject({ id: plainText.min(1).max(60) }),
      body: handoverAccept,
      answer: handover,
      async handle({ params, body, ip, now }) {
        await book.checkCanAccept(params.id, body.account);
        const incoming = await confirmIdentity({ ...body, address: ip, now }); // [H-5]
        return book.accept(params.id, incoming, ip, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/handovers',
      action: 'handover:read',
      summary: '交接班记录，新的在前。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ handovers: z.array(handover), next: z.string().nullable() }),
      async handle({ viewer, query: { limit, cursor } }) {
        const found = await book.list(viewer, limit + 1, cursor === undefined ? null : readCursor(cursor));
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          handovers: page,
          next: found.length > limit && last ? writeCursor({ at: last.signedAt, id: last.id }) : null,
        };
      },
    }),
  ];
}
