import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { enterPage } from './enter-page.ts';
import { createSession } from './session.ts';
import { answerProblem, fieldProblem } from './sign-in-form.ts';
import { SignInPage } from './sign-in-page.tsx';
import { signInAddress, targetPage } from './target-page.ts';

const DUTY = { account: 'duty', title: '值班员', role: 'duty', scope: {}, demo: true };
const WRONG = { refusal: 'sign-in-failed', message: '账号或密码不正确' };

/** A `fetch` that answers every request with this, and keeps what it was asked. */
function aFetch(status: number, body: unknown) {
  const asked: { path: string; method: string; headers: Headers; body: unknown }[] = [];
  const fetch = async (path: RequestInfo | URL, init?: RequestInit) => {
    const sent = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ path: String(path), method: init?.method ?? '', headers: new Headers(init?.headers), body: sent });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { asked, session: createSession(fetch) };
}

const unreachable = createSession(() => Promise.reject(new TypeError('Failed to fetch')));

/** The address bar of a page. */
function anAddressBar(href: string) {
  const bar = {
    href,
    state: null,
    replaceState: (_state: unknown, _title: string, to?: string | URL | null) => {
      bar.href = new URL(String(to), bar.href).href;
    },
  };
  return bar;
}

test('signing in sends account and password, and the header that a foreign form cannot send', async () => {
  const { asked, session } = aFetch(200, DUTY);
  expect(await session.signIn('duty', ' 口令 ')).toEqual({ name: 'signed-in', viewer: DUTY });
  expect(asked[0]).toMatchObject({
    path: '/api/v1/session',
    method: 'POST',
    body: { account: 'duty', password: ' 口令 ' },
  });
  expect(asked[0]!.headers.get('X-Gridwall')).toBe('1');
});

test('a refusal is data, whatever its status', async () => {
  expect(await aFetch(401, WRONG).session.signIn('duty', 'x')).toEqual({ name: 'refused', refusal: WRONG });
  const { asked, session } = aFetch(401, { refusal: 'not-signed-in', message: '尚未登录' });
  expect((await session.current()).name).toBe('refused');
  expect(asked[0]!.headers.has('X-Gridwall'), 'reading changes nothing').toBe(false);
});

test.each([
  ['no network', unreachable],
  ['a page of a proxy', aFetch(502, '<html>Bad gateway</html>').session],
  ['a viewer we do not understand', aFetch(200, { account: 'duty', role: 'emperor' }).session],
])('%s is unreachable, not an exception', async (_what, session) => {
  expect(await session.current()).toEqual({ name: 'unreachable' });
});

test('signing out twice is signed out', async () => {
  const gone = createSession(async () => new Response(null, { status: 204 }));
  expect(await gone.signOut()).toBe(true);
  expect(await aFetch(401, { refusal: 'not-signed-in', message: '尚未登录' }).session.signOut()).toBe(true);
  expect(await unreachable.signOut()).toBe(false);
});

test('[E18] a wall`s token goes to the server and out of the address bar; the other parameters stay', async () => {
  const { asked, session } = aFetch(200, { ...DUTY, role: 'wall' });
  const bar = anAddressBar('http://wall.test/wall?scene=overview&token=s3cret&lang=en#map');
  expect((await enterPage(session, bar, bar)).name).toBe('signed-in');
  expect(asked[0]).toMatchObject({ path: '/api/v1/session/wall', body: { token: 's3cret' } });
  expect(bar.href).toBe('http://wall.test/wall?scene=overview&lang=en#map');
});

test('a refused token leaves the address bar too, an undelivered one stays for the next try', async () => {
  const refusedBar = anAddressBar('http://wall.test/wall?token=s3cret');
  await enterPage(aFetch(401, WRONG).session, refusedBar, refusedBar);
  expect(refusedBar.href).toBe('http://wall.test/wall');
  const waitingBar = anAddressBar('http://wall.test/wall?token=s3cret');
  await enterPage(unreachable, waitingBar, waitingBar);
  expect(waitingBar.href).toContain('s3cret');
});

test('without a token the page asks who is here', async () => {
  const { asked, session } = aFetch(200, DUTY);
  const bar = anAddressBar('http://wall.test/wall');
  await enterPage(session, bar, bar);
  expect(asked[0]).toMatchObject({ path: '/api/v1/session', method: 'GET' });
});

test('the page that was asked for is remembered', () => {
  const address = signInAddress({ pathname: '/wall', search: '?scene=sanitation&lang=en' });
  expect(targetPage(new URL(address, 'http://wall.test').search)).toBe('/wall?scene=sanitation&lang=en');
  expect(signInAddress({ pathname: '/', search: '' })).toBe('/sign-in');
  expect(targetPage('')).toBe('/');
});

test.each([
  '//evil.test',
  '/\\evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  '/\t/evil.test',
  '/sign-in?next=/',
  '',
])('a target outside, like %j, becomes home', target => {
  expect(targetPage(`?${new URLSearchParams({ next: target })}`)).toBe('/');
});

test('what is missing is said beside its field', () => {
  expect(fieldProblem('account', { account: '  ', password: '' })).toBe('请输入账号');
  expect(fieldProblem('password', { account: 'duty', password: '' })).toBe('请输入密码');
  expect(fieldProblem('password', { account: '', password: ' ' })).toBeUndefined();
});

test('the server`s sentence is shown, ours when it sent none, and how long to wait', () => {
  const refused = (message: string, retryAfterS?: number) =>
    answerProblem({
      name: 'refused',
      refusal: { refusal: 'sign-in-locked', message, ...(retryAfterS === undefined ? {} : { retryAfterS }) },
    });
  expect(refused('账号已锁定')).toBe('账号已锁定');
  expect(refused('')).toBe('尝试次数过多，账号已暂时锁定');
  expect(refused('账号已锁定', 900)).toBe('账号已锁定 · 请在 15分后重试');
  expect(answerProblem({ name: 'unreachable' })).toBe('连接不到服务器，请检查网络后重试');
});

test('the page has one button, labelled fields and a place for the refusal', () => {
  const page = renderToStaticMarkup(
    createElement(SignInPage, { session: unreachable, notice: '登录已失效', onSignedIn() {} }),
  );
  expect(page.match(/<button/g)).toHaveLength(1);
  for (const [, id] of page.matchAll(/<label for="([^"]+)"/g)) expect(page).toContain(`<input id="${id}"`);
  expect(page).toContain('autoComplete="current-password"');
  expect(page).toMatch(/role="alert">登录已失效</);
});
