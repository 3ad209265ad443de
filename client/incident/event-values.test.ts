import { describe, expect, test } from 'vitest';
import type { CategoryId, CommandId, EvidenceId, IncidentId, OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import { INCIDENT_EVENTS, incidentCommand } from '../../server/contract/incident-event.ts';
import { anIncident, aTask, NOON } from '../store/record-builders.ts';
import { zh } from '../wording/zh.ts';
import { actingOrgans } from './acting-organ.ts';
import { EVENT_FORMS, type FieldKind } from './event-forms.ts';
import { orderEvents } from './event-order.ts';
import { type FieldValue, fieldProblems, startValues, toCommand } from './event-values.ts';
import { recordChanges } from './record-changes.ts';

const CITY = 'urban-management' as OrganId;
const STATION = 'community-station:440306017001' as OrganId;
const PHOTO = 'a'.repeat(32) as EvidenceId;

const FILLED: Record<FieldKind, FieldValue> = {
  words: ' 情况属实 ',
  line: '李工',
  organ: CITY,
  'task-organ': CITY,
  'unit-to-send': 'city-1',
  'organ-above': 'district-water' as OrganId,
  organs: [{ organ: CITY, unit: null }],
  'organ-ids': [{ organ: CITY, unit: null }],
  lead: CITY,
  liaison: STATION,
  until: NOON + 1,
  photos: [PHOTO],
  category: 'fire',
  grade: 'general',
  level: 2,
  incident: 'XA20261119-0002' as IncidentId,
  grid: '440306017001001',
  unit: 'city-1',
  outcome: 'obeyed',
  rating: 'good',
  finding: 'not-found',
  report: 'phone-report',
  request: 1,
  grant: 'yes',
};

describe('forms', () => {
  test.each(INCIDENT_EVENTS)('%s: a form that is filled in makes a command the contract takes', event => {
    const fields = EVENT_FORMS[event];
    const record = anIncident();
    const values = Object.fromEntries(fields.map(({ name, kind }) => [name, FILLED[kind]]));
    expect(fieldProblems(event, fields, values, record, NOON)).toEqual({});
    const command = toCommand(event, fields, values, record, null);
    const stamp = { commandId: crypto.randomUUID() as CommandId, expectedVersion: 1, issuedAt: NOON };
    expect(incidentCommand.safeParse({ ...command, ...stamp }).error).toBeUndefined();
  });

  test.each(INCIDENT_EVENTS)('%s: everything the contract needs is asked for, and has words', event => {
    expect(zh).toHaveProperty([`event.${event}`]);
    const fields = EVENT_FORMS[event];
    const required = fields.filter(field => !field.optional);
    const problems = fieldProblems(event, fields, startValues(event, fields, anIncident()), anIncident(), NOON);
    expect(Object.keys(problems)).toEqual(expect.arrayContaining(required.map(({ name }) => name)));
  });

  test('an empty answer is named with its field, a time that is over too', () => {
    const fields = EVENT_FORMS['request-extension'];
    expect(fieldProblems('request-extension', fields, { until: NOON, reason: ' ' }, anIncident(), NOON)).toEqual({
      until: '须晚于现在',
      reason: '请填写理由',
    });
  });

  test('[evidence-missing] done without a photo needs a reason, one of the two is enough', () => {
    const fields = EVENT_FORMS['report-done'];
    const problems = (values: Record<string, FieldValue>) =>
      fieldProblems(
        'report-done',
        fields,
        { result: '好', evidence: [], noEvidenceReason: '', ...values },
        anIncident(),
        0,
      );
    expect(problems({})).toHaveProperty('noEvidenceReason');
    expect(problems({ evidence: [PHOTO] })).toEqual({});
    expect(problems({ noEvidenceReason: '夜间无法拍照' })).toEqual({});
  });

  test('[grade-missing] accepting needs a grade; one that is known already is not sent again', () => {
    const fields = EVENT_FORMS.accept;
    const ungraded = anIncident();
    expect(fieldProblems('accept', fields, startValues('accept', fields, ungraded), ungraded, NOON)).toHaveProperty(
      'grade',
    );
    const graded = anIncident({ grade: 'general', category: 'fire' as CategoryId });
    const values = startValues('accept', fields, graded);
    expect(fieldProblems('accept', fields, values, graded, NOON)).toEqual({});
    expect(toCommand('accept', fields, values, graded, null)).toEqual({ event: 'accept' });
  });

  test('a correction that corrects nothing is not sent', () => {
    const record = anIncident({ grade: 'general' });
    const fields = EVENT_FORMS['correct-class'];
    const values = { ...startValues('correct-class', fields, record), reason: '误判' };
    expect(fieldProblems('correct-class', fields, values, record, NOON)).toHaveProperty('category');
    expect(fieldProblems('correct-class', fields, { ...values, level: 2 }, record, NOON)).toEqual({});
  });

  test('what is written down for an organ says so, and a chosen suggestion goes along', () => {
    const values = { organs: [{ organ: CITY, unit: null }], suggestion: 's-1' };
    expect(toCommand('dispatch', EVENT_FORMS.dispatch, values, anIncident(), CITY)).toEqual({
      event: 'dispatch',
      organs: [{ organ: CITY, unit: null }],
      suggestion: 's-1',
      onBehalfOf: CITY,
    });
  });
});

const task = (organ: OrganId, known: Partial<OrganTask> = {}) => aTask({ organ, lead: false, ...known });

describe('order of events', () => {
  const handling = (tasks: OrganTask[]): IncidentRecord =>
    anIncident({
      state: 'handling',
      tasks,
      allowed: ['comment', 'report-done', 'acknowledge', 'arrive', 'supervise', 'add-organ', 'merge', 'decide-request'],
    });

  test('the primary step follows what the organ has done', () => {
    expect(orderEvents(handling([task(CITY)]), CITY).primary).toBe('acknowledge');
    expect(orderEvents(handling([task(CITY, { acknowledgedAt: 1 })]), CITY).primary).toBe('arrive');
    expect(orderEvents(handling([task(CITY, { acknowledgedAt: 1, arrivedAt: 2 })]), CITY).primary).toBe('report-done');
    expect(orderEvents(handling([task(CITY, { acknowledgedAt: 1, arrivedAt: 2 }), task(STATION)]), CITY).primary).toBe(
      'report-done',
    );
  });

  test('every event that is allowed has one place, and nothing else has; decisions stand beside their request', () => {
    const { primary, secondary, more } = orderEvents(handling([task(CITY)]), null);
    expect(secondary).toHaveLength(4);
    expect([primary, ...secondary, ...more].sort()).toEqual(
      ['acknowledge', 'add-organ', 'arrive', 'comment', 'merge', 'report-done', 'supervise'].sort(),
    );
  });

  test('what is over has no next step', () => {
    const closed = anIncident({ state: 'closed', allowed: ['reopen', 'trace-back'] });
    expect(orderEvents(closed, null)).toEqual({ primary: null, secondary: ['reopen', 'trace-back'], more: [] });
  });
});

describe('for whom the desk writes', () => {
  const command = { controlCentre: 'control-centre' as OrganId, territorial: 'community-station' as OrganId };
  const community = '440306017001' as IncidentRecord['community'];

  test('whoever has not acknowledged comes first', () => {
    const record = anIncident({ tasks: [task(CITY, { acknowledgedAt: 1, lead: true }), task(STATION)] });
    expect(actingOrgans('acknowledge', record, null, command)).toEqual([STATION, CITY]);
    expect(actingOrgans('report-done', record, null, command)).toEqual([CITY]);
    expect(actingOrgans('comment', record, null, command)).toEqual([]);
  });

  test('[I-38] the revisit column, else the community`s station, else the control centre', () => {
    const record = anIncident({ community, tasks: [task(CITY, { lead: true })] });
    const listed = [{ organ: 'community-station' as OrganId, via: null }];
    expect(actingOrgans('revisit-good', record, listed, command)).toEqual([STATION]);
    expect(actingOrgans('revisit-good', record, null, command)).toEqual([STATION]);
    const byStation = { ...record, tasks: [task(STATION, { lead: true })] };
    expect(actingOrgans('revisit-good', byStation, null, command)).toEqual(['control-centre']);
  });

  test('[I-40] never the revisitor evaluates', () => {
    const record = anIncident({ acceptedBy: STATION, revisitedBy: STATION, tasks: [task(CITY, { lead: true })] });
    expect(actingOrgans('evaluate-close', record, null, command)).toEqual([CITY]);
    expect(actingOrgans('evaluate-close', { ...record, tasks: [] }, null, command)).toEqual(['control-centre']);
  });
});

test('a change of the state is told in words; one that no decision hangs on is not', () => {
  const names = {
    category: () => '火情',
    grade: (id: string) => id,
    organ: (id: string) => id,
    grid: (id: string) => id,
  };
  const before = anIncident();
  expect(recordChanges(before, { ...before, state: 'accepted' }, names)).toEqual(['状态：待受理 改为 已受理']);
  expect(recordChanges(before, { ...before, version: 2 }, names)).toEqual([]);
});
