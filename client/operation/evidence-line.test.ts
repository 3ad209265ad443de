import { expect, test } from 'vitest';
import { type OperationTarget, targetEvidence } from '../../server/contract/operation.ts';
import { evidenceHref, evidenceLine } from './evidence-line.ts';

const evidence = targetEvidence.parse({
  ...{ from: '2026-10-01', to: '2026-10-31', measure: 'incidents', incidents: [], countedAt: 0 },
  counts: { incidents: 12, repeats: null, overdue: 2, lostScore: null, incidentsBefore: 9 },
  ...{ categories: ['street-vending'], groups: ['market'] },
});
const aTarget = (more: Partial<OperationTarget>): OperationTarget => ({
  ...{ id: 't1', kind: 'grid', ref: 'XA-001', name: '网格', lon: 113.9, lat: 22.56, evidence },
  ...more,
});

test('measure, number, what it was before, period; what is not recorded is no 0', () => {
  expect(evidenceLine(aTarget({}))).toBe('网格 · 事件 12（+3） · 10-01 至 10-31');
  expect(evidenceLine(aTarget({ evidence: { ...evidence, measure: 'repeats' } }))).toContain('重复 —');
  const ofPoint = {
    ...evidence,
    measure: 'repeats',
    counts: { ...evidence.counts, repeats: 2, lostScore: 7.5 },
  } as const;
  expect(evidenceLine(aTarget({ kind: 'scoring-point', evidence: ofPoint }))).toContain('重复 2 · 扣分 7.5');
  expect(evidenceLine(aTarget({ kind: 'place', evidence: null }))).toBe('地点');
});

test('the evidence is asked for again with the question it was picked by', () => {
  const at = new URLSearchParams(evidenceHref(aTarget({}))!.split('?')[1]);
  expect(Object.fromEntries(at)).toEqual({
    ...{ tab: 'hot-spots', period: 'custom', from: '2026-10-01', to: '2026-10-31', by: 'grid', measure: 'incidents' },
    ...{ spot: 'XA-001', categories: 'street-vending', groups: 'market' },
  });
  expect(evidenceHref(aTarget({ kind: 'hexagon', ref: '8a411c8b0daffff' }))).toContain('resolution=10');
});

test('an incident is looked at on the desk, a point in the register; a place has nothing behind it', () => {
  expect(evidenceHref(aTarget({ kind: 'incident', ref: 'XA20261119-0001' }))).toBe('/console?id=XA20261119-0001');
  expect(evidenceHref(aTarget({ kind: 'scoring-point', ref: 'C-7' }))).toBe('/planning?tab=points&point=C-7');
  expect(evidenceHref(aTarget({ kind: 'place', ref: null, evidence: null }))).toBeNull();
});
