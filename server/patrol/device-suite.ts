/** Devices over HTTP, through the whole server, for each database. Ids in brackets are rules of SPEC.md and rows of reliability §4. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAuditChain } from '../access/audit.ts';
import type { TestPlace } from '../access/test-databases.ts';
import { type HandClock, handClock, systemClock } from '../clock.ts';
import { type DeviceStanding, type QuarantinedDevice, quarantinedDevice } from '../contract/device.ts';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');

export function deviceSuite(name: string, newPlace: () => Promise<TestPlace>): void {
  describe(name, () => {
    let place: TestPlace;
    let server: ServerUnderTest;
    let clock: HandClock;
    let cookie: string;
    beforeEach(async () => {
      place = await newPlace();
      clock = handClock(NOW);
      // The disk is waited for in real time, everything else moves by hand.
      server = await startServerUnderTest(place.settings, { clock: { ...clock, after: systemClock.after } });
      cookie = await server.signIn('admin');
      await ask('/api/v1/units', [aUnit('xun-1'), aUnit('xun-2')]);
    });
    afterEach(async () => {
      await server.stop();
      await place.clear();
    });

    const aUnit = (id: string) => ({ id, callSign: id, unitClass: 'patrol-person' });
    const ask = (path: string, body?: unknown, method?: string) =>
      server.ask(path, {
        ...{ token: '', headers: { cookie, 'x-gridwall': '1' } },
        ...(body !== undefined && { body }),
        ...(method !== undefined && { method }),
      });
    const register = (body: unknown) => ask('/api/v1/devices', body);
    const list = async () => (await ask('/api/v1/devices')).body as DeviceStanding[];
    const waiting = async () => (await ask('/api/v1/devices/quarantine')).body as QuarantinedDevice[];
    /** By the OsmAnd door, each a second after the one before. */
    const report = (device: string) => {
      clock.advance(1000);
      return server.ask(`/osmand?id=${device}&lat=22.565&lon=113.893&timestamp=${clock.now()}`);
    };
    /** A sighting by another door. */
    const knock = (device: string, source: 'mqtt' | 'jt808', lon = 113.9, lat = 22.5) =>
      server.running.pipeline.intake.take(
        [
          {
            ...{ of: { device }, lon, lat, crs: null, fixTimeMs: clock.now(), isMock: false },
            ...{ accuracyM: null, speedMps: null, headingDeg: null },
          },
        ],
        { speaksFor: () => true, address: null },
        source,
        clock.now(),
      );

    test('[P-20] a device is bound to a unit that exists; a list is taken whole or not at all, and the bad item is named', async () => {
      const seq = () => server.running.pipeline.changeLog.seq;
      const before = seq();
      for (const [bad, field] of [
        [{ id: 'x', unit: 'nobody' }, '[1].unit'],
        [{ id: '空格 id' }, '[1].id'],
        [{ id: '' }, '[1].id'],
        [{ id: 'x', crs: 'WGS72' }, '[1].crs'],
        [{ id: 'x', reportIntervalS: 0 }, '[1].reportIntervalS'],
        [{ id: 'x', mustSign: true }, '[1].mustSign'],
        [{ id: 'x', keyHash: 'ab' }, '[1].keyHash'],
      ] as const)
        expect(await register([{ id: 'fine', unit: 'xun-1' }, bad]), field).toMatchObject({
          ...{ status: 400, body: { refusal: 'bad-input', field } },
        });
      expect(seq()).toBe(before);
      expect(await list()).toEqual([]);
    });

    test('[P-20] registering again changes what is named, and nothing when nothing differs', async () => {
      const first = await register({ id: 'li/phone', unit: 'xun-1', name: '巡05 手机', crs: 'GCJ02' });
      expect(first).toMatchObject({ status: 200, body: { version: 1, unit: 'xun-1', crs: 'GCJ02', hasKey: false } });
      const before = server.running.pipeline.changeLog.seq;
      expect((await register({ id: 'li/phone', crs: 'GCJ02' })).body).toEqual(first.body);
      expect(server.running.pipeline.changeLog.seq).toBe(before);
      const changed = await register({ id: 'li/phone', unit: null });
      expect(changed.body).toMatchObject({ version: 2, unit: null, name: '巡05 手机', crs: 'GCJ02' });
      await server.restart();
      expect(server.running.pipeline.devices.get('li/phone')).toEqual(changed.body);
    });

    test('[P-20] several devices report for one unit, by their own names and in their own coordinate system', async () => {
      await register([
        { id: 'phone', unit: 'xun-1' },
        { id: 'car', unit: 'xun-1', crs: 'GCJ02' },
      ]);
      expect(await report('phone')).toMatchObject({ status: 200, body: { accepted: 1 } });
      clock.advance(60_000); // the car stands 600 m away: time enough to get there
      expect(await report('car')).toMatchObject({ status: 200, body: { accepted: 1 } });
      const { latest, intake } = server.running.pipeline;
      const [lon] = latest.placeOf(intake.unitOf({ device: 'car' })!.index) ?? [];
      expect(lon).toBeCloseTo(113.893 - 0.004869, 4);
      expect((await list()).map(({ id, accepted }) => [id, accepted])).toEqual([
        ['car', 1],
        ['phone', 1],
      ]);
    });

    test('[C11] [P-21] an unknown device is not created: it waits, is admitted by name, and reports from then on', async () => {
      expect(await report('wang_phone')).toMatchObject({ status: 400, body: { refusal: 'unknown-device' } });
      await report('wang_phone');
      await report('stranger');
      expect(await list()).toEqual([]);
      const [wang, stranger] = await waiting();
      expect(wang).toMatchObject({ id: 'wang_phone', source: 'osmand', reports: 2, lat: 22.565, address: '127.0.0.1' });
      expect(wang).toMatchObject({ firstSeenAt: NOW + 1000, lastSeenAt: NOW + 2000 });
      expect(stranger).toMatchObject({ id: 'stranger', reports: 1 });
      await register({ id: 'wang_phone', unit: 'xun-2' });
      expect((await waiting()).map(({ id }) => id)).toEqual(['stranger']);
      expect(await report('wang_phone')).toMatchObject({ status: 200, body: { accepted: 1 } });
      await server.restart();
      expect((await waiting()).map(({ id }) => id)).toEqual(['stranger']);
    });

    test('[P-21] one is dismissed, slashes in its name or not, and is back when it knocks again', async () => {
      await knock('li/phone', 'mqtt', 0, 0);
      expect(await waiting()).toMatchObject([{ id: 'li/phone', source: 'mqtt', lon: null, lat: null, address: null }]);
      const dismiss = () => ask(`/api/v1/devices/quarantine/${encodeURIComponent('li/phone')}`, undefined, 'DELETE');
      expect((await dismiss()).status).toBe(204);
      expect((await dismiss()).status).toBe(404);
      expect(await waiting()).toEqual([]);
      await knock('li/phone', 'mqtt');
      expect(await waiting()).toHaveLength(1);
    });

    test('[P-21] whoever knocks, by whatever name and place, the list is one that the contract reads', async () => {
      const names = ['a', 'x'.repeat(80), 'li/phone', 'user@host:1+2', '13800138000', '-', '.'];
      const places = [Number.NaN, Number.POSITIVE_INFINITY, 0, -181, 999, 113.9];
      for (const name of names) await knock(name, 'mqtt', 113.893, 22.565);
      for (const [i, at] of places.entries()) await knock(`at-${i}`, 'jt808', at, at);
      for (const odd of ['', 'x'.repeat(81), '张三', 'a b', 'a\nb', '\ud800']) await knock(odd, 'jt808');
      const fits = async () => z.array(quarantinedDevice).parse(await waiting());
      const kept = await fits();
      expect(kept.map(({ id }) => id as string)).toEqual([...names, ...places.map((_, i) => `at-${i}`)]);
      await server.restart();
      expect(new Set(await fits())).toEqual(new Set(kept));
    });

    test('[P-21] a thousand strangers are kept, the last ones; one that knocks without end is one row a minute', async () => {
      const { devices } = server.running.pipeline;
      for (let i = 0; i < 1200; i++) await knock(`s${i}`, 'jt808');
      await knock('s300', 'jt808');
      expect(devices.waiting()).toHaveLength(1000);
      expect(devices.waiting().map(({ id }) => id as string)).not.toContain('s199');
      expect(devices.waiting().at(-1)).toMatchObject({ id: 's300', reports: 2 });
      await server.restart();
      expect(server.running.pipeline.devices.waiting()).toHaveLength(1000);

      const written = async () => {
        const row = await server.running.database.db
          .selectFrom('device_quarantine')
          .select('reports')
          .where('id', '=', 'loud')
          .executeTakeFirst();
        return row?.reports;
      };
      const loud = async () => {
        await knock('loud', 'jt808');
        clock.advance(5000);
      };
      await loud();
      await expect.poll(written, { timeout: 10_000 }).toBe(1);
      for (let i = 0; i < 10; i++) await loud();
      // Time for a write that must not come; a slow machine can only make this pass.
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(await written(), 'fifty seconds on, nothing more').toBe(1);
      for (let i = 0; i < 4; i++) await loud();
      await expect.poll(written, { timeout: 10_000 }).toBeGreaterThan(10);
    });

    test('[C11] [P-21] a retired device and one bound to nobody are refused by their own names for it, and do not wait', async () => {
      await register([
        { id: 'old', unit: 'xun-1', retired: true },
        { id: 'loose', unit: null },
      ]);
      expect(await report('old')).toMatchObject({ body: { refusal: 'retired-device' } });
      expect(await report('loose')).toMatchObject({ body: { refusal: 'unbound-device' } });
      expect(await waiting()).toEqual([]);
      const [loose, old] = await list();
      expect(old).toMatchObject({ accepted: 0, refused: [{ cause: 'retired-device', count: 1 }] });
      expect(loose).toMatchObject({ refused: [{ cause: 'unbound-device', count: 1 }] });
    });

    test('[P-22] a key is told once, kept as a hash, in no record, fact or audit row; the next one ends it', async () => {
      await register({ id: 'phone', unit: 'xun-1' });
      const issue = async () => ((await ask('/api/v1/devices/phone/key', {})).body as { key: string }).key;
      const first = await issue();
      const { devices, changeLog } = server.running.pipeline;
      expect(devices.matchesKey('phone', first)).toBe(true);
      expect(devices.get('phone')).toMatchObject({ hasKey: true, version: 2 });
      const second = await issue();
      expect(devices.matchesKey('phone', first)).toBe(false);
      expect(devices.matchesKey('phone', second)).toBe(true);
      expect(devices.matchesKey('nobody', second)).toBe(false);
      expect((await ask('/api/v1/devices/nobody/key', {})).status).toBe(404);

      const { db } = server.running.database;
      const device = await db.selectFrom('device').selectAll().executeTakeFirstOrThrow();
      const written = JSON.stringify([
        await changeLog.recent(100),
        await db.selectFrom('audit').selectAll().execute(),
        { ...device, key_hash: null },
      ]);
      for (const secret of [first, second, device.key_hash]) expect(written).not.toContain(secret);
      expect(device.key_hash).toMatch(/^[0-9a-f]{64}$/);
      expect((await verifyAuditChain(db)).ok).toBe(true);

      await server.restart();
      expect(server.running.pipeline.devices.matchesKey('phone', second)).toBe(true);
      await register({ id: 'phone', retired: true });
      expect(server.running.pipeline.devices.matchesKey('phone', second)).toBe(false);
    });

    test('[P-24] the list goes out as a file, and who took it is in the audit', async () => {
      await register({ id: 'li/phone', unit: 'xun-1', name: '巡05 手机' });
      const file = await ask('/api/v1/devices.csv');
      expect(file.status).toBe(200);
      expect(file.body).toMatch(/编号.*异常/);
      expect(file.body).toMatch(/li\/phone.*巡05 手机.*xun-1/);
      expect((await ask('/api/v1/devices.xlsx')).status).toBe(200);
      expect((await server.ask('/api/v1/devices.csv')).status).toBe(403);
      const rows = await server.running.database.db.selectFrom('audit').selectAll().execute();
      expect(rows.filter(row => row.action === 'table-exported' && row.subject === 'devices')).toHaveLength(2);
    });

    test('[P-24] who reports by the id of a unit is listed too, with what was taken and refused', async () => {
      const send = (more: object = {}) =>
        server.post('/api/v1/positions', { unit: 'xun-1', lon: 113.893, lat: 22.565, time: clock.now(), ...more });
      await send();
      await send();
      await send({ lon: 0, lat: 0, time: clock.now() - 5000 });
      await server.post('/api/v1/positions', [null, { unit: 'nobody', lon: 1, lat: 1, time: 5 }]);
      expect(await list()).toEqual([
        {
          ...{ id: 'xun-1', device: null, unit: 'xun-1', source: 'http', accepted: 1, flags: [] },
          ...{ lastHeardAt: clock.now(), lastFixAt: clock.now() },
          refused: [
            { cause: 'duplicate', count: 1 },
            { cause: 'zero-position', count: 1 },
          ],
        },
      ]);
      const refusals = (await ask('/api/v1/refusals')).body;
      expect(refusals).toEqual(
        expect.arrayContaining([
          { source: 'http', sender: '(unread)', cause: 'bad-input', count: 1 },
          { source: 'http', sender: 'nobody', cause: 'unknown-unit', count: 1 },
          { source: 'http', sender: 'xun-1', cause: 'zero-position', count: 1 },
        ]),
      );
    });
  });
}
