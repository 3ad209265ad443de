/**
 * The draft of one plan on this page: kept through a reload in `sessionStorage`, for this account and this operation. In: changes, newer
 * records. Out: the draft, whether it holds what nobody saved, and what somebody else changed meanwhile. Nothing typed is ever dropped by
 * itself: a newer record is merged in (merge-drafts.ts) and said.
 */
import { createContext, use } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { type DraftField, isSame, mergeDrafts } from './merge-drafts.ts';
import { draftOf, EMPTY_DRAFT, type PlanDraft, planDraft, planOf } from './plan-draft.ts';

/** What somebody else did, until it is read. `theirs`: to take theirs where both changed it. */
export interface News {
  version: number;
  taken: readonly DraftField[];
  clashes: readonly DraftField[];
  theirs: PlanDraft;
}

export interface DraftState {
  draft: PlanDraft;
  /** What it began from: version 0 = not saved yet. */
  base: { version: number; draft: PlanDraft };
  news: News | null;
  /** What is on its way to the server. */
  sent: PlanDraft | null;
  /** It was begun before this page was loaded. */
  isFound: boolean;
}
export type DraftStore = StoreApi<DraftState>;

const KEY = 'gridwall.plan-draft';
const kept = z.object({ draft: planDraft, base: z.object({ version: z.int().min(0), draft: planDraft }) });

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const WRITE_AFTER_MS = 300;

export interface KeptDraft {
  store: DraftStore;
  /** Writes at once what is waiting: the page is left. */
  flush: () => void;
}

/** `id`: of the operation, `new` for one that is not saved. `begin`: what an untouched draft is. */
export function openDraft(
  account: string,
  id: string,
  begin: { version: number; draft: PlanDraft },
  storage?: Kept,
): KeptDraft {
  const key = `${KEY}.${account}.${id}`;
  const found = read(storage?.getItem(key) ?? null);
  const store = createStore<DraftState>(() => ({
    draft: found?.draft ?? begin.draft,
    base: found?.base ?? begin,
    news: null,
    sent: null,
    isFound: found !== null,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const { draft, base } = store.getState();
    try {
      if (isSame(draft, base.draft)) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify({ draft, base }));
    } catch (error) {
      // A full storage only means that a reload forgets.
      console.warn('The draft of a plan is not kept:', error);
    }
  };
  store.subscribe((now, before) => {
    if (now.draft === before.draft && now.base === before.base) return;
    clearTimeout(timer);
    timer = setTimeout(flush, WRITE_AFTER_MS);
  });
  return { store, flush };
}

function read(text: string | null): z.infer<typeof kept> | null {
  if (text === null) return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    return null; // of an older page
  }
}

export function changeDraft(store: DraftStore, change: (draft: PlanDraft) => PlanDraft): void {
  store.setState(state => ({ draft: change(state.draft) }));
}

/** A record that the screen was told: over the link, or as the answer to what was sent; whichever comes first. */
export function followRecord(store: DraftStore, record: OperationRecord): void {
  const { draft, base, news, sent } = store.getState();
  if (record.version <= base.version) return;
  const theirs = draftOf(record);
  const next = { version: record.version, draft: theirs };
  // It is mine when it says what I sent: then only what I typed since differs from it.
  const isMine = sent !== null && isSamePlan(sent, theirs);
  const from = isMine ? sent : base.draft;
  if (isSame(draft, from)) {
    store.setState({ draft: theirs, base: next, ...(isMine && { sent: null, news: null, isFound: false }) });
    return;
  }
  const { draft: merged, taken, clashes } = mergeDrafts(from, draft, theirs);
  const isSilent = isMine || (taken.length === 0 && clashes.length === 0);
  store.setState({
    draft: merged,
    base: next,
    news: isSilent ? news : { version: record.version, taken, clashes, theirs },
    ...(isMine && { sent: null, isFound: false }),
  });
}

/** The server trims texts and drops blank lines: that is no change. */
function isSamePlan(a: PlanDraft, b: PlanDraft): boolean {
  const [one, other] = [planOf(a), planOf(b)];
  return one.ok && other.ok && isSame(one.plan, other.plan);
}

/** Null: it was refused, nothing is on its way. */
export const markSent = (store: DraftStore, sent: PlanDraft | null) => store.setState({ sent });

export function takeTheirs(store: DraftStore): void {
  store.setState(({ draft, news }) =>
    news ? { draft: { ...draft, ...pick(news.theirs, news.clashes) }, news: null } : { news: null },
  );
}

export const readNews = (store: DraftStore) => store.setState({ news: null });

/** Back to what is saved. */
export function dropChanges(store: DraftStore): void {
  store.setState(({ base }) => ({ draft: base.draft, news: null, isFound: false }));
}

function pick(from: PlanDraft, fields: readonly DraftField[]): Partial<PlanDraft> {
  return Object.fromEntries(fields.map(field => [field, from[field]]));
}

const nobody = createStore<DraftState>(() => ({
  ...{ draft: EMPTY_DRAFT, base: { version: 0, draft: EMPTY_DRAFT }, news: null, sent: null, isFound: false },
}));
export const DraftContext = createContext<DraftStore>(nobody);

export function useDraft<Selected>(select: (state: DraftState) => Selected): Selected {
  return useStore(use(DraftContext), select);
}
