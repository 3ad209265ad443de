import { expect, test } from 'vitest';
import type { Viewer } from '../../server/contract/viewer.ts';
import { goHome } from './home-page.ts';
import type { SessionAnswer } from './session.ts';

async function homeOf(answer: SessionAnswer, search = ''): Promise<string> {
  let went = '';
  await goHome(
    { current: async () => answer },
    {
      search,
      replace: to => {
        went = String(to);
      },
    },
  );
  return went;
}

const as = (role: Viewer['role']): SessionAnswer => ({
  name: 'signed-in',
  viewer: { account: role, title: role, role, scope: {}, demo: true },
});

test.each(['duty', 'dept', 'leader', 'chief', 'admin'] as const)('%s works at the desk', async role => {
  expect(await homeOf(as(role), '?lang=en')).toBe('/console?lang=en');
});

test('a wall goes to the wall, with its token, and waits there for a server that is away', async () => {
  expect(await homeOf(as('wall'))).toBe('/wall');
  expect(await homeOf(as('duty'), '?token=secret')).toBe('/wall?token=secret');
  expect(await homeOf({ name: 'unreachable' })).toBe('/wall');
});

test('nobody is asked to sign in', async () => {
  const refusal = { refusal: 'not-signed-in', message: '尚未登录' } as const;
  expect(await homeOf({ name: 'refused', refusal })).toBe('/sign-in');
});
