/** Units that are not heard of, and a source that is silent. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnitId, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { readOpenAlarms } from './alarm-repository.ts';
import { type AlarmsUnderTest, MINUTE, START, ZONE } from './alarms-under-test.ts';
import { SilenceWatch } from './silence-watch.ts';

export function silenceSuite(alarms: AlarmsUnderTest): void {
  const { kinds, broken } = alarms;
  describe('silence', () => {
    let watch: SilenceWatch;
    let units: { id: UnitId; onDuty: boolean; dutyChangedAt: number; heardAt: number | null; homeZone: ZoneId }[];
    /** Seconds, by unit; 30 where nothing is said. */
    let intervals: Record<string, number>;
    beforeEach(() => {
      intervals = {};
      units = ['a', 'b', 'c', 'd'].map(id => ({
        ...{ id: id as UnitId, onDuty: true, dutyChangedAt: START, heardAt: START, homeZone: ZONE },
      }));
      watch = new SilenceWatch({
        // These tests look by themselves; a second look at the same time would be one that the watch never makes.
        ...{
          clock: { ...alarms.clock, every: () => () => {} },
          db: alarms.db,
          changeLog: alarms.changeLog,
          board: alarms.board,
        },
        units: () => units as unknown as UnitRecord[],
        newestFixMs: unit => units.find(({ id }) => id === unit.id)!.heardAt,
        reportIntervalS: unit => intervals[unit.id] ?? 30,
        onError: error => broken.push(error),
      });
    });
    afterEach(() => watch.stop());

    /** Time passes in steps of a minute; those named are heard each time. */
    async function minutes(count: number, heard: string) {
      for (let i = 0; i < count; i++) {
        alarms.clock.advance(MINUTE - 1);
        for (const unit of units) if (heard.includes(unit.id)) unit.heardAt = alarms.clock.now();
        alarms.clock.advance(1);
        await watch.look();
      }
    }
    const silent = async () => (await readOpenAlarms(alarms.db)).map(({ unit }) => unit);

    test('[A-14] [P-95] who reports each quarter of an hour is silent after two of them, by the number screens go by', async () => {
      intervals = { d: 900 };
      await minutes(15, 'abcd');
      await minutes(29, 'abc');
      expect(await silent()).toEqual([]);
      await minutes(1, 'abc');
      expect(await silent()).toEqual(['d']);
      await minutes(1, 'abcd');
      expect(await silent()).toEqual([]);
    });

    test('[A-14] [P-95] after a start, too, it is given two of its intervals to be heard', async () => {
      intervals = { d: 900 };
      Object.assign(units[3]!, { dutyChangedAt: START - 120 * MINUTE, heardAt: null });
      await minutes(30, 'abc');
      expect(await silent()).toEqual([]);
      await minutes(1, 'abc');
      expect(await silent()).toEqual(['d']);
    });

    test('[A-15] who reports seldom is no witness against the source, only for it', async () => {
      intervals = { c: 900, d: 900 };
      await minutes(11, '');
      expect(await silent()).toEqual(['a', 'b']);
      intervals = { d: 900 };
      await minutes(1, '');
      expect(await silent()).toContain(null);
      await minutes(1, 'd');
      expect(await silent()).not.toContain(null);
    });

    test('[A-14] more than ten minutes without a fix; a new fix ends it', async () => {
      await minutes(10, 'abc');
      expect(await silent()).toEqual([]);
      await minutes(1, 'abc');
      expect(await readOpenAlarms(alarms.db)).toMatchObject([
        { kind: 'silent-unit', unit: 'd', priority: 3, zone: ZONE },
      ]);
      await minutes(5, 'abc');
      expect(kinds()).toEqual(['alarm-raised']);
      await minutes(1, 'abcd');
      expect(kinds()).toEqual(['alarm-raised', 'alarm-cleared']);
    });

    test('[A-14] signing on gives ten minutes, signing off ends it', async () => {
      await minutes(15, 'abc');
      expect(await silent()).toEqual(['d']);
      Object.assign(units[3]!, { onDuty: false, dutyChangedAt: alarms.clock.now() });
      await minutes(1, 'abc');
      expect(await silent()).toEqual([]);
      Object.assign(units[3]!, { onDuty: true, dutyChangedAt: alarms.clock.now(), heardAt: null });
      await minutes(10, 'abc');
      expect(await silent()).toEqual([]);
      await minutes(1, 'abc');
      expect(await silent()).toEqual(['d']);
    });

    test('[A-15] when nobody is heard any more it is the source, once; then everybody has ten minutes again', async () => {
      await minutes(20, 'abc');
      expect(await silent()).toEqual(['d']);
      await minutes(4, '');
      expect(await silent(), 'the unit of before, and the source').toEqual(['d', null]);
      await minutes(30, '');
      expect(await silent()).toEqual(['d', null]);
      await minutes(1, 'a');
      expect(await silent()).toEqual(['d']);
      await minutes(10, 'a');
      expect(await silent()).toEqual(['d']);
      await minutes(1, 'a');
      expect(await silent()).toEqual(['d', 'b', 'c']);
    });

    test('[A-14] [A-15] after a start of the server nobody is silent before ten minutes, and a silent source is told once', async () => {
      for (const unit of units) unit.heardAt = START - 60 * MINUTE;
      for (const unit of units) unit.dutyChangedAt = START - 120 * MINUTE;
      await minutes(9, '');
      expect(await silent()).toEqual([]);
      await minutes(2, '');
      expect(await silent()).toEqual([null]);
    });

    test('[A-15] two units are no source: each is silent for itself', async () => {
      for (const unit of units.slice(2)) unit.onDuty = false;
      await minutes(11, '');
      expect(await silent()).toEqual(['a', 'b']);
    });
  });
}
