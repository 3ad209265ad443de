import { expect, test } from 'vitest';
import type { IncidentId } from '../contract/ids.ts';
import { type Beginning, step } from './incident-lifecycle.ts';

const BEGINNING: Beginning = {
  id: 'XA20261122-0001' as IncidentId,
  channel: 'duty-phone',
  category: null,
  level: null,
  grade: null,
  text: 'x',
  lon: 113.9,
  lat: 22.5,
  address: null,
  grid: null,
  community: null,
  zone: null,
  assignedBy: 'outside-area',
  onBoundary: false,
  networks: [],
  boundaryVersion: 'test',
  happenedAt: 100,
  reportedAt: 200,
};

test('an incident begins received, at the time it came', () => {
  expect(step(null, { name: 'receive', incident: BEGINNING }, 300)).toMatchObject({
    ok: true,
    record: { state: 'received', version: 1, receivedAt: 300, closedAt: null },
    effects: [{ fact: 'incident-received' }],
  });
});

test('[I-10] a finished case begins closed, received when it was reported', () => {
  expect(step(null, { name: 'import', incident: BEGINNING, closedAt: 250 }, 300)).toMatchObject({
    ok: true,
    record: { state: 'closed', receivedAt: 200, closedAt: 250 },
    effects: [{ fact: 'incident-imported' }],
  });
});

test('nothing begins twice, in any state', () => {
  for (const event of [
    { name: 'receive', incident: BEGINNING },
    { name: 'import', incident: BEGINNING, closedAt: 250 },
  ] as const) {
    const begun = step(null, event, 300);
    if (!begun.ok) throw new Error(begun.refusal);
    expect(step(begun.record, event, 400)).toEqual({ ok: false, refusal: 'already-exists' });
  }
});
