import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import type { ZoneCover } from '../contract/duty-standing.ts';
import type { Figures } from '../contract/figures.ts';
import type { ZoneId } from '../contract/ids.ts';
import { localDays } from '../profile/local-day.ts';
import { storeCases } from '../report/test-cases.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { computeFigures } from './compute-figures.ts';
import { FiguresBoard } from './figures-board.ts';

const A = 'a' as ZoneId;
const B = 'b' as ZoneId;
const at = (iso: string) => Date.parse(`${iso}+08:00`);

describe('counting', () => {
  let dataDir: string;
  let database: Database;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'gridwall-figures-'));
    database = await openDatabase({ dataDir });
  });
  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  let number = 0;
  async function incident(receivedAt: number, state = 'received', zone: string | null = A): Promise<void> {
    await database.db
      .insertInto('incident')
      .values({
        ...{ id: `i${++number}`, version: 1, state, channel: 'x', category: null, level: null, grade: null, text: 'x' },
        ...{
          lon: 0,
          lat: 0,
          raw_lon: 0,
          raw_lat: 0,
          raw_crs: 'WGS84',
          address: null,
          grid: null,
          community: null,
          zone,
        },
        ...{ assigned_by: 'polygon', on_boundary: 0, happened_at: receivedAt, reported_at: receivedAt },
        ...{ received_at: receivedAt, closed_at: null, reporter_name: null, reporter_phone: null },
        ...{ state_since: receivedAt, accepted_at: null, accepted_by: null, lead_organ: null, due_at: null },
        ...{ late: 0, reworks: 0, reopened: 0, life: '{}' },
      })
      .execute();
  }
  async function deduction(point: string, round: string, time: number): Promise<void> {
    const row = { number: `d${++number}`, point, round, at: time, item: 'x', score: 1 };
    await database.db.insertInto('deduction').values(row).execute();
  }
  const cover: ZoneCover[] = [
    { zone: A, patrolsOnDuty: 3, patrolsSeen: 2, mustCover: true, noCoverSince: null },
    { zone: B, patrolsOnDuty: 1, patrolsSeen: 0, mustCover: true, noCoverSince: 7 },
  ];
  const count = (now: number, length: 'month' | 'quarter' | null = 'month') => {
    const pointsInZone = new Map([
      [A, 10],
      [B, 5],
    ]);
    const days = localDays('Asia/Shanghai');
    const rounds = roundCalendar(length, days);
    const duty = { cover: () => cover, shifts: () => null };
    return computeFigures({ db: database.db, days, zones: [A, B], pointsInZone, rounds, ...duty }, now);
  };

  test('an empty database gives zeros and every zone', async () => {
    expect(await count(at('2026-11-22T10:00:00'))).toEqual({
      asOf: at('2026-11-22T10:00:00'),
      incidents: { open: 0, today: 0, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
      organs: [],
      alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
      points: {
        ...{ total: 15, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
        round: '2026-11',
      },
      zones: [
        {
          zone: A,
          openIncidents: 0,
          unitsRegistered: 0,
          unitsOnDuty: 0,
          points: 10,
          patrolsSeen: 2,
          mustCover: true,
          noCoverSince: null,
        },
        {
          zone: B,
          openIncidents: 0,
          unitsRegistered: 0,
          unitsOnDuty: 0,
          points: 5,
          patrolsSeen: 0,
          mustCover: true,
          noCoverSince: 7,
        },
      ],
      shifts: null,
    });
  });

  test('[B9] today begins at midnight in Shanghai, yesterday ends at this time of day', async () => {
    await incident(at('2026-11-21T23:59:59.999'));
    await incident(at('2026-11-22T00:00:00'), 'closed');
    await incident(at('2026-11-22T09:00:00'), 'received', null);
    await incident(at('2026-11-21T00:00:00'), 'closed');
    await incident(at('2026-11-21T10:00:00'), 'closed');
    await incident(at('2026-11-21T10:00:00.001'), 'closed', B);
    const { incidents, zones } = await count(at('2026-11-22T10:00:00'));
    expect(incidents).toMatchObject({ open: 2, today: 2, yesterdayByNow: 2 });
    expect(zones.map(z => z.openIncidents)).toEqual([1, 0]);
  });

  test('[B9] closed today is counted from midnight in Shanghai, on time when no limit was missed', async () => {
    const now = at('2026-11-22T10:00:00');
    await storeCases(database.db, [
      { state: 'closed', closedAt: at('2026-11-22T00:00:00') },
      { state: 'closed', closedAt: now, late: true },
      { state: 'closed', closedAt: at('2026-11-21T23:59:59.999') },
      { state: 'rejected', closedAt: now },
    ]);
    expect((await count(now)).incidents).toMatchObject({ open: 0, closedToday: 2, closedTodayOnTime: 1 });
  });

  test('[K-5] overdue: open with a running limit past its due time, whatever was missed before', async () => {
    const now = at('2026-11-22T10:00:00');
    await storeCases(database.db, [
      { dueAt: now, late: true },
      { dueAt: now + 1 },
      { dueAt: null, late: true },
      { state: 'closed', closedAt: now - 1, dueAt: now - 1, late: true },
    ]);
    expect((await count(now)).incidents).toMatchObject({ open: 3, overdue: 1 });
  });

  test('organs: the one that answers holds it, each that was sent and is silent stands with it, busiest first', async () => {
    const now = at('2026-11-22T10:00:00');
    await storeCases(database.db, [
      { leadOrgan: null, acceptedBy: null, dueAt: now - 1 },
      { leadOrgan: null, acceptedBy: 'control-centre' },
      { leadOrgan: 'lead', acceptedBy: 'control-centre', waitingOrgans: 'lead,helper', dueAt: now - 1 },
      { leadOrgan: 'lead', waitingOrgans: 'helper', zone: 'b' },
      { leadOrgan: 'lead', state: 'closed', closedAt: now },
    ]);
    expect((await count(now)).organs).toEqual([
      { organ: 'lead', open: 2, unacknowledged: 1, overdue: 1 },
      { organ: 'control-centre', open: 1, unacknowledged: 0, overdue: 0 },
      { organ: 'helper', open: 0, unacknowledged: 2, overdue: 0 },
    ]);
  });

  test('at most forty organs', async () => {
    await storeCases(
      database.db,
      Array.from({ length: 50 }, (_, i) => ({ leadOrgan: `organ-${i}` })),
    );
    expect((await count(at('2026-11-22T10:00:00'))).organs).toHaveLength(40);
  });

  test('[B9] [SP-15] points are counted once, and compared with last month up to the same day and time', async () => {
    await deduction('P1', '2027-03', at('2027-03-05T10:00:00'));
    await deduction('P1', '2027-03', at('2027-03-06T10:00:00'));
    await deduction('P2', '2027-03', at('2027-03-06T10:00:00'));
    await deduction('P2', '2027-02', at('2027-02-28T12:00:00'));
    await deduction('P3', '2027-02', at('2027-02-28T12:00:01'));
    const points = async (now: string) => (await count(at(now))).points;
    // 31 March is compared with 28 February, at the same time of day
    expect(await points('2027-03-31T12:00:00')).toMatchObject({
      deductedThisRound: 2,
      deductedLastRoundByNow: 1,
      round: '2027-03',
    });
    expect(await points('2027-04-01T00:00:00')).toMatchObject({
      deductedThisRound: 0,
      deductedLastRoundByNow: 0,
      round: '2027-04',
    });
  });

  test('[SP-15] by quarters, and not at all where the profile sets no length', async () => {
    await deduction('P1', '2027-Q2', at('2027-04-05T10:00:00'));
    await deduction('P2', '2027-Q1', at('2027-01-05T10:00:00'));
    await deduction('P3', '2027-Q1', at('2027-03-05T10:00:00'));
    const now = at('2027-04-20T12:00:00');
    expect((await count(now, 'quarter')).points).toMatchObject({
      ...{ deductedThisRound: 1, deductedLastRoundByNow: 1, round: '2027-Q2' },
    });
    expect((await count(now, null)).points).toMatchObject({
      ...{ deductedThisRound: 0, deductedLastRoundByNow: 0, round: null },
    });
  });

  test('[SP-15] states are those of the points, whatever month it is', async () => {
    const standing = (point: string, state: string) => ({ point, state, round: '2027-01', deductions: 1 });
    await database.db
      .insertInto('point_standing')
      .values([
        standing('P1', 'deducted'),
        standing('P2', 'repeat'),
        standing('P3', 'bulletined'),
        standing('P4', 'clean'),
      ])
      .execute();
    expect((await count(at('2027-09-01T12:00:00'))).points).toMatchObject({ deducted: 1, repeat: 1, bulletined: 1 });
  });
});

