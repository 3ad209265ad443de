import { expect, test } from 'vitest';
import { isUntouched, openDraft } from './intake-draft.ts';

const NOON = 1_795_060_800_000;

/** The storage of one tab. */
function aStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const open = (storage: ReturnType<typeof aStorage>, account = 'duty') =>
  openDraft({ storage, account, channel: 'duty-phone', now: NOON });

test('what was taken down survives a reload of the tab', () => {
  const storage = aStorage();
  open(storage).change({ text: '有煤气味', address: '前进路 12 号' });
  const { matter } = open(storage).store.getState();
  expect([matter.text, matter.address, matter.startedAt]).toEqual(['有煤气味', '前进路 12 号', NOON]);
});

test('[34] who reported it is never written down: a reload forgets it', () => {
  const storage = aStorage();
  const draft = open(storage);
  draft.change({ text: '有煤气味' });
  draft.changeReporter({ name: '王女士', phone: '13800138000' });
  draft.change({ text: '有煤气味，居民已撤出' });
  expect(draft.store.getState().reporter.phone).toBe('13800138000');
  expect([...storage.kept.values()].join()).not.toMatch(/王女士|13800138000/);
  expect(open(storage).store.getState().reporter).toEqual({ name: '', phone: '' });
});

test('another account on the same desk does not see it', () => {
  const storage = aStorage();
  open(storage).change({ text: '有煤气味' });
  expect(isUntouched(open(storage, 'leader').store.getState())).toBe(true);
});

test('after registering nothing is left, here or in the storage', () => {
  const storage = aStorage();
  const draft = open(storage);
  draft.change({ text: '有煤气味' });
  draft.changeReporter({ name: '王女士' });
  draft.clear(NOON + 60_000);
  expect(isUntouched(draft.store.getState())).toBe(true);
  expect(draft.store.getState().matter.startedAt).toBe(NOON + 60_000);
  expect(storage.kept.size).toBe(0);
});

test('something unreadable in the storage is as good as nothing', () => {
  const storage = aStorage();
  storage.setItem('gridwall.intake.duty', '{"text":5');
  expect(isUntouched(open(storage).store.getState())).toBe(true);
});
