/** The reporting interval of units through the whole server, for each database: rules P-95 to P-97, and who goes by it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { type HandClock, handClock, systemClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { type Screen, type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const MINUTE_MS = 60_000;

export function reportIntervalSuite(name: string, newPlace: () => Promise<TestPlace>): void {
  describe(name, () => {
    let place: TestPlace;
    let server: ServerUnderTest;
    let clock: HandClock;
    let cookie: string;
    let wall: Screen;
    beforeEach(async () => {
      place = await newPlace();
      clock = handClock(NOW);
      server = await startServerUnderTest(place.settings, { clock: { ...clock, after: systemClock.after } });
      cookie = await server.signIn('admin');
      await ask('/api/v1/units', [
        { id: 'xun-1', callSign: 'xun-1', unitClass: 'patrol-person' },
        { id: 'xun-2', callSign: 'xun-2', unitClass: 'patrol-person' },
      ]);
      wall = await watch(server.url, { auth: { token: await server.token('wall') } });
      await until('a snapshot', () => wall.snapshots.length > 0);
    });
    afterEach(async () => {
      wall.close();
      await server.stop();
      await place.clear();
    });

    const ask = (path: string, body?: unknown) =>
      server.ask(path, { token: '', headers: { cookie, 'x-gridwall': '1' }, ...(body !== undefined && { body }) });
    const report = (device: string) =>
      server.ask(`/osmand?id=${device}&lat=22.565&lon=113.893&timestamp=${clock.now()}`);
    const unitNow = async (id = 'xun-1') =>
      ((await ask('/api/v1/units')).body as UnitRecord[]).find(unit => unit.id === id)!;
    const changes = () => wall.facts().filter(({ kind }) => kind === 'unit-interval-changed');
    /** Time passes in steps until `what` is `wanted`. */
    const comesTo = <T>(what: () => Promise<T>, wanted: T, stepMs = 1000) =>
      expect
        .poll(
          () => {
            clock.advance(stepMs);
            return what();
          },
          { timeout: 20_000 },
        )
        .toEqual(wanted);
    const becomes = (intervalS: number | null) => comesTo(async () => (await unitNow()).reportIntervalS, intervalS);

    test('[P-95] the interval of the device by which a unit is heard is in its record, on every screen, and there after a restart', async () => {
      await ask('/api/v1/devices', [
        { id: 'tracker', unit: 'xun-1', reportIntervalS: 60 },
        { id: 'phone', unit: 'xun-2' },
      ]);
      clock.advance(2000);
      expect((await unitNow()).reportIntervalS).toBeNull();
      await report('tracker');
      await report('phone');
      await becomes(60);
      await until('the fact', () => changes().length > 0);
      expect(changes()).toMatchObject([{ unit: { id: 'xun-1', reportIntervalS: 60 } }]);
      expect((await unitNow('xun-2')).reportIntervalS).toBeNull();
      clock.advance(30_000);
      await report('tracker');
      clock.advance(2000);
      expect((await unitNow()).version).toBe(2);
      await server.restart();
      clock.advance(2000);
      expect((await unitNow()).reportIntervalS).toBe(60);
    });

    test('[P-96] [P-97] of two devices the one that is heard; what no device of it says any more does not stay', async () => {
      await ask('/api/v1/devices', [
        { id: 'slow', unit: 'xun-1', reportIntervalS: 300 },
        { id: 'fast', unit: 'xun-1', reportIntervalS: 10 },
      ]);
      await report('slow');
      await becomes(300);
      clock.advance(5000);
      await report('fast');
      await becomes(10);
      clock.advance(4 * MINUTE_MS);
      expect((await unitNow()).reportIntervalS).toBe(10);
      await report('slow');
      await becomes(300);
      await ask('/api/v1/devices', { id: 'slow', reportIntervalS: 400 });
      await becomes(400);
      clock.advance(60 * MINUTE_MS);
      await ask('/api/v1/devices', { id: 'slow', retired: true });
      await becomes(null);
      await ask('/api/v1/devices', [
        { id: 'fast', unit: null },
        { id: 'slow', unit: null, retired: false },
      ]);
      await ask('/api/v1/units/xun-1/duty', { onDuty: true });
      await server.post('/api/v1/positions', { unit: 'xun-1', lon: 113.893, lat: 22.565, time: clock.now() });
      clock.advance(2000);
      expect((await unitNow()).reportIntervalS).toBeNull();
    });

    test('[P-97] an interval whose device went while nobody watched ends with the next report', async () => {
      await server.running.database.db.updateTable('unit').set({ report_interval_s: 77 }).execute();
      await server.restart();
      expect((await unitNow()).reportIntervalS).toBe(77);
      await server.post('/api/v1/positions', { unit: 'xun-1', lon: 113.893, lat: 22.565, time: clock.now() });
      await becomes(null);
      expect((await unitNow('xun-2')).reportIntervalS).toBe(77);
    });

    test('[P-13] [A-14] who reports each twenty minutes is not lost between two reports, for the alarm as for the desk; others are', async () => {
      await ask('/api/v1/devices', [
        { id: 'seldom', unit: 'xun-1', reportIntervalS: 1200 },
        { id: 'phone', unit: 'xun-2' },
      ]);
      for (const unit of ['xun-1', 'xun-2']) await ask(`/api/v1/units/${unit}/duty`, { onDuty: true });
      await report('seldom');
      await report('phone');
      await becomes(1200);
      const silent = async () =>
        ((await ask('/api/v1/alarms')).body as { alarms: AlarmRecord[] }).alarms.flatMap(({ kind, unit }) =>
          kind === 'silent-unit' ? unit : [],
        );
      clock.advance(30 * MINUTE_MS);
      await comesTo(async () => (await silent()).map(String), ['xun-2'], 10_000);
      clock.advance(15 * MINUTE_MS);
      await comesTo(async () => (await silent()).length, 2, 10_000);
    });
  });
}
