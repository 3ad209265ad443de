/**
 * What has been taken down so far. It outlives a wrong Escape and a reload of the tab: the matter is kept in the tab's session storage,
 * under the account, parsed like anything from outside. Who reported it stays in memory only: names and phone numbers are not left
 * behind on a shared desk, so a reload loses them and nothing else.
 */
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { placeFound } from '../../server/contract/place-found.ts';
import { TYPED_CRS } from './likely-crs.ts';

const lonLat = z.tuple([z.number(), z.number()]);

const draftPlace = z.discriminatedUnion('from', [
  z.object({ from: z.literal('search'), found: placeFound }),
  z.object({ from: z.literal('coordinates'), pair: lonLat, crs: z.enum(TYPED_CRS) }),
  z.object({ from: z.literal('map'), at: lonLat }),
]);
export type DraftPlace = z.infer<typeof draftPlace>;

/** Minutes before the call began, or a time that was typed. */
export const HAPPENED = ['0', '5', '15', '30', 'other'] as const;

const matter = z.object({
  /** Server time at which the call began: 刚刚 means this moment, however long the writing takes. */
  startedAt: z.number(),
  channel: z.string(),
  typedPlace: z.string(),
  place: draftPlace.nullable(),
  address: z.string(),
  typedCategory: z.string(),
  category: z.string().nullable(),
  text: z.string(),
  happened: z.enum(HAPPENED),
  happenedOther: z.number().nullable(),
});
export type Matter = z.infer<typeof matter>;

export interface Reporter {
  name: string;
  phone: string;
}

export interface IntakeDraft {
  matter: Matter;
  reporter: Reporter;
}

export interface DraftStore {
  store: StoreApi<IntakeDraft>;
  change: (known: Partial<Matter>) => void;
  changeReporter: (known: Partial<Reporter>) => void;
  clear: (now: number) => void;
}

export function emptyMatter(now: number, channel: string): Matter {
  return {
    startedAt: Math.floor(now),
    channel,
    typedPlace: '',
    place: null,
    address: '',
    typedCategory: '',
    category: null,
    text: '',
    happened: '0',
    happenedOther: null,
  };
}

const NOBODY: Reporter = { name: '', phone: '' };

/** Nothing worth keeping was written: the call has not begun yet. */
export function isUntouched({ matter, reporter }: IntakeDraft): boolean {
  const { typedPlace, place, address, typedCategory, text } = matter;
  return !place && !(typedPlace + address + typedCategory + text + reporter.name + reporter.phone).trim();
}

/** `channel`: what a new draft begins with. */
export function openDraft(parts: {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  account: string;
  channel: string;
  now: number;
}): DraftStore {
  const { storage, account, channel, now } = parts;
  const key = `gridwall.intake.${account}`;
  const kept = read(storage.getItem(key));
  const store = createStore<IntakeDraft>(() => ({ matter: kept ?? emptyMatter(now, channel), reporter: NOBODY }));
  const keep = () => storage.setItem(key, JSON.stringify(store.getState().matter));
  return {
    store,
    change(known) {
      store.setState(({ matter }) => ({ matter: { ...matter, ...known } }));
      keep();
    },
    changeReporter: known => store.setState(({ reporter }) => ({ reporter: { ...reporter, ...known } })),
    clear(clearedAt) {
      store.setState({ matter: emptyMatter(clearedAt, channel), reporter: NOBODY });
      storage.removeItem(key);
    },
  };
}

function read(kept: string | null): Matter | null {
  try {
    return matter.parse(JSON.parse(kept ?? ''));
  } catch {
    return null;
  }
}
