import { expect, test } from 'vitest';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { OrganId } from '../../server/contract/ids.ts';
import { EMPTY_DRAFT } from './plan-draft.ts';
import { suggestedTitle, type TitleParts, withKind, withTitle } from './plan-kind.ts';

const MONTHLY: OperationKind = {
  ...{ id: 'zone-monthly', name: '片区联合行动', leaderPost: '片区长', leadOrgan: null, assistingOrgans: [] },
  ...{ composition: null, countersigned: true, cadence: null, source: 'S0-62' },
};
const LINKAGE: OperationKind = {
  ...{ ...MONTHLY, id: 'joint-linkage', name: '联勤联动', leaderPost: null, countersigned: false, source: 'S0-31' },
  ...{ leadOrgan: 'enforcement-team', assistingOrgans: ['urban-management', 'safety-office'] },
};
const KINDS = new Map([MONTHLY, LINKAGE].map(kind => [kind.id, kind]));
const PARTS: TitleParts = {
  ...{ kindOf: id => KINDS.get(id), zoneOf: id => (id === 'binhai' ? '滨海片区' : id), timeZone: 'Asia/Shanghai' },
};
const START = Date.parse('2026-12-01T00:30:00+08:00');

test('[S0-31] a kind brings its organs; what the paper leaves open stays open', () => {
  const drawn = withKind(EMPTY_DRAFT, undefined, LINKAGE);
  expect(drawn).toMatchObject({
    leadOrgan: 'enforcement-team',
    assistingOrgans: ['urban-management', 'safety-office'],
  });
  expect(drawn.leaderPost).toBe('');
});

test('another kind replaces what the first one brought, never what somebody wrote', () => {
  const first = withKind(EMPTY_DRAFT, undefined, LINKAGE);
  expect(withKind(first, LINKAGE, MONTHLY)).toMatchObject({
    leaderPost: '片区长',
    leadOrgan: null,
    assistingOrgans: [],
  });
  const own = { ...first, leadOrgan: 'police' as OrganId };
  expect(withKind(own, LINKAGE, MONTHLY)).toMatchObject({ leadOrgan: 'police', assistingOrgans: [] });
});

test('the title says zone, month of the jurisdiction and kind, until somebody writes one', () => {
  const plan = { ...EMPTY_DRAFT, kind: 'zone-monthly', zone: 'binhai', startsAt: START };
  expect(suggestedTitle(plan, PARTS)).toBe('滨海片区 12月 片区联合行动');
  expect(suggestedTitle({ ...plan, kind: null }, PARTS)).toBe('');
  const titled = withTitle(EMPTY_DRAFT, plan, PARTS);
  expect(withTitle(titled, { ...titled, zone: null }, PARTS).title).toBe('全街道 12月 片区联合行动');
  const own = { ...titled, title: '夜市整治' };
  expect(withTitle(own, { ...own, zone: null }, PARTS).title).toBe('夜市整治');
});
