import { expect, test } from 'vitest';
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import { incidentCommand } from '../../server/contract/incident-event.ts';
import { type MoveOptions, nextMove } from './case-moves.ts';
import { type CaseTraits, drawTraits } from './case-traits.ts';
import { chanceFor } from './random-stream.ts';

const MINUTE_MS = 60_000;
const organ = (id: string) => id as OrganId;
const organs = { controlCentre: organ('control-centre'), territorial: organ('community-station') };
const options: MoveOptions = { organs };
const traits: CaseTraits = {
  ...{ acceptMinutes: 1, dispatchMinutes: 2, acknowledgeMinutes: 3, arriveMinutes: 4, workMinutes: 50 },
  ...{ revisitMinutes: 6, evaluateMinutes: 7, onTheSpot: false, rectified: false, twoOrgans: false, quirk: null },
};
const aTask = (more: Partial<OrganTask> = {}): OrganTask => ({
  ...{ organ: organ('urban-management'), via: null, lead: true, unit: null, assignedAt: 0 },
  ...{ acknowledgedAt: null, arrivedAt: null, seenAt: null },
  ...more,
});
const anIncident = (more: object): IncidentRecord =>
  ({
    ...{
      id: 'XA1',
      version: 1,
      grade: 'general',
      community: '440306017001',
      receivedAt: 0,
      stateSince: 0,
      happenedAt: 0,
    },
    ...{ acceptedBy: 'control-centre', tasks: [], requests: [], limits: [], reworks: 0, evidence: [] },
    ...more,
  }) as unknown as IncidentRecord;
const move = (more: object, how: Partial<CaseTraits> = {}, with_: Partial<MoveOptions> = {}) =>
  nextMove(anIncident(more), { ...traits, ...how }, { ...options, ...with_ });

test('an ordinary life: accepted, sent, known, there, done, looked at, closed, each in its time', () => {
  const known = aTask({ acknowledgedAt: 10 * MINUTE_MS });
  const there = aTask({ acknowledgedAt: 1, arrivedAt: 10 * MINUTE_MS });
  const steps = [
    move({ state: 'received' }),
    move({ state: 'accepted' }),
    move({ state: 'handling', tasks: [aTask()] }),
    move({ state: 'handling', tasks: [known] }),
    move({ state: 'handling', tasks: [there] }),
    move({ state: 'revisit-due', tasks: [there] }),
    move({ state: 'pending-evaluation', tasks: [there] }),
    move({ state: 'closed' }),
  ];
  expect(steps.map(step => step && [step.command.event, step.dueMs / MINUTE_MS])).toEqual([
    ...[
      ['accept', 1],
      ['dispatch', 2],
      ['acknowledge', 3],
      ['arrive', 14],
      ['report-done', 60],
    ],
    ...[['revisit-good', 6], ['evaluate-close', 7], null],
  ]);
});

test('in a world that runs ten times as fast everybody takes a tenth of the time', () => {
  expect(move({ state: 'received' }, {}, { speed: 10 })?.dueMs).toBe(6000);
});

test('a report without a grade is graded when it is accepted, one with a grade is left as it is', () => {
  expect(move({ state: 'received', grade: null })?.command).toMatchObject({ grade: 'general', level: 4 });
  expect(move({ state: 'received' })?.command).toEqual({ event: 'accept' });
});

test('crooked ways are gone once: returned, sent back, extended', () => {
  const atWork = { state: 'handling', tasks: [aTask()] };
  expect(move(atWork, { quirk: 'returned' })?.command.event).toBe('return-dispatch');
  expect(move(atWork, { quirk: 'returned' }, { spent: new Set(['returned']) })?.command.event).toBe('acknowledge');
  expect(move({ state: 'revisit-due' }, { quirk: 'reworked' })?.command.event).toBe('rework');
  expect(move({ state: 'revisit-due', reworks: 1 }, { quirk: 'reworked' })?.command.event).toBe('revisit-good');
  const there = { state: 'handling', tasks: [aTask({ acknowledgedAt: 1, arrivedAt: 1 })] };
  expect(move(there, { quirk: 'extended' })?.command.event).toBe('request-extension');
  const asked = { ...there, requests: [{ number: 1, decision: null, askedAt: 0 }] };
  expect(move(asked, { quirk: 'extended' })).toMatchObject({ mover: 'leader', command: { event: 'decide-request' } });
  const granted = { ...there, requests: [{ number: 1, decision: 'granted', askedAt: 0 }] };
  expect(move(granted, { quirk: 'extended' })?.command.event).toBe('report-done');
});

test('the reports of a sudden event come before its clocks end, and only where somebody sits at the desk', () => {
  const limits = [{ step: 'first-report', state: 'running' }];
  const sudden = { state: 'handling', tasks: [aTask({ acknowledgedAt: 1, arrivedAt: 1 })], limits };
  expect(move(sudden, {}, { hasDesk: true })).toMatchObject({ mover: 'desk', dueMs: 9 * MINUTE_MS });
  expect(move(sudden)?.mover).toBe('organs');
});

test('what people decide is left to people', () => {
  for (const state of ['joint-review', 'promised', 'escalated', 'transferred', 'emergency', 'publicity', 'void'])
    expect(move({ state })).toBeNull();
});

test('every move is a command the interface knows, once the suggestion is in it', () => {
  const states = ['received', 'accepted', 'handling', 'rectifying', 'revisit-due', 'pending-evaluation', 'at-centre'];
  const envelope = { commandId: '0b0f0b0e-0000-4000-8000-000000000001', expectedVersion: 1, issuedAt: 1 };
  for (let i = 0; i < 300; i++) {
    const how = drawTraits(chanceFor(i, 'case'));
    for (const state of states) {
      const found = move(
        { state, grade: i % 2 ? 'micro' : 'general', tasks: [aTask({ acknowledgedAt: 1, arrivedAt: 1 })] },
        how,
      );
      const sent = found!.suggested && found!.command.event === 'dispatch' ? { organs: [{ organ: 'a' }] } : {};
      expect(incidentCommand.safeParse({ ...found!.command, ...sent, ...envelope }).error).toBeUndefined();
    }
  }
});
