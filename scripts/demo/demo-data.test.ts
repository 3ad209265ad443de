import { expect, test } from 'vitest';
import { metresBetween } from '../../geodata/local-plane.ts';
import { incidentImport, incidentIntake } from '../../server/contract/incident.ts';
import { operationPlan } from '../../server/contract/operation.ts';
import { operationImport } from '../../server/contract/operation-import.ts';
import { deductionReport } from '../../server/contract/scoring-point.ts';
import { localDays } from '../../server/profile/local-day.ts';
import { roundCalendar } from '../../server/sanitation-point/round-calendar.ts';
import { wallClock } from '../../server/table-files/table.ts';
import { checkerboardTown } from '../simulation/checkerboard-town.ts';
import { vocabularyFor } from '../simulation/incident-vocabulary.ts';
import { DEMO_LIMITS } from './demo-limits.ts';
import { DAY_MS, localDate, startOfMonth } from './local-calendar.ts';
import { openIncidents } from './open-incidents.ts';
import { jointPlan, zonePlan } from './operation-plans.ts';
import { pastMonth } from './past-month.ts';
import { pastOperation } from './past-operation.ts';
import { inPassing } from './routed-plan.ts';
import { pastRounds, runningRound } from './sanitation-rounds.ts';

const NOW = Date.parse('2026-11-22T15:00:00+08:00');
const timeZone = 'Asia/Shanghai';
const town = checkerboardTown();
const vocabulary = vocabularyFor({
  categories: [{ id: 'street-vending', name: '乱摆卖' }],
  channels: [{ id: 'grid-patrol', name: '网格巡查' }],
});
const options = { seed: 1, nowMs: NOW, timeZone, numberPrefix: 'XA' };
const points = Array.from({ length: 930 }, (_, i) => ({
  ...{ code: `XA-${String(i + 1).padStart(4, '0')}`, name: `点${i}`, community: `c${i % 22}` },
  venueType: i % 5 === 0 ? 'market' : 'municipal-road',
  at: town.plane.toLonLat([((i * 37) % 2300) - 1150, ((i * 91) % 2300) - 1150]),
}));

test('the past month: 700 to 900 finished cases the interface accepts, none of the future, each number once', () => {
  const cases = pastMonth(town, vocabulary, options);
  expect(cases.length).toBeGreaterThan(700);
  expect(cases.length).toBeLessThan(900);
  expect(new Set(cases.map(({ number }) => number)).size).toBe(cases.length);
  for (const one of cases) {
    expect(incidentImport.parse(one)).toEqual(one);
    expect(Number(one.closedAt)).toBeLessThanOrEqual(NOW);
    expect(Number(one.closedAt)).toBeGreaterThan(Number(one.reportedAt));
  }
});

test('the past month has a daily rhythm: more between 8 and 20 than in the other half of the day', () => {
  const hours = pastMonth(town, vocabulary, options).map(
    one => (new Date(Number(one.reportedAt)).getUTCHours() + 8) % 24,
  );
  const byDay = hours.filter(hour => hour >= 8 && hour < 20).length;
  expect(byDay / hours.length).toBeGreaterThan(0.6);
});

test('a first start one day later gives the days in between the same cases', () => {
  const today = pastMonth(town, vocabulary, options);
  const later = pastMonth(town, vocabulary, { ...options, nowMs: NOW + DAY_MS });
  const day = (cases: typeof today) => cases.filter(({ number }) => number.startsWith('XA20261115-'));
  expect(day(today).length).toBeGreaterThan(5);
  expect(day(later)).toEqual(day(today));
});

test('some twenty are open, from the last hours, the newest a few minutes old, some close to their limit and some over it', () => {
  const open = openIncidents(town, vocabulary, options);
  const ageMinutes = (intake: { reportedAt?: unknown }) => (NOW - Number(intake.reportedAt)) / 60_000;
  const ages = open.map(({ intake }) => ageMinutes(intake));
  expect(open.length).toBeGreaterThan(15);
  expect(Math.max(...ages)).toBeLessThan(24 * 60);
  expect(Math.min(...ages)).toBeLessThan(5);
  expect([...ages].sort((a, b) => b - a)).toEqual(ages);
  for (const { intake } of open) expect(incidentIntake.parse(intake)).toEqual(intake);
  const atWork = open.filter(({ goal }) => goal === 'acknowledged' || goal === 'arrived' || goal === 'progress');
  const shareUsed = atWork.map(({ intake }) => ageMinutes(intake) / DEMO_LIMITS.handleMinutes);
  expect(shareUsed.filter(share => share > 1).length).toBeGreaterThan(1);
  expect(shareUsed.filter(share => share > 0.8 && share < 1).length).toBeGreaterThan(1);
});

const rounds = (nowMs: number) => ({
  ...{ seed: 1, nowMs, wallClock: wallClock(timeZone), calendar: roundCalendar('month', localDays(timeZone)) },
});

test('rounds: six that are over as sheets, one under way; points are left out, some are bad every time, most are clean', () => {
  const sheets = pastRounds(points, rounds(NOW));
  expect(sheets.map(({ round }) => round)).toEqual(['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']);
  for (const { text, file } of sheets) {
    expect(file).toContain('演示');
    const lines = text
      .split('\r\n')
      .slice(1)
      .map(line => line.split(','));
    const assessed = new Set(lines.map(([code]) => code));
    const deducted = new Set(lines.filter(([, , item]) => item !== '').map(([code]) => code));
    expect(assessed.size / points.length).toBeGreaterThan(0.6);
    expect(assessed.size / points.length).toBeLessThan(0.9);
    expect(deducted.size / assessed.size).toBeGreaterThan(0.04);
    expect(deducted.size / assessed.size).toBeLessThan(0.3);
    expect(lines.every(line => line.at(-1) === '演示数据')).toBe(true);
  }
  const { round, deductions, clean } = runningRound(points, rounds(NOW))!;
  expect([round, clean.length > 500]).toEqual(['2026-11', true]);
  for (const one of deductions) expect(deductionReport.parse(one)).toEqual(one);
  expect(new Set(deductions.map(({ number }) => number)).size).toBe(deductions.length);
});

