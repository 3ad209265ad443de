/** K17 over a week, for each database: plans, rosters and sign-ons as they are written, counted as they are read. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../access/test-databases.ts';
import type { CommunityCode, OrganId, UnitId, ZoneId } from '../../contract/ids.ts';
import type { ShiftPlan } from '../../contract/shift.ts';
import { ChangeLog } from '../../store/change-log.ts';
import { UnitRegister } from '../unit-register.ts';
import { readDutySpells } from './duty-history.ts';
import { countPostedDesk } from './posted-desk.ts';
import { aCalendar, aPlan, aRow, aShift, at } from './shift-builders.ts';

const CAUSE = { actor: 'test', address: '' };
const [A, B] = ['a', 'b'] as ZoneId[];
const [URBAN, MARKET] = ['urban', 'market'] as OrganId[];
const DESK = aPlan([
  aShift('desk', '08:00', '17:00', {
    ...{ kind: 'desk', covers: 'organ', days: 'working-days', minPersons: 2, minQualified: 1 },
  }),
  aShift('early', '07:00', '15:00', { minPersons: 1 }),
]);
/** Monday, 23 to Sunday, 29 November. */
const WEEK = { fromMs: at('2026-11-23T00:00'), toMs: at('2026-11-30T00:00') };
const AFTER = at('2026-11-30T09:00');

