import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
import { aCommand, anIncident, aTask, mustStep, NOW, refusalOf, tryStep } from './incident-builders.ts';

const LEAD = 'dept:urban-management';

function handling(more: Partial<IncidentRecord> = {}): IncidentRecord {
  const tasks = [aTask('urban-management', { lead: true }), aTask('construction')];
  return anIncident({ state: 'handling', acceptedAt: NOW, acceptedBy: 'control-centre' as never, tasks, ...more });
}

const send = (more: object = {}) => aCommand('send-unit', { unit: 'city-1', ...more });
const unitsOf = ({ tasks }: IncidentRecord) => tasks.map(({ unit }) => unit);

describe('[I-140] whose unit goes', () => {
  test('an organ sends for its own task and for no other', () => {
    expect(unitsOf(mustStep(handling(), LEAD, send()).record)).toEqual(['city-1', null]);
    const assisting = mustStep(handling(), 'dept:construction', send({ unit: 'build-1' })).record;
    expect(unitsOf(assisting)).toEqual([null, 'build-1']);
    expect(refusalOf(handling(), LEAD, send({ organ: 'construction' }))).toBe('not-this-organ');
    expect(refusalOf(handling(), 'dept:labour-office', send())).toBe('not-this-organ');
  });

  test('the desk sends for any organ at work; without a name for the lead, or for whom it writes down', () => {
    expect(unitsOf(mustStep(handling(), 'duty', send()).record)).toEqual(['city-1', null]);
    expect(unitsOf(mustStep(handling(), 'duty', send({ organ: 'construction', unit: 'patrol-05' })).record)).toEqual([
      null,
      'patrol-05',
    ]);
    expect(unitsOf(mustStep(handling(), 'duty', send({ onBehalfOf: 'construction', unit: 'build-1' })).record)).toEqual(
      [null, 'build-1'],
    );
    expect(tryStep(handling(), 'duty', send({ organ: 'labour-office' }))).toMatchObject({
      objection: { code: 'bad-input', field: 'organ' },
    });
    expect(refusalOf(handling(), 'duty', send({ organ: 'nobody' }))).toBe('unknown-organ');
  });

  test('leaders and chiefs do not, and where no organ is at work nobody does', () => {
    for (const who of ['leader', 'chief@binhai']) expect(refusalOf(handling(), who, send()), who).toBe('not-allowed');
    expect(refusalOf(handling({ tasks: [] }), 'duty', send())).toBe('illegal-move');
    expect(refusalOf(handling({ state: 'at-centre', tasks: [] }), 'duty', send())).toBe('illegal-move');
    expect(refusalOf(handling({ state: 'revisit-due' }), LEAD, send())).toBe('illegal-move');
  });

  test('in an emergency, too, and whoever is sent says that he is there', () => {
    const sent = mustStep(handling({ state: 'emergency' }), LEAD, send()).record;
    expect(sent).toMatchObject({ state: 'emergency', tasks: [{ unit: 'city-1' }, {}] });
    expect(mustStep(sent, LEAD, aCommand('arrive')).record.tasks[0]?.arrivedAt).toBe(NOW);
  });
});

test('[I-141] a unit is registered and on duty; one that is sent is not sent again', () => {
  expect(refusalOf(handling(), LEAD, send({ unit: 'nobody' }))).toBe('unknown-unit');
  expect(tryStep(handling(), LEAD, send({ unit: 'city-9' }))).toMatchObject({
    objection: { code: 'illegal-move', field: 'unit' },
  });
  const { record } = mustStep(handling(), LEAD, send());
  expect(refusalOf(record, LEAD, send())).toBe('already-exists');
});

test('[I-142] a unit of another organ is sent by the control centre alone, with a reason; one of no organ by anybody', () => {
  expect(refusalOf(handling(), LEAD, send({ unit: 'build-1', reason: '就近' }))).toBe('not-this-organ');
  const written = send({ unit: 'build-1', reason: '就近', onBehalfOf: 'urban-management' });
  expect(refusalOf(handling(), 'duty', written)).toBe('not-this-organ');
  expect(tryStep(handling(), 'duty', send({ unit: 'build-1' }))).toMatchObject({
    objection: { code: 'bad-input', field: 'reason' },
  });
  const { record, note } = mustStep(handling(), 'duty', send({ unit: 'build-1', reason: '就近' }));
  expect([unitsOf(record), note]).toEqual([['build-1', null], '派出城建1：就近']);
  expect(refusalOf(handling(), LEAD, send({ unit: 'patrol-05' }))).toBeUndefined();
});

test('[I-143] whoever takes over has still to arrive; the organ has acknowledged once; history names both', () => {
  const first = mustStep(handling(), LEAD, send()).record;
  const there = mustStep(first, LEAD, aCommand('arrive'), { now: NOW + 5 }).record;
  const second = mustStep(there, LEAD, send({ unit: 'patrol-05' }), { now: NOW + 9 });
  expect(second.note).toBe('改派巡查05（原城管1）');
  expect(second.record.tasks[0]).toMatchObject({ unit: 'patrol-05', acknowledgedAt: NOW + 5, arrivedAt: null });
  const back = mustStep(there, LEAD, send({ unit: null }));
  expect(back.note).toBe('收回城管1');
  expect(back.record.tasks[0]).toMatchObject({ unit: null, arrivedAt: NOW + 5 });
  expect(tryStep(handling(), LEAD, send({ unit: null }))).toMatchObject({
    objection: { code: 'bad-input', field: 'unit' },
  });
});
