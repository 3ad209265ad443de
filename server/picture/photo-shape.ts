/**
 * How large a photo is and which way up, read from its first bytes: phones turn pictures by a note in the file (EXIF), which neither
 * the renderer nor Word looks at. In: bytes of a JPEG, PNG or WebP. Out: pixels as they are stored and the turn; null = not readable.
 */
export interface PhotoShape {
  type: 'jpg' | 'png' | 'webp';
  width: number;
  height: number;
  /** Degrees clockwise to be turned for standing upright. */
  turn: 0 | 90 | 180 | 270;
}

export function photoShape(bytes: Buffer): PhotoShape | null {
  try {
    if (bytes.readUInt16BE(0) === 0xffd8) return jpegShape(bytes);
    if (bytes.toString('latin1', 1, 4) === 'PNG')
      return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), turn: 0 };
    if (bytes.toString('latin1', 8, 12) === 'WEBP') return webpShape(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // it ends too early
  }
  return null;
}

const TURNS: Readonly<Record<number, PhotoShape['turn']>> = { 3: 180, 6: 90, 8: 270 };

function jpegShape(bytes: Buffer): PhotoShape | null {
  let turn: PhotoShape['turn'] = 0;
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    // Start of frame, whatever the coding; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { type: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), turn };
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif')
      turn = TURNS[orientation(bytes.subarray(at + 10, at + 2 + length))] ?? 0;
    at += 2 + length;
  }
  return null;
}

/** Tag 0x0112 of the first directory; 1 = upright. */
function orientation(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let i = 0, count = u16(directory); i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (u16(entry) === 0x0112) return u16(entry + 8);
  }
  return 1;
}

function webpShape(bytes: Buffer): PhotoShape | null {
  const size = (width: number, height: number) => ({ type: 'webp', width, height, turn: 0 }) as const;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return size((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return null;
  }
}
