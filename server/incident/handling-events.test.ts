import { describe, expect, test } from 'vitest';
import type { EvidenceId } from '../contract/ids.ts';
import {
  aCommand,
  aContext,
  anIncident,
  aRule,
  aTask,
  DAY,
  HOUR,
  mustStep,
  NOW,
  refusalOf,
  STATION,
} from './incident-builders.ts';

const CENTRE = 'control-centre' as never;
const accepted = (more = {}) => anIncident({ state: 'accepted', acceptedAt: NOW, acceptedBy: CENTRE, ...more });
const handling = (more = {}) =>
  accepted({ state: 'handling', tasks: [aTask('urban-management', { lead: true }), aTask('construction')], ...more });
const photo = { id: '0'.repeat(32) as EvidenceId, type: 'image/jpeg', bytes: 1, by: 'x', at: NOW } as const;

test('[I-20] an event that the state does not know is refused by name of state and event', () => {
  const next = () => mustStep(accepted(), 'duty', aCommand('accept'));
  expect(next).toThrow(/XA20261123-0001 is accepted; it is not possible to accept now \(accept\)/);
  expect(refusalOf(accepted(), 'duty', aCommand('accept'))).toBe('illegal-move');
});

test('[I-26] only a micro matter is closed on the spot', () => {
  expect(refusalOf(accepted(), 'duty', aCommand('close-micro'))).toBe('illegal-move');
  expect(mustStep(accepted({ grade: 'micro' }), 'duty', aCommand('close-micro')).record.state).toBe('closed');
  const unknown = aCommand('close-micro', { evidence: [photo.id] });
  expect(refusalOf(accepted({ grade: 'micro' }), 'duty', unknown)).toBe('bad-input');
});

describe('ordering rectification', () => {
  test('[I-27] is for general matters', () => {
    expect(mustStep(accepted(), 'duty', aCommand('order-rectification'))).toMatchObject({
      record: { state: 'rectifying', tasks: [{ organ: 'urban-management', lead: true }] },
      note: '整改责任人：店主',
    });
    expect(refusalOf(accepted({ grade: 'complex' }), 'duty', aCommand('order-rectification'))).toBe('illegal-move');
  });

  test('[I-28] a date holds instead of the figure and may not lie beyond it', () => {
    const context = aContext({ limits: [aRule('rectify', { amount: 120, filingNumber: 'A-1' })] });
    const until = (ms: number) => aCommand('order-rectification', { until: ms });
    const { record } = mustStep(accepted(), 'duty', until(NOW + HOUR), { context });
    expect(record.limits).toMatchObject([
      { id: 'rectify-1', dueAt: NOW + HOUR, filingNumber: 'A-1', state: 'running' },
    ]);
    expect(refusalOf(accepted(), 'duty', until(NOW + 3 * HOUR), { context })).toBe('limit-over');
    expect(refusalOf(accepted(), 'duty', until(NOW))).toBe('bad-input');
    expect(mustStep(accepted(), 'duty', until(NOW + DAY)).record.limits).toMatchObject([
      { id: 'rectify-1', rule: null, unit: 'date', dueAt: NOW + DAY },
    ]);
  });
});

test('[I-29] what comes to the centre has no tasks', () => {
  const { record } = mustStep(handling({ state: 'rectifying' }), 'dept:urban-management', aCommand('send-to-centre'));
  expect(record).toMatchObject({ state: 'at-centre', tasks: [] });
});

