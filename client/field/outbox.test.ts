/** The outbox against a server that is a function. Rules in brackets: server/field/SPEC.md. */
import { expect, test } from 'vitest';
import { fieldOperation } from '../../server/contract/field.ts';
import type { CategoryId, CommandId, IncidentId, OperationId, UnitId } from '../../server/contract/ids.ts';
import { anIncident } from '../store/record-builders.ts';
import type { FieldStore } from './field-store.ts';
import { withKept } from './kept-operation.ts';
import { FIXES_KEPT_MS, type KeptFix, MOST_THINGS, type OperationStep, type Thing } from './kept-things.ts';
import { Outbox } from './outbox.ts';
import { signOf } from './sign-address.ts';

const NOW = Date.UTC(2026, 10, 23, 6, 32);
const UNIT = 'field-01' as UnitId;
const INCIDENT = 'XA20261123-0001' as IncidentId;

function memoryStore(): FieldStore {
  const fixes = new Map<number, KeptFix>();
  const things = new Map<string, Thing>();
  const known = new Map<string, unknown>();
  return {
    addFix: async fix => void fixes.set(fix.time, fix),
    oldestFixes: async most => [...fixes.values()].sort((a, b) => a.time - b.time).slice(0, most),
    async removeFixes(times) {
      for (const time of times) fixes.delete(time);
    },
    async dropFixesBefore(time) {
      for (const known of [...fixes.keys()]) if (known < time) fixes.delete(known);
    },
    countFixes: async () => fixes.size,
    things: async () => [...things.values()].sort((a, b) => a.at - b.at),
    putThing: async thing => void things.set(thing.id, thing),
    removeThing: async id => void things.delete(id),
    known: async name => known.get(name),
    remember: async (name, value) => void known.set(name, value),
    async clear() {
      for (const map of [fixes, things, known]) map.clear();
    },
  };
}

interface Asked {
  path: string;
  body: Record<string, unknown>;
}

/** `answer` null = no network. */
function setUp(answer: (asked: Asked) => { status?: number; body: unknown } | null) {
  const asked: Asked[] = [];
  const store = memoryStore();
  const fetch = (async (path: string, init: RequestInit) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    asked.push({ path, body });
    const given = answer({ path, body });
    if (!given) throw new TypeError('no network');
    return new Response(JSON.stringify(given.body), { status: given.status ?? 200 });
  }) as typeof globalThis.fetch;
  const parts = { store, unit: UNIT, serverNow: () => NOW, onChange: () => {}, fetch };
  const outbox = new Outbox(parts);
  return { store, outbox, parts, asked, paths: () => asked.map(({ path }) => path) };
}

const aFix = (time: number): KeptFix => ({
  time,
  lon: 113.9,
  lat: 22.5,
  accuracyM: 8,
  speedMps: null,
  headingDeg: null,
});
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as CommandId;
const help = (n: number, at: number): Thing => ({
  id: id(n),
  at,
  photos: [],
  settled: null,
  kind: 'help',
  unit: UNIT,
  place: null,
});
const step = (n: number, at: number, event: 'arrive' | 'acknowledge' = 'arrive'): Thing => ({
  ...{ id: id(n), at, photos: [], settled: null, kind: 'step', incident: INCIDENT, event, text: '', evidence: [] },
});

const task = (more: object) => ({
  ...{ id: INCIDENT, version: 7, state: 'handling', category: null, level: 4, text: '摊贩', lon: 113.9, lat: 22.5 },
  ...{ address: null, community: null, grid: null, happenedAt: NOW, allowed: ['arrive'], lead: true, assignedAt: NOW },
  ...{ acknowledgedAt: NOW, arrivedAt: null, organ: 'urban-management', dueAt: null, photos: 0 },
  ...more,
});
const unit = {
  ...{
    id: UNIT,
    index: 1,
    version: 1,
    callSign: '一线01',
    unitClass: 'patrol-person',
    homeZone: null,
    community: null,
  },
  ...{ organ: null, onDuty: true, dutyChangedAt: NOW, ground: null, reportIntervalS: null },
};
const aFieldStop = (stop: string) => ({
  ...{ id: stop, target: null, name: stop, lon: 113.9, lat: 22.5, plannedAt: null, dwellMin: 5, radiusM: 50 },
  ...{ grid: null, state: 'planned', arrivedAt: null, arrivedBy: null, leftAt: null, skipReason: null },
});
function aFieldSquad() {
  return {
    ...{ id: 's1', name: '一组', leader: null, members: [], vehicles: [], channel: null, units: [UNIT] },
    ...{ mode: 'vehicle', corridorM: null, corridorS: 60, headcount: 0, absent: 0, currentStop: 'p1' },
    progress: { planned: 2, visited: 0, skipped: 0, remaining: 2, late: 0 },
    ...{ offRouteSince: null, stops: [aFieldStop('p1'), aFieldStop('p2')] },
  };
}
const state = (tasks: object[]) => ({
  body: {
    serverTime: NOW,
    timeZone: 'Asia/Shanghai',
    unit,
    reportIntervalS: 30,
    channel: 'patrol',
    fix: null,
    shifts: null,
    help: null,
    tasks,
  },
});

