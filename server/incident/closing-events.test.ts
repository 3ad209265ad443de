import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
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

const unlisted = { category: null };
const due = (more: Partial<IncidentRecord> = {}): IncidentRecord =>
  anIncident({
    ...{ state: 'revisit-due', acceptedAt: NOW, acceptedBy: 'control-centre' as never },
    tasks: [aTask('urban-management', { lead: true })],
    ...more,
  });

describe('[I-38] the revisit', () => {
  test('is made by an organ of the column, the handling one if it stands there', () => {
    expect(mustStep(due(), 'dept:grid-centre', aCommand('revisit-good')).record).toMatchObject({
      state: 'pending-evaluation',
      revisitedBy: 'grid-centre',
    });
    expect(refusalOf(due(), `dept:${STATION}`, aCommand('revisit-good'))).toBe('not-this-organ');
    expect(refusalOf(due(), 'duty', aCommand('revisit-good'))).toBe('not-this-organ');
    expect(refusalOf(due(), 'duty', aCommand('revisit-good', { onBehalfOf: 'grid-centre' }))).toBeUndefined();
    const named = aContext({ dutyOrgans: () => ['urban-management'] as never });
    expect(refusalOf(due(), 'dept:urban-management', aCommand('revisit-good'), { context: named })).toBeUndefined();
  });

  test('where the list is silent by the station, or by the centre when that handled it or there is none', () => {
    const good = aCommand('revisit-good');
    expect(refusalOf(due(unlisted), `dept:${STATION}`, good)).toBeUndefined();
    expect(refusalOf(due(unlisted), 'duty', good)).toBe('not-this-organ');
    expect(refusalOf(due({ ...unlisted, community: null }), 'duty', good)).toBeUndefined();
    const own = due({ ...unlisted, tasks: [aTask(STATION, { lead: true })] });
    expect(refusalOf(own, `dept:${STATION}`, good)).toBe('not-this-organ');
    expect(refusalOf(own, 'duty', good)).toBeUndefined();
  });
});

describe('a bad revisit', () => {
  const context = aContext({ limits: [aRule('handle', { amount: 120 })] });
  const by = 'dept:grid-centre';
  const rework = aCommand('rework');
  const transfer = aCommand('transfer');
  const past = ['handling'] as const;
  /** Dispatched now, done half an hour later. */
  const done = () => {
    const dispatched = mustStep(due({ state: 'at-centre', tasks: [] }), 'duty', aCommand('dispatch'), {
      context,
    }).record;
    return mustStep(dispatched, 'dept:urban-management', aCommand('report-done'), { context, now: NOW + HOUR / 2 })
      .record;
  };

  test('[I-39] leads back while the handling limit has not passed, and the same clock goes on', () => {
    const record = done();
    expect(record.limits).toMatchObject([{ id: 'handle-1', state: 'ended', endedAt: NOW + HOUR / 2 }]);
    const again = mustStep(record, by, rework, { context, fetched: { past }, now: NOW + HOUR }).record;
    expect(again).toMatchObject({ state: 'handling', reworks: 1, revisitedBy: 'grid-centre' });
    expect(again.limits).toMatchObject([{ id: 'handle-1', state: 'running', dueAt: NOW + 2 * HOUR, endedAt: null }]);
    expect(refusalOf(record, by, rework, { context, now: NOW + 2 * HOUR })).toBe('limit-over');
  });

  test('[I-39] leads back without a limit, to where the work was', () => {
    const given = { fetched: { past: ['promised', 'rectifying', 'handling'] as const } };
    expect(mustStep(due(), by, rework, given).record.state).toBe('rectifying');
    expect(mustStep(due(), by, rework).record.state).toBe('rectifying');
  });

  test('[I-42] leads up when the limit has passed, or there is none, or it was sent back before', () => {
    const record = done();
    expect(refusalOf(record, by, transfer, { context, now: NOW + HOUR })).toBe('limit-running');
    expect(refusalOf(record, by, transfer, { context, now: NOW + 2 * HOUR })).toBeUndefined();
    expect(refusalOf({ ...record, reworks: 1 }, by, transfer, { context, now: NOW + HOUR })).toBeUndefined();
    expect(refusalOf(due(), by, transfer)).toBeUndefined();
  });

  test("an earlier organ's clock says nothing about this one's", () => {
    const old = mustStep(due({ state: 'at-centre', tasks: [] }), 'duty', aCommand('dispatch'), { context }).record;
    const back = mustStep(old, 'dept:urban-management', aCommand('return-dispatch'), { context, now: NOW + 1 }).record;
    const next = mustStep(back, 'duty', aCommand('dispatch'), { now: NOW + 2 }).record;
    const late = { now: NOW + DAY };
    const again = mustStep(next, 'dept:urban-management', aCommand('report-done'), late).record;
    expect(refusalOf(again, by, rework, late)).toBeUndefined();
  });

  test('[I-42] [I-44] leads to an organ of the punish column, else one tier up, through its office', () => {
    const { record } = mustStep(due(), by, transfer);
    expect(record).toMatchObject({
      state: 'transferred',
      tasks: [
        { organ: 'market-supervision', via: 'economy-tech', lead: true },
        { organ: 'urban-management', lead: false },
      ],
    });
    const to = (organ: string) => aCommand('transfer', { organ });
    expect(refusalOf(due(), by, to('traffic-police'))).toBe('tier-skipped');
    expect(refusalOf(due(), by, to('district-environment'))).toBeUndefined();
  });
});

