/**
 * Joint operations of the demonstration over the public interface: cars that go out, two operations of last month, a plan that is being
 * countersigned, and the operation of today, which the simulated day plays (simulation/operation-day.ts) and copies when it has ended.
 * In: an administrator's session, doors of the desk and of the leader, the ground, the present. Out: nothing; each start adds what is missing, and what
 * is there already has the same number.
 */
import { readFile } from 'node:fs/promises';
import { DEMO_FIELD_UNIT } from '../../server/access/demo-accounts.ts';
import type { OperationRecord, OperationState } from '../../server/contract/operation.ts';
import { fleetRegistrations, PLANNED_CARS, PLAYED_CARS } from '../simulation/joint-fleet.ts';
import type { Doors } from '../simulation/make-move.ts';
import { namedUuid } from '../simulation/named-uuid.ts';
import { isPlayed } from '../simulation/operation-day.ts';
import { issueWith } from '../simulation/operation-door.ts';
import type { ProfileTown } from '../simulation/profile-town.ts';
import type { AdminSession } from './admin-session.ts';
import { EVIDENCE_PHOTO, RECTIFIED_PHOTO } from './evidence-photo.ts';
import { DAY_MS, localDate, MINUTE_MS, startOfDay, startOfMonth } from './local-calendar.ts';
import { jointPlan, zonePlan } from './operation-plans.ts';
import { type PastOperation, pastOperation } from './past-operation.ts';
import { withRoutes } from './routed-plan.ts';

const SEED = 20261122;
const HOUR_MS = 60 * MINUTE_MS;
const LIVE: readonly OperationState[] = ['planned', 'under-way', 'reinforced', 'finished'];

export async function seedOperations(
  admin: AdminSession,
  people: Required<Doors>,
  ground: ProfileTown,
  nowMs: number,
): Promise<void> {
  await admin.post('/api/v1/units', fleetRegistrations(ground.isOrgan));
  const { operations } = (await admin.get('/api/v1/operations?limit=200')) as { operations: OperationRecord[] };
  const isOver = ({ imported, state }: OperationRecord) => imported && state === 'summarised';
  if (operations.filter(isOver).length < 2) await bringPast(admin, ground, nowMs);
  if (!operations.some(({ state, startsAt }) => state === 'countersigning' && startsAt > nowMs))
    await planAhead(admin, ground, nowMs);
  // What was played before is copied by whoever plays; a first start has nothing to copy.
  const played = operations.filter(isPlayed);
  if (played.some(({ state }) => LIVE.includes(state) || state === 'summarised')) return;
  await planToday(admin, people, ground, nowMs);
}

async function bringPast(admin: AdminSession, ground: ProfileTown, nowMs: number): Promise<void> {
  const { town, vocabulary, points } = ground;
  const lastMonth = startOfMonth(startOfMonth(nowMs, town.timeZone) - DAY_MS, town.timeZone);
  const period = localDate(lastMonth, town.timeZone).slice(0, 7);
  const prefix = points[0]?.code.split('-')[0] ?? 'DEMO';
  const zone = town.zones[0]?.id;
  const past = { seed: SEED, period, units: [] };
  const plans = [
    zone && zonePlan(ground, zone, { ...past, mark: '乙', startsAt: workday(lastMonth + 11 * DAY_MS) + 9 * HOUR_MS }),
    jointPlan(ground, { ...past, mark: '丙', startsAt: workday(lastMonth + 23 * DAY_MS) + 15 * HOUR_MS }),
  ];
  for (const [i, plan] of plans.entries()) {
    if (!plan) continue;
    const day = localDate(Number(plan.startsAt), town.timeZone).replaceAll('-', '');
    const routed = await withRoutes(admin, ground.town, plan);
    // The running numbers of a day do not come that far.
    const told = pastOperation(routed, { number: `${prefix}-LH${day}-9${i + 1}`, seed: SEED, vocabulary });
    await bringOne(admin, told);
  }
}

