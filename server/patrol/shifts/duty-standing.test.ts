/** Who covers, who is missing, what is below its minimum: rules P-47, P-48. Friday, 27 November 2026, Shanghai. */
import { describe, expect, test } from 'vitest';
import type { CommunityCode, OrganId, UnitId, ZoneId } from '../../contract/ids.ts';
import type { RosterRow, ShiftPlan } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { type DutyStandingParts, dutyStanding } from './duty-standing.ts';
import { aCalendar, aPlan, aRow, aShift, at, aUnit } from './shift-builders.ts';
import { zoneDuty } from './zone-duty.ts';

const [A, B] = ['a', 'b'] as ZoneId[];
const NOON = at('2026-11-27T12:00');
const MINUTE_MS = 60_000;

interface World {
  plan?: ShiftPlan | null;
  always?: boolean;
  units?: UnitRecord[];
  rows?: RosterRow[];
  /** Age of the newest fix; absent = 5 s, null = never heard. */
  ageMs?: Record<string, number | null>;
}

function aWorld({ plan = null, always = false, units = [], rows = [], ageMs = {} }: World): DutyStandingParts {
  return {
    calendar: aCalendar(plan),
    patrolCover: always ? { rule: 'always', source: 'S0-47' } : null,
    zones: [A!, B!],
    communities: [
      { code: 'c1' as CommunityCode, zone: A! },
      { code: 'c2' as CommunityCode, zone: B! },
    ],
    unitClasses: [
      { id: 'person', reportIntervalS: 30 },
      { id: 'sweeper', reportIntervalS: 10, patrols: false },
    ],
    units: () => units,
    unit: id => units.find(unit => unit.id === id),
    newestFixMs: unit => (ageMs[unit.id] === null ? null : NOON - (ageMs[unit.id] ?? 5000)),
    rowsOn: day => rows.filter(row => row.day === day),
  };
}

const zoneA = (world: World, now = NOON) => zoneDuty(aWorld({ always: true, ...world }), now)[0];

describe('[P-47] a zone is covered', () => {
  test('by a unit at home in it that is signed on and seen', () => {
    const units = [aUnit('on'), aUnit('off', { onDuty: false }), aUnit('elsewhere', { homeZone: B! })];
    expect(zoneA({ units })).toEqual({ zone: A, patrolsOnDuty: 1, patrolsSeen: 1, mustCover: true });
  });

  test.each<[string, number | null, number]>([
    ['fresh', 0, 1],
    ['stale', 10 * MINUTE_MS, 1],
    ['lost', 10 * MINUTE_MS + 1, 0],
    ['archived', 31 * MINUTE_MS, 0],
    ['dated in the future', -61_000, 0],
    ['never heard', null, 0],
  ])('seen or not: %s', (_, age, seen) => {
    expect(zoneA({ units: [aUnit('u')], ageMs: { u: age } })).toMatchObject({ patrolsOnDuty: 1, patrolsSeen: seen });
  });

  test('not by a sweeper, nor by who sits at a desk while it is open', () => {
    const plan = aPlan([aShift('desk', '08:00', '17:00', { kind: 'desk', covers: 'organ' })]);
    const units = [aUnit('sweeper', { unitClass: 'sweeper' }), aUnit('clerk')];
    const rows = [aRow('clerk', 'desk')];
    expect(zoneA({ plan, units, rows })).toMatchObject({ patrolsOnDuty: 0, patrolsSeen: 0 });
    expect(zoneA({ plan, units, rows }, at('2026-11-27T17:00'))).toMatchObject({ patrolsOnDuty: 1 });
  });
});

describe('[P-47] a zone must be covered', () => {
  const plan = aPlan([
    aShift('early', '07:00', '15:00', { zones: [A!] }),
    aShift('desk', '00:00', '00:00', { kind: 'desk' }),
  ]);
  const must = (world: World, now = NOON) => zoneDuty(aWorld(world), now).map(({ mustCover }) => mustCover);

  test('always, when the profile says so; during patrol shifts that name it, when there is a plan; else nobody knows', () => {
    expect(must({ always: true })).toEqual([true, true]);
    expect(must({ plan })).toEqual([true, null]);
    expect(must({ plan }, at('2026-11-27T15:00'))).toEqual([false, null]);
    expect(must({})).toEqual([null, null]);
  });
});

