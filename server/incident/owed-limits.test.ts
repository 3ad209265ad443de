import { describe, expect, test } from 'vitest';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { LimitStep } from '../contract/incident-limit.ts';
import { limitsAtReceipt, received } from './begin-incident.ts';
import {
  aBeginning,
  aCommand,
  aContext,
  anIncident,
  aRule,
  aTask,
  DAY,
  HOUR,
  MINUTE,
  mustStep,
  NOW,
} from './incident-builders.ts';

const steps: LimitStep[] = [
  'accept',
  'dispatch',
  'handle',
  'rectify',
  'revisit',
  'evaluate',
  'transfer',
  'feed-back',
  'escalate',
];
const context = aContext({ limits: steps.map(step => aRule(step)) });
const clocks = ({ limits }: Pick<IncidentRecord, 'limits'>) =>
  limits.map(({ id, state }) => (state === 'ended' ? `(${id})` : id)).join(' ');

/** Walks a list of [who, event] from the receipt; every command lasts a minute. */
function walk(...moves: [who: string, event: Parameters<typeof aCommand>[0], more?: object][]) {
  let { record } = received(aBeginning(), context, NOW);
  const past: IncidentState[] = [];
  let now = NOW;
  for (const [who, event, more] of moves) {
    now += MINUTE;
    const next = mustStep(record, who, aCommand(event, more), { context, now, fetched: { past } }).record;
    if (next.state !== record.state) past.unshift(record.state);
    record = next;
  }
  return record;
}
const desk = 'duty';
const lead = 'dept:urban-management';

describe('[I-77] [I-78] [I-90] every state begins the clock of its step and ends it', () => {
  const toHandling = [
    [desk, 'accept'],
    [desk, 'dispatch'],
  ] as Parameters<typeof walk>;
  test.each<[string, Parameters<typeof walk>]>([
    ['accept-1', []],
    ['(accept-1) dispatch-1', [[desk, 'accept']]], // what the centre accepts is at the centre
    ['(accept-1)', [[lead, 'accept']]],
    [
      '(accept-1) dispatch-1',
      [
        [lead, 'accept'],
        [lead, 'send-to-centre'],
      ],
    ],
    ['(accept-1) (dispatch-1) handle-1', toHandling],
    [
      '(accept-1) (dispatch-1) rectify-1',
      [
        [desk, 'accept'],
        [desk, 'order-rectification'],
      ],
    ],
    ['(accept-1) (dispatch-1) (handle-1) revisit-1', [...toHandling, [lead, 'report-done']]],
    [
      '(accept-1) (dispatch-1) (handle-1) (revisit-1) evaluate-1',
      [...toHandling, [lead, 'report-done'], ['dept:grid-centre', 'revisit-good']],
    ],
    [
      '(accept-1) (dispatch-1) handle-1 (revisit-1)',
      [...toHandling, [lead, 'report-done'], ['dept:grid-centre', 'rework']],
    ],
    [
      '(accept-1) (dispatch-1) (handle-1) escalate-1 feed-back-1',
      [...toHandling, [lead, 'escalate', { organ: 'district-environment' }]],
    ],
    ['(accept-1) (dispatch-1) (handle-1) dispatch-2', [...toHandling, [lead, 'return-dispatch']]],
    ['(accept-1)', [[desk, 'reject']]],
    ['(accept-1) (dispatch-1) (handle-1)', [...toHandling, ['leader', 'void']]],
    [
      '(accept-1) accept-2',
      [
        [desk, 'reject'],
        [desk, 'reopen'],
      ],
    ],
    ['(accept-1) (dispatch-1) handle-1', [...toHandling, [lead, 'call-joint-review']]], // [I-91]
    ['(accept-1) (dispatch-1) handle-1', [...toHandling, ['leader', 'publish']]],
    ['(accept-1) (dispatch-1) (handle-1)', [...toHandling, ['leader', 'declare-emergency']]],
  ])('%s', (expected, moves) => {
    expect(clocks(walk(...moves))).toBe(expected);
  });

  test('the transferred matter has those of the organ above', () => {
    const done = walk(...toHandling, [lead, 'report-done']);
    const given = { context, now: NOW + 2 * HOUR };
    const transferred = mustStep(done, 'dept:grid-centre', aCommand('transfer'), given).record;
    expect(clocks(transferred)).toBe('(accept-1) (dispatch-1) (handle-1) (revisit-1) transfer-1');
    const punished = mustStep(transferred, 'dept:market-supervision', aCommand('record-punishment'), given).record;
    expect(clocks(punished)).toContain('(transfer-1) feed-back-1');
  });

  test('no row, no clock; a row of the organ that leads comes first where there is one', () => {
    expect(anIncident().limits).toEqual([]);
    const own = aContext({ limits: [aRule('handle', { organ: 'urban-management', amount: 5 })] });
    const record = anIncident({ state: 'at-centre', acceptedAt: NOW });
    expect(mustStep(record, desk, aCommand('dispatch'), { context: own }).record.limits).toMatchObject([{ amount: 5 }]);
    const foreign = aCommand('dispatch', { organs: [{ organ: 'construction' }] });
    expect(mustStep(record, desk, foreign, { context: own }).record.limits).toEqual([]);
  });

  test('what is reopened does not start in the past', () => {
    const reported = aContext({ limits: [aRule('accept', { anchor: 'reported' })] });
    const { record } = received(aBeginning(), reported, NOW);
    const rejected = mustStep(record, desk, aCommand('reject'), { context: reported }).record;
    const again = mustStep(rejected, desk, aCommand('reopen'), { context: reported, now: NOW + 9 * HOUR }).record;
    expect(again.limits.at(-1)).toMatchObject({ startedAt: NOW + 9 * HOUR, breachedAt: null });
  });
});

