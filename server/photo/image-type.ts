/**
 * Is this a photo, and of which type? In: the bytes as they came. Out: the type by what the bytes are, or null.
 * file-type reads the magic bytes. That alone lets a polyglot through: a file that is an image to one program and a page, an
 * archive or a document to another. So what follows the image is looked at as well: nothing may stand behind the end of a PNG or a
 * WebP, and no markup, archive or document may hide anywhere. Cameras do append to a JPEG (depth maps, a short film), which stays.
 */
import { fileTypeFromBuffer } from 'file-type';
import type { Evidence } from '../contract/incident.ts';

type ImageType = Evidence['type'];

const TYPES: ReadonlySet<string> = new Set<ImageType>(['image/jpeg', 'image/png', 'image/webp']);

/** Long enough not to stand in 8 MB of compressed picture by chance. */
const MARKUP = /<(?:script|svg[\s>]|html[\s>]|iframe|!doctype|\?php)/i;
const DOCUMENT = /%PDF-\d\.\d/;
/** A zip, and with it every office file and program archive: entry, directory, end, in this order. */
const ARCHIVE = ['504b0304', '504b0102', '504b0506'].map(signature => Buffer.from(signature, 'hex'));
/** The last chunk of a PNG: no data, its name, its checksum. */
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');

export async function imageTypeOf(bytes: Buffer): Promise<ImageType | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (!found || !TYPES.has(found.mime)) return null;
  const type = found.mime as ImageType;
  if (!isWhole(bytes, type)) return null;
  const text = bytes.toString('latin1');
  return MARKUP.test(text) || DOCUMENT.test(text) || holdsArchive(bytes) ? null : type;
}

function holdsArchive(bytes: Buffer): boolean {
  let at = 0;
  for (const signature of ARCHIVE) {
    at = bytes.indexOf(signature, at);
    if (at === -1) return false;
  }
  return true;
}

function isWhole(bytes: Buffer, type: ImageType): boolean {
  switch (type) {
    case 'image/png':
      return bytes.subarray(-PNG_END.length).equals(PNG_END);
    case 'image/webp': {
      // RIFF says how much follows its first eight bytes; an odd length has a byte of padding.
      const said = bytes.readUInt32LE(4) + 8;
      return bytes.length === said || bytes.length === said + (said % 2);
    }
    case 'image/jpeg':
      return bytes.includes(JPEG_END);
  }
}
