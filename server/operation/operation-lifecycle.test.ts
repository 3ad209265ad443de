/** The life of a joint operation by itself. Ids in brackets are rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitId } from '../contract/ids.ts';
import { type OperationRecord, operationRecord } from '../contract/operation.ts';
import { OPERATION_EVENTS, type OperationEventName } from '../contract/operation-event.ts';
import type { Scope } from '../contract/viewer.ts';
import { planAgain } from './new-operation.ts';
import {
  actorAs,
  aDraft,
  aPlan,
  aSquad,
  attempt,
  CHIEF,
  CONTEXT,
  DUTY,
  did,
  HOUR,
  issued,
  LEADER,
  MINUTE,
  NOW,
  organ,
  PHOTO,
  refusal,
  underWay,
} from './operation-builders.ts';
import { allowedEvents } from './operation-lifecycle.ts';
import { TRANSITIONS } from './operation-transitions.ts';

const conflict = {
  ...{ what: 'person', name: '张三', squad: '一组', operation: 'XA-LH20261123-09', title: '别的行动' },
  ...{ from: NOW, to: NOW + HOUR },
} as never;
const finding = (more: object = {}) => ({
  ...{ finding: '5b1c2f7e-0000-4000-8000-000000000001', happenedAt: NOW, lon: 113.9, lat: 22.56, text: '占道经营' },
  ...more,
});

describe('the plan', () => {
  test('[O-13] without lead organ, targets or squads it cannot be submitted, and what is missing is named', () => {
    expect(refusal(aDraft({ leadOrgan: null, assistingOrgans: [] }), CHIEF, 'submit')).toBe('bad-input');
    const bare = attempt(aDraft({ targets: [], squads: [] }), CHIEF, 'submit');
    expect(bare).toMatchObject({ ok: false, objection: { sentence: { zh: 'targets：方案缺少整治目标或区域、小组' } } });
    const area = [
      [113.9, 22.5],
      [113.91, 22.5],
      [113.91, 22.51],
      [113.9, 22.5],
    ];
    const squads = [aSquad({ stops: [] })];
    expect(did(aDraft({ targets: [], area, squads }), CHIEF, 'submit').state).toBe('countersigning');
  });

  test('[O-12] [O-16] somebody who is elsewhere stops submitting and issuing, and is named', () => {
    const fetched = { conflicts: [conflict] };
    const refused = attempt(aDraft(), CHIEF, 'submit', {}, { fetched });
    expect(refused).toMatchObject({
      objection: {
        code: 'conflict',
        sentence: { zh: expect.stringContaining('张三（一组）此时段已在 XA-LH20261123-09') },
      },
    });
    expect(refusal(issuable(), CHIEF, 'issue', {}, { fetched })).toBe('conflict');
    expect(did(aDraft(), CHIEF, 'edit', { plan: aPlan({ title: '改' }) }, { fetched }).title).toBe('改');
    expect(refusal(underWay(), CHIEF, 'edit', { plan: aPlan() }, { fetched })).toBe('conflict');
  });

  test('[O-14] a kind with countersigning cannot be issued before it, one without cannot be submitted', () => {
    expect(refusal(aDraft(), CHIEF, 'issue')).toBe('illegal-move');
    expect(refusal(aDraft({ kind: 'tuesday' }), CHIEF, 'submit')).toBe('illegal-move');
    expect(did(aDraft({ kind: 'tuesday' }), CHIEF, 'issue').state).toBe('planned');
  });

  test('[O-14] an organ that has not agreed makes a reason necessary; declining needs one too', () => {
    const asked = did(aDraft(), CHIEF, 'submit');
    expect(refusal(asked, organ('urban-management'), 'countersign', { agree: false })).toBe('bad-input');
    const declined = did(asked, organ('urban-management'), 'countersign', { agree: false, reason: '人手不足' });
    expect(declined.calls.find(call => call.organ === 'urban-management')).toMatchObject({
      ...{ countersigned: 'declined', countersignReason: '人手不足' },
    });
    expect(refusal(declined, CHIEF, 'issue')).toBe('bad-input');
    expect(did(declined, CHIEF, 'issue', { reason: '已协调' }).state).toBe('planned');
    expect(refusal(asked, organ('construction'), 'countersign', { agree: true })).toBe('not-this-organ');
  });

  test('[O-17] issuing calls every organ of the plan; withdrawing forgets who agreed', () => {
    expect(issued()).toMatchObject({ organsCalled: 2, organsArrived: 0 });
    const drawn = did(issued(), CHIEF, 'withdraw', { reason: '改期' });
    expect(drawn).toMatchObject({ state: 'proposed', organsCalled: 0 });
    expect(drawn.calls.every(({ countersigned }) => countersigned === null)).toBe(true);
  });

  test.each([
    ['kind', { kind: 'nothing' }, 'kind'],
    ['zone', { zone: 'elsewhere' }, 'zone'],
    ['end', { endsAt: NOW }, 'endsAt'],
    ['a week', { endsAt: NOW + 8 * 24 * HOUR }, 'endsAt'],
    ['muster after the end', { muster: { name: '场', lon: 1, lat: 1, at: NOW + 9 * HOUR } }, 'muster.at'],
    ['lead organ', { leadOrgan: 'nobody' }, 'leadOrgan'],
    ['an organ twice', { assistingOrgans: ['enforcement-team'] }, 'assistingOrgans[0]'],
    ['unit', { squads: [aSquad({ units: ['ghost'] })] }, 'squads[0].units'],
    ['target of a stop', { targets: [] }, 'squads[0].stops'],
    ['somebody in two squads', { squads: [aSquad(), aSquad({ id: 's2', name: '二组', stops: [] })] }, 'squads[1]'],
    [
      'a stop twice',
      { squads: [aSquad(), { ...aSquad({ id: 's2', units: [], members: [], vehicles: [] }) }] },
      'stops',
    ],
  ])('[O-10] [O-11] %s: the fault names its field', (_, plan, field) => {
    const refused = attempt(aDraft(), CHIEF, 'edit', { plan: aPlan(plan) });
    expect(refused).toMatchObject({ ok: false, objection: { field } });
  });

  test('[O-15] on the day stops may be added, what was visited or is out stays', () => {
    const record = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' });
    const [first, second] = (aSquad() as { stops: { id: string }[] }).stops;
    const without = aPlan({ squads: [aSquad({ stops: [second] })] });
    expect(refusal(record, CHIEF, 'edit', { plan: without })).toBe('bad-input');
    expect(refusal(record, CHIEF, 'edit', { plan: aPlan({ squads: [] }) })).toBe('bad-input');
    expect(refusal(record, CHIEF, 'edit', { plan: aPlan({ startsAt: NOW + MINUTE }) })).toBe('bad-input');
    const more = aPlan({ squads: [aSquad({ stops: [first, second, { ...second, id: 'p3' }] })] });
    expect(did(record, CHIEF, 'edit', { plan: more }).progress).toMatchObject({
      planned: 3,
      visited: 1,
      remaining: 2,
    });
  });

  test('[O-19] a copy moves every time as far as the start; the day stays behind', () => {
    const done = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' });
    const plan = planAgain(done, NOW + 30 * 24 * HOUR, undefined);
    expect(plan).toMatchObject({ startsAt: NOW + 30 * 24 * HOUR, muster: { at: NOW + 30 * 24 * HOUR }, period: null });
    expect(plan.squads[0]?.stops[0]).toMatchObject({ plannedAt: NOW + 30 * 24 * HOUR + 30 * MINUTE });
    expect(aDraft(plan).progress).toMatchObject({ planned: 2, visited: 0 });
  });
});

describe('the day', () => {
  test('[O-20] [O-21] [S4-35] 1+3+n is counted from who arrived; not met, setting out needs a reason that is kept', () => {
    const kind = { kind: 'tuesday', assistingOrgans: ['market-supervision', 'police-station', 'traffic-police'] };
    let record = did(aDraft({ ...kind, volunteerTeams: ['义工队'] }), CHIEF, 'issue');
    expect(record.composition).toMatchObject([{ met: true }, { present: 0, required: 3, met: false }, { met: true }]);
    expect(refusal(record, CHIEF, 'begin')).toBe('bad-input');
    expect(did(record, CHIEF, 'begin', { reason: '雨天' }).compositionReason).toBe('雨天');
    for (const id of kind.assistingOrgans)
      record = did(record, organ(id), 'register-arrival', { organ: id, persons: 2 });
    expect(did(record, CHIEF, 'begin')).toMatchObject({ state: 'under-way', compositionReason: null });
    expect(issued().composition, 'xinan asks for none: 未设定').toBeNull();
  });

  test('[O-23] nobody sets out more than 12 hours early', () => {
    const late = issued({ startsAt: NOW + 13 * HOUR, endsAt: NOW + 15 * HOUR, muster: null });
    expect(refusal(late, CHIEF, 'begin')).toBe('illegal-move');
    expect(did(late, CHIEF, 'begin', {}, { now: NOW + 2 * HOUR }).startedAt).toBe(NOW + 2 * HOUR);
  });

  test('[O-24] the first arrival of an organ counts, its head count may be corrected; who was not called is named', () => {
    const first = did(issued(), DUTY, 'register-arrival', { organ: 'urban-management', persons: 3 });
    const again = did(first, DUTY, 'register-arrival', { organ: 'urban-management', persons: 4 }, { now: NOW + HOUR });
    expect(again.calls.find(call => call.organ === 'urban-management')).toMatchObject({ arrivedAt: NOW, persons: 4 });
    expect(again.organsArrived).toBe(1);
    expect(refusal(issued(), DUTY, 'register-arrival', { organ: 'construction' })).toBe('not-found');
    const called = did(issued(), DUTY, 'call-organs', { organs: ['construction'] });
    expect(called).toMatchObject({ organsCalled: 3 });
  });

  test('[O-25] no-shows are kept and survive an edit', () => {
    const record = did(issued(), DUTY, 'mark-absent', { squad: 's1', member: '张三', absent: true });
    expect(record.squads[0]).toMatchObject({ headcount: 1, absent: 1 });
    expect(did(did(record, CHIEF, 'begin'), CHIEF, 'edit', { plan: aPlan() }).squads[0]?.absent).toBe(1);
    expect(refusal(issued(), DUTY, 'mark-absent', { squad: 's1', member: '李四', absent: true })).toBe('not-found');
  });

  test('[O-26] reinforced: organs are called, and it goes on', () => {
    const record = did(underWay(), CHIEF, 'reinforce', { organs: ['police-station'], reason: '阻挠执法' });
    expect(record).toMatchObject({ state: 'reinforced', organsCalled: 3 });
    expect(did(record, CHIEF, 'finish', { reason: '天黑' }).state).toBe('finished');
  });

  test('[O-27] stops that were not reached need a reason to finish; who is at a stop leaves it', () => {
    const record = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' });
    expect(refusal(record, CHIEF, 'finish')).toBe('bad-input');
    const skipped = did(record, DUTY, 'skip-stop', { squad: 's1', stop: 'p2', reason: '封路' });
    const end = did(skipped, CHIEF, 'finish', {}, { now: NOW + HOUR });
    expect(end.squads[0]?.stops[0]).toMatchObject({ state: 'left', leftAt: NOW + HOUR });
  });
});

describe('stops', () => {
  test('[O-30] [O-33] planned is visited, skipped and remaining; the current stop goes on', () => {
    const start = underWay();
    expect(start.squads[0]).toMatchObject({ currentStop: 'p1', progress: { planned: 2, visited: 0, remaining: 2 } });
    const first = did(start, DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' });
    expect(first.squads[0]).toMatchObject({ currentStop: 'p1', progress: { visited: 1, remaining: 1 } });
    const second = did(first, DUTY, 'arrive-stop', { squad: 's1', stop: 'p2' });
    expect(second.squads[0]?.stops.map(({ state }) => state)).toEqual(['left', 'arrived']);
    expect(did(second, DUTY, 'leave-stop', { squad: 's1', stop: 'p2' }).squads[0]?.currentStop).toBeNull();
  });

  test('[O-31] late is ten minutes after the plan, reached or not; a skipped stop is never late', () => {
    const at = { now: NOW + 41 * MINUTE };
    const late = did(underWay(), DUTY, 'comment', { text: '看' }, at);
    expect(late.progress.late).toBe(1);
    expect(did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, at).progress.late).toBe(1);
    expect(did(late, DUTY, 'skip-stop', { squad: 's1', stop: 'p1', reason: '封路' }, at).progress.late).toBe(0);
    expect(issued().progress.late, 'before it begins').toBe(0);
  });

  test('[O-34] [O-35] the first arrival stands; a wrong code is refused, a right one is said', () => {
    const named = { squad: 's1', stop: 'p1', code: 'ABC123' };
    expect(refusal(underWay(), DUTY, 'arrive-stop', named, { fetched: { codeFits: false } })).toBe('bad-input');
    const record = did(underWay(), DUTY, 'arrive-stop', named, { fetched: { codeFits: true } });
    expect(record.squads[0]?.stops[0]).toMatchObject({ arrivedBy: 'code', arrivedAt: NOW });
    const again = did(record, DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, { now: NOW + HOUR });
    expect(again.squads[0]?.stops[0]).toMatchObject({ arrivedBy: 'code', arrivedAt: NOW });
    expect(refusal(record, DUTY, 'skip-stop', { squad: 's1', stop: 'p1', reason: '无' })).toBe('illegal-move');
    expect(refusal(record, DUTY, 'leave-stop', { squad: 's1', stop: 'p2' })).toBe('illegal-move');
    expect(refusal(record, DUTY, 'arrive-stop', { squad: 's9', stop: 'p1' })).toBe('not-found');
  });
});

describe('findings', () => {
  test('[O-40] the same finding twice is one; photos must be of the operation', () => {
    const record = did(underWay(), DUTY, 'add-finding', finding({ photos: [PHOTO], squad: 's1', stop: 'p1' }));
    expect(did(record, DUTY, 'add-finding', finding()).findings).toHaveLength(1);
    expect(refusal(underWay(), DUTY, 'add-finding', finding({ photos: ['b'.repeat(32)] }))).toBe('not-found');
    expect(refusal(underWay(), DUTY, 'add-finding', finding({ category: 'nothing' }))).toBe('unknown-category');
    expect(refusal(underWay(), DUTY, 'add-finding', finding({ stop: 'p1' })), 'a stop needs its squad').toBe(
      'not-found',
    );
    expect(refusal(underWay(), DUTY, 'add-finding', finding({ happenedAt: NOW + HOUR }))).toBe('future-time');
    const finished = did(record, CHIEF, 'finish', { reason: '天黑' });
    const other = '5b1c2f7e-0000-4000-8000-000000000002';
    expect(did(finished, DUTY, 'add-finding', finding({ finding: other })).findings).toHaveLength(2);
  });

  test('[O-43] a finding becomes one incident', () => {
    const record = did(underWay(), DUTY, 'add-finding', finding());
    const incident = { id: 'XA20261123-0001', state: 'received' } as never;
    const named = { finding: finding().finding };
    const made = did(record, DUTY, 'make-incident', named, { fetched: { incident } });
    expect(made.findings[0]).toMatchObject({ incident: 'XA20261123-0001', incidentState: 'received' });
  });
});

describe('who may', () => {
  const field = actorAs('field', { units: ['unit-1' as UnitId] } as Scope);
  test.each<[OperationEventName, ReturnType<typeof actorAs>, boolean]>([
    ['issue', LEADER, true],
    ['issue', CHIEF, true],
    ['issue', actorAs('chief', { zone: 'other' } as unknown as Scope), false],
    ['issue', DUTY, false],
    ['issue', organ('enforcement-team'), false],
  ])('[O-2] %s', (event, actor, may) => {
    expect(allowedEvents(issuable(), actor, CONTEXT, NOW).includes(event)).toBe(may);
  });

  test('[O-2] a unit of a squad reports from the spot and nothing else; another unit reports nothing', () => {
    expect(allowedEvents(underWay(), field, CONTEXT, NOW).sort()).toEqual([
      'add-after-photos',
      'add-finding',
      'arrive-stop',
      'check-item',
      'comment',
      'leave-stop',
      'make-incident',
      'skip-stop',
    ]);
    expect(allowedEvents(underWay(), actorAs('field', { units: ['unit-2' as UnitId] } as Scope), CONTEXT, NOW)).toEqual(
      [],
    );
    expect(allowedEvents(underWay(), actorAs('wall'), CONTEXT, NOW)).toEqual([]);
    expect(refusal(underWay(), actorAs('wall'), 'comment', { text: '看' })).toBe('not-allowed');
  });
});

test('[O-1] any sequence of commands leaves a valid record, counts that add up, and nothing after the end', () => {
  const people = [CHIEF, LEADER, DUTY, organ('enforcement-team'), organ('urban-management')];
  const more: Partial<Record<OperationEventName, object>> = {
    edit: { plan: aPlan() },
    countersign: { agree: true },
    issue: { reason: '因' },
    withdraw: { reason: '因' },
    cancel: { reason: '因' },
    'call-organs': { organs: ['construction'] },
    'register-arrival': { organ: 'urban-management' },
    'mark-absent': { squad: 's1', member: '张三', absent: true },
    begin: { reason: '因' },
    reinforce: { organs: ['police-station'], reason: '因' },
    'check-item': { item: 'c1', done: true },
    'add-finding': finding(),
    'add-after-photos': { finding: finding().finding, photos: [PHOTO] },
    'make-incident': { finding: finding().finding },
    finish: { reason: '因' },
    summarise: { text: '总结' },
    comment: { text: '看' },
  };
  const stops = { squad: 's1', reason: '因' };
  const fetched = { incident: { id: 'XA1', state: 'received' } as never };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...OPERATION_EVENTS), fc.nat(4), fc.constantFrom('p1', 'p2')), {
        maxLength: 60,
      }),
      events => {
        let record: OperationRecord = aDraft();
        events.forEach(([event, who, stop], i) => {
          const named =
            event === 'skip-stop' ? { ...stops, stop } : event.endsWith('-stop') ? { squad: 's1', stop } : {};
          const now = NOW + i * 5 * MINUTE;
          const next = attempt(record, people[who]!, event, { ...more[event], ...named }, { now, fetched });
          if (!next.ok) return;
          expect(Object.keys(TRANSITIONS[record.state])).toContain(event);
          expect(next.record.version).toBe(record.version + 1);
          record = next.record;
          operationRecord.parse(record);
          const { planned, visited, skipped, remaining } = record.progress;
          expect(visited + skipped + remaining).toBe(planned);
        });
      },
    ),
    { numRuns: 300, seed: 20261128 },
  );
});

function issuable(): OperationRecord {
  let record = did(aDraft(), CHIEF, 'submit');
  for (const call of record.calls) record = did(record, organ(call.organ), 'countersign', { agree: true });
  return record;
}