test.each(['2026-11-01T00:00:01+08:00', '2026-03-31T23:59:59+08:00', '2026-01-01T12:00:00+08:00'])(
  'no deduction lies in the future or outside its round at %s',
  now => {
    const nowMs = Date.parse(now);
    const { round, deductions } = runningRound(points, rounds(nowMs))!;
    for (const { at } of deductions) {
      expect(Number(at)).toBeLessThanOrEqual(nowMs);
      expect(localDate(Number(at), timeZone).slice(0, 7)).toBe(round);
    }
    for (const { round: past, text } of pastRounds(points, rounds(nowMs)))
      for (const line of text.split('\r\n').slice(1))
        expect(line.split(',')[4] || past).toMatch(new RegExp(`^${past}`));
  },
);

test('what has come of a round stays as the round goes on', () => {
  const early = runningRound(points, rounds(NOW - 12 * DAY_MS))!;
  const late = runningRound(points, rounds(NOW))!;
  expect(late.deductions).toEqual(expect.arrayContaining(early.deductions));
  expect(runningRound(points, { ...rounds(NOW), calendar: roundCalendar(null, localDays(timeZone)) })).toBeNull();
});

const monthly = { id: 'zone-monthly', name: '片区联合行动', countersigned: true };
const linkage = { id: 'joint-linkage', name: '联勤联动', countersigned: false };
const kind = { leaderPost: null, leadOrgan: null, assistingOrgans: [], composition: null, cadence: null, source: '' };
const ground = {
  ...{ town, points, zoneNames: new Map([['south-west', '西南片区']]), isOrgan: () => true },
  settings: { operationKinds: [monthly, linkage].map(one => ({ ...kind, ...one })) } as never,
};
const outing = { seed: 1, startsAt: NOW - 30 * DAY_MS, mark: '乙', units: [], period: '2026-10' };

test('plans of operations: three squads around one place, stops apart and on the street, everybody called 演示', () => {
  for (const plan of [jointPlan(ground, outing)!, zonePlan(ground, 'south-west', outing)!]) {
    expect(operationPlan.parse(plan)).toEqual(plan);
    expect(plan.title).toContain('演示');
    expect(plan.squads.map(({ stops }) => stops.length).every(length => length >= 3)).toBe(true);
    const stops = plan.squads.flatMap(squad => squad.stops.map(({ lon, lat }) => town.plane.toMetres([lon, lat])));
    for (const [i, stop] of stops.entries()) {
      const node = town.graph.nodes[town.nearestNode(stop)]!;
      expect(metresBetween(node, stop)).toBeLessThan(1);
      for (const other of stops.slice(i + 1)) expect(metresBetween(stop, other)).toBeGreaterThan(120);
    }
    const people = plan.squads.flatMap(({ members }) => members.map(({ name }) => name));
    expect(new Set(people).size).toBe(people.length);
    expect(people.every(name => name.startsWith('演示'))).toBe(true);
  }
  const zone = zonePlan(ground, 'south-west', outing)!;
  for (const { lon, lat } of zone.targets) expect(town.zoneAt([lon, lat])).toBe('south-west');
});

test('a stop that the way leads past is visited before the one behind it', () => {
  const stop = (id: string, x: number, y: number) => {
    const [lon, lat] = town.plane.toLonLat([x, y]);
    return { id, lon, lat };
  };
  const order = inPassing(town, stop('start', 0, 0), [stop('far', 600, 0), stop('near', 300, 0), stop('on', 600, 450)]);
  expect(order.map(({ id }) => id)).toEqual(['near', 'far', 'on']);
});

test('operations of last month: what the interface accepts, in order, some put right and some a closed case', () => {
  const told = { number: 'XA-LH20261023-91', seed: 1, vocabulary };
  const plan = zonePlan(ground, 'south-west', outing)!;
  const past = pastOperation(plan, told);
  expect(pastOperation(plan, told)).toEqual(past);
  expect(operationImport.parse(past.brought)).toEqual(past.brought);
  const { startedAt, finishedAt, stops } = past.brought;
  expect(Number(startedAt)).toBeLessThan(Number(finishedAt));
  for (const stop of stops) {
    if ('skipReason' in stop) continue;
    expect(Number(stop.arrivedAt)).toBeGreaterThanOrEqual(Number(startedAt));
    expect(Number(stop.leftAt)).toBeLessThanOrEqual(Number(finishedAt));
  }
  for (const one of past.cases) expect(incidentImport.parse(one)).toEqual(one);
  expect(past.findings.some(({ isRectified }) => isRectified)).toBe(true);
  expect(past.findings.flatMap(({ found }) => found.incident ?? [])).toEqual(past.cases.map(({ number }) => number));
  expect(past.cases.length).toBeGreaterThan(0);
});

test('a month begins at local midnight, whatever the time zone of the host', () => {
  expect(startOfMonth(Date.parse('2026-10-31T16:00:00Z'), timeZone)).toBe(Date.parse('2026-11-01T00:00:00+08:00'));
  expect(startOfMonth(Date.parse('2026-10-31T15:59:59Z'), timeZone)).toBe(Date.parse('2026-10-01T00:00:00+08:00'));
});
