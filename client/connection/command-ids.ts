/**
 * One id for one intent (A8): pressing again after no answer came sends the same id, so that nothing happens twice; once there is an
 * answer, or anything about the intent changes, the next press has an id of its own. In: the intent as data. Out: its id.
 */
import type { CommandId } from '../../server/contract/ids.ts';
import { newUuid } from './new-uuid.ts';

export class CommandIds {
  readonly #unanswered = new Map<string, CommandId>();
  readonly #newId: () => string;

  constructor(newId: () => string = newUuid) {
    this.#newId = newId;
  }

  idFor(intent: unknown): CommandId {
    const key = JSON.stringify(intent);
    const id = this.#unanswered.get(key) ?? (this.#newId() as CommandId);
    this.#unanswered.set(key, id);
    return id;
  }

  answered(intent: unknown): void {
    this.#unanswered.delete(JSON.stringify(intent));
  }
}
