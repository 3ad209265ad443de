import { expect, test } from 'vitest';
import { imported, received } from './begin-incident.ts';
import { aBeginning, aContext } from './incident-builders.ts';

test('an incident begins received, at the time it came', () => {
  expect(received(aBeginning(), aContext(), 300)).toMatchObject({
    fact: 'incident-received',
    record: { state: 'received', stateSince: 300, version: 1, receivedAt: 300, closedAt: null },
    effects: [{ effect: 'enter-stage', state: 'received' }],
  });
});

test('[I-10] a finished case begins closed, received when it was reported', () => {
  expect(imported(aBeginning({ reportedAt: 200 }), 250)).toMatchObject({
    fact: 'incident-imported',
    record: { state: 'closed', stateSince: 250, receivedAt: 200, closedAt: 250 },
    effects: [],
  });
});
