/** `/api/v1/accounts`: the administrator makes, lists and changes the accounts of people. */
import { z } from 'zod';
import { accountChange, accountRecord, newAccount } from '../contract/account.ts';
import { plainText } from '../contract/plain-text.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { refuseUnknownGround } from './account-ground.ts';
import { type Account, changeAccount, createAccount, listAccounts } from './accounts.ts';
import { revokeFeedKey } from './feed-keys.ts';
import { checkNewPassword, hashPassword } from './passwords.ts';
import type { RouteParts } from './routes.ts';
import { endAllOf } from './sessions.ts';

export function accountRoutes({ db, onChange, ground }: RouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/accounts',
      action: 'account:manage',
      summary: '新建账号。',
      body: newAccount,
      answer: accountRecord,
      status: 201,
      async handle({ body, viewer, ip, now }) {
        refuseUnknownGround(body.scope ?? {}, ground);
        checkNewPassword(body.password, body.account);
        const passwordHash = await hashPassword(body.password);
        const account = {
          name: body.account,
          title: body.title,
          role: body.role,
          scope: body.scope ?? {},
          passwordHash,
        };
        const by = { actor: viewer.account, address: ip, at: now };
        return listed(await db.transaction().execute(tx => createAccount(tx, { ...account, demo: false }, by)));
      },
    }),

    defineRoute({
      method: 'get',
      path: '/api/v1/accounts',
      action: 'account:manage',
      summary: '账号列表。',
      answer: z.array(accountRecord),
      handle: async () => (await listAccounts(db)).map(listed),
    }),

    defineRoute({
      method: 'patch',
      path: '/api/v1/accounts/:name',
      action: 'account:manage',
      summary: '修改账号：停用、角色、范围、密码。权限变化后原有会话立即失效。',
      params: z.strictObject({ name: plainText.max(60) }),
      body: accountChange,
      answer: accountRecord,
      async handle({ params, body, viewer, ip, now }) {
        const { password, ...rest } = body;
        refuseUnknownGround(body.scope ?? {}, ground);
        if (password !== undefined) checkNewPassword(password, params.name);
        const change = { ...rest, passwordHash: password === undefined ? undefined : await hashPassword(password) };
        const by = { actor: viewer.account, address: ip, at: now };
        const changed = await db.transaction().execute(async tx => {
          const { account, endsSessions } = await changeAccount(tx, params.name, change, by);
          if (endsSessions) {
            await endAllOf(tx, account.name);
            await revokeFeedKey(tx, account.name, by); // [AC-13]
          }
          return account;
        });
        await onChange();
        return listed(changed);
      },
    }),
  ];
}

function listed({ name, ...rest }: Account): z.input<typeof accountRecord> {
  return { account: name, ...rest };
}