describe('[P-48] the standing of a shift', () => {
  const squads = aPlan([aShift('early', '07:00', '15:00', { minPersons: 3 })], { version: 4, source: 'S2-08' });
  const standing = (world: World, zone?: ZoneId) => dutyStanding(aWorld(world), NOON, zone);

  test('no plan, no roster, no minimum: nothing is judged', () => {
    expect(standing({ units: [aUnit('x')] })).toMatchObject({
      ...{ plan: null, coverRule: null, shifts: [], unrostered: null, changes: [] },
    });
    expect(standing({ plan: squads, units: [aUnit('x')] })).toMatchObject({
      ...{ plan: { version: 4, source: 'S2-08' }, coverRule: { rule: 'by-plan' }, unrostered: null },
      shifts: [{ rosterKnown: false, grounds: [], rostered: [], absent: [] }],
    });
    const free = aPlan([aShift('early', '07:00', '15:00')]);
    expect(standing({ plan: free, units: [aUnit('x')], rows: [aRow('x', 'early')] }).shifts[0]!.grounds).toMatchObject([
      { zone: A, shortfalls: [] },
      { zone: B, shortfalls: [], persons: { rostered: 0, present: 0 } },
    ]);
  });

  test('rostered and not signed on, signed on and not rostered; a zone nobody was rostered for falls short', () => {
    const units = [aUnit('here'), aUnit('lost'), aUnit('absent', { onDuty: false }), aUnit('extra', { homeZone: B! })];
    const rows = [aRow('here', 'early', { persons: 4 }), aRow('lost', 'early'), aRow('absent', 'early')];
    const { shifts, unrostered } = standing({ plan: squads, units, rows, ageMs: { lost: 11 * MINUTE_MS } });
    expect(unrostered).toEqual(['extra']);
    expect(shifts).toMatchObject([
      {
        ...{ shift: 'early', day: '2026-11-27', from: at('2026-11-27T07:00'), to: at('2026-11-27T15:00') },
        ...{ units: { rostered: 3, signedOn: 2, seen: 1 }, rostered: ['here', 'lost', 'absent'], absent: ['absent'] },
        grounds: [
          { zone: A, persons: { rostered: 10, present: 4 }, shortfalls: [] },
          { zone: B, persons: { rostered: 0, present: 0 }, shortfalls: ['persons'] },
        ],
      },
    ]);
  });

  test('a desk by organ: persons and qualified are judged alone; it sends no positions', () => {
    const plan = aPlan([
      aShift('desk', '08:00', '17:00', {
        ...{ kind: 'desk', covers: 'organ', minPersons: 2, minQualified: 1, days: 'working-days' },
      }),
    ]);
    const [market, urban] = ['market', 'urban'] as OrganId[];
    const units = [aUnit('m', { organ: market! }), aUnit('u1', { organ: urban! }), aUnit('u2', { organ: urban! })];
    const rows = [
      aRow('m', 'desk', { persons: 2, qualified: 0 }),
      aRow('u1', 'desk', { persons: 1, qualified: 1 }),
      aRow('u2', 'desk', { persons: 1, qualified: 0 }),
    ];
    const ageMs = { m: null, u1: null, u2: null };
    expect(standing({ plan, units, rows, ageMs }).shifts[0]!.grounds).toMatchObject([
      { organ: market, persons: { present: 2 }, qualified: { present: 0 }, shortfalls: ['qualified'] },
      { organ: urban, persons: { present: 2 }, qualified: { present: 1 }, shortfalls: [] },
    ]);
    const without = units.map(unit => (unit.id === ('u1' as UnitId) ? { ...unit, onDuty: false } : unit));
    expect(standing({ plan, units: without, rows, ageMs }).shifts[0]!.grounds[1]).toMatchObject({
      ...{ persons: { rostered: 2, present: 1 }, shortfalls: ['persons', 'qualified'] },
    });
  });

  test('by community and for the whole area', () => {
    const units = [aUnit('x', { community: 'c1' as CommunityCode })];
    const over = (covers: 'community' | 'area') =>
      standing({
        ...{ plan: aPlan([aShift('day', '08:00', '16:00', { covers, minPersons: 3 })]), units },
        rows: [aRow('x', 'day')],
      }).shifts[0]!.grounds.map(({ community, shortfalls }) => [community, shortfalls]);
    expect(over('community')).toEqual([
      ['c1', []],
      ['c2', ['persons']],
    ]);
    expect(over('area')).toEqual([[null, []]]);
  });

  test('the night shift of yesterday is judged by yesterday’s roster', () => {
    const plan = aPlan([aShift('night', '22:00', '06:00', { covers: 'area', minPersons: 3 })]);
    const parts = aWorld({ plan, units: [aUnit('x')], rows: [aRow('x', 'night', { day: '2026-11-26' })] });
    const now = at('2026-11-27T05:00');
    const { shifts } = dutyStanding({ ...parts, newestFixMs: () => now }, now, undefined);
    expect(shifts).toMatchObject([{ day: '2026-11-26', rosterKnown: true, grounds: [{ shortfalls: [] }] }]);
  });

  test('a zone chief reads of nobody of another zone', () => {
    const units = [
      aUnit('mine', { onDuty: false }),
      aUnit('theirs', { homeZone: B!, onDuty: false }),
      aUnit('extra', { homeZone: B! }),
    ];
    const rows = [aRow('mine', 'early'), aRow('theirs', 'early')];
    const seen = standing({ plan: squads, units, rows }, A);
    expect(seen.shifts).toMatchObject([
      { units: { rostered: 1 }, rostered: ['mine'], absent: ['mine'], grounds: [{ zone: A }] },
    ]);
    expect(seen.shifts[0]!.grounds).toHaveLength(1);
    expect(seen.unrostered).toEqual([]);
  });
});
