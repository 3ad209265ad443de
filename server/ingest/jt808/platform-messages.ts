/**
 * What we say to terminals. In: whom (their own header), our serial number, the content. Out: a frame to send.
 * Every answer goes out in the edition and with the phone number of the message it answers.
 */
import { closeFrame } from './frame-bytes.ts';
import { type MessageHeader, writeMessage } from './message-header.ts';

/** How a terminal is spoken to. */
export type Addressee = Pick<MessageHeader, 'protocolVersion' | 'phone'>;

export const PLATFORM_ID = { reply: 0x8001, registered: 0x8100, confirmAlarm: 0x8203 } as const;

/** Of 0x8001. */
export const REPLY = { ok: 0, failed: 1, badMessage: 2, unsupported: 3 } as const;
export type ReplyResult = (typeof REPLY)[keyof typeof REPLY];

/** Of 0x8100. */
export const REGISTERED = { ok: 0, terminalTaken: 3, noSuchTerminal: 4 } as const;
export type RegisteredResult = (typeof REGISTERED)[keyof typeof REGISTERED];

/** Bit 0 of the alarms: the emergency button. */
const SOS = 1;

export function reply(to: Addressee, serial: number, answered: { id: number; serial: number }, result: ReplyResult) {
  const body = Buffer.alloc(5);
  body.writeUInt16BE(answered.serial, 0);
  body.writeUInt16BE(answered.id, 2);
  body[4] = result;
  return frame(PLATFORM_ID.reply, to, serial, body);
}

/** `code` only with `ok`. */
export function registered(to: Addressee, serial: number, answeredSerial: number, outcome: RegisteredOutcome): Buffer {
  const body = Buffer.alloc(3);
  body.writeUInt16BE(answeredSerial, 0);
  body[2] = outcome.result;
  const code = outcome.result === REGISTERED.ok ? Buffer.from(outcome.code, 'ascii') : Buffer.alloc(0);
  return frame(PLATFORM_ID.registered, to, serial, Buffer.concat([body, code]));
}
export type RegisteredOutcome =
  | { result: typeof REGISTERED.ok; code: string }
  | { result: Exclude<RegisteredResult, typeof REGISTERED.ok> };

/** A person has answered the call for help. `reportSerial`: of the report that called. */
export function confirmSos(to: Addressee, serial: number, reportSerial: number): Buffer {
  const body = Buffer.alloc(6);
  body.writeUInt16BE(reportSerial, 0);
  body.writeUInt32BE(SOS, 2);
  return frame(PLATFORM_ID.confirmAlarm, to, serial, body);
}

function frame(id: number, { protocolVersion, phone }: Addressee, serial: number, body: Buffer): Buffer {
  return closeFrame(writeMessage({ id, protocolVersion, phone, serial, isEncrypted: false, part: null }, body));
}
