/**
 * Puts messages together that came in several frames. In: header and body of each part. Out: `waits`, or the whole message with the
 * serial numbers of all its parts in order, because each of them is owed an answer and none gets it before the whole was taken.
 * Bounded: what a terminal begins and never ends is forgotten after a minute, and the oldest makes room for the newest.
 */
import type { MessageHeader } from './message-header.ts';

/** Full ones hold 1,000 positions, as many as one request over HTTP. */
const MOST_PARTS = 32;
/** A terminal sends one long message at a time; some begin the next before the last part of the first is answered. */
const MOST_MESSAGES = 4;
const PATIENCE_MS = 60_000;

export type PartsOutcome =
  | { name: 'waits' }
  | { name: 'too-many' }
  | { name: 'whole'; serials: number[]; body: Buffer };

interface Begun {
  startedAt: number;
  parts: ({ serial: number; body: Buffer } | undefined)[];
  missing: number;
}

export class MessageParts {
  /** The oldest first. */
  readonly #begun = new Map<string, Begun>();

  /** `header.part` must not be null. */
  add(header: MessageHeader, body: Buffer, now: number): PartsOutcome {
    const { id, serial, part } = header;
    if (!part) throw new Error(`Message ${id} is no part.`);
    if (part.count > MOST_PARTS) return { name: 'too-many' };
    // Parts are numbered in a row: the serial number of the first names the message.
    const key = `${id} ${part.count} ${(serial - part.index) & 0xffff}`;
    const begun = this.#begun.get(key) ?? this.#begin(key, part.count, now);
    // A copy: the chunk it came in is longer.
    if (!begun.parts[part.index - 1]) {
      begun.parts[part.index - 1] = { serial, body: Buffer.from(body) };
      begun.missing--;
    }
    if (begun.missing > 0) return { name: 'waits' };
    this.#begun.delete(key);
    const parts = begun.parts.map(kept => kept!);
    return {
      name: 'whole',
      serials: parts.map(kept => kept.serial),
      body: Buffer.concat(parts.map(kept => kept.body)),
    };
  }

  /** Out: how many messages were given up. */
  expire(now: number): number {
    let given = 0;
    for (const [key, { startedAt }] of this.#begun) {
      if (now - startedAt <= PATIENCE_MS) break;
      this.#begun.delete(key);
      given++;
    }
    return given;
  }

  #begin(key: string, count: number, now: number): Begun {
    if (this.#begun.size >= MOST_MESSAGES) this.#begun.delete(this.#begun.keys().next().value ?? '');
    const begun: Begun = { startedAt: now, parts: Array.from({ length: count }, () => undefined), missing: count };
    this.#begun.set(key, begun);
    return begun;
  }
}