test('[I-43] [I-44] [I-45] the competent organ punishes and feeds back; then who led below leads again', () => {
  const transferred = mustStep(due(), 'dept:grid-centre', aCommand('transfer')).record;
  expect(refusalOf(transferred, 'dept:urban-management', aCommand('record-punishment'))).toBe('not-this-organ');
  const punished = mustStep(transferred, 'dept:market-supervision', aCommand('record-punishment')).record;
  expect(punished.state).toBe('punished');
  const { record } = mustStep(punished, 'dept:market-supervision', aCommand('feed-back'));
  expect(record).toMatchObject({
    state: 'pending-evaluation',
    tasks: [
      { organ: 'urban-management', lead: true },
      { organ: 'market-supervision', lead: false },
    ],
  });
  const alone = due({ state: 'escalated', tasks: [aTask('district-water', { lead: true })] });
  expect(mustStep(alone, 'dept:district-water', aCommand('feed-back')).record.tasks).toMatchObject([{ lead: false }]);
});

describe('[I-40] evaluating', () => {
  const pending = (more: Partial<IncidentRecord> = {}) =>
    due({ state: 'pending-evaluation', acceptedBy: STATION as never, revisitedBy: 'grid-centre' as never, ...more });
  const close = aCommand('evaluate-close');

  test('is the accepting or the handling organ’s, and closes', () => {
    expect(mustStep(pending(), `dept:${STATION}`, close)).toMatchObject({
      record: { state: 'closed', closedAt: NOW },
      note: '满意：处置及时',
    });
    expect(refusalOf(pending(), 'dept:urban-management', close)).toBeUndefined();
    expect(refusalOf(pending(), 'dept:grid-centre', close)).toBe('not-this-organ');
    expect(refusalOf(pending(), 'duty', close)).toBe('not-this-organ');
  });

  test('is never the revisitor’s; when nobody else is left, the centre’s', () => {
    expect(refusalOf(pending({ revisitedBy: STATION as never }), `dept:${STATION}`, close)).toBe('same-organ');
    const alone = pending({ revisitedBy: STATION as never, tasks: [aTask(STATION, { lead: true })] });
    expect(refusalOf(alone, `dept:${STATION}`, close)).toBe('same-organ');
    expect(refusalOf(alone, 'duty', close)).toBeUndefined();
    expect(refusalOf(pending(), 'duty', close)).toBe('not-this-organ');
  });

  test('is a leader’s when the centre did everything and revisited itself', () => {
    const centre = 'control-centre' as never;
    const own = pending({
      community: null,
      acceptedBy: centre,
      revisitedBy: centre,
      tasks: [aTask(centre, { lead: true })],
    });
    expect(refusalOf(own, 'duty', close)).toBe('same-organ');
    expect(refusalOf(own, 'duty', aCommand('evaluate-close', { onBehalfOf: 'urban-management' }))).toBe(
      'not-this-organ',
    );
    expect(mustStep(own, 'leader', close).record.state).toBe('closed');
    expect(refusalOf(pending(), 'leader', close)).toBe('not-this-organ');
  });
});