describe('[I-30] dispatching', () => {
  const dispatch = (...organs: string[]) => aCommand('dispatch', { organs: organs.map(organ => ({ organ })) });
  const leads = (...organs: string[]) => {
    const { record, note } = mustStep(accepted(), 'duty', dispatch(...organs));
    return [record.state, record.tasks.map(({ organ, lead }) => (lead ? `${organ}!` : organ)).join(' '), note];
  };

  test('one organ leads, with its way and its unit', () => {
    const one = aCommand('dispatch', { organs: [{ organ: 'district-water', unit: 'patrol-05' }] });
    expect(mustStep(accepted(), 'duty', one).record.tasks).toEqual([
      aTask('district-water', { lead: true, via: 'construction' as never, unit: 'patrol-05' as never }),
    ]);
    expect(leads('urban-management')).toEqual(['handling', 'urban-management!', null]);
  });

  test('of several in one body its lead, who is added when not named; of several bodies the first named, which is said', () => {
    expect(leads('market-supervision', STATION)[1]).toMatch(/^economy-tech! market-supervision community-station/);
    expect(leads('party-office', 'market-supervision')).toEqual([
      'handling',
      'party-office! market-supervision',
      '跨组牵头部门未设定，由首个部门党工委办牵头',
    ]);
  });

  test('is the control centre’s', () => {
    expect(refusalOf(accepted(), 'dept:urban-management', dispatch('urban-management'))).toBe('not-this-organ');
    expect(refusalOf(accepted(), 'leader', dispatch('urban-management'))).toBe('not-allowed');
    expect(refusalOf(accepted(), 'dept:control-centre', dispatch('urban-management'))).toBeUndefined();
  });

  test('knows its organs and units, each once', () => {
    expect(refusalOf(accepted(), 'duty', dispatch('nobody'))).toBe('unknown-organ');
    expect(refusalOf(accepted(), 'duty', dispatch('construction', 'construction'))).toBe('bad-input');
    const stranger = aCommand('dispatch', { organs: [{ organ: 'construction', unit: 'nobody' }] });
    expect(refusalOf(accepted(), 'duty', stranger)).toBe('unknown-unit');
    expect(mustStep(accepted(), 'duty', dispatch('community-station')).record.tasks[0]?.organ).toBe(STATION);
    expect(refusalOf(accepted({ community: null }), 'duty', dispatch('community-station'))).toBe('unknown-organ');
  });
});

test('[I-31] [I-33] told both ways, it is done when both have acknowledged', () => {
  const { record } = mustStep(accepted(), 'duty', aCommand('report-both-ways'));
  expect(record.tasks.map(({ organ, lead }) => [organ, lead])).toEqual([
    [STATION, true],
    ['construction', false],
  ]);
  const done = aCommand('report-done');
  expect(refusalOf(record, `dept:${STATION}`, done)).toBe('illegal-move');
  const one = mustStep(record, `dept:${STATION}`, aCommand('acknowledge')).record;
  expect(refusalOf(one, `dept:${STATION}`, done)).toBe('illegal-move');
  const both = mustStep(one, 'dept:construction', aCommand('acknowledge')).record;
  expect(refusalOf(both, `dept:${STATION}`, done)).toBeUndefined();
  expect(refusalOf(accepted(), 'duty', aCommand('report-both-ways', { liaison: STATION }))).toBe('bad-input');
  expect(refusalOf(accepted({ community: null }), 'duty', aCommand('report-both-ways'))).toBe('unknown-organ');
});

test('[I-32] a joint review names who takes part, its conclusion who leads', () => {
  const called = mustStep(accepted(), 'duty', aCommand('call-joint-review'));
  expect(called).toMatchObject({ record: { state: 'joint-review' }, note: '城管办、城建办：涉及多部门' });
  const { record } = mustStep(called.record, 'leader', aCommand('conclude-joint-review'));
  expect(record).toMatchObject({ state: 'handling', tasks: [{ organ: 'construction', lead: true }, { lead: false }] });
  const absent = aCommand('conclude-joint-review', { lead: 'party-office' });
  expect(refusalOf(called.record, 'leader', absent)).toBe('bad-input');
});