test('[P-84] help goes first, then what was done, then fixes with their own times, oldest first', async () => {
  const { store, outbox, asked, paths } = setUp(({ path, body }) => {
    if (path === '/api/v1/field') return state([]);
    return { body: { accepted: Object.keys(body).length, refused: [] } };
  });
  await store.addFix(aFix(NOW - 1000));
  await store.addFix(aFix(NOW - 9000));
  await store.putThing(step(2, NOW - 8000));
  await store.putThing(help(1, NOW - 5000));
  await outbox.flush();
  expect(paths()).toEqual([`/api/v1/units/${UNIT}/help`, '/api/v1/field', '/api/v1/positions']);
  expect(asked[0]?.body.happenedAt).toBe(NOW - 5000);
  expect((asked[2]!.body as unknown as { time: number }[]).map(({ time }) => time)).toEqual([NOW - 9000, NOW - 1000]);
  expect(await store.countFixes()).toBe(0);
  expect((await store.things()).map(({ settled }) => settled?.ok)).toEqual([false, true]);
});

test('[P-89] whoever sends while something is being sent waits until the server has his own', async () => {
  const { outbox, paths } = setUp(() => ({ body: {} }));
  void outbox.take(help(1, NOW));
  await outbox.take(help(2, NOW));
  await outbox.flush();
  expect(paths()).toEqual([`/api/v1/units/${UNIT}/help`, `/api/v1/units/${UNIT}/help`]);
});

test('[P-84] without a server everything stays; a fix that came too fast stays, one that is known already goes', async () => {
  let isUp = false;
  const refused = [
    { index: 0, reason: 'duplicate', message: '' },
    { index: 1, reason: 'too-many-requests', message: '' },
  ];
  const { store, outbox } = setUp(() => (isUp ? { body: { accepted: 0, refused } } : null));
  await store.addFix(aFix(NOW - 2000));
  await store.addFix(aFix(NOW - 1000));
  await outbox.flush();
  expect(await store.countFixes()).toBe(2);
  isUp = true;
  await outbox.flush();
  expect(await store.oldestFixes(9)).toMatchObject([{ time: NOW - 1000 }]);
});

test('[P-85] a step made offline is a new command of now with 补报, for the version that was read', async () => {
  const { store, outbox, asked } = setUp(({ path }) =>
    path === '/api/v1/field' ? state([task({})]) : { body: task({}) },
  );
  await store.putThing(step(1, NOW - 600_000));
  await outbox.flush();
  const sent = asked.find(({ path }) => path.endsWith('/events'))?.body;
  expect(sent).toMatchObject({ commandId: id(1), expectedVersion: 7, issuedAt: NOW });
  expect(sent?.remark).toBe('补报 14:22');
  expect((await store.things())[0]?.settled?.ok).toBe(true);
});

test('[P-85] what is not possible any more is not sent, and the page says what became of it', async () => {
  const cases = [
    { tasks: [], ok: false, says: '已不在' },
    { tasks: [task({ allowed: [], arrivedAt: NOW })], ok: true, says: '已登记' },
    { tasks: [task({ allowed: [], state: 'revisit-due' })], ok: false, says: '待回访' },
  ];
  for (const { tasks, ok, says } of cases) {
    const { store, outbox, paths } = setUp(() => state(tasks));
    await store.putThing(step(1, NOW));
    await outbox.flush();
    expect(paths()).toEqual(['/api/v1/field', '/api/v1/positions'].slice(0, 1));
    const [thing] = await store.things();
    expect(thing?.settled).toMatchObject({ ok, sentence: expect.stringContaining(says) });
  }
});

test('[P-85] somebody was faster: it looks again and sends for the newer version', async () => {
  let version = 7;
  const { outbox, asked, store } = setUp(({ path, body }) => {
    if (path === '/api/v1/field') return state([task({ version })]);
    if (body.expectedVersion === 8) return { body: task({}) };
    version = 8;
    return { status: 409, body: { refusal: 'version-conflict', message: '已更新' } };
  });
  await store.putThing(step(1, NOW));
  await outbox.flush();
  expect(asked.filter(({ path }) => path.endsWith('/events')).map(({ body }) => body.expectedVersion)).toEqual([7, 8]);
});

