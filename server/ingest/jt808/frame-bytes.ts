/**
 * The transport of one message: escapes and checksum. In: a message or what lies between two flags. Out: the other.
 * Order matters: the checksum is counted over the plain bytes and escaped with them; so escapes are undone first.
 */

const FLAG = 0x7e;
const ESCAPE = 0x7d;
/** What follows ESCAPE. */
const ESCAPED_FLAG = 0x02;
const ESCAPED_ESCAPE = 0x01;

export type OpenedFrame =
  | { ok: true; message: Buffer }
  /** `message` is what it would be if the checksum were right; null = not even that. */
  | { ok: false; why: 'bad-escape' | 'bad-checksum'; message: Buffer | null };

export function openFrame(escaped: Buffer): OpenedFrame {
  const plain = unescaped(escaped);
  if (!plain) return { ok: false, why: 'bad-escape', message: null };
  const message = plain.subarray(0, -1);
  if (checksumOf(message) !== plain[plain.length - 1]) return { ok: false, why: 'bad-checksum', message };
  return { ok: true, message };
}

/** With both flags, ready to be sent. */
export function closeFrame(message: Buffer): Buffer {
  const plain = Buffer.concat([message, Buffer.of(checksumOf(message))]);
  const escaped: number[] = [FLAG];
  for (const byte of plain) {
    if (byte === FLAG) escaped.push(ESCAPE, ESCAPED_FLAG);
    else if (byte === ESCAPE) escaped.push(ESCAPE, ESCAPED_ESCAPE);
    else escaped.push(byte);
  }
  escaped.push(FLAG);
  return Buffer.from(escaped);
}

/** Null: an escape that stands for nothing. */
function unescaped(bytes: Buffer): Buffer | null {
  let at = bytes.indexOf(ESCAPE);
  if (at === -1) return bytes; // most frames have none
  const plain = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let from = 0;
  while (at !== -1) {
    length += bytes.copy(plain, length, from, at);
    const code = bytes[at + 1];
    if (code !== ESCAPED_FLAG && code !== ESCAPED_ESCAPE) return null;
    plain[length++] = code === ESCAPED_FLAG ? FLAG : ESCAPE;
    from = at + 2;
    at = bytes.indexOf(ESCAPE, from);
  }
  length += bytes.copy(plain, length, from);
  return plain.subarray(0, length);
}

function checksumOf(message: Buffer): number {
  let sum = 0;
  for (const byte of message) sum ^= byte;
  return sum;
}
