/** A photo as it came in: is it one, and is it what the sender says? Throws `wrong-type` when not. */
import { createHash } from 'node:crypto';
import type { Evidence } from '../contract/incident.ts';
import { Refused } from '../http/refused.ts';
import { imageTypeOf } from './image-type.ts';

export interface Photo {
  bytes: Buffer;
  type: Evidence['type'];
  /** The same photo sent twice is one. */
  sha256: string;
}

export async function readPhoto(bytes: Buffer, declared: string): Promise<Photo> {
  const type = await imageTypeOf(bytes);
  if (type === null || type !== declared) throw wrongType(declared, type);
  return { bytes, type, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function wrongType(declared: string, found: Evidence['type'] | null): Refused {
  return new Refused(
    'wrong-type',
    {
      zh: `Content-Type 为 ${declared}，内容${found === null ? '不是完整、单纯的 JPEG、PNG 或 WebP 图片' : `是 ${found}`}`,
      en: `Content-Type says ${declared}; the content is ${found ?? 'no whole and plain JPEG, PNG or WebP image'}`,
    },
    { field: 'Content-Type' },
  );
}