test('[P-84] a report keeps its command id until it is answered; a refusal settles it', async () => {
  let answer: { status?: number; body: unknown } | null = null;
  const { outbox, store, asked } = setUp(() => answer);
  const intake = { channel: 'patrol', text: '垃圾', lon: 113.9, lat: 22.5, happenedAt: NOW };
  await store.putThing({ id: id(3), at: NOW, photos: [], settled: null, kind: 'report', intake, incident: null });
  await outbox.flush();
  await outbox.flush();
  expect(asked.map(({ body }) => body.commandId)).toEqual([id(3), id(3)]);
  expect((await store.things())[0]?.settled).toBeNull();
  answer = { status: 400, body: { refusal: 'unknown-channel', message: '没有渠道' } };
  await outbox.flush();
  expect((await store.things())[0]?.settled).toMatchObject({ ok: false, sentence: '没有渠道' });
});

test('[P-91] a category that the list does not have any more is left out and said; the report arrives with its own id', async () => {
  const { outbox, store, asked } = setUp(({ body }) =>
    body.category === 'gone'
      ? { status: 400, body: { refusal: 'unknown-category', message: '没有类别 gone', field: 'category' } }
      : { body: anIncident({ id: INCIDENT }) },
  );
  const intake = {
    channel: 'patrol',
    text: '垃圾',
    lon: 113.9,
    lat: 22.5,
    happenedAt: NOW,
    category: 'gone' as CategoryId,
  };
  await store.putThing({ id: id(3), at: NOW, photos: [], settled: null, kind: 'report', intake, incident: null });
  await outbox.flush();
  expect(asked.map(({ body }) => [body.commandId, body.category])).toEqual([
    [id(3), 'gone'],
    [id(3), undefined],
  ]);
  expect((await store.things())[0]?.settled).toMatchObject({
    ok: true,
    sentence: expect.stringContaining('类别已停用'),
  });
});

const OPERATION = 'XA-LH20261123-01' as OperationId;
const operationStep = (n: number, step: OperationStep, more: object = {}): Thing => ({
  ...{ id: id(n), at: NOW - 600_000, photos: [], settled: null, kind: 'operation', operation: OPERATION },
  ...{ step, evidence: [], ...more },
});
const inOperation = {
  ...{ id: OPERATION, version: 9, state: 'under-way', title: '联勤', startsAt: NOW, endsAt: NOW, startedAt: NOW },
  ...{ muster: null, findings: [], allowed: ['add-finding'] },
  squad: aFieldSquad(),
};
const withOperation = () => {
  const { body } = state([]);
  return { body: { ...body, operations: [inOperation] } };
};
const aFinding: OperationStep = { event: 'add-finding', finding: id(77), lon: 113.9, lat: 22.5, text: '占道' };

test('[P-93] photos first, each once, then the step with the squad, the time it happened and a command of now', async () => {
  let photosUp = 0;
  const { outbox, store, asked } = setUp(({ path }) => {
    if (path === '/api/v1/field') return withOperation();
    if (path.endsWith('/photos')) return ++photosUp === 2 ? null : { body: { id: String(photosUp).repeat(32) } };
    return { body: { id: OPERATION } };
  });
  const photos = [new Blob(['a']), new Blob(['b'])];
  await store.putThing(operationStep(1, aFinding, { photos }));
  await outbox.flush();
  expect((await store.things())[0], 'the line broke after the first photo').toMatchObject({
    ...{ settled: null, evidence: ['1'.repeat(32)], photos: [photos[1]] },
  });
  await outbox.flush();
  expect(photosUp).toBe(3);
  expect(asked.find(({ path }) => path.endsWith('/events'))?.body).toMatchObject({
    ...{ event: 'add-finding', finding: id(77), commandId: id(1), issuedAt: NOW, happenedAt: NOW - 600_000 },
    ...{ squad: 's1', photos: ['1'.repeat(32), '3'.repeat(32)] },
  });
  expect(await store.things(), 'what arrived is the card’s').toEqual([]);
});

