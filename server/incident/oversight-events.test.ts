import { expect, test } from 'vitest';
import {
  aCommand,
  aContext,
  anIncident,
  aRule,
  aTask,
  DAY,
  MINUTE,
  mustStep,
  NOW,
  refusalOf,
} from './incident-builders.ts';

const handling = anIncident({
  ...{ state: 'handling', acceptedAt: NOW, acceptedBy: 'control-centre' as never },
  tasks: [aTask('urban-management', { lead: true })],
});

test('[I-80] an emergency is sudden and has a level; standing down brings it to the centre', () => {
  const { record } = mustStep(handling, 'leader', aCommand('declare-emergency', { level: 1 }));
  expect(record).toMatchObject({ state: 'emergency', grade: 'sudden', level: 1 });
  expect(mustStep(record, 'duty', aCommand('stand-down')).record).toMatchObject({ state: 'at-centre', tasks: [] });
});

test('[I-82] publicity leads to handling', () => {
  const { record, note } = mustStep(handling, 'leader', aCommand('publish'));
  expect([record.state, note]).toEqual(['publicity', '两级公示']);
  expect(mustStep(record, 'leader', aCommand('end-publicity')).record.state).toBe('handling');
  expect(refusalOf(handling, 'leader', aCommand('publish', { until: NOW }))).toBe('bad-input');
});

test('[I-56] [I-83] supervision keeps the state and is a clock until it is lifted', () => {
  const { record, note } = mustStep(handling, 'chief@binhai', aCommand('supervise'));
  expect(record).toMatchObject({
    state: 'handling',
    supervisions: [{ organ: 'urban-management', until: NOW + DAY, by: 'chief', liftedAt: null }],
    limits: [{ id: 'supervise-1', dueAt: NOW + DAY, state: 'running' }],
  });
  expect(note).toBe('城管办：超期');
  const lifted = mustStep(record, 'leader', aCommand('lift-supervision'), { now: NOW + 5 }).record;
  expect(lifted).toMatchObject({ supervisions: [{ liftedAt: NOW + 5 }], limits: [{ state: 'ended' }] });
  expect(refusalOf(lifted, 'leader', aCommand('lift-supervision'))).toBe('illegal-move');
  expect(refusalOf(handling, 'chief@other', aCommand('supervise'))).toBe('not-this-organ');
  expect(refusalOf(handling, 'leader', aCommand('supervise', { organ: 'nobody' }))).toBe('unknown-organ');
});

test('[I-84] a report that was made stops its clock, late or not', () => {
  const context = aContext({ limits: [aRule('phone-report', { grade: 'sudden', anchor: 'happened', amount: 30 })] });
  const sudden = anIncident({ grade: 'sudden' }, context);
  const begun = mustStep(sudden, 'duty', aCommand('correct-class', { grade: 'sudden' }), { context }).record;
  const inTime = mustStep(begun, 'duty', aCommand('record-report'), { context, now: NOW + MINUTE }).record;
  expect(inTime.limits).toMatchObject([]);
  const { record } = mustStep(handling, 'leader', aCommand('declare-emergency'), { context });
  expect(record.limits).toMatchObject([{ id: 'phone-report-1', dueAt: NOW + 20 * MINUTE, state: 'running' }]);
  const told = mustStep(record, 'duty', aCommand('record-report'), { context, now: NOW + 25 * MINUTE }).record;
  expect(told.limits).toMatchObject([{ state: 'ended', endedAt: NOW + 25 * MINUTE, breachedAt: NOW + 20 * MINUTE }]);
  expect(refusalOf(handling, 'duty', aCommand('record-report'))).toBe('illegal-move');
});

test('[I-85] trace-back of a closed matter is kept', () => {
  const closed = { ...handling, state: 'closed' as const, closedAt: NOW };
  expect(mustStep(closed, 'leader', aCommand('trace-back'))).toMatchObject({
    record: {
      ...{ state: 'closed', closedAt: NOW },
      accountability: [{ finding: 'not-found', organ: 'urban-management', text: '巡查未发现', by: 'leader', at: NOW }],
    },
    note: '城管办应发现未发现：巡查未发现',
  });
  expect(refusalOf(handling, 'leader', aCommand('trace-back'))).toBe('illegal-move');
});
