/**
 * What terminals say, told apart by message id. In: header and body. Out: a union with only what each kind carries; `malformed` for a
 * body that does not fit its id, `unsupported` for an id we do not know. Nothing here throws, whatever the bytes are.
 */
import { type LocationReport, readBatch, readLocation } from './location-body.ts';
import type { MessageHeader } from './message-header.ts';
import { type Registration, readAuthCode, readRegistration } from './sign-on-body.ts';

export const TERMINAL_ID = {
  reply: 0x0001,
  heartbeat: 0x0002,
  logout: 0x0003,
  register: 0x0100,
  signOn: 0x0102,
  location: 0x0200,
  locations: 0x0704,
} as const;

export type TerminalMessage =
  /** Its answer to something of ours. */
  | { kind: 'reply'; toSerial: number; toId: number; result: number }
  | { kind: 'heartbeat' }
  | { kind: 'logout' }
  | { kind: 'register'; registration: Registration }
  | { kind: 'sign-on'; code: string }
  /** null: an item of a batch that cannot be read. `isResent`: from an area without network, so it is late. */
  | { kind: 'locations'; reports: (LocationReport | null)[]; isResent: boolean }
  | { kind: 'malformed' }
  | { kind: 'unsupported' };

const MALFORMED = { kind: 'malformed' } as const;

export function readMessage({ id, protocolVersion, isEncrypted }: MessageHeader, body: Buffer): TerminalMessage {
  if (isEncrypted) return { kind: 'unsupported' };
  const is2019 = protocolVersion !== null;
  switch (id) {
    case TERMINAL_ID.reply:
      if (body.length !== 5) return MALFORMED;
      return { kind: 'reply', toSerial: body.readUInt16BE(0), toId: body.readUInt16BE(2), result: body[4]! };
    case TERMINAL_ID.heartbeat:
      return { kind: 'heartbeat' };
    case TERMINAL_ID.logout:
      return { kind: 'logout' };
    case TERMINAL_ID.register: {
      const registration = readRegistration(body, is2019);
      return registration ? { kind: 'register', registration } : MALFORMED;
    }
    case TERMINAL_ID.signOn: {
      const code = readAuthCode(body, is2019);
      return code ? { kind: 'sign-on', code } : MALFORMED;
    }
    case TERMINAL_ID.location: {
      const report = readLocation(body);
      return report ? { kind: 'locations', reports: [report], isResent: false } : MALFORMED;
    }
    case TERMINAL_ID.locations: {
      const batch = readBatch(body);
      return batch ? { kind: 'locations', ...batch } : MALFORMED;
    }
    default:
      return { kind: 'unsupported' };
  }
}
