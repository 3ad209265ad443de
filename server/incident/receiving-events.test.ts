import { describe, expect, test } from 'vitest';
import {
  aCommand,
  aContext,
  anIncident,
  aRule,
  LISTED,
  mustStep,
  NOW,
  refusalOf,
  STATION,
} from './incident-builders.ts';

const accept = (more = {}) => aCommand('accept', more);

describe('[I-21] accepting', () => {
  test('makes the acting organ the accepting one', () => {
    const { record } = mustStep(anIncident(), 'dept:urban-management', accept());
    expect(record).toMatchObject({ state: 'accepted', acceptedAt: NOW, acceptedBy: 'urban-management', version: 2 });
    expect(mustStep(anIncident(), 'duty', accept()).record.acceptedBy).toBe('control-centre');
    expect(mustStep(anIncident(), 'duty', accept({ onBehalfOf: STATION })).record.acceptedBy).toBe(STATION);
  });

  test('needs a grade, given with it or by the category', () => {
    const ungraded = anIncident({ grade: null, level: null, category: null });
    expect(refusalOf(ungraded, 'duty', accept())).toBe('grade-missing');
    expect(mustStep(ungraded, 'duty', accept({ grade: 'complex' })).record).toMatchObject({ grade: 'complex' });
    expect(mustStep(ungraded, 'duty', accept({ category: 'fire' })).record).toMatchObject({
      grade: 'sudden',
      level: 2,
    });
    expect(refusalOf(ungraded, 'duty', accept({ category: 'nonsense' }))).toBe('unknown-category');
  });

  test('is done by whatever else takes a report on', () => {
    const { record } = mustStep(anIncident(), 'leader', aCommand('declare-emergency'));
    expect(record).toMatchObject({ acceptedAt: NOW, acceptedBy: 'control-centre' });
  });
});

test('[I-22] [I-24] not accepted and forwarded are ends with a reason', () => {
  expect(mustStep(anIncident(), 'duty', aCommand('reject'))).toMatchObject({
    record: { state: 'rejected', acceptedAt: null },
    note: '不属本街道',
  });
  expect(mustStep(anIncident(), 'duty', aCommand('forward'))).toMatchObject({
    record: { state: 'forwarded', acceptedAt: null },
    note: '劳动办：属劳动办',
  });
  expect(refusalOf(anIncident(), 'duty', aCommand('forward', { organ: 'nobody' }))).toBe('unknown-organ');
});

describe('[I-23] persuasion on the spot', () => {
  test('obeyed, closes a micro matter and sends any other to its revisit', () => {
    const by = 'dept:urban-management';
    expect(mustStep(anIncident({ grade: 'micro' }), by, aCommand('persuade')).record).toMatchObject({
      state: 'closed',
      closedAt: NOW,
    });
    const { record } = mustStep(anIncident(), by, aCommand('persuade'));
    expect(record).toMatchObject({ state: 'revisit-due', tasks: [{ organ: 'urban-management', lead: true }] });
  });

  test('of what an organ has accepted is that organ’s: another one cannot close it', () => {
    const accepted = mustStep(anIncident({ grade: 'micro' }), 'dept:urban-management', aCommand('accept')).record;
    expect(refusalOf(accepted, 'dept:construction', aCommand('persuade'))).toBe('not-this-organ');
    expect(mustStep(accepted, 'dept:urban-management', aCommand('persuade')).record.state).toBe('closed');
  });

  test('takes on only what is graded, as accepting does', () => {
    const ungraded = anIncident({ category: null, grade: null, level: null });
    for (const event of ['persuade', 'publish'] as const)
      expect(refusalOf(ungraded, 'duty', aCommand(event))).toBe('grade-missing');
    expect(refusalOf(ungraded, 'leader', aCommand('declare-emergency'))).toBeUndefined();
    expect(refusalOf(ungraded, 'duty', aCommand('promise'))).toBeUndefined();
  });

  const defied = aCommand('persuade', { outcome: 'defied' });

  test('defied, goes to the punish organ one tier up, else from a community to the control centre', () => {
    const listed = aContext({ dutyOrgans: () => ['district-market', 'urban-management'] as never });
    expect(mustStep(anIncident(), `dept:${STATION}`, defied, { context: listed }).record).toMatchObject({
      state: 'escalated',
      tasks: [
        { organ: 'urban-management', lead: true },
        { organ: STATION, lead: false },
      ],
    });
    const unset = aContext({ dutyOrgans: () => null });
    expect(mustStep(anIncident(), `dept:${STATION}`, defied, { context: unset }).record.tasks[0]?.organ).toBe(
      'control-centre',
    );
    expect(refusalOf(anIncident(), 'dept:urban-management', defied, { context: unset })).toBe('tier-skipped');
  });
});

