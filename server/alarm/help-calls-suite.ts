/** Calls for help, also those that come late. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { listAlarms, readOpenAlarms } from './alarm-repository.ts';
import { type AlarmsUnderTest, MINUTE, SECOND, START, ZONE } from './alarms-under-test.ts';
import { alarmFigures } from './flood.ts';
import { HelpCalls } from './help-calls.ts';

export function helpCallsSuite(alarms: AlarmsUnderTest): void {
  const { end, kinds, deadlineRows } = alarms;
  describe('calls for help', () => {
    const unit = { id: 'u1' as UnitId, homeZone: ZONE } as UnitRecord;
    let help: HelpCalls;
    beforeEach(() => {
      help = new HelpCalls({
        changeLog: alarms.changeLog,
        board: alarms.board,
        lastPlaceOf: () => [113.9, 22.57],
        zoneAt: () => null,
      });
    });
    const call = (agoMs: number, from: LonLat | null = null) =>
      help.call(
        unit,
        { from, said: '有人受伤', happenedAt: alarms.clock.now() - agoMs },
        { actor: 'd', address: '' },
        alarms.clock.now(),
      );
    const history = async () => (await listAlarms(alarms.db, {}, 100, null)).reverse();

    test('[A-20] [A-13] up to five minutes old it is raised; a clock that is ahead is no hindrance', async () => {
      for (const age of [5 * MINUTE, 0, -60 * MINUTE]) {
        const alarm = await call(age);
        expect(alarm).toMatchObject({ state: 'raised', raisedAt: START, lon: 113.9 });
        await end({ kind: 'help' });
      }
      expect(kinds()).toEqual([1, 2, 3].flatMap(() => ['alarm-raised', 'alarm-cleared']));
    });

    test('[A-20] older it is listed as late: ended from the beginning, without a clock, a flood or a place of today', async () => {
      for (let i = 0; i < 12; i++)
        await help.call(
          { ...unit, id: `u${i}` as UnitId },
          { from: null, said: null, happenedAt: START - 5 * MINUTE - 1 },
          { actor: 'd', address: '' },
          START,
        );
      const late = await call(60 * MINUTE, [113.88, 22.56]);
      expect(late).toMatchObject({ kind: 'help', state: 'cleared', clearedAt: START, raisedAt: START - 60 * MINUTE });
      expect([late.lon, late.lat, late.zone]).toEqual([113.88, 22.56, ZONE]);
      expect(await history()).toMatchObject(
        [late.id, ...Array.from({ length: 12 }, (_, i) => `A20261122-00${String(i + 1).padStart(2, '0')}`)].map(id => ({
          ...{ id, clearedBy: 'd', clearReason: 'came-late', version: 1, escalation: 0 },
        })),
      );
      expect((await history())[1]).toMatchObject({ lon: null, lat: null });
      expect(new Set(kinds())).toEqual(new Set(['alarm-cleared']));
      expect([await readOpenAlarms(alarms.db), await deadlineRows()]).toEqual([[], []]);
      expect(await alarmFigures(alarms.db, START)).toEqual({
        unacknowledged: 0,
        inTenMinutes: 0,
        flood: false,
      });
    });

    test('[A-20] delivered again, and pressed again within five minutes of it, it is one row; pressed an hour later it is two', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => call(60 * MINUTE)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      for (const ago of [65, 56]) expect((await call(ago * MINUTE)).id).toBe(all[0]!.id);
      alarms.clock.advance(10 * MINUTE);
      expect((await call(70 * MINUTE)).id, 'ten minutes later').toBe(all[0]!.id);
      expect((await call(20 * MINUTE)).id).not.toBe(all[0]!.id);
      expect(await history()).toHaveLength(2);
    });

    test('[A-20] [A-13] what was raised in its time is not listed again when it is delivered late', async () => {
      const raised = await call(10 * SECOND);
      alarms.clock.advance(20 * MINUTE);
      expect((await call(20 * MINUTE)).id, 'the same press').toBe(raised.id);
      expect((await call(8 * MINUTE)).id, 'pressed while it stood').toBe(raised.id);
      await end({ kind: 'help' });
      alarms.clock.advance(10 * MINUTE);
      expect((await call(12 * MINUTE)).id, 'ended since, but it stood then').toBe(raised.id);
      expect((await call(60 * MINUTE)).id, 'before it').not.toBe(raised.id);
      expect((await call(0)).id, 'a new call').not.toBe(raised.id);
    });
  });
}
