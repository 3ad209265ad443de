/**
 * From bytes of a link to messages: frames, escapes, checksum, header, parts, body, in this order.
 * In: chunks; then, one by one, what they were cut into. Out: a message with the serial numbers of all its parts, or why there is none.
 * Cutting and reading are apart because a link may have to wait between two messages. Nothing here throws, whatever the bytes are.
 */
import { openFrame } from './frame-bytes.ts';
import { type CutFrame, FrameReader } from './frame-reader.ts';
import { type MessageHeader, readHeader } from './message-header.ts';
import { MessageParts } from './message-parts.ts';
import { readMessage, type TerminalMessage } from './terminal-message.ts';

export interface Heard {
  name: 'message';
  header: MessageHeader;
  /** Each is owed an answer. */
  serials: readonly number[];
  message: TerminalMessage;
}

export type Read =
  | Heard
  /** More parts are to come. */
  | { name: 'waits' }
  | { name: 'too-many-parts'; header: MessageHeader }
  /** `header`: what it says if the checksum were right; null = not even that. */
  | { name: 'damaged'; why: 'too-long' | 'bad-escape' | 'bad-checksum' | 'bad-header'; header: MessageHeader | null };

export class MessageReader {
  readonly #frames = new FrameReader();
  readonly #parts = new MessageParts();

  cut(chunk: Buffer): CutFrame[] {
    return this.#frames.push(chunk);
  }

  /** `mayBeLong`: parts of such a message are kept until all are there; of others each part is answered as unsupported. */
  read(cut: CutFrame, mayBeLong: (header: MessageHeader) => boolean, now: number): Read {
    if (!cut.ok) return { name: 'damaged', why: 'too-long', header: null };
    const opened = openFrame(cut.escaped);
    const read = opened.message && readHeader(opened.message);
    if (!opened.ok) return { name: 'damaged', why: opened.why, header: read?.header ?? null };
    if (!read) return { name: 'damaged', why: 'bad-header', header: null };
    const { header, body } = read;
    const serials = [header.serial];
    if (!header.part) return { name: 'message', header, serials, message: readMessage(header, body) };
    if (!mayBeLong(header)) return { name: 'message', header, serials, message: { kind: 'unsupported' } };
    const outcome = this.#parts.add(header, body, now);
    if (outcome.name === 'too-many') return { name: 'too-many-parts', header };
    if (outcome.name === 'waits') return outcome;
    return { name: 'message', header, serials: outcome.serials, message: readMessage(header, outcome.body) };
  }

  /** Out: how many messages in parts were given up. */
  expire(now: number): number {
    return this.#parts.expire(now);
  }
}
