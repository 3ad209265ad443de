/** Scoring points over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SanitationIndex, SanitationRound } from '../contract/sanitation-index.ts';
import type { PointRecord, PointTargets, RegisteredPoint } from '../contract/scoring-point.ts';
import { type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';

let server: ServerUnderTest;
let codes: string[];
let current: string;
let previous: string;
let beforeThat: string;

beforeAll(async () => {
  server = await startServerUnderTest();
  const { data, days } = server.running.profile;
  codes = data.sanitationPoints.features.map(({ properties }) => properties.code);
  const now = Date.now();
  current = days.monthName(now);
  previous = days.monthName(days.monthBefore(now));
  beforeThat = days.monthName(days.monthBefore(days.monthBefore(now)));
});
afterAll(() => server.stop());

let numbers = 0;
const aDeduction = (point: string | undefined, round: string, more: object = {}) => ({
  ...{ number: `N-${++numbers}`, point, round, at: Date.now() - 1000, item: '暴露垃圾', score: 1.5, ...more },
});
const send = (items: unknown) => server.post('/api/v1/sanitation-points/deductions', items);
const records = async () => (await server.ask('/api/v1/sanitation-points')).body as PointRecord[];
const stateOf = async (code: string | undefined) => (await records()).find(p => p.code === code)?.state ?? 'clean';

test('[SP-4] [SP-5] [SP-6] one round is deducted, two assessed rounds in a row are a repeat, a clean round ends it', async () => {
  const [a, b, c, d] = codes;
  await send([
    aDeduction(a, current),
    aDeduction(a, current),
    aDeduction(b, previous),
    aDeduction(c, current),
    aDeduction(c, previous),
    aDeduction(d, current),
    aDeduction(d, beforeThat),
  ]);
  const states = () => Promise.all([a, b, c, d].map(stateOf));
  expect(await states()).toEqual(['deducted', 'deducted', 'repeat', 'repeat']);
  expect((await records()).find(p => p.code === a)).toMatchObject({ deductions: 2, round: current });
  const assessed = { round: previous, points: [d] };
  expect(await server.post('/api/v1/sanitation-points/assessments', assessed)).toEqual({ accepted: 1, unchanged: 0 });
  await server.post('/api/v1/sanitation-points/assessments', { round: current, points: [b] });
  expect(await states()).toEqual(['deducted', 'clean', 'repeat', 'deducted']);
});

test('[SP-2] the same number again changes nothing', async () => {
  const item = aDeduction(codes[5], current);
  expect(await send(item)).toEqual({ accepted: 1, unchanged: 0, refused: [] });
  const { seq } = server.running.pipeline.changeLog;
  expect(await send([item, item])).toEqual({ accepted: 0, unchanged: 2, refused: [] });
  expect(server.running.pipeline.changeLog.seq).toBe(seq);
});

test('[SP-3] a bad item is named and refuses only itself', async () => {
  const answer = await send([
    aDeduction('XA-9999', current),
    aDeduction(codes[6], 'November'),
    aDeduction(codes[6], current, { score: -1 }),
    aDeduction(codes[6], current, { at: Date.now() + 3_600_000 }),
    aDeduction(codes[6], '2026-13'),
    aDeduction(codes[6], current, { at: 0 }),
    'nonsense',
    aDeduction(codes[6], current),
  ]);
  expect(answer).toMatchObject({
    accepted: 1,
    refused: [
      { index: 0, reason: 'not-found' },
      { index: 1, reason: 'bad-input' },
      { index: 2, reason: 'bad-input' },
      { index: 3, reason: 'future-time' },
      { index: 4, reason: 'bad-input' },
      { index: 5, reason: 'too-old' },
      { index: 6, reason: 'bad-input' },
    ],
  });
});

test('a deduction is a fact with the point as it is then; chiefs of other zones are only told its number', async () => {
  const { zones, zoneOfPoint } = server.running.profile;
  const [own] = zones;
  const mine = codes.find(code => zoneOfPoint(code) === own);
  const foreign = codes.find(code => zoneOfPoint(code) !== own);
  const chief = await watch(server.url, { extraHeaders: { cookie: await server.signIn('chief1') } });
  await until('a snapshot', () => chief.snapshots.length > 0);
  await send([aDeduction(mine, current), aDeduction(foreign, current)]);
  await until('two facts', () => chief.facts().length >= 2);
  expect(chief.facts()[0]).toMatchObject({
    kind: 'deduction-recorded',
    point: { code: mine },
    item: '暴露垃圾',
    score: 1.5,
  });
  expect(chief.facts()[1]).toMatchObject({ kind: 'withheld' });
  expect(JSON.stringify([chief.snapshots, chief.deltas])).not.toContain(foreign);
  chief.close();
});

test('[SP-1] [SP-11] the register says how each point stands; a chief reads the own zone, a wall no photo', async () => {
  const { zones, zoneOfPoint } = server.running.profile;
  const point = codes[40]!;
  await send(aDeduction(point, current, { score: 8 }));
  const register = (await server.ask('/api/v1/sanitation-points/register')).body as RegisteredPoint[];
  expect(register).toHaveLength(936);
  expect(register.find(({ code }) => code === point)).toMatchObject({
    ...{ state: 'deducted', round: current, score: 92, grade: 'A', conflict: null, responsiblePerson: null },
  });
  expect(register.find(({ code }) => code === codes[900])).toMatchObject({ state: 'clean', round: null, score: null });

  const cookie = await server.signIn('chief1');
  const asChief = (path: string) => server.ask(path, { token: '', headers: { cookie } });
  const own = (await asChief('/api/v1/sanitation-points/register')).body as RegisteredPoint[];
  expect(new Set(own.map(({ zone }) => zone))).toEqual(new Set([zones[0]]));
  expect(await asChief(`/api/v1/sanitation-points/${own[0]!.code}`)).toMatchObject({ status: 200 });
  const foreign = codes.find(code => zoneOfPoint(code) !== zones[0]);
  expect(await asChief(`/api/v1/sanitation-points/${foreign}`)).toMatchObject({ status: 403 });
});

test('the history of a point has its rounds, newest first, with what was taken off', async () => {
  const point = codes[41]!;
  await send([
    aDeduction(point, previous, { item: '积水', score: 1 }),
    aDeduction(point, current, { item: '暴露垃圾', score: 3, note: '花坛边' }),
  ]);
  expect((await server.ask(`/api/v1/sanitation-points/${point}`)).body).toMatchObject({
    point: { code: point, state: 'repeat' },
    rounds: [
      {
        ...{ round: current, score: 97, grade: 'A+', state: 'repeat', repeat: true },
        deductions: [
          { item: '暴露垃圾', score: 3, counted: 3, repeat: true, note: '花坛边', source: null, photo: null },
        ],
      },
      { round: previous, score: 99, state: 'deducted', repeat: false, deductions: [{ item: '积水' }] },
    ],
    bulletins: [],
  });
  expect(await server.ask('/api/v1/sanitation-points/XA-9999')).toMatchObject({ status: 404 });
});

test('[SP-30] a point is picked with its rounds since it was last clean; null is not zero', async () => {
  const [again, clean, never] = [codes[50]!, codes[51]!, codes[902]!];
  await send(aDeduction(again, beforeThat, { score: 9 }));
  await server.post('/api/v1/sanitation-points/assessments', { round: beforeThat, points: [clean] });
  await server.post('/api/v1/sanitation-points/assessments', { round: previous, points: [clean] });
  const before = aDeduction(again, previous, { score: 2 });
  const newest = aDeduction(again, current, { score: 3.5 });
  await send([before, newest]);
  const targets = async (points: string) =>
    (await server.ask(`/api/v1/sanitation-points/targets?points=${points}`)).body;
  expect(await targets(`${clean},${again},${never},${again}`)).toMatchObject([
    {
      point: { code: clean, state: 'clean', score: 100 },
      evidence: {
        ...{ from: `${previous}-01`, measure: 'lost-score', deductions: [] },
        counts: { lostScore: 0, repeats: 0, incidents: null, overdue: null },
      },
    },
    {
      point: { code: again, state: 'repeat' },
      evidence: {
        ...{
          from: `${beforeThat}-01`,
          to: expect.stringMatching(new RegExp(`^${current}-\\d\\d$`)),
          measure: 'repeats',
        },
        counts: { lostScore: 14.5, repeats: 2 },
      },
    },
    { point: { code: never, round: null }, evidence: { counts: { lostScore: null, repeats: 0 } } },
  ]);
  await server.post('/api/v1/sanitation-points/assessments', { round: previous, points: [again] });
  // Still deducted in that round: an assessment takes nothing back.
  const [one] = (await targets(again)) as PointTargets;
  expect(one!.evidence.deductions.slice(0, 2)).toEqual([newest.number, before.number]);

  const { zones, zoneOfPoint } = server.running.profile;
  const foreign = codes.find(code => zoneOfPoint(code) !== zones[0]);
  const asChief = { token: '', headers: { cookie: await server.signIn('chief1') } };
  const ask = (points: string) => server.ask(`/api/v1/sanitation-points/targets?points=${points}`, asChief);
  expect(await ask(foreign!)).toMatchObject({ status: 403 });
  expect(await ask('XA-9999')).toMatchObject({ status: 404 });
  expect(await ask(codes.slice(0, 101).join())).toMatchObject({ status: 400 });
});

test('[SP-16] [SP-20] scores, rounds and deductions over HTTP; a chief gets the own zone', async () => {
  const { zones, zoneOfPoint } = server.running.profile;
  const mine = codes.find(code => zoneOfPoint(code) === zones[0])!;
  const foreign = codes.find(code => zoneOfPoint(code) === zones[1])!;
  await send([aDeduction(mine, beforeThat, { score: 4 }), aDeduction(foreign, beforeThat, { score: 6 })]);
  const index = async (query: string, headers = {}) =>
    (await server.ask(`/api/v1/sanitation-index?${query}`, headers)).body as SanitationIndex;
  expect(await index(`round=${beforeThat}&by=zone`)).toMatchObject({
    ...{ from: beforeThat, to: beforeThat, total: { total: 936 }, rows: zones.map(key => ({ key })) },
  });
  expect((await index('')).to).toBe(current);
  const asChief = { token: '', headers: { cookie: await server.signIn('chief1') } };
  const own = await index(`round=${beforeThat}&by=zone`, asChief);
  expect(own.rows.map(({ key }) => key)).toEqual([zones[0]]);
  const deductions = (await server.ask(`/api/v1/sanitation-deductions?round=${beforeThat}`, asChief)).body as {
    point: string;
  }[];
  expect(new Set(deductions.map(({ point }) => zoneOfPoint(point)))).toEqual(new Set([zones[0]]));
  const rounds = (await server.ask('/api/v1/sanitation-rounds')).body as SanitationRound[];
  expect(rounds.map(({ round }) => round)).toEqual([current, previous, beforeThat]);
  for (const query of [
    'round=2026-Q4',
    'from=2026-05&to=2026-04',
    'round=2026-05&to=2026-06',
    'from=2010-01&to=2026-01',
  ])
    expect(await server.ask(`/api/v1/sanitation-index?${query}`), query).toMatchObject({ status: 400 });
});

test('every list is a sheet', async () => {
  const asChief = { token: '', headers: { cookie: await server.signIn('chief1') } };
  const csv = async (path: string) => ((await server.ask(path, asChief)).body as string).trim().split('\r\n');
  const register = await csv('/api/v1/sanitation-points/register.csv');
  const { zones, pointsInZone } = server.running.profile;
  expect(register).toHaveLength(pointsInZone.get(zones[0]!)! + 1);
  expect(register[0]).toContain('测评点编号,测评点名称,场所类型,社区');
  expect(register[1]).toMatch(/^XA-\d{4},.*市政道路|公共|城中村|住宅/);
  const index = await csv(`/api/v1/sanitation-index.csv?round=${beforeThat}&by=venueType`);
  expect(index[1]).toMatch(/^合计,/);
  const lines = await csv(`/api/v1/sanitation-assessments.csv?round=${beforeThat}`);
  expect(lines[1]).toContain('暴露垃圾');
  expect(await server.ask('/api/v1/sanitation-assessments.csv', asChief)).toMatchObject({ status: 400 });
});
