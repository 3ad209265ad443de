/**
 * The header of a message, in its two editions. In: a message without flags, escapes and checksum. Out: header and body, or null when
 * they do not fit together. Bit 14 of the properties alone says which edition it is: terminals of 2013 exist with any version of firmware.
 */
import { readDigits, writeDigits } from './bcd.ts';

export interface MessageHeader {
  id: number;
  /** Null = edition 2013; 2019 has this byte, and a phone number of twenty digits in place of twelve. */
  protocolVersion: number | null;
  isEncrypted: boolean;
  /** As sent, with its zeros on the left: answers repeat it. */
  phone: string;
  /** The name of the device: the phone number without zeros on the left. */
  device: string;
  serial: number;
  /** Of a message that is too long for one frame; counted from 1. */
  part: { index: number; count: number } | null;
}

const LENGTH_BITS = 0x03ff;
const ENCRYPTION_BITS = 0x1c00;
const PARTS_BIT = 0x2000;
const EDITION_2019_BIT = 0x4000;
const PHONE_BYTES_2013 = 6;
const PHONE_BYTES_2019 = 10;

export function readHeader(message: Buffer): { header: MessageHeader; body: Buffer } | null {
  if (message.length < 4) return null;
  const properties = message.readUInt16BE(2);
  const is2019 = (properties & EDITION_2019_BIT) !== 0;
  const hasParts = (properties & PARTS_BIT) !== 0;
  const phoneAt = is2019 ? 5 : 4;
  const serialAt = phoneAt + (is2019 ? PHONE_BYTES_2019 : PHONE_BYTES_2013);
  const bodyAt = serialAt + (hasParts ? 6 : 2);
  if (message.length !== bodyAt + (properties & LENGTH_BITS)) return null;
  const phone = readDigits(message.subarray(phoneAt, serialAt));
  const device = phone?.replace(/^0+/, '');
  if (!phone || !device) return null;
  const part = hasParts
    ? { count: message.readUInt16BE(serialAt + 2), index: message.readUInt16BE(serialAt + 4) }
    : null;
  if (part && (part.index < 1 || part.index > part.count)) return null;
  const header = {
    id: message.readUInt16BE(0),
    protocolVersion: is2019 ? message[4]! : null,
    isEncrypted: (properties & ENCRYPTION_BITS) !== 0,
    phone,
    device,
    serial: message.readUInt16BE(serialAt),
    part,
  };
  return { header, body: message.subarray(bodyAt) };
}

/** Throws for a body over 1023 bytes: we never send one. */
export function writeMessage(header: Omit<MessageHeader, 'device'>, body: Buffer): Buffer {
  if (body.length > LENGTH_BITS)
    throw new Error(`A body of ${body.length} bytes does not fit; at most ${LENGTH_BITS}.`);
  const { id, protocolVersion, isEncrypted, phone, serial, part } = header;
  const is2019 = protocolVersion !== null;
  const properties =
    body.length | (isEncrypted ? 0x0400 : 0) | (part ? PARTS_BIT : 0) | (is2019 ? EDITION_2019_BIT : 0);
  return Buffer.concat([
    words(id, properties),
    ...(is2019 ? [Buffer.of(protocolVersion)] : []),
    writeDigits(phone, is2019 ? PHONE_BYTES_2019 : PHONE_BYTES_2013),
    words(serial, ...(part ? [part.count, part.index] : [])),
    body,
  ]);
}

/** Unsigned, 16 bits each, big-endian. */
function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * i);
  return bytes;
}
