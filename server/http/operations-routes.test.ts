/** What whoever runs the server looks at: health, metrics, the description of the interface, the log. */
import { describe, expect, test } from 'vitest';
import { incidentIntake } from '../contract/incident.ts';
import { AN_INCIDENT, appUnderTest } from './app-under-test.ts';

const app = appUnderTest();
const { post, get } = app;

describe('operations', () => {
  test('health tells of the process, readiness of every part', async () => {
    expect((await app.server.ask('/healthz')).json).toEqual({ alive: true, build: 'test' });
    const ready = await app.server.ask('/readyz');
    expect([ready.status, ready.json]).toEqual([503, { ready: false, checks: { store: true, profile: false } }]);
  });

  test('metrics are for this machine, administrators and integrations', async () => {
    await post(AN_INCIDENT);
    const text = (await app.server.ask('/metrics')).text;
    expect(text).toContain(
      'gridwall_http_request_seconds_count{method="POST",route="/api/v1/test/incidents",status="201"}',
    );
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    expect((await app.server.ask('/metrics', { headers: proxied })).status).toBe(401);
    expect((await get('/metrics', { headers: proxied })).status).toBe(200);
    const { token } = await app.server.addToken('wall');
    expect((await app.server.ask('/metrics', { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
  });

  test('the interface is described completely, for programs and for people', async () => {
    const described = (await app.server.ask('/api/openapi.json')).json as {
      paths: Record<string, Record<string, unknown>>;
    };
    const page = await app.server.ask('/api');
    for (const route of app.server.routes) {
      const operation = described.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
      expect(operation, route.path).toMatchObject({ 'x-action': route.action });
      expect('requestBody' in (operation as object)).toBe(route.body !== undefined);
      expect(page.text).toContain(`${route.method.toUpperCase()} ${route.path}</code>`);
    }
    const incident = JSON.stringify(described.paths['/api/v1/test/incidents']);
    for (const field of Object.keys(incidentIntake.shape)) expect(incident).toContain(`"${field}"`);
    expect(described.paths['/api/v1/test/zones/{zone}']?.get).toMatchObject({
      parameters: [
        { name: 'zone', in: 'path', required: true },
        { name: 'lon', in: 'query', required: false },
      ],
    });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).not.toContain('<script');
  });

  test('log lines name who, what and how long, and nothing secret', async () => {
    await post(AN_INCIDENT);
    const lines = app.server.logLines.map(line => JSON.parse(line) as Record<string, unknown>);
    const line = lines.findLast(line => line.path === '/api/v1/test/incidents');
    expect(line).toMatchObject({
      method: 'POST',
      status: 201,
      account: 'anna',
      address: '127.0.0.1',
      ms: expect.any(Number),
    });
    expect(app.server.logLines.join('\n')).not.toContain(app.cookie.split('=')[1]);
  });
});
