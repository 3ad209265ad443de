/** An hour of the played operation against the server's own rules in memory: no network, no clock but ours. */
import { beforeAll, expect, test } from 'vitest';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { operationCommand } from '../../server/contract/operation-event.ts';
import { isObjection } from '../../server/http/objection.ts';
import { applyPlan } from '../../server/operation/apply-plan.ts';
import { drafted, planAgain } from '../../server/operation/new-operation.ts';
import { CONTEXT as BUILT, DUTY, KINDS, LEADER } from '../../server/operation/operation-builders.ts';
import { moved, step } from '../../server/operation/operation-lifecycle.ts';
import { NOTHING_FETCHED } from '../../server/operation/situation.ts';
import { type Sighting, SquadFollower } from '../../server/operation/squad-follower.ts';
import { arrived, left } from '../../server/operation/stop-events.ts';
import { jointPlan } from '../demo/operation-plans.ts';
import { checkerboardTown } from './checkerboard-town.ts';
import { vocabularyFor } from './incident-vocabulary.ts';
import { jointFleet, PLAYED_CARS } from './joint-fleet.ts';
import { OperationDay } from './operation-day.ts';
import type { ServerDoor } from './server-door.ts';
import { newWorld, sendUnit, stepWorld } from './world.ts';

const START = Date.parse('2026-11-28T03:00:00+08:00');
const MINUTE = 60_000;
const TICK = 2000;
const SEED = 1;
const town = checkerboardTown();
const vocabulary = vocabularyFor({
  categories: [{ id: 'street-vending', name: '乱摆卖' }],
  channels: [{ id: 'grid-patrol', name: '网格巡查' }],
});
const kind = { ...KINDS['zone-monthly'], id: 'joint-linkage', name: '联勤联动', countersigned: false };
const CONTEXT = { ...BUILT, kind: () => kind, unit: () => ({ callSign: '联勤' }) };
const PHOTO = 'a'.repeat(32);
const points = Array.from({ length: 220 }, (_, i) => ({
  ...{ code: `XA-${i}`, name: `点${i}`, venueType: 'market', community: 'c' },
  at: town.plane.toLonLat([((i * 337) % 2300) - 1150, ((i * 911) % 2300) - 1150]),
}));
const ground = {
  ...{ town, points, zoneNames: new Map<string, string>(), isOrgan: () => true },
  settings: { operationKinds: [kind] } as never,
};

interface Played {
  record: OperationRecord;
  seen: Sighting['what']['name'][];
  /** Of the last organ, after the beginning. */
  lateOrganMs: number;
  followed: string[];
  next: OperationRecord | undefined;
}