/** What an interrupted start has brought already is known by its number and by the ids of its findings. */
async function bringOne(admin: AdminSession, { brought, cases, findings, summary }: PastOperation): Promise<void> {
  if (cases.length > 0) await admin.post('/api/v1/incidents/import', cases);
  const { refused } = (await admin.post('/api/v1/operations/import', [brought])) as { refused: { message: string }[] };
  if (refused[0]) throw new Error(`${brought.number}: ${refused[0].message}`);
  const path = `/api/v1/operations/${encodeURIComponent(brought.number)}`;
  let record = (await admin.get(path)) as OperationRecord;
  if (record.state !== 'finished') return;
  const [before, after] = await Promise.all([photo(admin, path, EVIDENCE_PHOTO), photo(admin, path, RECTIFIED_PHOTO)]);
  const send = async (fields: object, name: string) => {
    const stamp = { commandId: namedUuid(`${brought.number} ${name}`), expectedVersion: record.version };
    record = (await admin.post(`${path}/events`, { ...fields, ...stamp, issuedAt: Date.now() })) as OperationRecord;
  };
  for (const { found, isRectified } of findings) {
    await send({ event: 'add-finding', ...found, photos: [before] }, `found ${found.finding}`);
    if (isRectified)
      await send({ event: 'add-after-photos', finding: found.finding, photos: [after] }, `done ${found.finding}`);
  }
  await send({ event: 'summarise', text: summary }, 'summary');
}

async function planAhead(admin: AdminSession, ground: ProfileTown, nowMs: number): Promise<void> {
  const { town } = ground;
  const zone = (town.zones[1] ?? town.zones[0])?.id;
  const startsAt = workday(startOfDay(nowMs, town.timeZone) + 3 * DAY_MS) + 9 * HOUR_MS;
  const outing = { seed: SEED, startsAt, mark: '丁', units: PLANNED_CARS.map(car => [car]) };
  const plan = zone && zonePlan(ground, zone, { ...outing, period: localDate(startsAt, town.timeZone).slice(0, 7) });
  if (!plan) return;
  const draft = (await admin.post('/api/v1/operations', await withRoutes(admin, ground.town, plan))) as OperationRecord;
  const asked = await command(admin, draft, { event: 'submit' });
  const [first] = asked.calls;
  if (first) await command(admin, asked, { event: 'countersign', agree: true, onBehalfOf: first.organ });
}

async function planToday(
  admin: AdminSession,
  people: Required<Doors>,
  ground: ProfileTown,
  nowMs: number,
): Promise<void> {
  const startsAt = nowMs - (nowMs % MINUTE_MS);
  const units = PLAYED_CARS.map(car => [car]);
  const plan = jointPlan(ground, { seed: SEED, startsAt, mark: '甲', units, period: null });
  if (!plan) return;
  const draft = (await admin.post('/api/v1/operations', await withRoutes(admin, ground.town, plan))) as OperationRecord;
  const said: string[] = [];
  const doors = { ...people, now: Date.now, trouble: (why: string) => void said.push(why) };
  if (!(await issueWith(doors, draft, DEMO_FIELD_UNIT))) throw new Error(`${draft.id}: ${said.join('; ')}`);
}

async function command(admin: AdminSession, { id, version }: OperationRecord, fields: object) {
  const stamp = { commandId: crypto.randomUUID(), expectedVersion: version, issuedAt: Date.now() };
  return (await admin.post(`/api/v1/operations/${encodeURIComponent(id)}/events`, {
    ...{ ...fields, ...stamp },
  })) as OperationRecord;
}

async function photo(admin: AdminSession, path: string, file: URL): Promise<string> {
  return ((await admin.send(`${path}/photos`, await readFile(file), 'image/jpeg')) as { id: string }).id;
}

/** The same instant on the next day that is no Saturday or Sunday. */
function workday(midnight: number): number {
  const weekday = new Date(midnight + DAY_MS / 2).getUTCDay(); // noon in China is the same weekday in UTC
  return midnight + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0) * DAY_MS;
}