export function postedDeskSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let log: ChangeLog;
    let units: UnitRegister;

    beforeEach(async () => {
      place = await newDatabase();
      log = await ChangeLog.open(place.database, {
        onListenerError: error => {
          throw error;
        },
      });
      units = await UnitRegister.open(place.database, {
        changeLog: log,
        profile: {
          isUnitClass: () => true,
          isZone: () => true,
          zoneOfCommunity: () => undefined,
          organs: { get: () => ({ perCommunity: false }) },
        },
      });
      const unit = (id: string, homeZone: ZoneId, organ: OrganId) => ({
        ...{ id, callSign: id, unitClass: 'person', homeZone, organ },
      });
      await units.register(
        [unit('u1', A!, URBAN!), unit('u2', A!, URBAN!), unit('m', B!, MARKET!)],
        CAUSE,
        at('2026-11-01T00:00'),
      );
    });
    afterEach(async () => place.clear());

    async function sign(unit: string, ...times: string[]): Promise<void> {
      for (const [i, time] of times.entries()) await units.setDuty(unit as UnitId, i % 2 === 0, CAUSE, at(time));
    }
    async function roster(...rows: Parameters<typeof aRow>[]): Promise<void> {
      await place.database.db
        .insertInto('roster')
        .values(rows.map(row => aRow(...row)))
        .execute();
    }
    const count = (plan: ShiftPlan | null, period = WEEK, now = AFTER, zone?: ZoneId) =>
      countPostedDesk(
        {
          ...{
            db: place.database.db,
            calendar: aCalendar(plan),
            unit: id => units.get(id),
            plans: () => (plan ? [plan] : []),
          },
          ...{ zones: [A!, B!], communities: [{ code: 'c' as CommunityCode, zone: A! }] },
        },
        period,
        zone,
        now,
      );

    test('[P-105] no plan, or none with a minimum for a desk, is not set; a plan without a roster judges nothing', async () => {
      expect(await count(null)).toBeNull();
      expect(await count(aPlan([aShift('early', '07:00', '15:00', { minPersons: 3 })]))).toBeNull();
      expect(await count(aPlan([aShift('desk', '08:00', '17:00', { kind: 'desk' })]))).toBeNull();
      const none = { numerator: 0, denominator: 0, since: null, withoutRoster: 5, rows: [] };
      expect(await count(DESK)).toEqual(none);
    });

    test('[P-106] [P-107] K17: bodies with enough people present ÷ bodies on the roster, over working days that are over', async () => {
      const desk = (unit: string, day: string, persons: number, qualified: number) =>
        roster([unit, 'desk', { day: `2026-11-${day}`, persons, qualified }]);
      for (const day of ['23', '24', '28']) await desk('u1', day, 1, 1);
      for (const day of ['23', '24']) await desk('u2', day, 1, 0);
      await desk('m', '23', 2, 0);
      await roster(['u1', 'early', { day: '2026-11-25' }]);
      // Signed on since the week before, and signed off on Tuesday at noon.
      await sign('u1', '2026-11-20T09:00', '2026-11-24T12:00');
      await sign('u2', '2026-11-23T08:10', '2026-11-23T17:30', '2026-11-24T07:55');
      await sign('m', '2026-11-23T07:00');
      const told = await count(DESK);
      expect(told).toMatchObject({ numerator: 1, denominator: 3, since: '2026-11-23', withoutRoster: 3 });
      const place = { zone: null, community: null };
      expect(told!.rows).toEqual([
        { ...place, organ: MARKET, numerator: 0, denominator: 1 },
        { ...place, organ: URBAN, numerator: 1, denominator: 2 },
      ]);
      // On Tuesday afternoon the day is not over, on Monday at 17:00 it is.
      expect(await count(DESK, WEEK, at('2026-11-24T16:59'))).toMatchObject({ numerator: 1, denominator: 2 });
      expect(await count(DESK, WEEK, at('2026-11-23T17:00'))).toMatchObject({ numerator: 1, denominator: 2 });
      const tuesday = { fromMs: at('2026-11-24T00:00'), toMs: at('2026-11-25T00:00') };
      expect(await count(DESK, tuesday)).toMatchObject({ numerator: 0, denominator: 1, since: '2026-11-23' });
      // A shift belongs to the moment at which it begins.
      const noons = { fromMs: at('2026-11-23T12:00'), toMs: at('2026-11-24T12:00') };
      expect(await count(DESK, noons)).toMatchObject({ numerator: 0, denominator: 1 });
      expect(await count(DESK, { ...noons, toMs: at('2026-11-24T08:00') })).toMatchObject({ denominator: 0 });
    });

    test('[P-108] a chief is told the grounds of the own zone, and those of bodies whole', async () => {
      const plan = aPlan([aShift('desk', '08:00', '17:00', { kind: 'desk', covers: 'zone', minPersons: 1 })]);
      await roster(['u1', 'desk', {}], ['m', 'desk', {}]);
      const friday = { fromMs: at('2026-11-27T00:00'), toMs: at('2026-11-28T00:00') };
      expect(await count(plan, friday)).toMatchObject({ denominator: 2, rows: [{ zone: A }, { zone: B }] });
      expect(await count(plan, friday, AFTER, B)).toMatchObject({ denominator: 1, rows: [{ zone: B }] });
      await roster(['u1', 'desk', { day: '2026-11-26' }]);
      expect(await count(DESK, { ...friday, fromMs: at('2026-11-26T00:00') }, AFTER, B)).toMatchObject({
        denominator: 3,
      });
    });

    test('a year of sign-ons is counted slice by slice, and what was before the period is known', async () => {
      await roster(
        ['u1', 'desk', { day: '2026-02-02', persons: 2 }],
        ['u1', 'desk', { day: '2026-11-27', persons: 2 }],
      );
      await sign('u1', '2026-01-05T08:00', '2026-10-05T18:00', '2026-11-27T08:00');
      const year = { fromMs: at('2026-01-01T00:00'), toMs: at('2027-01-01T00:00') };
      expect(await count(DESK, year)).toMatchObject({ numerator: 2, denominator: 2, since: '2026-02-02' });
      const spells = await readDutySpells(place.database.db, ['u1', 'u2'] as UnitId[], WEEK.fromMs, WEEK.toMs);
      expect([...spells.values()]).toEqual([[{ from: at('2026-11-27T08:00'), to: WEEK.toMs }], []]);
    });
  });
}
