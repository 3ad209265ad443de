/**
 * What a link owes for what it heard: the rules of a conversation, without sockets, clocks or storage (SPEC.md IN-25 …).
 * In: who has signed on over this link, and one message. Out: what to do, in order. Registering and checking a code need others, so they
 * come back as work; the link waits for their outcome before it hears the next message.
 */
import type { RefusalCode } from '../../contract/refusal.ts';
import type { LocationReport } from './location-body.ts';
import type { MessageHeader } from './message-header.ts';
import { REPLY, type ReplyResult } from './platform-messages.ts';
import type { Registration } from './sign-on-body.ts';
import { TERMINAL_ID, type TerminalMessage } from './terminal-message.ts';

export type Effect =
  /** 0x8001, to every part of what was heard. */
  | { do: 'reply'; result: ReplyResult }
  | { do: 'register'; registration: Registration }
  | { do: 'check-code'; code: string }
  /** Oldest first. `unreadable`: items of the batch that are lost. */
  | { do: 'take'; reports: LocationReport[]; unreadable: number }
  | { do: 'refuse'; cause: RefusalCode; why: string }
  | { do: 'end'; why: string };

/** `signedOnAs`: the device that has proved itself over this link; null = none yet. */
export function answerTo(signedOnAs: string | null, header: MessageHeader, message: TerminalMessage): Effect[] {
  switch (message.kind) {
    case 'reply':
      return []; // an answer is not answered
    case 'unsupported':
      return refused('bad-input', `message ${nameOf(header)} is not supported`, REPLY.unsupported);
    case 'malformed':
      return refused('bad-input', `body of message ${nameOf(header)} does not fit`, REPLY.badMessage);
    default:
  }
  // [IN-27]
  if (signedOnAs !== null && signedOnAs !== header.device)
    return refused('not-allowed', `message ${nameOf(header)} over the link of ${signedOnAs}`, REPLY.failed);
  switch (message.kind) {
    case 'register':
      return [{ do: 'register', registration: message.registration }];
    case 'sign-on':
      return [{ do: 'check-code', code: message.code }];
    default:
  }
  // [IN-26]
  if (signedOnAs === null) return refused('not-signed-in', `message ${nameOf(header)} before signing on`, REPLY.failed);
  switch (message.kind) {
    case 'heartbeat':
      return [{ do: 'reply', result: REPLY.ok }];
    case 'logout':
      return [
        { do: 'reply', result: REPLY.ok },
        { do: 'end', why: 'logged out' },
      ];
    case 'locations':
      return take(message.reports);
  }
}

/** Subpackages are put together only of what may be long, and only for who has signed on: they take memory. */
export function mayComeInParts(signedOnAs: string | null, { id, device, isEncrypted }: MessageHeader): boolean {
  return signedOnAs === device && !isEncrypted && (id === TERMINAL_ID.location || id === TERMINAL_ID.locations);
}

function take(items: readonly (LocationReport | null)[]): Effect[] {
  const reports = items.filter(report => report !== null);
  return [
    {
      do: 'take',
      reports: reports.toSorted((a, b) => (a.timeMs ?? Infinity) - (b.timeMs ?? Infinity)),
      unreadable: items.length - reports.length,
    },
  ];
}

function refused(cause: RefusalCode, why: string, result: ReplyResult): Effect[] {
  return [
    { do: 'refuse', cause, why },
    { do: 'reply', result },
  ];
}

function nameOf({ id, isEncrypted }: MessageHeader): string {
  return `0x${id.toString(16).padStart(4, '0')}${isEncrypted ? ' (encrypted)' : ''}`;
}