describe('the board', () => {
  const figures = (open: number): Figures => ({
    asOf: 0,
    incidents: { open, today: 0, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
    organs: [],
    alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
    points: {
      ...{ total: 0, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
      round: '2026-11',
    },
    zones: [],
    shifts: null,
  });
  const settled = () => new Promise(resolve => setImmediate(resolve));

  function aBoard() {
    const clock = handClock(0);
    const shown: number[] = [];
    const world = { open: 0, counts: 0 };
    const board = new FiguresBoard({
      clock,
      async compute() {
        world.counts++;
        if (world.open < 0) throw new Error('database away');
        return figures(world.open);
      },
      nextMidnight: now => now + 86_400_000,
      publish: ({ incidents }) => shown.push(incidents.open),
      onError: () => {},
    });
    return { board, clock, shown, world };
  }

  test('counts at most four times a second and ends on the newest number', async () => {
    const { board, clock, shown, world } = aBoard();
    for (let i = 1; i <= 100; i++) {
      world.open = i;
      board.touch();
      await settled();
      clock.advance(10);
    }
    await settled();
    clock.advance(1000);
    await settled();
    expect(shown.at(-1)).toBe(100);
    expect(world.counts).toBeLessThanOrEqual(6);
  });

  test('says nothing when no number changed, and survives a failing count', async () => {
    const { board, clock, shown, world } = aBoard();
    for (const open of [1, 1, -1, 1, 2]) {
      world.open = open;
      board.touch();
      await settled();
      clock.advance(1000);
    }
    expect(shown).toEqual([1, 2]);
  });

  test('counts at midnight and every minute by itself', async () => {
    const { board, clock, world } = aBoard();
    board.start();
    clock.advance(59_999);
    expect(world.counts).toBe(0);
    clock.advance(1);
    await settled();
    expect(world.counts).toBe(1);
    board.stop();
    clock.advance(100_000_000);
    expect(world.counts).toBe(1);
  });
});
