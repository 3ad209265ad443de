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
  const registered = {
    unit: {
      ...unit,
      community: null,
      organ: null,
      ground: null,
      reportIntervalS: null,
      onDuty: true,
      dutyChangedAt: 5,
    },
  };
  expect(shown('unit-registered', registered)).toBe('withheld');
});

test('[S0-33] of many points a chief is told those of the own zone; of none, only the number', () => {
  const point = (code: string) => ({
    ...{ code, state: 'clean', round: '2026-11', deductions: 0, lastDeductionAt: null, bulletin: null },
  });
  const views = { zoneOfPoint: (code: string) => (code === 'XA-0001' ? 'binhai' : 'north') } as never;
  const told = (codes: string[]) =>
    new LiveFact({
      ...{ seq: 1, at: 5, kind: 'points-changed', subject: '2026-11', zone: null, actor: 'admin' },
      data: { cause: 'imported', round: '2026-11', deductions: 3, points: codes.map(point) },
    }).for(CHIEF, views);
  expect(told(['XA-0001', 'XA-0002'])).toMatchObject({ points: [{ code: 'XA-0001' }] });
  expect(told(['XA-0002']).kind).toBe('withheld');
});
