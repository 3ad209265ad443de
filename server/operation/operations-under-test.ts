/** For tests: a server with people who plan joint operations, and two cars that go on them. Call it inside a `describe`. */
import { beforeAll } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import { peopleUnderTest } from '../people-under-test.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept', 'dept3', 'field', 'admin'] as const;
type Account = (typeof PEOPLE)[number];
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** On 创业路 and 前进路. */
export const MUSTER = { lon: 113.893, lat: 22.565 };
export const STOPS = [
  { id: 'p1', name: '甲', lon: 113.8952, lat: 22.5662 },
  { id: 'p2', name: '乙', lon: 113.8991, lat: 22.5688 },
];

export type OperationsUnderTest = ReturnType<typeof operationsUnderTest>;

export function operationsUnderTest(open: () => Promise<TestPlace>) {
  const clock = handClock(Date.now());
  const people = peopleUnderTest(PEOPLE, { open, clock });
  const { server, as, commands } = people;
  const operations = commands<OperationRecord, OperationEventName>('/api/v1/operations', 'leader');
  const { must } = operations;

  beforeAll(async () => {
    await as('admin', '/api/v1/units', [
      { id: 'op-1', callSign: '联01', unitClass: 'patrol-vehicle' },
      { id: 'op-2', callSign: '联02', unitClass: 'patrol-vehicle' },
    ]);
  });

  /** The zone of the first chief, and another. */
  const zones = () => server.running.profile.zones as readonly string[] as [string, string];
  let plans = 0;
  /** Each test has a day of its own, so that none is in another's way. */
  const aPlan = (more: object = {}) => {
    const startsAt = clock.now() + ++plans * 24 * HOUR;
    return {
      ...{ kind: 'zone-monthly', title: '片区联合行动', zone: zones()[0], startsAt, endsAt: startsAt + 4 * HOUR },
      ...{ leadOrgan: 'enforcement-team', assistingOrgans: ['urban-management'] },
      muster: { name: '集结点', ...MUSTER, at: startsAt },
      targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', ...MUSTER }],
      squads: [aSquad(startsAt)],
      ...more,
    };
  };
  const aSquad = (startsAt: number, more: object = {}) => ({
    ...{ id: 's1', name: '一组', members: [{ name: '张三', organ: 'enforcement-team' }], vehicles: ['粤B00001'] },
    ...{ units: ['op-1'], corridorM: 200, corridorS: 20 },
    stops: STOPS.map((stop, i) => ({ ...stop, plannedAt: startsAt + (i + 1) * 20 * MINUTE, radiusM: 50 })),
    ...more,
  });
  const create = async (account: Account, plan: object) =>
    (await people.create(account, '/api/v1/operations', plan)) as OperationRecord;
  const issue = async (plan: object) => {
    let record = await must('chief1', await create('chief1', plan), 'submit');
    for (const { organ } of record.calls)
      record = await must('duty', record, 'countersign', { agree: true, onBehalfOf: organ });
    return must('leader', record, 'issue');
  };
  /** One that runs now. */
  const begin = async (more: (startsAt: number) => object = () => ({})) => {
    const startsAt = clock.now() + MINUTE;
    const times = { startsAt, endsAt: startsAt + 4 * HOUR, muster: { name: '集结点', ...MUSTER, at: startsAt } };
    return must('chief1', await issue(aPlan({ ...times, squads: [aSquad(startsAt)], ...more(startsAt) })), 'begin');
  };
  const fix = async (unit: string, lon: number, lat: number) => {
    clock.advance(10_000);
    let isStored = false;
    const sent = server.post('/api/v1/positions', { unit, lon, lat, time: clock.now() });
    void sent.finally(() => (isStored = true));
    // Stored with the positions of the next 200 ms, which only the hand makes pass.
    while (!isStored) {
      clock.advance(100);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await sent;
  };
  return { ...people, ...operations, clock, zones, aPlan, aSquad, create, issue, begin, fix };
}
