import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
import { aCommand, aContext, anIncident, aRule, aTask, HOUR, mustStep, NOW, refusalOf } from './incident-builders.ts';

const accepted = (more: Partial<IncidentRecord> = {}) =>
  anIncident({ state: 'accepted', acceptedAt: NOW, acceptedBy: 'control-centre' as never, ...more });

describe('[I-47] correcting the class', () => {
  test('takes what the new category says where nothing else is said', () => {
    const to = (more: object) => aCommand('correct-class', { grade: undefined, ...more });
    expect(mustStep(accepted(), 'duty', to({ category: 'fire' })).record).toMatchObject({
      ...{ category: 'fire', grade: 'sudden', level: 2 },
    });
    expect(mustStep(accepted(), 'duty', to({ category: 'fire', grade: 'complex' })).record.grade).toBe('complex');
    expect(mustStep(accepted(), 'duty', to({ level: 3 })).record).toMatchObject({ grade: 'general', level: 3 });
    expect(refusalOf(accepted(), 'duty', to({}))).toBe('bad-input');
    expect(refusalOf(accepted(), 'duty', to({ category: 'x' }))).toBe('unknown-category');
  });
});

describe('[I-48] correcting the place', () => {
  const to = (more: object) => aCommand('correct-place', { grid: undefined, ...more });

  test('by hand', () => {
    const { record, raw } = mustStep(accepted(), 'duty', aCommand('correct-place'));
    expect(record).toMatchObject({ grid: 'g3', assignedBy: 'manual', lon: 113.9 });
    expect(raw).toBeNull();
    expect(refusalOf(accepted(), 'duty', to({ grid: 'g9' }))).toBe('unknown-grid');
  });

  test('by a better point, whose pair is kept as it was sent', () => {
    const { record, raw } = mustStep(accepted(), 'duty', to({ lon: 113.8, lat: 22.6, crs: 'GCJ02' }));
    expect(record).toMatchObject({ lon: 113.8, lat: 22.6, grid: 'g2', zone: 'other', assignedBy: 'polygon' });
    expect(raw).toEqual({ lon: 113.8, lat: 22.6, crs: 'GCJ02' });
  });

  test('never by both or half of it', () => {
    expect(refusalOf(accepted(), 'duty', to({ lon: 113.8 }))).toBe('bad-input');
    expect(refusalOf(accepted(), 'duty', to({ lon: 113.8, lat: 22.6, grid: 'g3' }))).toBe('bad-input');
  });
});

test('[I-49] a comment changes nothing but the history', () => {
  const before = accepted();
  const { record, note, effects } = mustStep(before, 'dept:construction', aCommand('comment'));
  expect(record).toEqual({ ...before, version: before.version + 1 });
  expect([note, effects]).toEqual(['持续关注', []]);
});

describe('[I-86] merging', () => {
  const other = accepted({ id: 'XA20261123-0002' as never, version: 7 });
  const into = { fetched: { partner: other } };

  test('ends it in favour of an open one, which lists it', () => {
    const merged = mustStep(accepted(), 'duty', aCommand('merge'), into);
    expect(merged.record).toMatchObject({ state: 'merged', mergedInto: other.id });
    expect(merged.partner).toMatchObject({ id: other.id, version: 8, merged: ['XA20261123-0001'] });
    expect(refusalOf(accepted(), 'duty', aCommand('merge'))).toBe('not-found');
    expect(refusalOf(accepted(), 'duty', aCommand('merge', { into: 'XA20261123-0001' }), into)).toBe('bad-input');
    const closed = { fetched: { partner: { ...other, state: 'closed' as const } } };
    expect(refusalOf(accepted(), 'duty', aCommand('merge'), closed)).toBe('illegal-move');
  });

  test('is undone to the state before, and stopped clocks go on', () => {
    const context = aContext({ limits: [aRule('handle')] });
    const out = mustStep(accepted(), 'duty', aCommand('dispatch'), { context }).record;
    const merged = mustStep(out, 'duty', aCommand('merge'), { ...into, context, now: NOW + 5 });
    expect(merged.record.limits).toMatchObject([{ state: 'ended', endedAt: NOW + 5 }]);
    const back = mustStep(merged.record, 'duty', aCommand('unmerge'), {
      ...{ context, now: NOW + HOUR - 1 },
      fetched: { past: ['handling'], partner: merged.partner },
    });
    expect(back.record).toMatchObject({ state: 'handling', mergedInto: null, tasks: [{ lead: true }] });
    expect(back.record.limits).toMatchObject([{ id: 'handle-1', state: 'running', dueAt: NOW + HOUR, endedAt: null }]);
    expect(back.partner).toMatchObject({ version: 9, merged: [] });
  });
});

test('[I-87] voiding is the desk’s before it is accepted, a leader’s afterwards', () => {
  const off = aCommand('void');
  expect(mustStep(anIncident(), 'duty', off).record.state).toBe('void');
  expect(refusalOf(anIncident(), 'leader', off)).toBeUndefined();
  expect(refusalOf(accepted(), 'duty', off)).toBe('not-this-organ');
  expect(refusalOf(accepted(), 'leader', off)).toBeUndefined();
});

test('[I-88] a micro matter that grew begins again, neglected', () => {
  const closed = accepted({ state: 'closed', grade: 'micro', closedAt: NOW });
  const later = NOW + HOUR;
  const { record } = mustStep(closed, 'leader', aCommand('regrade', { grade: 'complex', level: 3 }), { now: later });
  expect(record).toMatchObject({
    ...{ state: 'accepted', grade: 'complex', level: 3, neglected: true, closedAt: null, acceptedAt: later },
  });
  expect(refusalOf(closed, 'leader', aCommand('regrade', { grade: 'micro' }))).toBe('bad-input');
  expect(refusalOf({ ...closed, grade: 'general' }, 'leader', aCommand('regrade'))).toBe('illegal-move');
});

test('[I-89] reopening begins again as accepted, or as received when it never was', () => {
  const closed = accepted({
    ...{ state: 'closed', closedAt: NOW, revisitedBy: 'grid-centre' as never },
    tasks: [aTask('urban-management', { lead: true })],
  });
  const later = NOW + HOUR;
  expect(mustStep(closed, 'duty', aCommand('reopen'), { now: later }).record).toMatchObject({
    ...{ state: 'accepted', reopened: 1, closedAt: null, acceptedAt: later, tasks: [], revisitedBy: null },
  });
  const rejected = mustStep(anIncident(), 'duty', aCommand('reject')).record;
  expect(mustStep(rejected, 'leader', aCommand('reopen')).record).toMatchObject({
    state: 'received',
    acceptedAt: null,
  });
});
