import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { askServer, withQuery } from './ask-server.ts';

const schema = z.object({ n: z.number() });

/** A server that answers everything with this, and what it was asked. */
function aServer(status: number, body: unknown) {
  const asked: { path: string; init: RequestInit }[] = [];
  const fetch = async (path: RequestInfo | URL, init: RequestInit = {}) => {
    asked.push({ path: String(path), init });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { asked, fetch };
}

const header = (init: RequestInit, name: string) => new Headers(init.headers).get(name);

test('an answer is parsed: what the schema does not know does not get in', async () => {
  const { fetch } = aServer(200, { n: 1, more: 2 });
  expect(await askServer('/x', schema, { fetch })).toEqual({ name: 'answered', value: { n: 1 } });
});

test('a refusal is data and keeps the field it names', async () => {
  const { fetch } = aServer(400, { refusal: 'bad-input', message: '经度超出范围', field: 'lon' });
  expect(await askServer('/x', schema, { fetch })).toEqual({
    name: 'refused',
    refusal: { refusal: 'bad-input', message: '经度超出范围', field: 'lon' },
  });
});

test.each([
  ['a page of a proxy', 502, '<html>'],
  ['an answer of another shape', 200, { n: 'one' }],
])('%s is unreachable, not an exception', async (_what, status, body) => {
  expect(await askServer('/x', schema, { fetch: aServer(status, body).fetch })).toEqual({ name: 'unreachable' });
});

test('a question that is taken back is unreachable', async () => {
  const stop = new AbortController();
  const fetch = (_: RequestInfo | URL, init?: RequestInit) =>
    new Promise<Response>((_done, fail) => init?.signal?.addEventListener('abort', () => fail(init.signal?.reason)));
  const answer = askServer('/x', schema, { fetch, signal: stop.signal });
  stop.abort();
  expect(await answer).toEqual({ name: 'unreachable' });
});

test('an answer that is taken back or breaks off while it comes is unreachable, and nobody is told that it does not fit', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const stop = new AbortController();
  const begun = () =>
    new ReadableStream({
      start(out) {
        out.enqueue(new TextEncoder().encode('{"n":'));
        stop.signal.addEventListener('abort', () => out.error(stop.signal.reason));
      },
    });
  const fetch = async () => new Response(begun(), { status: 200 });
  const answer = askServer('/x', schema, { fetch, signal: stop.signal });
  setTimeout(() => stop.abort());
  expect(await answer).toEqual({ name: 'unreachable' });
  expect(warned).not.toHaveBeenCalled();
  await askServer('/x', schema, { fetch: aServer(200, { n: 'one' }).fetch });
  expect(warned).toHaveBeenCalledTimes(1);
  warned.mockRestore();
});

test('an answer without a body (204) fits where nothing is expected', async () => {
  const fetch = async () => new Response(null, { status: 204 });
  expect(await askServer('/x', z.unknown(), { method: 'DELETE', fetch })).toMatchObject({ name: 'answered' });
});

test('[E13] what changes something carries the header that a foreign form cannot send; reading does not', async () => {
  const { asked, fetch } = aServer(200, { n: 1 });
  await askServer('/x', schema, { fetch });
  await askServer('/x', schema, { method: 'POST', body: { a: '中' }, fetch });
  expect(asked.map(({ init }) => header(init, 'X-Gridwall'))).toEqual([null, '1']);
  expect(asked[1]!.init.body).toBe('{"a":"中"}');
  expect(header(asked[1]!.init, 'Content-Type')).toBe('application/json');
});

test('a file is sent as it is, with its own type', async () => {
  const { asked, fetch } = aServer(200, { n: 1 });
  const file = new Blob(['x'], { type: 'text/csv' });
  await askServer('/x', schema, { method: 'POST', body: file, fetch });
  expect(asked[0]!.init.body).toBe(file);
  expect(header(asked[0]!.init, 'Content-Type')).toBe('text/csv');
});

test('a query leaves out what is not set and escapes the rest', () => {
  expect(withQuery('/places', { q: '创业&路', n: 0, a: null, b: undefined, c: '' })).toBe(
    '/places?q=%E5%88%9B%E4%B8%9A%26%E8%B7%AF&n=0',
  );
  expect(withQuery('/places', {})).toBe('/places');
});