describe('[I-34] organs at work', () => {
  test('acknowledge and arrive once', () => {
    const { record } = mustStep(handling(), 'dept:construction', aCommand('arrive'), { now: NOW + 5 });
    expect(record.tasks[1]).toMatchObject({ acknowledgedAt: NOW + 5, arrivedAt: NOW + 5 });
    expect(record.tasks[0]).toMatchObject({ acknowledgedAt: null });
    expect(refusalOf(record, 'dept:construction', aCommand('acknowledge'))).toBe('already-acknowledged');
    expect(refusalOf(record, 'dept:construction', aCommand('arrive'))).toBe('already-acknowledged');
    expect(refusalOf(record, 'dept:urban-management', aCommand('arrive'))).toBeUndefined();
    expect(refusalOf(record, 'dept:labour-office', aCommand('arrive'))).toBe('not-this-organ');
  });

  test('report, which acknowledges', () => {
    const { record, note } = mustStep(handling(), 'dept:construction', aCommand('report-progress'), { now: NOW + 5 });
    expect([record.state, record.tasks[1]?.acknowledgedAt, note]).toEqual(['handling', NOW + 5, '正在清理']);
  });

  test('give it back: the lead to the centre, an assisting one only itself', () => {
    const back = aCommand('return-dispatch');
    expect(mustStep(handling(), 'dept:urban-management', back).record).toMatchObject({ state: 'at-centre', tasks: [] });
    expect(mustStep(handling(), 'dept:construction', back).record).toMatchObject({
      state: 'handling',
      tasks: [{ organ: 'urban-management' }],
    });
  });

  test('[I-37] are added once; where nobody leads the new one leads', () => {
    const added = mustStep(handling(), 'dept:urban-management', aCommand('add-organ')).record;
    expect(added.tasks.map(({ lead }) => lead)).toEqual([true, false, false]);
    expect(refusalOf(added, 'duty', aCommand('add-organ'))).toBe('already-exists');
    expect(refusalOf(added, 'duty', aCommand('add-organ', { organ: 'publicity', unit: 'x' }))).toBe('unknown-unit');
    expect(mustStep(handling({ tasks: [] }), 'duty', aCommand('add-organ')).record.tasks[0]?.lead).toBe(true);
  });
});

describe('[I-35] escalation', () => {
  const to = (organ: string) => aCommand('escalate', { organ });

  test('goes exactly one tier up from whoever holds it', () => {
    const { record } = mustStep(handling(), 'dept:urban-management', to('district-environment'));
    expect(record).toMatchObject({
      state: 'escalated',
      tasks: [{ organ: 'district-environment', via: 'urban-management', lead: true }, { lead: false }, { lead: false }],
    });
    expect(refusalOf(handling(), 'duty', to('market-supervision'))).toBe('tier-skipped');
    const atStation = accepted({ acceptedBy: STATION as never });
    expect(refusalOf(atStation, 'duty', to('district-construction'))).toBe('tier-skipped');
    expect(refusalOf(atStation, 'duty', to('construction'))).toBeUndefined();
    expect(refusalOf(accepted({ state: 'at-centre' }), 'duty', to('construction'))).toBe('tier-skipped');
    expect(refusalOf(accepted({ state: 'joint-review' }), 'duty', to('district-construction'))).toBeUndefined();
  });

  test('the organ above acknowledges, those below do not again', () => {
    const { record } = mustStep(handling(), 'duty', to('district-environment'));
    expect(refusalOf(record, 'dept:construction', aCommand('acknowledge'))).toBe('not-this-organ');
    expect(refusalOf(record, 'dept:district-environment', aCommand('acknowledge'))).toBeUndefined();
  });
});

test('[I-36] done needs a photo of the incident or the reason why there is none', () => {
  const by = 'dept:urban-management';
  const bare = aCommand('report-done', { noEvidenceReason: undefined });
  expect(refusalOf(handling(), by, bare)).toBe('evidence-missing');
  const shown = aCommand('report-done', { noEvidenceReason: undefined, evidence: [photo.id] });
  expect(refusalOf(handling(), by, shown)).toBe('bad-input');
  expect(mustStep(handling({ evidence: [photo] }), by, shown)).toMatchObject({
    record: { state: 'revisit-due' },
    note: '已清理',
  });
  expect(mustStep(handling(), by, aCommand('report-done')).note).toBe('已清理（无照片：夜间无法拍照）');
  expect(refusalOf(handling(), 'dept:construction', aCommand('report-done'))).toBe('not-this-organ');
});