test('[I-92] the clock of same-day intervention runs until somebody handles it', () => {
  const trigger = aContext({
    limits: [aRule('intervene', { category: 'street-vending', unit: 'same-day', amount: null, anchor: 'reported' })],
  });
  const { record } = received(aBeginning(), trigger, NOW);
  expect(clocks(record)).toBe('intervene-1');
  const accepted = mustStep(record, desk, aCommand('accept'), { context: trigger }).record;
  expect(clocks(accepted)).toBe('intervene-1');
  expect(clocks(mustStep(accepted, desk, aCommand('dispatch'), { context: trigger }).record)).toBe('(intervene-1)');
  expect(clocks(mustStep(record, desk, aCommand('intervene'), { context: trigger }).record)).toBe('(intervene-1)');
});

describe('[I-93] a sudden event', () => {
  const sudden = aContext({
    limits: [
      aRule('first-report', { grade: 'sudden', anchor: 'happened', amount: 15 }),
      aRule('phone-report', { grade: 'sudden', anchor: 'happened', amount: 30 }),
      aRule('written-report', { grade: 'sudden', anchor: 'happened', amount: 60 }),
    ],
  });
  const happened = (minutesAgo: number) =>
    received(aBeginning({ grade: 'sudden', happenedAt: NOW - minutesAgo * MINUTE }), sudden, NOW);

  test('counts from when it happened and may be over at intake', () => {
    const { record, effects } = happened(40);
    expect(record.limits.map(({ step, breachedAt }) => [step, breachedAt && NOW - breachedAt])).toEqual([
      ['first-report', 25 * MINUTE],
      ['phone-report', 10 * MINUTE],
      ['written-report', null],
    ]);
    expect(effects).toEqual([
      { effect: 'set-deadline', name: 'due:written-report-1', dueAt: NOW + 20 * MINUTE },
      { effect: 'enter-stage', state: 'received', organ: null },
      { effect: 'raise-alarm', kind: 'limit-breached', priority: 3, limit: 'first-report-1' },
      { effect: 'raise-alarm', kind: 'limit-breached', priority: 3, limit: 'phone-report-1' },
    ]);
  });

  test('has its first report when somebody takes it on; the others go on until they are recorded or it ends', () => {
    const accepted = mustStep(happened(1).record, desk, aCommand('accept'), { context: sudden }).record;
    expect(clocks(accepted)).toBe('(first-report-1) phone-report-1 written-report-1');
    const told = mustStep(accepted, desk, aCommand('record-report'), { context: sudden }).record;
    expect(clocks(told)).toBe('(first-report-1) (phone-report-1) written-report-1');
    expect(clocks(mustStep(told, 'leader', aCommand('void'), { context: sudden }).record)).toBe(
      '(first-report-1) (phone-report-1) (written-report-1)',
    );
  });

  test('that is seen to be sudden later was first reported at that moment', () => {
    const accepted = anIncident({ state: 'accepted', acceptedAt: NOW, happenedAt: NOW - 20 * MINUTE });
    const { record } = mustStep(accepted, 'leader', aCommand('declare-emergency'), { context: sudden });
    expect(clocks(record)).toBe('(first-report-1) phone-report-1 written-report-1');
    expect(record.limits[0]).toMatchObject({ breachedAt: NOW - 5 * MINUTE, endedAt: NOW });
  });

  test('a class that was wrong for a while, or a void that was undone, does not save a report', () => {
    const accepted = mustStep(anIncident({ grade: 'sudden' }, sudden), desk, aCommand('accept'), {
      context: sudden,
    }).record;
    const toClass = (record: IncidentRecord, grade: string) =>
      mustStep(record, desk, aCommand('correct-class', { grade }), { context: sudden, now: NOW + MINUTE }).record;
    const general = toClass(accepted, 'general');
    expect(clocks(general)).toBe('(first-report-1) (phone-report-1) (written-report-1)');
    expect(clocks(toClass(general, 'sudden'))).toBe(
      '(first-report-1) (phone-report-1) (written-report-1) phone-report-2 written-report-2',
    );
    const told = mustStep(accepted, desk, aCommand('record-report'), { context: sudden }).record;
    const gone = mustStep(told, 'leader', aCommand('void'), { context: sudden, now: NOW + MINUTE }).record;
    const back = mustStep(gone, 'leader', aCommand('reopen'), { context: sudden, now: NOW + DAY }).record;
    expect(clocks(back)).toBe('(first-report-1) (phone-report-1) written-report-1');
    expect(back.limits.at(-1)?.breachedAt).not.toBeNull();
  });

  test('publishing a report that nobody accepted takes it on: accepting and first report are done', () => {
    const both = aContext({
      limits: [aRule('accept'), aRule('first-report', { anchor: 'happened', grade: 'sudden' })],
    });
    const fresh = received(aBeginning({ grade: 'sudden' }), both, NOW).record;
    expect(clocks(mustStep(fresh, desk, aCommand('promise'), { context: both }).record)).toBe(
      'accept-1 first-report-1 promise-1',
    );
    expect(clocks(mustStep(fresh, desk, aCommand('publish'), { context: both }).record)).toBe(
      '(accept-1) (first-report-1)',
    );
  });

  test('the proposal shows the same clocks before anything is saved', () => {
    const matter = { category: null, grade: 'sudden', channel: null, happenedAt: NOW - HOUR, reportedAt: NOW } as const;
    expect(limitsAtReceipt(matter, sudden, NOW).map(({ breachedAt }) => breachedAt !== null)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('[I-94] another class, another figure, from the same moment', () => {
  const graded = aContext({
    limits: [
      aRule('handle', { id: 'g', grade: 'general' }),
      aRule('handle', { id: 'c', grade: 'complex', amount: 600 }),
    ],
  });
  const out = mustStep(anIncident({ state: 'at-centre', acceptedAt: NOW }), desk, aCommand('dispatch'), {
    context: graded,
  });
  const { limits } = mustStep(out.record, desk, aCommand('correct-class'), {
    context: graded,
    now: NOW + 2 * HOUR,
  }).record;
  expect(limits).toMatchObject([
    { id: 'handle-1', rule: 'g', state: 'ended', breachedAt: NOW + HOUR },
    { id: 'handle-2', rule: 'c', state: 'running', startedAt: NOW, dueAt: NOW + 10 * HOUR, breachedAt: null },
  ]);
});

describe('alarms', () => {
  const handling = anIncident({
    state: 'handling',
    acceptedAt: NOW,
    tasks: [aTask('urban-management', { lead: true })],
  });
  const alarmsOf = (record: IncidentRecord, event: Parameters<typeof aCommand>[0], more: object = {}, who = 'duty') =>
    mustStep(record, who, aCommand(event, more), { context: aContext(), now: NOW + 2 * HOUR }).effects.filter(
      ({ effect }) => effect.endsWith('alarm') || effect.endsWith('alarms'),
    );

  test('[I-75] of level I and II from the receipt on, until the level is lowered or it ends', () => {
    const raised = (priority: number) => ({ effect: 'raise-alarm', kind: 'major-incident', priority, limit: null });
    expect(received(aBeginning({ level: 2 }), aContext(), NOW).effects).toContainEqual(raised(2));
    expect(received(aBeginning({ level: 3 }), aContext(), NOW).effects).toHaveLength(1);
    expect(alarmsOf(handling, 'correct-class', { level: 1 })).toEqual([raised(1)]);
    expect(alarmsOf({ ...handling, level: 2 }, 'correct-class', { level: 1 })).toEqual([raised(1)]);
    expect(alarmsOf({ ...handling, level: 2 }, 'correct-class', { level: 3 })).toMatchObject([
      { effect: 'clear-alarms', kind: 'major-incident', why: 'level-lowered' },
    ]);
    expect(alarmsOf({ ...handling, level: 2 }, 'void', {}, 'leader')).toMatchObject([
      { kind: null, limit: null, why: 'void' },
    ]);
    const closed = { ...handling, level: 2 as const, state: 'closed' as const };
    expect(alarmsOf(closed, 'reopen')).toEqual([raised(2)]);
  });

  test('[I-76] of a clock that is over until its step is done', () => {
    const given = { context: aContext({ limits: [aRule('handle')] }) };
    const out = mustStep(
      anIncident({ state: 'at-centre', acceptedAt: NOW, level: 2 }),
      desk,
      aCommand('dispatch'),
      given,
    );
    const late = mustStep(out.record, lead, aCommand('arrive'), { ...given, now: NOW + HOUR });
    expect(late.effects.at(-1)).toEqual({
      ...{ effect: 'raise-alarm', kind: 'limit-breached', priority: 2, limit: 'handle-1' },
    });
    const done = mustStep(late.record, lead, aCommand('report-done'), { ...given, now: NOW + HOUR });
    expect(done.effects.at(-1)).toEqual({ effect: 'clear-alarms', kind: null, limit: 'handle-1', why: 'step-done' });
  });
});
