/** Changes one squad of the draft. In: its id, what becomes of it. A squad that is gone meanwhile stays gone. */
import { changeDraft, type DraftStore } from './draft-store.ts';
import type { DraftSquad, DraftStop } from './plan-draft.ts';

export function changeSquad(store: DraftStore, id: string, change: (squad: DraftSquad) => DraftSquad): void {
  changeDraft(store, draft => ({
    ...draft,
    squads: draft.squads.map(squad => (squad.id === id ? change(squad) : squad)),
  }));
}

export function changeStop(store: DraftStore, squad: string, id: string, more: Partial<DraftStop>): void {
  changeSquad(store, squad, known => ({
    ...known,
    stops: known.stops.map(stop => (stop.id === id ? { ...stop, ...more } : stop)),
  }));
}
