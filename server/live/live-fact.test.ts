import { expect, test } from 'vitest';
import type { ZoneId } from '../contract/ids.ts';
import { audienceOf } from './audience.ts';
import { LiveFact } from './live-fact.ts';

const CHIEF = audienceOf({ role: 'chief', scope: { zone: 'binhai' as ZoneId } })!;
const NO_INCIDENTS = { of: () => null } as never;

const shown = (kind: string, data: unknown) =>
  new LiveFact({ seq: 1, at: 5, kind, subject: 'x', zone: null, actor: 'admin', data }).for(CHIEF, NO_INCIDENTS).kind;

test('a chief hears that a list was published or a limit filed: those lie in no zone and concern all', () => {
  expect(shown('negative-list-published', { version: 2 })).toBe('negative-list-published');
  expect(shown('limit-filed', { rule: 'general-handle' })).toBe('limit-filed');
});

test('what else lies in no zone is withheld from a chief', () => {
  const unit = { id: 'patrol-01', index: 1, version: 1, callSign: '巡01', unitClass: 'squad', homeZone: null };
  const registered = { unit: { ...unit, community: null, organ: null, ground: null, onDuty: true, dutyChangedAt: 5 } };
  expect(shown('unit-registered', registered)).toBe('withheld');
});