describe('[I-25] intervention on the same day', () => {
  const trigger = aContext({
    limits: [aRule('intervene', { category: 'street-vending', unit: 'same-day', amount: null })],
  });
  const intervene = aCommand('intervene');

  test('is for categories with a row of their own', () => {
    expect(refusalOf(anIncident(), 'duty', intervene)).toBe('illegal-move');
    const general = aContext({ limits: [aRule('intervene', { unit: 'same-day', amount: null })] });
    expect(refusalOf(anIncident(), 'duty', intervene, { context: general })).toBe('illegal-move');
    expect(mustStep(anIncident(), 'dept:labour-office', intervene, { context: trigger })).toMatchObject({
      record: { state: 'handling', tasks: [{ organ: 'labour-office', lead: true }] },
      note: '介入人员：王五',
    });
  });

  test('is not made by whoever reported it', () => {
    const given = { context: trigger, fetched: { reportedBy: '王五' } };
    expect(refusalOf(anIncident(), 'duty', intervene, given)).toBe('same-organ');
    const told = anIncident({ reporter: { name: '王五' } });
    expect(refusalOf(told, 'duty', intervene, { context: trigger })).toBe('same-organ');
  });
});

describe('[I-21] accepting is no way round the correction of a class', () => {
  const by = 'dept:urban-management';
  const fire = anIncident({ category: 'fire' as never, level: 2, grade: 'sudden' });

  test.each([{ grade: 'micro' }, { level: 4 }, { category: LISTED }])('an organ cannot accept it as %j', fields => {
    expect(refusalOf(fire, by, aCommand('accept', fields))).toBe('not-allowed');
    expect(refusalOf(fire, 'integration', aCommand('accept', { ...fields, onBehalfOf: 'urban-management' }))).toBe(
      'not-allowed',
    );
    expect(refusalOf(fire, 'duty', aCommand('accept', fields))).toBeUndefined();
  });

  test('an organ says what nobody has said, and not against the list', () => {
    const unclassed = anIncident({ category: null, level: null, grade: null });
    expect(refusalOf(unclassed, by, aCommand('accept', { grade: 'micro' }))).toBeUndefined();
    expect(refusalOf(unclassed, by, aCommand('accept', { category: 'fire' }))).toBeUndefined();
    expect(refusalOf(unclassed, by, aCommand('accept', { category: 'fire', grade: 'micro' }))).toBe('not-allowed');
  });
});

test('[I-51] nobody acts for an id that stands for one organ a community', () => {
  const accept = aCommand('accept', { onBehalfOf: 'community-station' });
  expect(refusalOf(anIncident(), 'duty', accept)).toBe('unknown-organ');
  expect(refusalOf(anIncident(), 'duty', aCommand('accept', { onBehalfOf: STATION }))).toBeUndefined();
  expect(refusalOf(anIncident(), 'dept:community-station', aCommand('accept'))).toBe('not-this-organ');
  expect(refusalOf(anIncident(), 'dept:moon-office', aCommand('accept'))).toBe('not-this-organ');
});
