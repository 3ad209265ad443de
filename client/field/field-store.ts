/**
 * The phone's own store: what waits to be sent, and the last answer of the server, so that the page opens without a network.
 * Belongs to one account; `clear` empties it when somebody signs out or another account comes [P-87].
 */
import { type DBSchema, openDB } from 'idb';
import type { KeptFix, Thing } from './kept-things.ts';

interface FieldDatabase extends DBSchema {
  fixes: { key: number; value: KeptFix };
  things: { key: string; value: Thing; indexes: { at: number } };
  known: { key: string; value: unknown };
}

export interface FieldStore {
  addFix(fix: KeptFix): Promise<void>;
  /** Oldest first. */
  oldestFixes(most: number): Promise<KeptFix[]>;
  removeFixes(times: readonly number[]): Promise<void>;
  dropFixesBefore(time: number): Promise<void>;
  countFixes(): Promise<number>;
  /** In the order in which they happened. */
  things(): Promise<Thing[]>;
  putThing(thing: Thing): Promise<void>;
  removeThing(id: string): Promise<void>;
  known(name: string): Promise<unknown>;
  remember(name: string, value: unknown): Promise<void>;
  clear(): Promise<void>;
}

export async function openFieldStore(): Promise<FieldStore> {
  const db = await openDB<FieldDatabase>('gridwall-field', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('fixes', { keyPath: 'time' });
      fresh.createObjectStore('things', { keyPath: 'id' }).createIndex('at', 'at');
      fresh.createObjectStore('known');
    },
  });
  return {
    addFix: async fix => void (await db.put('fixes', fix)),
    oldestFixes: most => db.getAll('fixes', null, most),
    async removeFixes(times) {
      const tx = db.transaction('fixes', 'readwrite');
      await Promise.all([...times.map(time => tx.store.delete(time)), tx.done]);
    },
    dropFixesBefore: time => db.delete('fixes', IDBKeyRange.upperBound(time, true)),
    countFixes: () => db.count('fixes'),
    things: () => db.getAllFromIndex('things', 'at'),
    putThing: async thing => void (await db.put('things', thing)),
    removeThing: id => db.delete('things', id),
    known: name => db.get('known', name),
    remember: async (name, value) => void (await db.put('known', value, name)),
    async clear() {
      const tx = db.transaction(['fixes', 'things', 'known'], 'readwrite');
      await Promise.all([
        tx.objectStore('fixes').clear(),
        tx.objectStore('things').clear(),
        tx.objectStore('known').clear(),
        tx.done,
      ]);
    },
  };
}
