import { describe, expect, test } from 'vitest';
import type { CommunityCode, OperationId, OrganId, UnitId, ZoneId } from '../../server/contract/ids.ts';
import { type OperationRecord, operationRecord } from '../../server/contract/operation.ts';
import { changeDraft, dropChanges, followRecord, markSent, openDraft, takeTheirs } from './draft-store.ts';
import { mergeDrafts } from './merge-drafts.ts';
import { draftOf, EMPTY_DRAFT, emptySquad, fieldOf, type PlanDraft, planOf } from './plan-draft.ts';

const NOON = Date.parse('2026-11-28T12:00:00+08:00');
const HOUR = 3_600_000;
const NOBODY = { planned: 0, visited: 0, skipped: 0, remaining: 0, late: 0 };

function aRecord(more: Partial<OperationRecord> = {}): OperationRecord {
  const stop = {
    ...{ id: 'p1', target: 't1', name: '创业路口', lon: 113.901, lat: 22.566, plannedAt: NOON, dwellMin: 15 },
    ...{ radiusM: 50, grid: null, state: 'planned', arrivedAt: null, arrivedBy: null, leftAt: null, skipReason: null },
  };
  return operationRecord.parse({
    ...{ id: 'XA-LH20261128-01' as OperationId, version: 1, state: 'proposed', stateSince: NOON, kind: 'zone-monthly' },
    ...{ title: '十一月行动', zone: 'binhai' as ZoneId, origin: 'by-hand', cadence: null, period: null },
    ...{ startsAt: NOON, endsAt: NOON + 4 * HOUR, leaderPost: '片区长', leadOrgan: 'enforcement-team' as OrganId },
    ...{ assistingOrgans: ['urban-management'], volunteerTeams: [], purpose: '', legalBasis: [], muster: null },
    ...{ area: null, checklist: [], calls: [], composition: null, compositionReason: null, progress: NOBODY },
    targets: [
      {
        ...{ id: 't1', kind: 'place', ref: null, name: '创业路', lon: 113.901, lat: 22.566, evidence: null },
        ...{ grid: null, community: '440306017001' as CommunityCode },
      },
    ],
    squads: [
      {
        ...{ id: 's1', name: '一组', leader: null, channel: null, vehicles: ['粤B12345'], units: ['unit-1' as UnitId] },
        ...{ mode: 'vehicle', corridorM: 300, corridorS: 60, headcount: 1, absent: 0, progress: NOBODY },
        members: [{ name: '张三', organ: 'enforcement-team', absent: true }],
        ...{ stops: [stop], currentStop: null, offRouteSince: null },
      },
    ],
    ...{ whistle: null, organsCalled: 0, organsArrived: 0, findings: [], startedAt: null, finishedAt: null },
    ...{ summary: null, copiedFrom: null, createdBy: '滨海片区长', createdAt: NOON, allowed: ['edit'] },
    ...more,
  });
}

const DRAFT = draftOf(aRecord());
const change = (more: Partial<PlanDraft>): PlanDraft => ({ ...DRAFT, ...more });
const renamed = (name: string): PlanDraft => change({ squads: [{ ...DRAFT.squads[0]!, name }] });

describe('a draft and the plan on the wire', () => {
  test('what a record says makes the same plan again, without what the day wrote', () => {
    const made = planOf(DRAFT);
    if (!made.ok) throw new Error(made.faults.join());
    expect(made.plan.squads[0]).toMatchObject({ name: '一组', leader: null, stops: [{ id: 'p1', plannedAt: NOON }] });
    expect(made.plan.squads[0]!.members).toEqual([{ name: '张三', organ: 'enforcement-team' }]);
    expect(JSON.stringify(made.plan)).not.toContain('absent');
  });

  test('blank lines are left out, a blank post is none', () => {
    const made = planOf(
      change({ legalBasis: ['', '城管条例'], leaderPost: ' ', checklist: [{ id: 'c1', text: ' ' }] }),
    );
    expect(made).toMatchObject({ ok: true, plan: { legalBasis: ['城管条例'], leaderPost: null, checklist: [] } });
  });

  test('what is missing is named by its field', () => {
    const made = planOf({ ...EMPTY_DRAFT, squads: [emptySquad('s1', '')] });
    expect(made).toEqual({ ok: false, faults: ['kind', 'title', 'startsAt', 'endsAt', 'squads[0].name'] });
    expect(['title', 'squads[0].name', 'whistle.matter'].map(fieldOf)).toEqual(['title', 'squads', 'whistle']);
  });
});