/** `until` the next one is planned, or for two hours. */
async function play(): Promise<Played> {
  let now = START;
  const records = new Map<string, OperationRecord>();
  const units = PLAYED_CARS.map(car => [car]);
  const plan = jointPlan(ground, { seed: SEED, startsAt: START, mark: '甲', units, period: null })!;
  const draftOf = (from: typeof plan, id: string) => {
    const planned = applyPlan(from, null, CONTEXT, now);
    if (isObjection(planned)) throw new Error(planned.sentence.en);
    return drafted(id as never, planned, { createdBy: '演示', copiedFrom: null }, CONTEXT, now);
  };
  const seen: Played['seen'] = [];
  const follower = new SquadFollower({
    wayBetween: (from, to) => [from, to],
    seen: sighting => {
      seen.push(sighting.what.name);
      const record = records.get(sighting.operation)!;
      const squad = record.squads.find(({ id }) => id === sighting.squad)!;
      const { what } = sighting;
      const stop = 'stop' in what ? squad.stops.find(({ id }) => id === what.stop)! : undefined;
      const patch =
        what.name === 'reached'
          ? arrived(record, squad, stop!, 'geofence', now)
          : what.name === 'left'
            ? left(record, squad, stop!, now)
            : {
                squads: record.squads.map(one =>
                  one === squad ? { ...one, offRouteSince: what.name === 'off-route' ? now : null } : one,
                ),
              };
      keep(moved(record, { to: record.state, patch, note: null }, 'seen', CONTEXT, now).record);
    },
  });
  const keep = (record: OperationRecord) => {
    records.set(record.id, record);
    follower.apply(record);
  };
  const door = (actor: typeof DUTY): ServerDoor => ({
    async get(path) {
      if (path.startsWith('/api/v1/incidents')) return { status: 200, body: { id: 'XA1' } };
      const states = new URL(path, 'http://x').searchParams.get('state')!.split(',');
      const operations = [...records.values()].filter(({ state }) => states.includes(state)).reverse();
      return { status: 200, body: { operations } };
    },
    async post(path, body) {
      const record = records.get(path.split('/')[4]!)!;
      if (path.endsWith('/copy')) {
        const copy = draftOf(planAgain(record, (body as { startsAt: number }).startsAt, undefined), 'XA-2');
        keep(copy);
        return { status: 201, body: copy };
      }
      const command = operationCommand.parse(body);
      const fetched = {
        ...{ ...NOTHING_FETCHED, photos: new Set([PHOTO as never]) },
        incident: command.event === 'make-incident' ? { id: 'XA1' as never, state: 'received' as const } : null,
      };
      const next = step(record, command, { actor, context: CONTEXT, fetched }, now);
      if (!next.ok) return { status: 409, body: next.objection };
      keep(next.record);
      return { status: 200, body: next.record };
    },
    postPhoto: async () => ({ status: 201, body: { id: PHOTO } }),
  });
  keep({ ...draftOf(plan, 'XA-1'), state: 'planned' });
  const world = newWorld(town, jointFleet(town.zones[0]!.id), { seed: SEED, startMs: START });
  const followed: string[] = [];
  const day = new OperationDay({
    ...{
      seed: SEED,
      town,
      vocabulary,
      phone: 'field-01',
      photos: { before: new Uint8Array(), after: new Uint8Array() },
    },
    doors: { desk: door(DUTY), leader: door(LEADER), now: () => now },
    send: (unit, node, from) => sendUnit(world, unit, node, from),
    onIncident: ({ id }: Pick<IncidentRecord, 'id'>) => followed.push(id),
  });
  for (; now < START + 120 * MINUTE && records.get('XA-2')?.state !== 'planned'; now += TICK) {
    if ((now - START) % 6000 === 0) await day.step(now);
    for (const { unit, lon, lat } of stepWorld(world, now, now).positions)
      follower.taken({ id: unit as never }, { lon, lat, fixTimeMs: now, accuracyM: 5 }, true, now);
  }
  const record = records.get('XA-1')!;
  if (day.trouble) throw new Error(day.trouble);
  const last = record.calls.at(-1)!;
  return { record, seen, followed, next: records.get('XA-2'), lateOrganMs: last.arrivedAt! - record.startedAt! };
}

let played: Played;
beforeAll(async () => {
  played = await play();
});

test('at three in the night cars reach every stop by position, but the one that is closed', () => {
  const stops = played.record.squads.flatMap(squad => squad.stops);
  expect(stops.length).toBeGreaterThan(12);
  expect(stops.filter(({ arrivedBy }) => arrivedBy === 'geofence')).toHaveLength(stops.length - 1);
  expect(stops.filter(({ state }) => state === 'skipped')).toMatchObject([{ id: 'p3-5' }]);
});

test('one squad strays once and comes back, and the last organ is late', () => {
  expect(played.seen.filter(name => name === 'off-route')).toHaveLength(1);
  expect(played.seen.filter(name => name === 'back')).toHaveLength(1);
  expect(played.lateOrganMs).toBeGreaterThan(5 * MINUTE);
  expect(played.record.organsArrived).toBe(played.record.organsCalled);
});

test('things are found, put right with a photo, or made a case of that somebody carries on', () => {
  const { findings } = played.record;
  expect(findings.length).toBeGreaterThan(3);
  expect(findings.some(({ photosAfter }) => photosAfter.length > 0)).toBe(true);
  const cases = findings.filter(({ incident }) => incident !== null);
  expect(cases.length).toBeGreaterThan(0);
  expect(played.followed).toHaveLength(cases.length);
});

test('it is summed up within two hours, and the next one is planned like it', () => {
  expect(played.record).toMatchObject({ state: 'summarised', summary: expect.stringContaining('演示') });
  expect(played.next).toMatchObject({ state: 'planned', title: played.record.title });
  expect(played.next!.startsAt).toBeGreaterThan(played.record.finishedAt!);
  expect(played.next!.squads[0]?.units).toContain('field-01');
});

test('the same seed plays the same hour', async () => {
  const again = await play();
  expect(again.record).toEqual(played.record);
});
