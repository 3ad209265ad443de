/**
 * Sends what the phone keeps, in order: calls for help first, then what people did as it happened, then fixes, oldest first [P-84].
 * In: fixes and things. Out: requests, and a call of `onChange` after each change of the store. It stops at the first that finds no
 * server and goes on at the next `flush`. The lock keeps two tabs from sending the same; without it (plain http) the server's own
 * memory of command ids and fix times does.
 */
import type { UnitId } from '../../server/contract/ids.ts';
import { positionsAnswer } from '../../server/contract/position-report.ts';
import { askServer } from '../connection/ask-server.ts';
import type { FieldStore } from './field-store.ts';
import { FIXES_KEPT_MS, isRefused, type KeptFix, MOST_THINGS, type Thing } from './kept-things.ts';
import { sendThing } from './send-thing.ts';

const FIXES_A_REQUEST = 500;

export interface OutboxParts {
  store: FieldStore;
  unit: UnitId;
  serverNow: () => number;
  onChange: () => void;
  fetch?: typeof globalThis.fetch;
  /** Runs it unless another tab does. */
  alone?: (work: () => Promise<void>) => Promise<void>;
}

export class Outbox {
  readonly #parts: OutboxParts;
  /** Ends when nothing more is to be sent, or no server was found. */
  #sending: Promise<void> | null = null;
  #isAskedAgain = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** [P-86] */
  async takeFix(fix: KeptFix): Promise<void> {
    const { store, serverNow, onChange } = this.#parts;
    await store.addFix(fix);
    await store.dropFixesBefore(serverNow() - FIXES_KEPT_MS);
    onChange();
  }

  /** [P-86] Out: false when there is no room for it. */
  async take(thing: Thing): Promise<boolean> {
    const { store, onChange } = this.#parts;
    const waiting = (await store.things()).filter(one => one.settled === null || isRefused(one));
    if (thing.kind !== 'help' && waiting.length >= MOST_THINGS) return false;
    await store.putThing(thing);
    onChange();
    void this.flush();
    return true;
  }

  /** [P-94] What was refused is sent again as it is. */
  async again(id: string): Promise<void> {
    const { store, onChange } = this.#parts;
    const thing = (await store.things()).find(one => one.id === id);
    if (!thing || !isRefused(thing)) return;
    await store.putThing({ ...thing, settled: null });
    onChange();
    await this.flush();
  }

  /** Also who asks while others are sent waits for its own: only then the server knows of it. */
  flush(): Promise<void> {
    this.#isAskedAgain = true;
    this.#sending ??= this.#sendWhileAsked();
    return this.#sending;
  }

  async #sendWhileAsked(): Promise<void> {
    try {
      while (this.#isAskedAgain) {
        this.#isAskedAgain = false;
        const work = () => this.#sendAll();
        await (this.#parts.alone ? this.#parts.alone(work) : work());
      }
    } finally {
      this.#sending = null;
      this.#parts.onChange();
    }
  }

  async #sendAll(): Promise<void> {
    const { store } = this.#parts;
    const waiting = (await store.things()).filter(({ settled }) => settled === null);
    const urgent = waiting.filter(({ kind }) => kind === 'help');
    for (const thing of [...urgent, ...waiting.filter(({ kind }) => kind !== 'help')]) {
      if ((await sendThing(thing, this.#parts)) === 'later') return;
      this.#parts.onChange();
    }
    await this.#sendFixes();
  }

  async #sendFixes(): Promise<void> {
    const { store, unit, onChange, fetch } = this.#parts;
    for (;;) {
      const fixes = await store.oldestFixes(FIXES_A_REQUEST);
      if (fixes.length === 0) return;
      const body = fixes.map(({ speedMps, headingDeg, ...fix }) => ({
        ...{ ...fix, unit },
        ...(speedMps !== null && { speedMps }),
        ...(headingDeg !== null && { headingDeg }),
      }));
      const answer = await askServer('/api/v1/positions', positionsAnswer, {
        ...{ method: 'POST', body },
        ...(fetch && { fetch }),
      });
      if (answer.name !== 'answered') return;
      // What is refused for itself (known already, too old) would be refused again.
      const kept = new Set(
        answer.value.refused.filter(({ reason }) => reason === 'too-many-requests').map(({ index }) => index),
      );
      await store.removeFixes(fixes.filter((_, i) => !kept.has(i)).map(({ time }) => time));
      onChange();
      if (kept.size > 0) return;
    }
  }
}
