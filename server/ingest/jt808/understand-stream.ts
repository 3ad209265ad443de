/**
 * For tests: what the server makes of a stream, without a link; the same steps in the same order.
 * In: chunks. Out: for each frame the message, or the one word why there is none.
 */
import { openFrame } from './frame-bytes.ts';
import { FrameReader } from './frame-reader.ts';
import { type MessageHeader, readHeader } from './message-header.ts';
import { MessageParts } from './message-parts.ts';
import { readMessage, type TerminalMessage } from './terminal-message.ts';

export type Understood = { header: MessageHeader; message: TerminalMessage } | string;

export function understandStream(chunks: readonly Buffer[]): Understood[] {
  const reader = new FrameReader();
  const parts = new MessageParts();
  return chunks.flatMap(chunk =>
    reader.push(chunk).map((cut): Understood => {
      if (!cut.ok) return 'too-long';
      const opened = openFrame(cut.escaped);
      if (!opened.ok) return opened.why;
      const read = readHeader(opened.message);
      if (!read) return 'bad-header';
      if (!read.header.part) return { header: read.header, message: readMessage(read.header, read.body) };
      const whole = parts.add(read.header, read.body, 0);
      if (whole.name !== 'whole') return whole.name;
      return { header: whole.header, message: readMessage(whole.header, whole.body) };
    }),
  );
}