test('[P-94] what is refused stays whole with its sentence, and can be sent again', async () => {
  let isOver = true;
  const { outbox, store } = setUp(({ path }) => {
    if (path === '/api/v1/field') return withOperation();
    if (path.endsWith('/photos')) return { body: { id: 'a'.repeat(32) } };
    return isOver ? { status: 409, body: { refusal: 'illegal-move', message: '已总结' } } : { body: { id: OPERATION } };
  });
  await store.putThing(operationStep(1, aFinding, { photos: [new Blob(['a'])] }));
  await outbox.flush();
  expect((await store.things())[0]).toMatchObject({
    ...{ step: aFinding, evidence: ['a'.repeat(32)], settled: { ok: false, sentence: '已总结' } },
  });
  for (let n = 2; n <= MOST_THINGS; n++) await store.putThing(help(n, NOW));
  expect(await outbox.take(step(99, NOW)), 'it takes its room').toBe(false);
  isOver = false;
  await outbox.again(id(1));
  expect((await store.things()).some(({ kind }) => kind === 'operation')).toBe(false);
});

test('[P-94] [P-98] an operation that is gone and a stop of another squad are not sent', async () => {
  const { outbox, store, paths } = setUp(() => withOperation());
  const arrival = { event: 'arrive-stop', stop: 'p9', code: 'ABC' } as const;
  await store.putThing(operationStep(1, arrival));
  await store.putThing(operationStep(2, arrival, { operation: 'XA-LH2' }));
  await outbox.flush();
  const things = await store.things();
  expect(things.map(({ settled }) => settled?.sentence)).toEqual([
    expect.stringContaining('不属于本小组'),
    expect.stringContaining('不在其中'),
  ]);
  expect(paths().filter(path => path.startsWith('/api/v1/operations'))).toEqual([]);
});

test('[P-98] the address of a sign is read whole or not at all', () => {
  expect(signOf('?operation=XA-LH1&stop=p1&code=ABC123')).toEqual({ operation: 'XA-LH1', stop: 'p1', code: 'ABC123' });
  expect(signOf('?operation=XA-LH1&stop=p1')).toBeNull();
  expect(signOf('')).toBeNull();
});

test('[P-93] the card shows what is kept as done: at one stop is at no other, a kept finding counts its photos', () => {
  const kept = [
    operationStep(1, { event: 'arrive-stop', stop: 'p1' }),
    operationStep(2, { event: 'arrive-stop', stop: 'p2' }),
    operationStep(3, aFinding, { photos: [new Blob(['a'])] }),
    operationStep(4, { event: 'add-after-photos', finding: id(77) }, { photos: [new Blob(['b'])] }),
    operationStep(5, { event: 'skip-stop', stop: 'p1', reason: '封路' }),
    operationStep(6, { event: 'leave-stop', stop: 'p2' }, { operation: 'XA-LH2' }),
  ];
  const shown = withKept(fieldOperation.parse(inOperation), kept);
  expect(shown.stops.map(({ state: standing, isKept }) => [standing, isKept])).toEqual([
    ['left', true],
    ['arrived', true],
  ]);
  expect(shown.findings).toMatchObject([{ id: id(77), photos: 1, photosAfter: 1, isKept: true }]);
});

test('[P-84] two tabs share one outbox: what both find there at the same moment is sent once', async () => {
  const { store, asked, parts } = setUp(() => ({ body: { accepted: 1, refused: [] } }));
  let isHeld = false;
  /** As `navigator.locks` with `ifAvailable`. */
  const alone = async (work: () => Promise<void>) => {
    if (isHeld) return;
    isHeld = true;
    await work().finally(() => (isHeld = false));
  };
  const [a, b] = [1, 2].map(() => new Outbox({ ...parts, alone }));
  for (let n = 1; n <= 5; n++) await store.putThing(help(n, NOW - n));
  await store.addFix(aFix(NOW));
  await Promise.all([a!.flush(), b!.flush(), a!.flush(), b!.flush()]);
  await b!.flush();
  expect(asked.map(({ path }) => path).sort()).toEqual(
    [...Array.from({ length: 5 }, () => `/api/v1/units/${UNIT}/help`), '/api/v1/positions'].sort(),
  );
  expect((await store.things()).every(({ settled }) => settled?.ok)).toBe(true);
});

test('[P-86] positions of a day and forty things; a call for help always finds room', async () => {
  const { outbox, store } = setUp(() => null);
  await outbox.takeFix(aFix(NOW - FIXES_KEPT_MS - 1));
  await outbox.takeFix(aFix(NOW));
  expect(await store.countFixes()).toBe(1);
  for (let n = 0; n < MOST_THINGS; n++) expect(await outbox.take(step(n, NOW))).toBe(true);
  expect(await outbox.take(step(99, NOW))).toBe(false);
  expect(await outbox.take(help(100, NOW))).toBe(true);
});
