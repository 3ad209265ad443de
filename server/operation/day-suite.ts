/** The day of a joint operation: squads on their way, stops that are late, the code at a stop, and what is found there. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { MINUTE, MUSTER, type OperationsUnderTest, STOPS } from './operations-under-test.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export function daySuite({ headersOf, server, clock, as, send, must, read, begin, fix }: OperationsUnderTest): void {
  test('[O-36] [O-37] [O-38] squads are seen at stops and off their way by position', async () => {
    const record = await begin();
    await server.post('/api/v1/units/op-1/duty', { onDuty: true });
    const [p1] = STOPS as [(typeof STOPS)[0]];
    await fix('op-1', p1.lon, p1.lat);
    expect((await read(record.id)).progress.visited, 'one fix is no sighting').toBe(0);
    await fix('op-1', p1.lon, p1.lat);
    await expect.poll(async () => (await read(record.id)).squads[0]?.stops[0]?.arrivedBy).toBe('geofence');
    for (let i = 1; i <= 3; i++) await fix('op-1', p1.lon + i * 0.0008, p1.lat);
    await expect.poll(async () => (await read(record.id)).squads[0]?.stops[0]?.state).toBe('left');
    for (let i = 0; i < 12; i++) await fix('op-1', p1.lon, p1.lat + 0.001 * (i + 1));
    await expect.poll(async () => (await read(record.id)).squads[0]?.offRouteSince).not.toBeNull();
    const alarms = async () =>
      ((await as('duty', '/api/v1/alarms?kind=off-route')).body as { alarms: AlarmRecord[] }).alarms;
    expect(await alarms()).toMatchObject([{ operation: record.id, squad: 's1', state: 'raised', priority: 3 }]);
    for (let i = 12; i >= 0; i--) await fix('op-1', p1.lon + 0.0008, p1.lat + 0.001 * i);
    await expect.poll(async () => (await read(record.id)).squads[0]?.offRouteSince).toBeNull();
    expect(await alarms()).toMatchObject([{ state: 'cleared' }]);
    await must('chief1', await read(record.id), 'finish', { reason: '试毕' });
  });

  test('[O-32] the clock tells when a stop becomes late', async () => {
    const record = await begin();
    clock.advance(31 * MINUTE);
    clock.advance(1000);
    await server.running.pipeline.deadlines.settled();
    await expect.poll(async () => (await read(record.id)).version).toBeGreaterThan(record.version);
    expect((await read(record.id)).progress.late).toBe(1);
    await must('chief1', await read(record.id), 'finish', { reason: '试毕' });
  });

  test('[O-35] the code at the stop', async () => {
    const record = await begin();
    const codes = (await as('chief1', `/api/v1/operations/${record.id}/stop-codes`)).body as {
      stop: string;
      code: string;
    }[];
    expect(codes).toHaveLength(2);
    const { code } = codes.find(({ stop }) => stop === 'p2')!;
    const named = { squad: 's1', stop: 'p2' };
    expect((await send('duty', record, 'arrive-stop', { ...named, code: '000000' })).body).toMatchObject({
      field: 'code',
    });
    const there = await must('duty', record, 'arrive-stop', { ...named, code: code.toLowerCase() });
    expect(there.squads[0]?.stops[1]?.arrivedBy).toBe('code');
    expect((await as('dept', `/api/v1/operations/${record.id}/stop-codes`)).status, 'assists, does not lead').toBe(403);
    await must('chief1', there, 'finish', { reason: '试毕' });
  });

  test('[O-40] [O-42] [O-43] [O-44] a finding with its photo becomes one incident, whose state comes back', async () => {
    let record = await begin();
    const uploaded = await fetch(`${server.url}/api/v1/operations/${record.id}/photos`, {
      method: 'POST',
      headers: { ...headersOf('duty'), 'content-type': 'image/png' },
      body: PNG,
    });
    const { id: photo } = (await uploaded.json()) as { id: string };
    const stranger = await fetch(`${server.url}/api/v1/operations/${record.id}/photos`, {
      method: 'POST',
      headers: { ...headersOf('dept3'), 'content-type': 'image/png' },
      body: PNG,
    });
    expect(stranger.status, 'has no part in it').toBe(403);
    const finding = randomUUID();
    const found = {
      finding,
      happenedAt: clock.now(),
      ...MUSTER,
      text: '占道经营',
      category: 'street-vending',
      photos: [photo],
    };
    record = await must('duty', record, 'add-finding', found);
    expect(record.findings).toMatchObject([{ id: finding, photos: [photo], incident: null }]);
    const incidents = () => server.running.database.db.selectFrom('incident').select('id').execute();
    const before = (await incidents()).length;
    const old = await send('duty', record, 'make-incident', { finding, issuedAt: clock.now() - 31_000 });
    expect(old.body).toMatchObject({ refusal: 'command-expired' });
    expect(await incidents(), 'a press that was held back makes none').toHaveLength(before);
    const [made, again] = await Promise.all([
      send('duty', record, 'make-incident', { finding }),
      send('chief1', record, 'make-incident', { finding }),
    ]);
    expect([made.status, again.status]).toEqual([200, 200]);
    expect(await incidents()).toHaveLength(before + 1);
    const audited = await server.running.database.db.selectFrom('audit').selectAll().execute();
    const told = JSON.stringify(audited.filter(({ action }) => action === 'operation-changed'));
    expect(told).toContain(record.id);
    expect(told, '[O-4]').not.toContain('张三');
    const { incident } = (await read(record.id)).findings[0]!;
    const matter = (await as('duty', `/api/v1/incidents/${incident}`)).body as IncidentRecord;
    expect(matter.text).toContain(record.id);
    expect(matter.evidence).toHaveLength(1);
    const rejected = await as('duty', `/api/v1/incidents/${incident}/events`, {
      ...{
        event: 'reject',
        reason: '试',
        commandId: randomUUID(),
        expectedVersion: matter.version,
        issuedAt: clock.now(),
      },
    });
    expect(rejected.status).toBe(200);
    await expect.poll(async () => (await read(record.id)).findings[0]?.incidentState).toBe('rejected');
    await server.restart();
    expect((await read(record.id)).findings[0]).toMatchObject({ incident, incidentState: 'rejected' });
    const history = (await as('leader', `/api/v1/operations/${record.id}/history`)).body as { event: string }[];
    expect(history.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'created',
        'submit',
        'issue',
        'begin',
        'add-finding',
        'make-incident',
        'finding-followed',
      ]),
    );
  });
}
