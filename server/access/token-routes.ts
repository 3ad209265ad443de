/** `/api/v1/tokens`: issue, list and revoke the tokens of devices, walls and integrations. */
import { z } from 'zod';
import { strictScope } from '../contract/account.ts';
import { plainText } from '../contract/plain-text.ts';
import { tokenIssued, tokenRecord, tokenRequest } from '../contract/session.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import { refuseUnknownGround } from './account-ground.ts';
import type { RouteParts } from './routes.ts';
import { issueToken, listTokens, revokeToken } from './tokens.ts';

const strictRequest = tokenRequest.extend({ scope: strictScope.optional() });

export function tokenRoutes({ db, onChange, ground }: RouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/tokens',
      action: 'token:issue',
      summary: '签发令牌；令牌内容只在此答复中出现一次。',
      body: strictRequest,
      answer: tokenIssued,
      status: 201,
      handle({ body, viewer, ip, now }) {
        const { scope = {} } = body;
        refuseUnknownGround(scope, ground);
        const by = { actor: viewer.account, address: ip, at: now };
        return db.transaction().execute(tx => issueToken(tx, { ...body, scope }, by));
      },
    }),

    defineRoute({
      method: 'get',
      path: '/api/v1/tokens',
      action: 'token:issue',
      summary: '令牌列表（不含令牌内容）。',
      answer: z.array(tokenRecord),
      handle: () => listTokens(db),
    }),

    defineRoute({
      method: 'delete',
      path: '/api/v1/tokens/:id',
      action: 'token:revoke',
      summary: '吊销令牌；用它打开的大屏和连接在 5 秒内断开。',
      params: z.strictObject({ id: plainText.max(60) }),
      answer: z.undefined(),
      status: 204,
      async handle({ params, viewer, ip, now }) {
        await db
          .transaction()
          .execute(tx => revokeToken(tx, params.id, { actor: viewer.account, address: ip, at: now }));
        await onChange();
        return new Answer(undefined);
      },
    }),
  ];
}
