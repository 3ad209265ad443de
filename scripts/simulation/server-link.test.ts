import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { IncidentIntake } from '../../server/contract/incident.ts';
import { serverLink } from './server-link.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that notes what it gets and answers as told. */
async function listen(answer: (path: string, body: unknown) => number, port = 0) {
  const seen: { path: string; body: unknown }[] = [];
  const onRequest: RequestListener = (request, response) => {
    let text = '';
    request.on('data', part => {
      text += part;
    });
    request.on('end', () => {
      const body: unknown = JSON.parse(text);
      seen.push({ path: request.url!, body });
      response.statusCode = answer(request.url!, body);
      response.end(JSON.stringify({ accepted: Array.isArray(body) ? body.length : 1, refused: [] }));
    });
  };
  const started = createServer(onRequest);
  server = started;
  await new Promise<void>(resolve => started.listen(port, '127.0.0.1', resolve));
  return { seen, port: (started.address() as AddressInfo).port };
}

const intake: IncidentIntake = {
  commandId: '0b0f0b0e-0000-4000-8000-000000000001',
  channel: 'hotline',
  text: '创业路有流动摊贩占道经营。',
  lon: 113.9,
  lat: 22.57,
  happenedAt: 1_795_000_000_000,
};
const fix = { unit: 'patrol-01', lon: 113.9, lat: 22.57, time: 1_795_000_000_000 };

test('an incident is sent with the same commandId until the server answers, and then no more', async () => {
  let status = 503;
  const { seen, port } = await listen(() => status);
  const link = serverLink({ url: `http://127.0.0.1:${port}`, token: 't' });
  link.file(intake);
  link.retry();
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  await vi.waitFor(() => {
    link.retry();
    expect(seen.length).toBeGreaterThan(2);
  });
  status = 201;
  await vi.waitFor(() => {
    link.retry();
    expect(link.counts.incidentsFiled).toBe(1);
  });
  link.retry();
  expect(new Set(seen.map(({ body }) => (body as IncidentIntake).commandId))).toEqual(new Set([intake.commandId]));
});

test('an incident the server refuses for good does not block the next one', async () => {
  const { seen, port } = await listen((_, body) => ((body as IncidentIntake).text === 'bad' ? 400 : 201));
  const link = serverLink({ url: `http://127.0.0.1:${port}`, token: 't' });
  link.file({ ...intake, text: 'bad' });
  link.file(intake);
  link.retry();
  await vi.waitFor(() => expect(link.counts).toMatchObject({ incidentsFiled: 1, incidentsRefused: 1 }));
  expect(seen).toHaveLength(2);
});

test('positions of an outage are dropped, those after it arrive', async () => {
  const { port } = await listen(() => 200);
  const url = `http://127.0.0.1:${port}`;
  await new Promise(resolve => server!.close(resolve));
  const link = serverLink({ url, token: 't' });
  link.sendPositions([fix, fix]);
  await vi.waitFor(() => expect(link.counts.positionsDropped).toBe(2));
  expect(link.trouble).toBeDefined();
  const { seen } = await listen(() => 200, port);
  await vi.waitFor(() => {
    link.sendPositions([fix]);
    expect(link.counts.positionsAccepted).toBeGreaterThan(0);
  });
  expect(seen.every(({ body }) => (body as unknown[]).length === 1)).toBe(true);
});

test('of a sign-on and a sign-off during an outage only the sign-off is told', async () => {
  const { seen, port } = await listen(() => 200);
  const link = serverLink({ url: `http://127.0.0.1:${port}`, token: 't' });
  link.setDuty('patrol-01', true);
  link.setDuty('patrol-01', false);
  link.retry();
  await vi.waitFor(() => expect(seen).toEqual([{ path: '/api/v1/units/patrol-01/duty', body: { onDuty: false } }]));
});

test('more than a thousand positions go in several requests', async () => {
  const { seen, port } = await listen(() => 200);
  const link = serverLink({ url: `http://127.0.0.1:${port}`, token: 't' });
  link.sendPositions(Array.from({ length: 2300 }, () => fix));
  await vi.waitFor(() => expect(link.counts.positionsAccepted).toBe(2300));
  expect(seen.map(({ body }) => (body as unknown[]).length)).toEqual([1000, 1000, 300]);
});
