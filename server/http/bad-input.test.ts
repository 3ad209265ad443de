/** What is no valid request is refused with the field and the value, before anybody works on it. */
import { describe, expect, test } from 'vitest';
import { AN_INCIDENT, appUnderTest } from './app-under-test.ts';

const app = appUnderTest();
const { post, get } = app;

describe('bad input is refused with the field and the value', () => {
  test.each<[string, unknown, string | undefined, string]>([
    ['wrong type', { ...AN_INCIDENT, lon: 'abc' }, 'lon', 'lon：应为数字，收到 "abc"'],
    ['missing', { ...AN_INCIDENT, lat: undefined }, 'lat', 'lat：应为数字，收到 undefined'],
    ['too long', { ...AN_INCIDENT, text: '😀'.repeat(501) }, 'text', `text：长度应 ≤ 500，收到 "${'😀'.repeat(59)}…`],
    ['empty', { ...AN_INCIDENT, text: '  ' }, 'text', 'text：长度应 ≥ 1，收到 "  "'],
    ['unknown key', { ...AN_INCIDENT, role: 'admin' }, 'role', '不认识的字段 "role"'],
    ['an unknown key inside', { ...AN_INCIDENT, reporter: { sex: 1 } }, 'reporter.sex', 'reporter：不认识的字段 "sex"'],
    ['NUL', { ...AN_INCIDENT, text: 'a\0b' }, 'text', 'text：含有无法保存的字符，收到 "a\\u0000b"'],
    [
      'half a character',
      { ...AN_INCIDENT, address: '\ud83d' },
      'address',
      'address：含有无法保存的字符，收到 "\\ud83d"',
    ],
    ['nested', { ...AN_INCIDENT, reporter: { phone: 1 } }, 'reporter.phone', 'reporter.phone：应为文字，收到 1'],
    [
      'not in the list',
      { ...AN_INCIDENT, crs: 'X' },
      'crs',
      'crs：应为 "WGS84" | "CGCS2000" | "GCJ02" | "BD09" | "EPSG:4547" | "EPSG:4526"，收到 "X"',
    ],
    [
      'time without a zone',
      { ...AN_INCIDENT, happenedAt: '2026-11-22 14:05' },
      'happenedAt',
      'happenedAt：应为带时区的 ISO 8601 时间，收到 "2026-11-22 14:05"',
    ],
    [
      'time of another type',
      { ...AN_INCIDENT, happenedAt: true },
      'happenedAt',
      'happenedAt：应为文字或数字，收到 true',
    ],
    ['a list', [AN_INCIDENT], '', '应为对象，收到 [… 1]'],
    ['nothing', undefined, '', '应为对象，收到 undefined'],
  ])('%s', async (_what, body, field, message) => {
    const before = app.calls();
    const answer = await post(body);
    expect(answer.json).toEqual({ refusal: 'bad-input', message, field });
    expect([answer.status, app.calls()]).toEqual([400, before]);
  });

  test('in English on request', async () => {
    const answer = await post({ ...AN_INCIDENT, lon: null }, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' });
    expect(answer.json).toMatchObject({ message: 'lon: expected a number, received null' });
  });

  test('of a list, the item that is wrong', async () => {
    const position = { unit: 'XJ05', lon: 113.9, lat: 22.5, time: 1 };
    const send = async (body: unknown) => (await post(body, {}, '/api/v1/test/positions')).json;
    expect(await send([position, { ...position, lon: 'x' }])).toMatchObject({ field: '[1].lon' });
    expect(await send({ ...position, unit: '' })).toMatchObject({ field: 'unit' });
    expect(await send(Array(4).fill(position))).toMatchObject({ message: '条数应 ≤ 3，收到 [… 4]' });
    expect(await send('text')).toMatchObject({ message: '请求体不是合法的 JSON' });
    expect(await send('"text"')).toMatchObject({ message: '应为对象或数组，收到 "text"' });
    expect(await send([])).toBe(null);
  });

  test('a query without a schema takes nothing, one with a schema nothing else', async () => {
    expect((await get('/api/v1/session?x=1')).json).toMatchObject({ message: '不认识的字段 "x"' });
    expect((await get('/api/v1/test/zones/a?lom=1')).json).toMatchObject({ message: '不认识的字段 "lom"' });
    expect((await get('/api/v1/test/zones/a?lon=abc')).json).toMatchObject({ message: 'lon：应为数字，收到 "abc"' });
    expect((await get('/api/v1/test/zones/a?lon[x]=1')).status).toBe(400);
  });

  test('a password is never repeated', async () => {
    const answer = await post({ account: 'a', password: 4711 }, {}, '/api/v1/session');
    expect(answer.json).toMatchObject({ field: 'password', message: 'password：应为文字' });
  });

  test('[E4] keys that reach for prototypes are refused', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = JSON.stringify(AN_INCIDENT).replace('{', `{"${key}":{"role":"admin"},`);
      const answer = await post(text);
      expect([answer.status, answer.text], key).toEqual([400, expect.stringContaining(key)]);
    }
    expect((await post('{"reporter":{"__proto__":1}}')).json).toMatchObject({ field: '__proto__' });
  });

  test('[E10] broken JSON, wrong type, too large, too deep', async () => {
    expect((await post('{"text": ')).json).toMatchObject({ refusal: 'bad-input' });
    const broken = await post('{"password":"hush" "x":1}');
    expect(broken.json).toMatchObject({ message: '请求体不是合法的 JSON（第 19 个字符处）' });
    expect((await post('a=b', { 'content-type': 'text/plain' })).json).toMatchObject({
      field: 'Content-Type',
      message: 'Content-Type 应为 application/json，收到 "text/plain"',
    });
    const large = await post({ ...AN_INCIDENT, text: 'x'.repeat(65 * 1024) });
    expect([large.status, large.json]).toMatchObject([
      413,
      { refusal: 'too-large', message: '请求体超过上限 65536 字节' },
    ]);
    const startedAt = performance.now();
    const deep = await post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(deep.json).toMatchObject({ message: '请求体嵌套超过 10 层' });
    const keys = await post(`{${Array.from({ length: 6000 }, (_, i) => `"k${i}":1`).join()}}`);
    expect(keys.status).toBe(400);
    expect(keys.text.length).toBeLessThan(500);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('nobody who may not send makes us read the body', async () => {
    const { token } = await app.server.addToken('wall');
    const large = { ...AN_INCIDENT, text: 'x'.repeat(65 * 1024) };
    const answer = await app.server.ask('/api/v1/test/incidents', {
      method: 'POST',
      body: large,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(403);
  });
});
