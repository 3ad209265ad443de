/** What a phone tells afterwards, and operations of an earlier system. Ids in brackets are rules of SPEC.md. */
import { describe, expect, test } from 'vitest';
import type { IncidentId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { operationImport } from '../contract/operation-import.ts';
import { isObjection } from '../http/objection.ts';
import { importedOperation } from './imported-operation.ts';
import {
  actorAs,
  aPlan,
  attempt,
  CHIEF,
  CONTEXT,
  DUTY,
  did,
  HOUR,
  MINUTE,
  NOW,
  refusal,
  underWay,
} from './operation-builders.ts';
import { allowedEvents } from './operation-lifecycle.ts';

const at = (stop: string, minutes: number) => ({ squad: 's1', stop, happenedAt: NOW + minutes * MINUTE });
const sentAt = (minutes: number) => ({ now: NOW + minutes * MINUTE });
const stopsOf = (record: OperationRecord) => record.squads[0]?.stops ?? [];

describe('told afterwards', () => {
  test('[O-45] an arrival counts from its time, and so does a departure; without a time it is now', () => {
    const there = did(underWay(), DUTY, 'arrive-stop', at('p1', 20), sentAt(50));
    expect(stopsOf(there)[0]).toMatchObject({ state: 'arrived', arrivedAt: NOW + 20 * MINUTE, arrivedBy: 'hand' });
    expect(there.progress.late, 'it was in time').toBe(0);
    const gone = did(there, DUTY, 'leave-stop', at('p1', 30), sentAt(51));
    expect(stopsOf(gone)[0]).toMatchObject({ state: 'left', leftAt: NOW + 30 * MINUTE });
    const now = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, sentAt(50));
    expect(stopsOf(now)[0]?.arrivedAt).toBe(NOW + 50 * MINUTE);
  });

  test('[O-45] not ahead, not before they set out, not after they finished; a clock a minute wrong is no fault', () => {
    expect(refusal(underWay(), DUTY, 'arrive-stop', at('p1', 10), sentAt(5))).toBe('future-time');
    expect(refusal(underWay(), DUTY, 'arrive-stop', at('p1', -5), sentAt(5))).toBe('too-old');
    expect(stopsOf(did(underWay(), DUTY, 'arrive-stop', at('p1', -1), sentAt(5)))[0]?.arrivedAt).toBe(NOW);
    const over = did(underWay(), CHIEF, 'finish', { reason: '天黑' }, sentAt(60));
    expect(refusal(over, DUTY, 'arrive-stop', at('p1', 70), sentAt(80))).toBe('illegal-move');
    expect(refusal(over, DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, sentAt(80))).toBe('illegal-move');
    const visited = did(over, DUTY, 'arrive-stop', at('p1', 50), sentAt(80));
    expect(stopsOf(visited)[0]).toMatchObject({ state: 'left', leftAt: NOW + 60 * MINUTE });
    expect(visited).toMatchObject({ state: 'finished', progress: { visited: 1, remaining: 1 } });
    expect(
      did(over, DUTY, 'check-item', { item: 'c1', done: true, happenedAt: NOW + MINUTE }).checklist[0]?.doneAt,
    ).toBe(NOW + MINUTE);
    expect(refusal(did(over, CHIEF, 'summarise', { text: '毕' }), DUTY, 'arrive-stop', at('p1', 50), sentAt(80))).toBe(
      'illegal-move',
    );
  });

  test('[O-45] nobody is offered it after the end', () => {
    const over = did(underWay(), CHIEF, 'finish', { reason: '天黑' });
    const offered = allowedEvents(over, DUTY, CONTEXT, NOW);
    expect(offered).toContain('add-finding');
    for (const event of ['arrive-stop', 'leave-stop', 'skip-stop', 'check-item'] as const)
      expect(offered).not.toContain(event);
  });

  test('[O-46] the squad has gone on since: it had left then, and is where it is', () => {
    const second = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p2' }, sentAt(40));
    const told = did(second, DUTY, 'arrive-stop', at('p1', 20), sentAt(50));
    expect(stopsOf(told)).toMatchObject([
      { state: 'left', arrivedAt: NOW + 20 * MINUTE, leftAt: NOW + 40 * MINUTE },
      { state: 'arrived', arrivedAt: NOW + 40 * MINUTE },
    ]);
    expect(told.squads[0]?.currentStop).toBe('p2');
  });

  test('[O-47] what stands already stays, and telling it again is no fault', () => {
    const there = did(underWay(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, sentAt(30));
    const gone = did(there, DUTY, 'leave-stop', { squad: 's1', stop: 'p1' }, sentAt(40));
    const again = did(
      did(gone, DUTY, 'arrive-stop', at('p1', 28), sentAt(50)),
      DUTY,
      'leave-stop',
      at('p1', 45),
      sentAt(51),
    );
    expect(stopsOf(again)).toEqual(stopsOf(gone));
    expect(refusal(gone, DUTY, 'leave-stop', { squad: 's1', stop: 'p1' }), 'pressed now it is one').toBe(
      'illegal-move',
    );
    expect(refusal(gone, DUTY, 'skip-stop', { ...at('p1', 20), reason: '封路' }, sentAt(50))).toBe('illegal-move');
  });
});

const brought = (more: object = {}) => operationImport.parse({ ...BROUGHT, ...more });
const DAY = 24 * HOUR;
const BROUGHT = {
  number: '旧-2026-10',
  plan: aPlan({ startsAt: NOW - 30 * DAY, endsAt: NOW - 30 * DAY + 4 * HOUR, muster: null }),
  ...{ startedAt: NOW - 30 * DAY, finishedAt: NOW - 30 * DAY + 3 * HOUR },
  arrivals: [{ organ: 'urban-management', at: NOW - 30 * DAY + 5 * MINUTE, persons: 3 }],
  absent: [{ squad: 's1', member: '张三' }],
  stops: [{ stop: 'p1', arrivedAt: NOW - 30 * DAY + HOUR, leftAt: NOW - 30 * DAY + 2 * HOUR }],
};
const importing = (more: object = {}) => {
  const answer = importedOperation(brought(more), '管理员', CONTEXT, NOW);
  if (isObjection(answer)) throw new Error(answer.code);
  return answer;
};
const faultOf = (more: object) => {
  const answer = importedOperation(brought(more), '管理员', CONTEXT, NOW);
  return isObjection(answer) ? answer.field : null;
};

describe('imported', () => {
  test('[O-50] it stands as finished, marked, with its number, its visits and who came', () => {
    expect(importing()).toMatchObject({
      ...{ id: '旧-2026-10', state: 'finished', imported: true, finishedAt: BROUGHT.finishedAt },
      ...{ organsCalled: 2, organsArrived: 1, progress: { planned: 2, visited: 1, remaining: 1 } },
      squads: [{ absent: 1, stops: [{ state: 'left', arrivedAt: NOW - 30 * DAY + HOUR }, { state: 'planned' }] }],
    });
    const copied = importing({ stops: [{ stop: 'p2', skipReason: '封路' }] });
    expect(copied.progress).toMatchObject({ skipped: 1, visited: 0 });
  });

  test('[O-51] times hold together, and what the day tells of is in the plan', () => {
    expect(faultOf({ finishedAt: NOW + HOUR })).toBe('finishedAt');
    expect(faultOf({ startedAt: BROUGHT.finishedAt })).toBe('startedAt');
    expect(faultOf({ stops: [{ stop: 'p1', arrivedAt: NOW }] })).toBe('stops[0]');
    expect(faultOf({ stops: [{ stop: 'p9', skipReason: '封路' }] })).toBe('stops');
    expect(faultOf({ arrivals: [{ organ: 'construction', at: BROUGHT.startedAt }] })).toBe('arrivals');
    expect(faultOf({ arrivals: [{ organ: 'urban-management', at: NOW }] })).toBe('arrivals[0].at');
    expect(faultOf({ absent: [{ squad: 's1', member: '李四' }] })).toBe('absent');
    expect(faultOf({ checked: ['c9'] })).toBe('checked');
    expect(faultOf({ plan: aPlan({ kind: 'nothing' }) })).toBe('kind');
    expect(faultOf({})).toBeNull();
  });

  test('[O-53] who may import names the case of a finding, of an imported operation only', () => {
    const finding = { finding: '5b1c2f7e-0000-4000-8000-000000000009', lon: 113.9, lat: 22.56, text: '占道' };
    const named = { ...finding, happenedAt: BROUGHT.startedAt + HOUR, incident: 'XA20261024-0003' };
    const incident = { id: 'XA20261024-0003' as IncidentId, state: 'closed' as const };
    const admin = actorAs('admin');
    const done = did(importing(), admin, 'add-finding', named, { fetched: { incident } });
    expect(done.findings[0]).toMatchObject({ incident: incident.id, incidentState: 'closed' });
    expect(refusal(importing(), DUTY, 'add-finding', named, { fetched: { incident } })).toBe('not-allowed');
    expect(refusal(underWay(), admin, 'add-finding', named, { fetched: { incident } })).toBe('not-allowed');
    expect(refusal(importing(), admin, 'add-finding', named)).toBe('not-found');
    expect(attempt(importing(), CHIEF, 'summarise', { text: '毕' })).toMatchObject({ ok: true });
  });
});
