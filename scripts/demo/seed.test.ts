import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import type { Bulletin } from '../../server/contract/bulletin.ts';
import type { DutyStanding } from '../../server/contract/duty-standing.ts';
import { type IncidentRecord, isOpen } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { SanitationIndex, SanitationRound } from '../../server/contract/sanitation-index.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { profileTown } from '../simulation/profile-town.ts';
import { sessionDoor } from '../simulation/server-door.ts';
import { type AdminSession, signInAsAdmin } from './admin-session.ts';
import { fileDemoShifts } from './demo-shifts.ts';
import { EVIDENCE_PHOTO } from './evidence-photo.ts';
import { issueDemoBulletin } from './issue-bulletin.ts';
import { seedDemo } from './seed.ts';
import { seedOperations } from './seed-operations.ts';

const PASSWORD = 'seed-test-password';

let dir: string;
let server: RunningServer;
let admin: AdminSession;
let people: Parameters<typeof seedDemo>[1];
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gridwall-seed-'));
  const settings = { DATA_DIR: dir, PORT: '0', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  server = await startServer(readConfig(settings, { demo: true }));
  admin = await signInAsAdmin(server.url, PASSWORD);
  const duty = sessionDoor(server.url, 'duty', PASSWORD);
  people = { organs: duty, desk: duty, leader: sessionDoor(server.url, 'leader', PASSWORD) };
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

test('a first start that is interrupted is completed by the next, and a third adds nothing', {
  timeout: 120_000, // three starts with all that a demonstration shows
}, async () => {
  const profile = await profileTown('xinan');
  const nowMs = Date.now();
  const interrupted: AdminSession = {
    ...admin,
    post: (path, body) => (path === '/api/v1/units' ? Promise.reject(new Error('power cut')) : admin.post(path, body)),
  };
  await expect(seedDemo(interrupted, people, profile, nowMs)).rejects.toThrow('power cut');

  const seeded = await seedDemo(admin, people, profile, nowMs + 5000);
  if (seeded === 'already-there') throw new Error('The interrupted start counted as done.');
  const { db } = server.database;
  const facts = await db.selectFrom('change_log').select('kind').execute();
  const count = (kind: string) => facts.filter(fact => fact.kind === kind).length;
  expect(count('incident-imported')).toBe(seeded.finished);
  expect(count('incident-received')).toBe(seeded.open);
  expect(await db.selectFrom('deduction').select('number').execute()).toHaveLength(seeded.deductions);
  expect(await db.selectFrom('sanitation_import').select('id').execute()).toHaveLength(seeded.rounds);
  expect(count('unit-registered')).toBe(60);

  expect(await seedDemo(admin, people, profile, nowMs + 86_400_000)).toBe('already-there');
  expect(await db.selectFrom('change_log').select('kind').execute()).toHaveLength(facts.length);
  const units = (await admin.get('/api/v1/units')) as UnitRecord[];
  expect(units.map(unit => unit.callSign)).toContain('执06');
});

test('everything filled in lies in a grid of a zone, with the category and channel of the profile', async () => {
  const incidents = await server.database.db.selectFrom('incident').select(['grid', 'zone', 'category']).execute();
  expect(incidents.length).toBeGreaterThan(700);
  expect(incidents.filter(({ grid, zone, category }) => !grid || !zone || !category)).toEqual([]);
  expect(new Set(incidents.map(({ zone }) => zone)).size).toBe(4);
});

test('the open ones stand at every stage, and some clocks are close to their end or over', async () => {
  const { incidents } = (await admin.get('/api/v1/incidents?limit=100')) as { incidents: IncidentRecord[] };
  const open = incidents.filter(({ state }) => isOpen(state));
  const states = new Set(open.map(({ state }) => state));
  expect([...states]).toEqual(
    expect.arrayContaining(['received', 'accepted', 'handling', 'at-centre', 'revisit-due', 'pending-evaluation']),
  );
  const running = open.flatMap(({ limits }) => limits.filter(({ state }) => state === 'running'));
  expect(running.some(({ breachedAt }) => breachedAt !== null)).toBe(true);
  expect(running.some(({ amberAt, dueAt }) => amberAt <= Date.now() && dueAt > Date.now())).toBe(true);
  expect(running.some(({ filingNumber }) => filingNumber?.startsWith('演示-'))).toBe(true);
  expect(open.some(({ heldUntil }) => heldUntil !== null)).toBe(true);
  expect(open.some(({ reworks }) => reworks > 0)).toBe(true);
  expect(open.some(({ evidence }) => evidence.length > 0)).toBe(true);
});

test('shifts of the demonstration are filed and rostered for a week through the interface, and a second start adds nothing', async () => {
  const town = await profileTown('xinan');
  const nowMs = Date.now();
  expect(await fileDemoShifts(admin, town, nowMs)).toBeGreaterThan(500);
  expect(await fileDemoShifts(admin, town, nowMs)).toBe(0);
  const standing = (await admin.get('/api/v1/duty-standing')) as DutyStanding;
  expect(standing).toMatchObject({
    plan: { source: '演示数据，非街道规定' },
    coverRule: { rule: 'always', source: 'S0-47' },
  });
  expect(standing.shifts.filter(({ kind }) => kind === 'patrol').every(({ rosterKnown }) => rosterKnown)).toBe(true);
});

test('operations: two of last month with findings and their photos, one in countersigning, one of today; a second start adds none', async () => {
  const ground = await profileTown('xinan');
  const nowMs = Date.now();
  const list = async () => ((await admin.get('/api/v1/operations')) as { operations: OperationRecord[] }).operations;
  await seedOperations(admin, people, ground, nowMs);
  const seeded = await list();
  const inState = (state: string) => seeded.filter(one => one.state === state);
  expect([inState('summarised').length, inState('countersigning').length, inState('planned').length]).toEqual([
    2, 1, 1,
  ]);
  for (const { imported, findings, progress, title } of inState('summarised')) {
    expect([imported, title.includes('演示')]).toEqual([true, true]);
    expect(findings.length).toBeGreaterThan(3);
    expect(
      findings.every(
        ({ photos, incident, photosAfter }) => photos.length === 1 && (incident !== null || photosAfter.length === 1),
      ),
    ).toBe(true);
    expect(progress).toMatchObject({ skipped: 1, remaining: 0 });
  }
  const cases = inState('summarised').flatMap(({ findings }) =>
    findings.flatMap(({ incidentState }) => incidentState ?? []),
  );
  expect(new Set(cases)).toEqual(new Set(['closed']));
  const [today] = inState('planned');
  expect(
    today?.squads.every(({ stops }) => stops.every(({ plannedAt }) => plannedAt !== null && plannedAt < today.endsAt)),
  ).toBe(true);
  await seedOperations(admin, people, ground, nowMs + 60_000);
  expect((await list()).map(({ id, version }) => [id, version])).toEqual(
    seeded.map(({ id, version }) => [id, version]),
  );
});

test('the alarms of a first start are few and none of them is loud', async () => {
  const { alarms } = (await admin.get('/api/v1/alarms')) as { alarms: { priority: number }[] };
  expect(alarms.length).toBeLessThan(10);
  expect(alarms.filter(({ priority }) => priority < 3)).toEqual([]);
});

test('the demonstration has two duty officers and three departments, and each signs in', async () => {
  for (const account of ['duty', 'duty2', 'dept', 'dept2', 'dept3']) {
    const session = await sessionDoor(server.url, account, PASSWORD).get('/api/v1/session');
    expect(session?.body, account).toMatchObject({ role: account.startsWith('duty') ? 'duty' : 'dept' });
  }
});

test('scoring points are in every state but the one that only a bulletin brings, and rounds have scores', async () => {
  const { db } = server.database;
  const states = await db.selectFrom('point_standing').select('state').distinct().execute();
  expect(states.map(({ state }) => state).sort()).toEqual(['clean', 'deducted', 'repeat']);
  const rounds = (await admin.get('/api/v1/sanitation-rounds')) as SanitationRound[];
  expect(rounds.length).toBeGreaterThanOrEqual(6);
  expect(rounds.every(({ score }) => score !== null && score > 85)).toBe(true);
  const { rows } = (await admin.get('/api/v1/sanitation-index?by=point')) as SanitationIndex;
  expect(new Set(rows.map(({ grade }) => grade))).toEqual(new Set(['A+', 'A', 'B', 'C', null]));
});

test('last month`s bulletin is issued, signed and answered by one community through the interface, once', async () => {
  const door = (account: string) => sessionDoor(server.url, account, PASSWORD);
  const bulletinPeople = { ...people, office: door('dept'), station: door('dept3') };
  const photo = await readFile(EVIDENCE_PHOTO);
  const issue = () => issueDemoBulletin(admin, bulletinPeople, { photo, nowMs: Date.now() });
  const id = await issue();
  const bulletin = (await admin.get(`/api/v1/bulletins/${id}`)) as Bulletin;
  expect(bulletin).toMatchObject({ state: 'signed', counts: { answered: 1 }, hasMap: true });
  expect(bulletin.points.some(({ deductions }) => deductions.some(({ photo }) => photo !== null))).toBe(true);
  expect(await issue()).toBeNull();
}, 60_000);