describe('two people write one plan', () => {
  test('different fields: both stand, and what came is named', () => {
    const merged = mergeDrafts(DRAFT, change({ title: '我的' }), change({ purpose: '整治占道' }));
    expect(merged).toMatchObject({ taken: ['purpose'], clashes: [], draft: { title: '我的', purpose: '整治占道' } });
  });

  test('the same field: mine stays and is named', () => {
    const merged = mergeDrafts(DRAFT, change({ title: '我的' }), change({ title: '他的' }));
    expect(merged).toMatchObject({ taken: [], clashes: ['title'], draft: { title: '我的' } });
  });

  test('two squads: each stands; the same squad: mine, and it is named', () => {
    const theirs = change({ squads: [...DRAFT.squads, emptySquad('s2', '二组')] });
    expect(mergeDrafts(DRAFT, renamed('甲组'), theirs)).toMatchObject({
      ...{ taken: ['squads'], clashes: [], draft: { squads: [{ name: '甲组' }, { name: '二组' }] } },
    });
    expect(mergeDrafts(DRAFT, renamed('甲组'), renamed('乙组'))).toMatchObject({
      ...{ clashes: ['squads'], draft: { squads: [{ name: '甲组' }] } },
    });
  });

  test('what they took away goes, unless I changed it; what I took away and they changed is named', () => {
    const gone = change({ squads: [] });
    const withSecond = change({ squads: [...DRAFT.squads, emptySquad('s2', '二组')] });
    expect(mergeDrafts(DRAFT, withSecond, gone).draft.squads.map(({ id }) => id)).toEqual(['s2']);
    expect(mergeDrafts(DRAFT, renamed('甲组'), gone).clashes).toEqual(['squads']);
    expect(mergeDrafts(DRAFT, gone, renamed('乙组'))).toMatchObject({ clashes: ['squads'], draft: { squads: [] } });
  });
});

describe('the draft on this page', () => {
  const begin = { version: 1, draft: DRAFT };
  function aStorage() {
    const held = new Map<string, string>();
    return {
      held,
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, text: string) => void held.set(key, text),
      removeItem: (key: string) => void held.delete(key),
    };
  }

  test('what is typed survives a reload, for this account and this plan; what is not changed is not kept', () => {
    const storage = aStorage();
    const { store, flush } = openDraft('chief1', 'a', begin, storage);
    changeDraft(store, draft => ({ ...draft, title: '新标题' }));
    flush();
    expect(openDraft('chief1', 'a', begin, storage).store.getState()).toMatchObject({
      ...{ isFound: true, draft: { title: '新标题' }, base: { version: 1 } },
    });
    expect(openDraft('chief2', 'a', begin, storage).store.getState().draft.title).toBe('十一月行动');
    dropChanges(store);
    flush();
    expect(storage.held.size).toBe(0);
    storage.held.set('gridwall.plan-draft.chief1.a', '{"draft":7}');
    expect(openDraft('chief1', 'a', begin, storage).store.getState().isFound).toBe(false);
  });

  test('untouched it follows the record without a word', () => {
    const { store } = openDraft('chief1', 'a', begin);
    followRecord(store, aRecord({ version: 2, title: '他的' }));
    expect(store.getState()).toMatchObject({ draft: { title: '他的' }, base: { version: 2 }, news: null });
    followRecord(store, aRecord({ version: 1, title: '旧的' }));
    expect(store.getState().draft.title).toBe('他的');
  });

  test('touched, the other change is merged and said; theirs can be taken', () => {
    const { store } = openDraft('chief1', 'a', begin);
    changeDraft(store, draft => ({ ...draft, title: '我的' }));
    followRecord(store, aRecord({ version: 2, title: '他的', purpose: '整治占道' }));
    expect(store.getState()).toMatchObject({
      draft: { title: '我的', purpose: '整治占道' },
      ...{ base: { version: 2 }, news: { version: 2, taken: ['purpose'], clashes: ['title'] } },
    });
    takeTheirs(store);
    expect(store.getState()).toMatchObject({ news: null, draft: { title: '他的' } });
  });

  test('what comes back as I sent it is no change of somebody else, though the server trimmed it', () => {
    const { store } = openDraft('chief1', 'a', begin);
    changeDraft(store, draft => ({ ...draft, title: '我的 ' }));
    markSent(store, store.getState().draft);
    changeDraft(store, draft => ({ ...draft, purpose: '边发边写' }));
    followRecord(store, aRecord({ version: 2, title: '我的' }));
    expect(store.getState()).toMatchObject({ news: null, sent: null, draft: { title: '我的', purpose: '边发边写' } });
  });

  test('somebody was faster while mine was on its way: that is said', () => {
    const { store } = openDraft('chief1', 'a', begin);
    changeDraft(store, draft => ({ ...draft, title: '我的' }));
    markSent(store, store.getState().draft);
    followRecord(store, aRecord({ version: 2, title: '他的' }));
    expect(store.getState()).toMatchObject({ draft: { title: '我的' }, news: { clashes: ['title'] } });
  });
});
